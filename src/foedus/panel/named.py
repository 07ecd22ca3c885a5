"""Codes of the states that a user's frame names: usual, official and former names, abbreviations, ISO codes, by year.

A name is read in the sense of its row's year. One whose state is no member then keeps that state's code, so that its
values are unknown as those of such a code are; one that several members bear is refused with all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.files.findings import shorten
from foedus.terms.states import STATES, shown
from foedus.terms.states.find import find_state, settled_by
from foedus.terms.states.iso import bearers, number_of, territories, three_letters
from foedus.terms.states.meant import candidates
from foedus.terms.states.systems import Scheme, counterparts, listed, other_code

_TOLD = 5
_LISTED = 12


Keys = list[pl.Series]


def codes_of(columns: Sequence[pl.Series], years: np.typing.NDArray[np.int32]) -> tuple[Keys, str]:
    """Return columns of names as columns of codes, and what the names were taken for.

    Raises InputError: a cell is empty, or names no state, or several; the first five are told.
    """
    texts = [column.cast(pl.String) for column in columns]
    settled = settled_by(pl.concat([text.alias("name") for text in texts]).drop_nulls().unique())
    made, known = _read(texts, years, lambda name, year: _code(name, year, settled=settled), "names of states")
    return made, _note({(name, code) for (name, _), code in known.items()})


def codes_of_iso(columns: Sequence[pl.Series], years: np.typing.NDArray[np.int32]) -> tuple[Keys, tuple[str, ...]]:
    """Return columns of ISO 3166 codes, letters or numbers, as codes of the Correlates of War, with notes.

    What is no state but a territory gets its number in ISO 3166 below zero, which no list of states has. Raises InputError: a cell
    is empty or no such code.
    """
    texts = [_iso_text(column) for column in columns]
    made, known = _read(texts, years, _iso_code, "codes of ISO 3166")
    told = [f"{len({text for text, _ in known}):,} codes of ISO 3166 read as codes of the Correlates of War, by year"]
    lands = sorted({text for (text, _), code in known.items() if code < 0})
    if lands:
        shown = ", ".join(f"{land} {territories()[three_letters(land)[0]]}" for land in lands[:_TOLD])
        told.append(f"{len(lands):,} codes are territories that are no states, and their values null: {shown}")
    return made, tuple(told)


def under(
    codes: np.typing.NDArray[np.int32], years: np.typing.NDArray[np.int32], scheme: Scheme
) -> np.typing.NDArray[np.int32]:
    """Codes of the Correlates of War as those of a list, by year; of a state that is none then, the number that it bears."""
    if scheme == "cow":
        return codes
    pairs = np.unique(np.stack([codes, years]), axis=1).T.tolist()
    number = {(code, year): _number(code, year) for code, year in pairs}
    return np.array([number[pair] for pair in zip(codes.tolist(), years.tolist(), strict=True)], dtype=np.int32)


def _number(code: int, year: int) -> int:
    """Gleditsch-Ward number of a state of the Correlates of War, also in a year in which that is none."""
    known = other_code(code, year, "cow")
    if known is not None:
        return known
    found = counterparts(code, "cow")
    return next((number for number in found if listed("gw")[number].share(year)), found[0] if found else code)


def _read(
    texts: Sequence[pl.Series], years: np.typing.NDArray[np.int32], read: Callable[[str, int], int], what: str
) -> tuple[Keys, dict[tuple[str, int], int]]:
    """Codes of columns of words, each word and year read once. Raises InputError with the first words that are not read."""
    empty = [text for text in texts if text.null_count() or (text.str.strip_chars() == "").any()]
    if empty:
        at = ((empty[0].str.strip_chars() == "") | empty[0].is_null()).fill_null(value=True).arg_true()
        raise InputError(
            f"column {empty[0].name} has empty cells ({len(at):,} rows, first {int(at[0]) + 1}); every row of a panel needs its key"
        )
    pairs = pl.concat([pl.DataFrame({"name": text, "year": years}) for text in texts]).unique(maintain_order=True)
    known: dict[tuple[str, int], int] = {}
    wrong: dict[str, str] = {}
    for name, year in pairs.iter_rows():
        try:
            known[name, year] = read(name, year)
        except InputError as error:
            wrong.setdefault(name, str(error))
            if len(wrong) == _TOLD:
                break
    if wrong:
        raise InputError("\n".join((f"{what} that are not read:", *wrong.values())))
    made = [
        pl.Series(text.name, [known[key] for key in zip(text, years.tolist(), strict=True)], dtype=pl.Int32)
        for text in texts
    ]
    return made, known


def _iso_text(column: pl.Series) -> pl.Series:
    """Codes as text: numbers of whatever type with three digits, letters as they stand."""
    if column.dtype.is_numeric():
        plain = column.cast(pl.Float64)
        if plain.is_null().any() or plain.is_nan().any():
            return plain.cast(pl.String).alias(column.name) if plain.is_null().any() else pl.Series(column.name, [None])
        return pl.Series(column.name, [f"{value:.0f}" if value == round(value) else str(value) for value in plain])
    if column.dtype in (pl.String, pl.Categorical) or isinstance(column.dtype, pl.Enum):
        return column.cast(pl.String)
    raise InputError(f"column {column.name} is {column.dtype}; expected codes of ISO 3166, letters or numbers")


def _iso_code(text: str, year: int) -> int:
    code = text.strip().upper().removesuffix(".0")
    letters = three_letters(code)
    if not letters:
        raise InputError(f"{shorten(text)!r} is no code of ISO 3166; expected three letters, two letters or a number")
    found = [state.ccode for state in bearers(code, year)]
    if found:
        # Of two in a year, as Germany in 1990, the one that was there most of it, as between lists of states.
        return max(found, key=lambda ccode: listed("cow")[ccode].share(year))
    return -int(number_of().get(letters[0], 9_999))


def _code(name: str, year: int, *, settled: str) -> int:
    if name.strip().isdecimal() and name.isascii():
        return int(name)
    try:
        return find_state(name, year, settled=settled).ccode
    except InputError:
        found = candidates(name)
        if found and not any(state.member(year) for state in found):
            return found[0].ccode
        raise


def _note(read: set[tuple[str, int]]) -> str:
    """The names whose state is called otherwise, with their codes; all names are counted."""
    other = [
        f"{shorten(name)!r} is {shown(STATES[code])}"
        for name, code in sorted(read, key=lambda pair: (pair[1], pair[0]))
        if code in STATES and STATES[code].name.casefold() != name.strip().casefold()
    ]
    more = f" and {len(other) - _LISTED:,} more" if len(other) > _LISTED else ""
    told = f": {'; '.join(other[:_LISTED])}{more}" if other else ""
    return f"{len({name for name, _ in read}):,} names of states read as codes of the Correlates of War{told}"
