"""A panel on a frame of the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.base import Base, key_names
from foedus.panel.choice import yes_or_no
from foedus.panel.keys import make_keys
from foedus.panel.named import codes_of, codes_of_iso, under
from foedus.panel.own.given import given_frame
from foedus.panel.own.keys import digits, find_columns, is_number, is_text, whole
from foedus.panel.own.leaders import with_leaders
from foedus.panel.own.recognise import other_list, refusal, told_of_text
from foedus.panel.own.rows import direction, refuse_selves
from foedus.panel.panel import Panel, new_panel
from foedus.panel.source import Loader, registry_loader
from foedus.terms.states.systems import CODE, LISTS, Scheme

System = Literal["cow", "gw", "iso"]


def wrap(
    frame: Any,
    *,
    directed: bool | None = None,
    keys: Sequence[str] | None = None,
    named: bool = False,
    system: System | None = None,
    leaders: bool = False,
    data: Loader | None = None,
) -> Panel:
    """A panel on a frame of your own; its rows, their order and its columns stay.

    Parameters
    ----------
    frame : Polars or pandas data frame, Arrow table or reader, DuckDB relation, path
        Dyad-years or state-years, or a .csv, .dta, .parquet or .feather file of them.
    directed : bool, optional
        Whether the two orders of a dyad are different rows. Needed where the rows do not show it: not if the lower code
        is always first (no order), or every dyad-year stands in both orders (directed).
    keys : tuple of str, optional
        The key columns: two codes and the year, or one code and the year. By default ccode1, ccode2, year (or gwcode1,
        gwcode2, year) if the frame has them, else ccode (gwcode), year.
    named : bool, optional
        Read text in the columns of codes as names, abbreviations or ISO codes of states, in the sense of the row's
        year; a note tells what they were taken for.
    system : {"cow", "gw", "iso"}, optional
        What the codes are: of the Correlates of War, of Gleditsch and Ward, or of ISO 3166 (letters or numbers, read as
        codes of the Correlates of War). By default as the columns are called, ccode or gwcode; codes that are then
        plainly of another list are refused.
    leaders : bool
        The rows are of leaders: obsid (in dyads obsid1 and obsid2) names their terms in office as Archigos does, and years since an
        event are counted by leader.
    data : callable, optional
        Loads a dataset by id and version; by default from the user's data directory.

    Raises
    ------
    InputError
        Not such a frame; keys that are missing, empty, no whole numbers or of another list; a state with itself; rows
        that do not show whether they are directed.
    """
    _check(system, named=named, keys=keys)
    if directed is not None:
        directed = yes_or_no("wrap", "directed", directed)
    given = given_frame(frame)
    scheme, names = _key_columns(given.frame, keys, system)
    *states, year = find_columns(given.frame, names)
    years, notes = _numbers(year)
    codes, told = _codes(states, years, named=named, system=system, scheme=scheme)
    own = make_keys(codes, years, scheme=scheme)
    base = Base(given.frame, with_leaders(own, given.frame) if leaders else own)
    notes = (*given.notes, *notes, *told)
    if system is None and not (named and any(map(is_text, states))):
        found = other_list(codes, years, scheme)
        if found is not None:
            raise InputError(refusal(*found, scheme=scheme))
    notes = (*notes, *_of_both_lists(given.frame, names, chosen=keys is not None or system is not None))
    unit, chosen = "state", False
    if len(names) == 3:
        unit = "dyad"
        refuse_selves(base.keys, given.frame, names)
        chosen, ordered = direction(base.keys, given.frame, names, declared=directed)
        notes = (*notes, *ordered)
    return new_panel(
        unit,
        tuple(given.frame.columns),
        rows=lambda _: base,
        load=data or registry_loader(),
        directed=chosen,
        told=notes,
        scheme=scheme,
    )


def _of_both_lists(frame: pl.DataFrame, names: tuple[str, ...], *, chosen: bool) -> tuple[str, ...]:
    """A note where the frame has the codes of both lists of states, and nobody has said which are to be read."""
    other = [name.replace("ccode", "gwcode") for name in names[:-1]]
    if chosen or not names[0].startswith("ccode") or not set(other) <= set(frame.columns):
        return ()
    read, rest = (" and ".join(each) for each in (names[:-1], other))
    return (
        f'the frame has codes of both lists; those in {read} are read, not those in {rest}: say system="gw" for these',
    )


def _check(system: str | None, *, named: bool, keys: Sequence[str] | None) -> None:
    if system is not None and system not in get_args(System):
        raise InputError(
            f"system {str(system)[:40]!r}; expected one of {', '.join(get_args(System))}: codes of the Correlates of War, of "
            "Gleditsch and Ward, or of ISO 3166"
        )
    if named and system == "iso":
        raise InputError(
            'named=True reads names and ISO codes of three letters, system="iso" ISO codes alone; say one of them'
        )
    if keys is not None and (isinstance(keys, str) or len(keys) not in (2, 3)):
        raise InputError(f"keys {keys}; expected two codes and the year, or one code and the year")


def _key_columns(
    frame: pl.DataFrame, keys: Sequence[str] | None, system: System | None
) -> tuple[Scheme, tuple[str, ...]]:
    """The list of states and the key columns: those asked for, else the first names that the frame has."""
    first: Scheme = "gw" if system == "gw" else "cow"
    schemes: list[Scheme] = [first, "cow" if first == "gw" else "gw"]
    if keys is not None:
        return first, tuple(keys)
    for unit in ("dyad", "state"):
        for scheme in schemes:
            names = key_names(unit, scheme)
            if all(name in frame.columns for name in names[:-1]):
                return scheme if system is None else first, names
    unit = "dyad" if any(f"{CODE[scheme]}1" in frame.columns for scheme in schemes) else "state"
    return first, key_names(unit, first)


def _numbers(column: pl.Series) -> tuple[np.typing.NDArray[np.int32], tuple[str, ...]]:
    """A key column as whole numbers; those written as text are told."""
    if is_text(column):
        read = digits(column)
        if read is None:
            odd = column.filter(~is_number(column)).head(5).to_list()
            raise InputError(f"column {column.name} ({column.dtype}) holds {odd}; expected whole numbers")
        return whole(read.alias(column.name)), (f"column {column.name} holds numbers as text; read as whole numbers",)
    return whole(column), ()


def _codes(
    columns: Sequence[pl.Series],
    years: np.typing.NDArray[np.int32],
    *,
    named: bool,
    system: System | None,
    scheme: Scheme,
) -> tuple[tuple[np.typing.NDArray[np.int32], ...], tuple[str, ...]]:
    """The codes of each column in the panel's list, and what they were taken for."""
    if system == "iso":
        made, told = codes_of_iso(columns, years)
        return tuple(column.to_numpy() for column in made), told
    words = [column for column in columns if is_text(column) and digits(column) is None]
    if words and not named:
        name = words[0].name
        raise InputError(
            f"column {name} is {words[0].dtype}; expected whole numbers, codes of the list {LISTS[scheme]}; "
            f"{told_of_text(words[0])}"
        )
    notes: tuple[str, ...] = ()
    read: dict[str, np.typing.NDArray[np.int32]] = {}
    if words:
        found, note = codes_of(words, years)
        notes = (note,)
        read = {column.name: under(column.to_numpy(), years, scheme) for column in found}
    for column in columns:
        if column.name not in read:
            read[column.name], told = _numbers(column)
            notes = (*notes, *told)
    return tuple(read[column.name] for column in columns), notes
