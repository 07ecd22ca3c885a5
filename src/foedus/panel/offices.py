"""Terms in office as rows of a panel: leader-years, leader-days and leader-dyad-years.

Archigos numbers states as Gleditsch and Ward do. Under the codes of the Correlates of War a term counts for the state that
stands for the leader's, on the days on which that state is a member; where the other list has no such state in the year there
is nothing to stand for, but for the two that `CARRIED_OVER` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.panel.base import Base, key_names, read_spells
from foedus.panel.keys import Ints, PanelKeys
from foedus.panel.membership import expand_ranges
from foedus.panel.source import Source
from foedus.panel.tenures import distinct_years, dyad_rows, overlaps, shared_tenures
from foedus.terms.states.systems import Scheme, counterparts, listed

Standard = Literal["archigos", "cow", "gw"]
Whole = NDArray[np.int64]
SCHEME_OF: Mapping[str, Scheme] = MappingProxyType({"archigos": "gw", "cow": "cow", "gw": "gw"})

CARRIED_OVER = ((600, 1905, 1912), (670, 1927, 1931))
"""Years in which a state of Archigos is a member by the Correlates of War alone and its leaders are carried over all the same,
as the R package peacesciencer does: Morocco and Saudi Arabia. Laos in 1953 (70 days) is not, there as here."""

ABOUT_LEADER = ("leader", "gender", "leaderage", "yrinoffice")
ABOUT_PAIR = ("gender", "leaderage", "yrinoffice")


@dataclass(frozen=True)
class Tenures:
    """Unbroken runs of days on which a leader was in office and the state a member."""

    leaders: pl.DataFrame  #: Terms of Archigos by first day; what is told of a leader is gathered from here.
    codes: Ints  #: Shape (states,). Codes of the states, rising.
    state: Whole  #: `state`, `leader`, `start`, `end`: shape (n,). Position in `codes` and in `leaders`, first and last day.
    leader: Whole
    start: Whole
    end: Whole

    @property
    def years(self) -> tuple[Whole, Whole]:
        """Calendar years of the first and of the last day of each."""
        return _years(self.start), _years(self.end)

    def within(self, first: int, last: int) -> Tenures:
        """What of the runs falls on days of these years."""
        begin, finish = (date(first, 1, 1) - _EPOCH).days, (date(last, 12, 31) - _EPOCH).days
        start, end = np.maximum(self.start, begin), np.minimum(self.end, finish)
        kept = start <= end
        return Tenures(self.leaders, self.codes, self.state[kept], self.leader[kept], start[kept], end[kept])

    @property
    def days(self) -> int:
        """Number of leader-days."""
        return int((self.end - self.start + 1).sum())


_EPOCH = date(1970, 1, 1)


def _years(days: Whole) -> Whole:
    years: Whole = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def _days(series: pl.Series) -> Whole:
    return series.cast(pl.Int32).to_numpy().astype(np.int64)


def read_tenures(archigos: Source, standard: Standard, states: Source | None = None) -> Tenures:
    """Terms as Archigos has them, or on the days on which the state is a member by `states`."""
    leaders = archigos.frame.sort("startdate", "enddate", "obsid")
    code, start, end = leaders["gwcode"].to_numpy(), _days(leaders["startdate"]), _days(leaders["enddate"])
    leader = np.arange(leaders.height)
    if standard == "cow":
        place, code = _counterparts(code)
        leader, start, end = place, start[place], end[place]
        keep = _numbered(leaders["gwcode"].to_numpy()[place], start, end)
        code, leader, start, end = code[keep[0]], leader[keep[0]], keep[1], keep[2]
    if states is not None:
        spells = read_spells(states, archigos.coverage[1], scheme=SCHEME_OF[standard])
        listed_code = spells.codes[spells.state].astype(np.int64)
        one, _, start, end = overlaps(
            code.astype(np.int64), start, end=end, other_group=listed_code,
            other_start=_days(spells.start), other_end=_days(spells.end),
        )  # fmt: skip
        code, leader = code[one], leader[one]
    codes, state = np.unique(code, return_inverse=True)
    return Tenures(leaders, codes.astype(np.int32), state.astype(np.int64), leader, start, end)


def _counterparts(codes: NDArray[np.integer]) -> tuple[Whole, Whole]:
    """Each term once for every code of the Correlates of War that stands for its state at some time."""
    pairs = [(at, other) for at, code in enumerate(codes.tolist()) for other in counterparts(code, "gw")]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _numbered(codes: NDArray[np.integer], start: Whole, end: Whole) -> tuple[Whole, Whole, Whole]:
    """What of terms falls into years in which their Gleditsch-Ward number is a member, or carried over."""
    ranges = [(code, *years) for code in np.unique(codes).tolist() for years in _member_years(code)]
    table = np.array(
        [(code, (date(first, 1, 1) - _EPOCH).days, (date(last, 12, 31) - _EPOCH).days) for code, first, last in ranges],
        dtype=np.int64,
    ).reshape(-1, 3)
    one, _, first, last = overlaps(
        codes.astype(np.int64), start, end=end, other_group=table[:, 0], other_start=table[:, 1], other_end=table[:, 2]
    )
    return one, first, last


def _member_years(code: int) -> Iterator[tuple[int, int]]:
    """Unbroken runs of years in which a Gleditsch-Ward number is a member on some day, or carried over."""
    known = listed("gw").get(code)
    spells = [(start.year, end.year if end else date.max.year) for start, end in known.days] if known else []
    spells += [(first, last) for carried, first, last in CARRIED_OVER if carried == code]
    run: tuple[int, int] | None = None
    for first, last in sorted(spells):
        if run and first <= run[1] + 1:
            run = (run[0], max(run[1], last))
            continue
        if run:
            yield run
        run = (first, last)
    if run:
        yield run


def leader_year_rows(tenures: Tenures, years: tuple[int, int], *, scheme: Scheme) -> Base:
    """Leader-years, sorted by code, year and the day on which the leader came into office."""
    count = max(tenures.leaders.height, 1)
    first, last = tenures.years
    owner, year = distinct_years(tenures.state * count + tenures.leader, first, last, window=years)
    state, leader = np.divmod(owner, count)
    order = np.lexsort((leader, year, state))
    return _base(tenures, years, scheme=scheme, states=(state[order],), leaders=(leader[order],), year=year[order])


def leader_day_rows(tenures: Tenures, years: tuple[int, int], *, scheme: Scheme) -> Base:
    """Leader-days, sorted by code, day and the day on which the leader came into office."""
    tenures = tenures.within(*years)
    owner, day = expand_ranges(tenures.start.astype(np.int32), tenures.end.astype(np.int32))
    state, leader = tenures.state[owner], tenures.leader[owner]
    order = np.lexsort((leader, day, state))
    day = day[order]
    return _base(
        tenures, years, scheme=scheme, states=(state[order],), leaders=(leader[order],), year=_years(day), day=day
    )


def leader_dyad_rows(tenures: Tenures, years: tuple[int, int], *, scheme: Scheme, directed: bool) -> Base:
    """Leader-dyad-years, sorted by the two codes, year and the days on which the leaders came into office."""
    tenures = tenures.within(*years)
    pairs = shared_tenures(tenures.state, tenures.start, tenures.end)
    state1, state2, year, leader1, leader2 = dyad_rows(
        pairs, tenures.years, state=tenures.state, leader=tenures.leader, window=years, directed=directed
    )
    return _base(tenures, years, scheme=scheme, states=(state1, state2), leaders=(leader1, leader2), year=year)


def row_names(unit: str, scheme: Scheme, *, daily: bool = False) -> tuple[str, ...]:
    """Names of the columns that rows of leaders bring along.

    >>> row_names("state", "gw")
    ('gwcode', 'year', 'obsid', 'leader', 'gender', 'leaderage', 'yrinoffice')
    """
    *codes, year = key_names(unit, scheme)
    sides = ("",) if unit == "state" else ("1", "2")
    about = ABOUT_LEADER if unit == "state" else ABOUT_PAIR
    date_of = ("date",) if daily else ()
    told = (f"{name}{side}" for name in about for side in sides)
    return (*codes, *date_of, year, *(f"obsid{side}" for side in sides), *told)


def _base(
    tenures: Tenures,
    years: tuple[int, int],
    *,
    scheme: Scheme,
    states: tuple[Whole, ...],
    leaders: tuple[Whole, ...],
    year: Whole,
    day: Whole | None = None,
) -> Base:
    """Rows with what Archigos says of their leaders, and their keys."""
    unit = "state" if len(states) == 1 else "dyad"
    sides = tuple(side.astype(np.int32) for side in states)
    places = tuple(side.astype(np.int32) for side in leaders)
    keys = PanelKeys(
        tenures.codes, years[0], years[1], sides, (year - years[0]).astype(np.int32), scheme=scheme, leader=places
    )
    made: dict[str, pl.Series] = {}
    for side, place in zip(("",) if unit == "state" else ("1", "2"), places, strict=True):
        of = tenures.leaders.select("obsid", "leader", "gender", "yrborn", first=pl.col("startdate").dt.year())
        rows, calendar = of[place], pl.Series(keys.calendar_year)
        made |= {f"{name}{side}": rows[name] for name in ("obsid", "leader", "gender")}
        made |= {f"leaderage{side}": calendar - rows["yrborn"], f"yrinoffice{side}": calendar - rows["first"] + 1}
    codes = key_names(unit, scheme)
    made |= {name: pl.Series(keys.codes[side]) for name, side in zip(codes, sides, strict=False)}
    made["year"] = pl.Series(keys.calendar_year)
    if day is not None:
        made["date"] = pl.Series(day.astype(np.int32)).cast(pl.Date)
    names = row_names(unit, scheme, daily=day is not None)
    return Base(pl.DataFrame([made[name].alias(name) for name in names]), keys)
