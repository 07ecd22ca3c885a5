"""What datasets record of the pair, in the verdict."""

from __future__ import annotations

from foedus.assessment.model import Assessment
from foedus.deeds.course import Course
from foedus.deeds.ladder_check import LadderCheck
from foedus.terms.series import SERIES
from foedus.verdict.fill import fill
from foedus.verdict.types import observed as types


def observed(found: Assessment) -> types.Observed | None:
    """Return what is recorded up to the cut-off; None where the case holds nothing of the kind."""
    if not found.courses and not found.acts:
        return None
    return types.Observed(
        series=tuple(map(_series, found.courses)),
        checks=tuple(map(_check, found.checks)),
        acts=tuple(
            fill(types.RecordedAct, act) for act in sorted(found.acts, key=lambda act: (act.date.lower, act.id))
        ),
    )


def _series(course: Course) -> types.ObservedSeries:
    word = SERIES[course.series]
    return fill(
        types.ObservedSeries,
        course,
        label=word.meaning,
        unit=word.unit,
        values=tuple(fill(types.ObservedValue, point) for point in course.points),
        changes=tuple(fill(types.Change, change) for change in course.changes),
    )


def _check(check: LadderCheck) -> types.LadderCheck:
    return types.LadderCheck(
        series=check.course.series,
        rungs=tuple(
            types.CheckedRung(
                date="" if row.rung.date is None else row.rung.date.text,
                day="" if row.rung.day is None else row.rung.day.isoformat(),
                text=row.rung.text,
                claims=row.rung.claims,
                answer=row.answer,
                change="" if row.change is None else row.change.month,
            )
            for row in check.checked
        ),
        uncoded=tuple(change.month for change in check.uncoded),
    )
