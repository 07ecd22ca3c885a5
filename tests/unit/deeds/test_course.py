"""What datasets record of a pair: series up to the cut-off, gaps, and the coded climb against reported events."""

from __future__ import annotations

import datetime
import random

import pytest

from builders import CaseBuilder, a_case
from foedus.deeds.course import Course, courses
from foedus.deeds.ladder_check import check_ladder
from foedus.evidence.ladder import build_ladder
from foedus.evidence.visible import gather_evidence

LATE = datetime.date(2100, 1, 1)


def with_months(case: CaseBuilder, *, step: int | None, left_out: range = range(0), events: int = 9) -> CaseBuilder:
    """Ten years of months from 2010 on whose balance falls by two at a month, counted from 0."""
    rng = random.Random(3)
    for month in range(120):
        level = -2.0 if step is not None and month >= step else 0.0
        if month not in left_out:
            period = f"{2010 + month // 12}-{month % 12 + 1:02d}"
            case = case.with_observed("balance", period, level + rng.uniform(-0.2, 0.2), n=events)
    return case


def balance(case: CaseBuilder, as_of: datetime.date = LATE) -> Course:
    return next(course for course in courses(case.build(), as_of) if course.series == "balance")


def test_a_step_is_found_in_its_month_with_an_interval_around_it() -> None:
    (change,) = balance(with_months(a_case(), step=60)).changes
    assert change.low <= change.month == "2015-01" <= change.high
    assert change.before > change.after
    assert 0.9 < change.expected < 1.5


def test_a_series_without_a_step_has_no_change() -> None:
    assert balance(with_months(a_case(), step=None)).changes == ()


def test_what_had_not_ended_at_the_cut_off_is_not_seen() -> None:
    seen = balance(with_months(a_case(), step=60), datetime.date(2014, 6, 15))
    assert seen.points[-1].period.text == "2014-05"
    assert seen.changes == ()


def test_a_change_is_not_read_from_a_gap() -> None:
    # The fall happens in months without a value: nobody can say when, so no turning point is told.
    assert balance(with_months(a_case(), step=60, left_out=range(55, 65))).changes == ()


@pytest.mark.parametrize(("months", "few"), [(29, True), (30, False)])
def test_thirty_events_are_the_least(months: int, few: bool) -> None:
    case = with_months(a_case(), step=15, left_out=range(months, 120), events=1)
    found = balance(case)
    assert (found.events, found.too_few, bool(found.changes)) == (months, few, not few)


def test_years_are_no_months_and_have_no_turning_points() -> None:
    case = a_case()
    for year in range(2000, 2016):
        case = case.with_observed("agreement", str(year), 0.9 if year < 2008 else 0.2, n=70)
    (course,) = courses(case.build(), LATE)
    assert (course.events, course.changes) == (None, ())


def test_the_climb_is_held_against_the_changes() -> None:
    case = with_months(a_case(), step=60)
    cells = {"predicate": "action", "holder": "arda", "object": "belor", "value": 0.8, "channel": "military"}
    case = case.with_claim("c1", kind="fact", level=1, date="2009-03-02", **cells)
    case = case.with_claim("c2", kind="fact", level=4, date="2015-04-09", **cells)
    case = case.with_claim("c3", kind="fact", level=5, date="2017-04-09", **cells)
    found = check_ladder(build_ladder(gather_evidence(case.build())), balance(case))
    assert [(row.rung.claims, row.answer) for row in found.checked] == [
        (("c1",), "not covered"), (("c2",), "hit"), (("c3",), "miss"),
    ]  # fmt: skip
    assert found.uncoded == ()
    alone = check_ladder(build_ladder(gather_evidence(with_months(a_case(), step=60).build())), balance(case))
    assert [change.month for change in alone.uncoded] == ["2015-01"]
