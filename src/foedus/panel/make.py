"""The three ways to start a panel: dyad-years, state-years, a frame of your own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foedus.errors import InputError
from foedus.panel.base import (
    DYAD_KEYS,
    STATE_KEYS,
    Base,
    Rule,
    check_rule,
    check_years,
    frame_of,
    given_base,
    system_dyads,
    system_states,
    unnamed_columns,
)
from foedus.panel.panel import Panel, new_panel
from foedus.panel.source import Loader, Source, registry_loader
from foedus.panel.step import Column

CARRIED = "members on the last day of the list remain members"


def dyad_years(
    years: tuple[int, int] = (1816, 2010), *, directed: bool = True, rule: Rule = "day", data: Loader | None = None
) -> Panel:
    """Dyad-years of the state system (Correlates of War).

    Parameters
    ----------
    years : (int, int)
        First and last year, both included. Beyond the end of the list its last members remain.
    directed : bool
        True: each dyad twice, in both orders. False: once, the lower code first.
    rule : {"day", "year"}
        Whether the two must share a day or only a year in the system.
    data : callable, optional
        Loads a dataset by id and version; by default from the user's data directory.

    Returns
    -------
    Panel
        Columns ccode1, ccode2, year, sorted by them.

    Raises
    ------
    InputError
        Years that are not two whole years in order, or another rule.
    """
    span = check_years(years)
    check_rule(rule)

    def rows(load: Callable[[str, str | None], Source]) -> Base:
        return system_dyads(load("states", None), span, directed=directed, rule=rule)

    keys = (
        Column("ccode1", "state 1, COW code", ("states",), f"a {rule} in common; {CARRIED}"),
        Column("ccode2", "state 2, COW code", ("states",), f"a {rule} in common; {CARRIED}"),
        Column("year", "year"),
    )
    return new_panel("dyad", DYAD_KEYS, rows=rows, load=data or registry_loader(), directed=directed, origin=keys)


def state_years(years: tuple[int, int] = (1816, 2010), *, data: Loader | None = None) -> Panel:
    """State-years of the state system (Correlates of War): every year in which a state is a member on a day.

    Parameters and errors as of `dyad_years`; columns ccode, year, sorted by them.
    """
    span = check_years(years)

    def rows(load: Callable[[str, str | None], Source]) -> Base:
        return system_states(load("states", None), span)

    keys = (Column("ccode", "state, COW code", ("states",), CARRIED), Column("year", "year"))
    return new_panel("state", STATE_KEYS, rows=rows, load=data or registry_loader(), directed=False, origin=keys)


def wrap(
    frame: Any,
    *,
    directed: bool | None = None,
    keys: tuple[str, ...] | None = None,
    named: bool = False,
    data: Loader | None = None,
) -> Panel:
    """A panel on a frame of your own; its rows, their order and its columns stay.

    Parameters
    ----------
    frame : Polars or pandas data frame, Arrow table, DuckDB relation
        Dyad-years or state-years; keys are COW codes and years in whole numbers.
    directed : bool, optional
        Whether the two orders of a dyad are different rows. By default: if any row has the higher code first.
    keys : tuple of str, optional
        The key columns: two codes and the year, or one code and the year. By default ccode1, ccode2, year if
        the frame has ccode1, else ccode, year.
    named : bool, optional
        Read text in the columns of codes as names, abbreviations or ISO codes of states, in the sense of the row's
        year; a note tells what they were taken for.
    data : callable, optional
        Loads a dataset by id and version; by default from the user's data directory.

    Raises
    ------
    InputError
        Not such a frame, or keys that are missing, empty or no whole numbers.
    """
    given = frame_of(frame)
    names = keys or (DYAD_KEYS if "ccode1" in given.columns else STATE_KEYS)
    if len(names) not in (2, 3):
        raise InputError(f"keys {names}; expected two codes and the year, or one code and the year")
    base, read_as = given_base(given, names, named=named)
    unit = "dyad" if len(names) == 3 else "state"
    both_orders = unit == "dyad" and bool((base.keys.sides[0] > base.keys.sides[1]).any())
    chosen = both_orders if directed is None else directed
    if unit == "dyad" and not chosen and both_orders:
        raise InputError(
            "directed=False, yet some rows have the higher code first; order the codes or say directed=True"
        )
    told = [*unnamed_columns(frame), *read_as]
    if unit == "dyad" and directed is None and both_orders and not _has_both(given, names):
        told.append(
            "some rows have the higher code first, so the frame is taken as directed: columns of a direction tell of "
            "state 1 towards state 2; if the order means nothing, order the codes and say directed=False"
        )
    return new_panel(
        unit,
        tuple(given.columns),
        rows=lambda _: base,
        load=data or registry_loader(),
        directed=chosen,
        told=tuple(told),
    )


def _has_both(given: Any, names: tuple[str, ...]) -> bool:
    """Whether every dyad-year stands in both orders, so that the frame is plainly directed."""
    rows = given.select(names)
    turned = rows.select(rows.columns[1], rows.columns[0], rows.columns[2])
    return set(rows.unique().iter_rows()) == set(turned.unique().iter_rows())
