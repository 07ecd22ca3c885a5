"""Codes of the states that a user's frame names: usual, official and former names, abbreviations, ISO codes, by year.

A name is read in the sense of its row's year. One whose state is no member then keeps that state's code, so that its
values are unknown as those of such a code are; one that several members bear is refused with all of them.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.files.findings import shorten
from foedus.terms.states import STATES, shown
from foedus.terms.states.find import find_state, settled_by
from foedus.terms.states.meant import candidates

_TOLD = 5
_LISTED = 12


def is_named(column: pl.Series) -> bool:
    """Whether a column holds text."""
    return column.dtype in (pl.String, pl.Categorical, pl.Enum)


def codes_of(columns: list[pl.Series], years: np.typing.NDArray[np.int32]) -> tuple[list[pl.Series], str]:
    """Return columns of names as columns of codes, and what the names were taken for.

    Raises InputError: a cell is empty, or names no state, or several; the first five are told.
    """
    texts = [column.cast(pl.String) for column in columns]
    empty = [text.name for text in texts if text.null_count() or (text.str.strip_chars() == "").any()]
    if empty:
        raise InputError(f"column {empty[0]} has empty cells; every row of a panel needs its key")
    pairs = pl.concat([pl.DataFrame({"name": text, "year": years}) for text in texts]).unique(maintain_order=True)
    settled = settled_by(pairs["name"].unique())
    known: dict[tuple[str, int], int] = {}
    wrong: dict[str, str] = {}
    for name, year in pairs.iter_rows():
        try:
            known[name, year] = _code(name, year, settled=settled)
        except InputError as error:
            wrong.setdefault(name, str(error))
            if len(wrong) == _TOLD:
                break
    if wrong:
        raise InputError("\n".join(("names of states that are not read:", *wrong.values())))
    made = [
        pl.Series(text.name, [known[key] for key in zip(text, years.tolist(), strict=True)], dtype=pl.Int32)
        for text in texts
    ]
    return made, _note({(name, code) for (name, _), code in known.items()})


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
