"""The ways to start a panel of a system: dyad-years, state-years, state-days."""

from __future__ import annotations

from collections.abc import Callable

from foedus.panel.base import (
    Base,
    Rule,
    check_rule,
    check_years,
    key_names,
    system_days,
    system_dyads,
    system_states,
)
from foedus.panel.choice import yes_or_no
from foedus.panel.crosswalk import check_scheme
from foedus.panel.listed import GW_STATES, with_microstates
from foedus.panel.panel import Panel, new_panel
from foedus.panel.source import Loader, Source, registry_loader
from foedus.panel.step import Column
from foedus.terms.states.systems import Scheme

CARRIED = "members on the last day of the list remain members"
LIST_OF = {"cow": "states", "gw": GW_STATES}
"""Dataset of each list of states."""


def dyad_years(
    years: tuple[int, int] = (1816, 2010),
    *,
    directed: bool = True,
    rule: Rule = "day",
    system: Scheme = "cow",
    data: Loader | None = None,
) -> Panel:
    """Dyad-years of a state system.

    Parameters
    ----------
    years : (int, int)
        First and last year, both included. Beyond the end of the list its last members remain.
    directed : bool
        True: each dyad twice, in both orders. False: once, the lower code first.
    rule : {"day", "year"}
        Whether the two must share a day or only a year in the system.
    system : {"cow", "gw"}
        Members by the Correlates of War, or by Gleditsch and Ward with their microstates, which are marked.
    data : callable, optional
        Loads a dataset by id and version; by default from the user's data directory.

    Returns
    -------
    Panel
        Columns ccode1, ccode2, year, sorted by them; or gwcode1, gwcode2, year, microstate1, microstate2.

    Raises
    ------
    InputError
        Years that are not two whole years in order, another rule or another system.
    """
    check_rule(rule)
    directed = yes_or_no("dyad_years", "directed", directed)

    def rows(states: Source, span: tuple[int, int], scheme: Scheme) -> Base:
        return system_dyads(states, span, directed=directed, rule=rule, scheme=scheme)

    shared = f"a {rule} in common; {CARRIED}"
    return _of_system("dyad", years, system=system, rows=rows, rule=shared, directed=directed, data=data)


def state_years(years: tuple[int, int] = (1816, 2010), *, system: Scheme = "cow", data: Loader | None = None) -> Panel:
    """State-years of a state system: every year in which a state is a member on a day.

    Parameters and errors as of `dyad_years`; columns ccode, year, sorted by them, or gwcode, year, microstate.
    """

    def rows(states: Source, span: tuple[int, int], scheme: Scheme) -> Base:
        return system_states(states, span, scheme=scheme)

    return _of_system("state", years, system=system, rows=rows, rule=CARRIED, data=data)


def state_days(years: tuple[int, int], *, system: Scheme = "cow", data: Loader | None = None) -> Panel:
    """State-days of a state system: every day on which a state is a member.

    Parameters and errors as of `dyad_years`; columns ccode (gwcode), date, year. What is added is what the datasets say of the
    year. From 1816 to 2014 there are 5.6 million rows.
    """

    def rows(states: Source, span: tuple[int, int], scheme: Scheme) -> Base:
        return system_days(states, span, scheme=scheme)

    return _of_system("state", years, system=system, rows=rows, rule=CARRIED, daily=True, data=data)


def _of_system(
    unit: str,
    years: tuple[int, int],
    *,
    system: str,
    rows: Callable[[Source, tuple[int, int], Scheme], Base],
    rule: str,
    directed: bool = False,
    daily: bool = False,
    data: Loader | None = None,
) -> Panel:
    """A panel of the members of a system, with what is known of its key columns."""
    span, scheme = check_years(years), check_scheme(system)
    dataset = LIST_OF[scheme]

    def made(load: Callable[[str, str | None], Source]) -> Base:
        base = rows(load(dataset, None), span, scheme)
        return with_microstates(base) if scheme == "gw" else base

    *codes, year = key_names(unit, scheme)
    of = f"{'COW' if scheme == 'cow' else 'Gleditsch-Ward'} code"
    keys = [Column(name, f"state{_number(name)}, {of}", (dataset,), rule) for name in codes]
    keys += [Column("date", "day")] if daily else []
    keys += [Column(year, "year")]
    if scheme == "gw":
        label = "microstate, below 250,000 people (0 or 1)"
        keys += [Column(name.replace("gwcode", "microstate"), label, (dataset,)) for name in codes]
    return new_panel(
        unit,
        tuple(column.name for column in keys),
        rows=made,
        load=data or registry_loader(),
        directed=directed,
        origin=tuple(keys),
        scheme=scheme,
    )


def _number(name: str) -> str:
    return f" {name[-1]}" if name[-1] in "12" else ""
