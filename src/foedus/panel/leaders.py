"""The ways to start a panel of leaders: leader-years, leader-days, leader-dyad-years, by the terms of Archigos.

What is added to such a panel is what the datasets say of the leaders' states in the year, the same for every leader of a
year; `add_lead` and its like tell of the leaders, and `add_spells` counts by leader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from foedus.errors import InputError
from foedus.panel.base import Base, check_years
from foedus.panel.choice import yes_or_no
from foedus.panel.crosswalk import check_scheme
from foedus.panel.make import LIST_OF
from foedus.panel.offices import (
    SCHEME_OF,
    Standard,
    Tenures,
    leader_day_rows,
    leader_dyad_rows,
    leader_year_rows,
    read_tenures,
    row_names,
)
from foedus.panel.outside import with_members
from foedus.panel.panel import Panel, new_panel
from foedus.panel.source import Loader, Source, registry_loader
from foedus.panel.step import Column
from foedus.terms.states.systems import LISTS, Scheme

ALL_YEARS = (1840, 2015)
"""What Archigos 4.1 covers; it is complete from 1875 on."""

Load = Callable[[str, str | None], Source]

_LABELS = {
    "obsid": "term in office, number of Archigos",
    "leader": "name of the leader",
    "gender": "gender of the leader, F or M",
    "leaderage": "age of the leader, year less year of birth",
    "yrinoffice": "year in office, counted from 1",
    "date": "day",
    "year": "year",
}


def leader_years(
    years: tuple[int, int] = ALL_YEARS, *, standardize: Standard = "archigos", data: Loader | None = None
) -> Panel:
    """Leader-years: every year in which a leader was in office on a day.

    Parameters
    ----------
    years : (int, int)
        First and last year, both included.
    standardize : {"archigos", "cow", "gw"}
        Terms as Archigos has them, with Gleditsch-Ward numbers; or only the days on which the state is a member by the Correlates
        of War or by Gleditsch and Ward, with codes of that list.
    data : callable, optional
        Loads a dataset by id and version; by default from the user's data directory.

    Returns
    -------
    Panel
        Columns gwcode (ccode), year, obsid, leader, gender, leaderage, yrinoffice; sorted by code, year and first day in office.
        The year in office counts from the leader's first year, member or not.

    Raises
    ------
    InputError
        Years that are not two whole years in order, or another standard.
    """

    def rows(tenures: Tenures, span: tuple[int, int], scheme: Scheme) -> Base:
        return leader_year_rows(tenures, span, scheme=scheme)

    return _of_terms("state", years, standard=standardize, rows=rows, data=data)


def leader_days(
    years: tuple[int, int] = ALL_YEARS, *, standardize: Standard = "archigos", data: Loader | None = None
) -> Panel:
    """Leader-days: every day on which a leader was in office, both of two on the day of a handover.

    Parameters and errors as of `leader_years`; one more column, date. All years make 5.3 million rows: `height` counts them without
    making them.
    """

    def rows(tenures: Tenures, span: tuple[int, int], scheme: Scheme) -> Base:
        return leader_day_rows(tenures, span, scheme=scheme)

    return _of_terms("state", years, standard=standardize, rows=rows, daily=True, data=data)


def leader_dyad_years(
    years: tuple[int, int] = ALL_YEARS, *, directed: bool = True, system: Scheme = "cow", data: Loader | None = None
) -> Panel:
    """Leader-dyad-years: pairs of leaders of two states who were in office on one day of the year, both states members that day.

    Parameters
    ----------
    years : (int, int)
        First and last year, both included. All years make 2.2 million directed rows.
    directed : bool
        True: each pair twice, in both orders. False: once, the lower code first.
    system : {"cow", "gw"}
        Members by the Correlates of War, or by Gleditsch and Ward.
    data : callable, optional
        Loads a dataset by id and version; by default from the user's data directory.

    Returns
    -------
    Panel
        Columns ccode1, ccode2 (gwcode1, gwcode2), year, obsid1, obsid2, and gender, leaderage and yrinoffice of both; sorted by codes,
        year and first days in office.

    Raises
    ------
    InputError
        Years that are not two whole years in order, or another system.
    """

    directed = yes_or_no("leader_dyad_years", "directed", directed)

    def rows(tenures: Tenures, span: tuple[int, int], scheme: Scheme) -> Base:
        return leader_dyad_rows(tenures, span, scheme=scheme, directed=directed)

    return _of_terms("dyad", years, standard=check_scheme(system), rows=rows, directed=directed, data=data)


def _of_terms(
    unit: str,
    years: tuple[int, int],
    *,
    standard: Standard,
    rows: Callable[[Tenures, tuple[int, int], Scheme], Base],
    directed: bool = False,
    daily: bool = False,
    data: Loader | None = None,
) -> Panel:
    """A panel of terms in office, with what is known of the columns that its rows bring along."""
    if standard not in SCHEME_OF:
        raise InputError(
            f"standardize {str(standard)[:40]!r}; expected archigos (terms as Archigos has them), cow or gw (only days on which "
            "the state is a member by that list)"
        )
    span, scheme = check_years(years), SCHEME_OF[standard]
    used = ("archigos",) if standard == "archigos" else ("archigos", LIST_OF[scheme])

    def tenures(load: Load) -> Tenures:
        return read_tenures(load("archigos", None), standard, None if len(used) == 1 else load(used[1], None))

    def made(load: Load) -> Base:
        base = rows(tenures(load), span, scheme)
        return with_members(base, load)[0] if standard == "archigos" else base

    names = row_names(unit, scheme, daily=daily)
    panel = new_panel(
        unit,
        names,
        rows=made,
        load=data or registry_loader(),
        directed=directed,
        origin=tuple(_column(name, used, scheme=scheme) for name in names),
        told=_told(span),
        scheme=scheme,
    )
    return replace(panel, counted=lambda load: tenures(load).within(*span).days) if daily else panel


def _column(name: str, datasets: Sequence[str], *, scheme: Scheme) -> Column:
    stem, side = (name[:-1], f", state {name[-1]}") if name[-1] in "12" else (name, "")
    if stem in ("ccode", "gwcode"):
        of = "COW code" if scheme == "cow" else "Gleditsch-Ward code"
        rule = "terms as Archigos has them"
        if len(datasets) > 1:
            rule = f"days on which the state is a member by {LISTS[scheme]}" + (", both on one day" if side else "")
        return Column(name, f"state{side.removeprefix(', state')}, {of}", tuple(datasets), rule)
    return Column(name, f"{_LABELS[stem]}{side}", () if stem in ("year", "date") else ("archigos",))


def _told(span: tuple[int, int]) -> tuple[str, ...]:
    if span[1] <= ALL_YEARS[1]:
        return ()
    return (f"Archigos ends in {ALL_YEARS[1]}: there are no rows of leaders from {ALL_YEARS[1] + 1} to {span[1]}",)
