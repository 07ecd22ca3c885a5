"""Whether the climb that a case codes shows in what was reported: each coded turning point against the changes of a series."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from foedus.deeds.course import TURNING, Change, Course, month_number
from foedus.evidence.ladder import Rung

NEAR = 6
"""Months within which a change answers a coded turning point."""

Answer = Literal["hit", "miss", "not covered"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A coded turning point and what the series says of it."""

    rung: Rung
    answer: Answer
    change: Change | None  #: The nearest change, of a hit.


@dataclass(frozen=True, slots=True)
class LadderCheck:
    """The coded climb against one series."""

    course: Course
    checked: tuple[Checked, ...]
    uncoded: tuple[Change, ...]  #: Changes that no coded turning point is near.


def checks(ladder: Sequence[Rung], recorded: Sequence[Course]) -> tuple[LadderCheck, ...]:
    """Return the coded climb against the first series of events that is thick enough: the balance, where it is there."""
    thick = [course for course in recorded if course.events is not None and not course.too_few]
    thick.sort(key=lambda course: TURNING.index(course.series))
    return tuple(check_ladder(ladder, course) for course in thick[:1])


def check_ladder(ladder: Sequence[Rung], course: Course) -> LadderCheck:
    """Compare the coded turning points with the changes of a series.

    Parameters
    ----------
    ladder : sequence of Rung
        As coded; those that are turning points and have a day are checked.
    course : Course
        A series of events with enough of them.

    Returns
    -------
    LadderCheck
        A turning point is a hit where a change lies within `NEAR` months, a miss where none does, and not covered where the
        series has no value for its month. A hit says that reports changed then, not why.
    """
    turning = [rung for rung in ladder if rung.turning_point and rung.day is not None]
    checked = tuple(_check(rung, rung.day, course) for rung in turning if rung.day is not None)
    coded = [month_number(rung.day) for rung in turning if rung.day is not None]
    uncoded = tuple(
        change for change in course.changes if all(abs(_number(change.month) - month) > NEAR for month in coded)
    )
    return LadderCheck(course, checked, uncoded)


def _check(rung: Rung, day: datetime.date, course: Course) -> Checked:
    if not course.covers(day):
        return Checked(rung, "not covered", None)
    month = month_number(day)
    nearest = min(course.changes, key=lambda change: abs(_number(change.month) - month), default=None)
    if nearest is not None and abs(_number(nearest.month) - month) <= NEAR:
        return Checked(rung, "hit", nearest)
    return Checked(rung, "miss", None)


def _number(month: str) -> int:
    return month_number(datetime.date.fromisoformat(f"{month}-01"))
