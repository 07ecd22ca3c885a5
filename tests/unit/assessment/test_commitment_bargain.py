"""The wait for terms: two who hold out against each other, played; its directions; and how it is told."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.assessment.assess import assess
from foedus.assessment.commitment.bargain import LONGEST, wait_for_terms
from foedus.assessment.commitment.build import build_commitment
from foedus.assessment.commitment.drawn import Drawn
from foedus.case.load import load_case
from foedus.verdict.build import build_verdict

share = st.floats(0.05, 0.95)


def point(value: float) -> Drawn:
    return Drawn(value, np.array([value]))


def wait(one: float, two: float, *, divides: float = 1.0, shadow: float) -> float:
    found = wait_for_terms((point(one), point(two)), divides=point(divides), shadow=point(shadow))
    assert found is not None
    assert found.point == pytest.approx(found.draws[0])
    return found.point


def test_two_who_hold_out_day_by_day_wait_as_long() -> None:
    """Each day a side gives in with the chance that leaves the other no better off by holding out or giving in."""
    rng, (one, two, divides, shadow) = np.random.default_rng(11), (0.7, 0.5, 0.8, 0.8)
    day = 1 / 365
    impatience = 1 - shadow**day
    chances = [impatience * gain / ((1 - gain) * divides) for gain in (one, two)]
    days = np.minimum(*(rng.geometric(chance, 20_000) for chance in chances))
    assert wait(one, two, divides=divides, shadow=shadow) == pytest.approx(days.mean() * day, rel=0.03)


@settings(max_examples=100, deadline=None)
@given(share, share, share, share, st.floats(0.01, 0.04))
def test_a_longer_shadow_and_more_that_divides_lengthen_the_wait_and_sides_may_swap(
    one: float, two: float, divides: float, shadow: float, more: float
) -> None:
    now = wait(one, two, divides=divides, shadow=shadow)
    assert wait(two, one, divides=divides, shadow=shadow) == pytest.approx(now)
    assert wait(one, two, divides=divides, shadow=shadow + more) >= now
    assert wait(one, two, divides=divides + more, shadow=shadow) >= now
    assert wait(one, two, divides=0.0, shadow=shadow) < 1e-4
    assert 0 < now <= LONGEST


def test_without_a_next_year_there_is_nothing_to_hold_out_for_and_no_gain_is_no_haste() -> None:
    assert wait_for_terms((point(0.5), point(0.5)), divides=point(1.0), shadow=point(0.0)) is None
    assert wait(0.0, 0.0, shadow=0.9) == LONGEST


def test_a_case_tells_that_the_shadow_makes_terms_hard_to_agree_on() -> None:
    found = assess(load_case("iran-russia-syria"), draws=100)
    made = build_commitment(found)
    assert made is not None
    now = made.courses[0]
    rates = [
        -math.log(now.shadow.point) * side.payoffs.gain.point / (1 - side.payoffs.gain.point) for side in made.sides
    ]
    assert now.wait is not None
    assert now.wait.point == pytest.approx(1 / sum(rates))
    waits = {course.scenario: course.wait.point for course in made.courses if course.wait is not None}
    assert waits["all-persist"] > waits["threat-gone"] > waits["both-threats-gone"]
    assert waits["disputes-settled"] < waits["all-persist"]
    told = [row.text for row in build_verdict(found).sentences if "(Fearon 1998)" in row.text]
    assert len(told) == 1
    assert f"one gives in after {now.wait.point:.1f} years on average" in told[0]
    assert f"after {waits['both-threats-gone']:.1f} (" in told[0]
