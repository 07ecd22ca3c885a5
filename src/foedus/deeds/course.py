"""The course of what datasets record of a pair: series up to the cut-off, and where those of events turn."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from foedus.case.model import Case, Observation
from foedus.events.turning_points import FEWEST, SHORTEST, means_around, posterior, turning_points
from foedus.terms.series import SERIES

TURNING = ("balance", "conflict-per-1000", "cooperation-per-1000")
"""Series of events in which turning points are looked for."""
_SHORTEST_RUN = 2 * SHORTEST


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a monthly series; months as written, YYYY-MM."""

    month: str  #: First month of the new stretch.
    low: str  #: First month of the interval.
    high: str  #: Last month of the interval.
    expected: float  #: Expected number of changes within half a year.
    before: float  #: Mean of the stretch before it, as the series is analysed.
    after: float  #: Mean of the stretch from it on.


@dataclass(frozen=True, slots=True)
class Course:
    """A series of the pair, in the order of time."""

    series: str
    actor: str  #: Who acts; empty where it is of the two.
    recipient: str
    points: tuple[Observation, ...]
    changes: tuple[Change, ...]
    events: int | None  #: Events beneath a series in which turning points are looked for; None for others.

    @property
    def too_few(self) -> bool:
        """Whether too few events stand beneath it for turning points."""
        return self.events is not None and self.events < FEWEST

    @property
    def source(self) -> str:
        """The dataset of its last value."""
        return self.points[-1].source

    def covers(self, day: datetime.date) -> bool:
        """Whether it has a value for the period of a day."""
        return any(point.period.lower <= day <= point.period.upper for point in self.points)


def courses(case: Case, as_of: datetime.date) -> tuple[Course, ...]:
    """Return the series of a case that were there at a cut-off, in the order in which they are declared.

    Parameters
    ----------
    case : Case
        The case; its ``observed.csv`` holds the values.
    as_of : date
        Periods that have not ended by this day are left out.
    """
    order = list(SERIES)
    seen = [row for row in case.observed if row.period.upper <= as_of]
    seen.sort(key=lambda row: (order.index(row.series), row.actor, row.recipient, row.period.lower))
    return tuple(
        _course(*key, tuple(rows))
        for key, rows in groupby(seen, key=lambda row: (row.series, row.actor, row.recipient))
    )


def _course(series: str, actor: str, recipient: str, points: tuple[Observation, ...]) -> Course:
    months = [point for point in points if _is_month(point)]
    if series not in TURNING or len(months) < len(points):
        return Course(series, actor, recipient, points, (), None)
    events = sum(point.n or 0 for point in points)
    changes = () if events < FEWEST else tuple(_changes(series, points))
    return Course(series, actor, recipient, points, changes, events)


def _is_month(point: Observation) -> bool:
    first, last = point.period.lower, point.period.upper
    return (first.year, first.month) == (last.year, last.month) and first.day == 1 and last.day > 27


def _changes(series: str, points: Sequence[Observation]) -> Iterator[Change]:
    """Changes of each stretch without a gap; a change at a gap cannot be told from the gap."""
    for run in _runs(points):
        values = np.array([math.log1p(point.value) if series.endswith("-per-1000") else point.value for point in run])
        if len(run) < _SHORTEST_RUN or np.ptp(values) == 0:
            continue
        found = turning_points(posterior(values))
        for point, (before, after) in zip(found, means_around(values, found), strict=True):
            at, low, high = (run[place].period.lower.strftime("%Y-%m") for place in (point.at, point.low, point.high))
            yield Change(at, low, high, point.expected, before, after)


def _runs(points: Iterable[Observation]) -> Iterator[list[Observation]]:
    run: list[Observation] = []
    for point in points:
        if run and month_number(point.period.lower) != month_number(run[-1].period.lower) + 1:
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def month_number(day: datetime.date) -> int:
    """Return the month of a day, counted from the year 0."""
    return day.year * 12 + day.month - 1
