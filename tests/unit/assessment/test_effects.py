"""Indicators, assumptions, steps not yet taken, contrary claims: each against a case in which it is so."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from builders import CaseBuilder, a_case, a_coded_case
from foedus.assessment.assess import assess
from foedus.assessment.effects import one_work
from foedus.assessment.model import Assessment
from foedus.terms.outcomes import OUTCOMES


def assessed(case: CaseBuilder, **options: Any) -> Assessment:
    return assess(case.build(), **{"draws": 20, **options})


# The grid of accuracy and slant and its priors, as decision 6 has them.
ACCURACY = {0.5: 0.15, 0.6: 0.18, 0.7: 0.25, 0.8: 0.25, 0.9: 0.11, 0.96: 0.06}
SLANT = {0.0: 0.20, 0.15: 0.22, 0.3: 0.20, 0.5: 0.18, 0.7: 0.12, 0.9: 0.08}


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("weight", [1.0, 0.4, 0.1])
def test_one_work_of_an_unknown_side_by_hand(yes: bool, weight: float) -> None:
    there = absent = 0.0
    for c, prior_c in ACCURACY.items():
        right = min(0.97, 0.5 + (c - 0.5) * math.sqrt(weight / 0.4))
        for m, prior_m in SLANT.items():
            chances = m + (1 - m) * right, m + (1 - m) * (1 - right)
            held = chances if yes else (1 - chances[0], 1 - chances[1])
            there += prior_c * prior_m * held[0]
            absent += prior_c * prior_m * held[1]
    ratio = there / absent
    assert one_work(yes=yes, weight=weight) == pytest.approx((0.98 * ratio + 0.02) / (0.98 + 0.02 * ratio))


def test_an_assumption_that_is_false_is_the_scenario_without_its_factors() -> None:
    found = assessed(a_coded_case().with_scenario("no-fight", removes=["common-enemy"]))
    (effect,) = found.assumptions
    assert effect.assumption.factors == ("common-enemy",)
    scenario = next(row for row in found.scenarios if row.id == "no-fight")
    np.testing.assert_array_equal(effect.if_false, scenario.probability)
    assert effect.if_false[0] < found.outcomes.point[0]


def test_an_indicator_that_weakens_is_at_full_swing_the_scenario_without_the_factor() -> None:
    case = a_coded_case().with_indicator("trade-stops", factor="trade-ties", direction="-")
    found = assessed(case.with_scenario("no-trade", removes=["trade-ties"]))
    effects = {row.indicator.id: row for row in found.indicators}
    scenario = next(row for row in found.scenarios if row.id == "no-trade")
    np.testing.assert_allclose(effects["trade-stops"].full, scenario.probability - found.outcomes.point, atol=1e-12)
    # it binds: seen or not, the signs are opposite, and one work does less than certainty
    for outcome in (OUTCOMES.index("entente"), OUTCOMES.index("rivalry")):
        up, down = effects["pact-signed"], effects["trade-stops"]
        assert up.full[outcome] * down.full[outcome] < 0
        assert 0 < up.one_work[outcome] / up.full[outcome] < 1
        assert 0 < down.one_work[outcome] / down.full[outcome] < 1


def test_an_indicator_on_a_factor_of_no_kind_moves_nothing() -> None:
    case = a_coded_case().with_factor("told").with_indicator("seen", factor="told")
    effect = next(row for row in assessed(case).indicators if row.indicator.id == "seen")
    assert not effect.full.any()
    assert not effect.one_work.any()


@pytest.mark.parametrize("stage", ["talks", "text_agreed", "signed", "consent_of_one_side"])
def test_a_reported_step_lies_between_none_and_a_sure_one_by_the_chance_that_it_happened(stage: str) -> None:
    before = assessed(a_coded_case())
    found = assessed(a_coded_case().with_step("s1", stage, date="2017-12-31"))
    happened = float(found.judgment.happened[0])
    assert 0.8 < happened < 1  # acts of state are on record: .8 before one work says so
    expected = (1 - happened) * before.outcomes.point + happened * before.if_step[stage]
    np.testing.assert_allclose(found.outcomes.point, expected, atol=1e-12)


def test_nothing_is_asked_of_those_who_are_allied() -> None:
    allied = a_coded_case().with_settings(state_of_relation="alliance", state_ground="A treaty of 1999.")
    assert assessed(allied).if_step == {}
    assert list(assessed(a_coded_case()).if_step) == ["talks", "text_agreed", "signed", "consent_of_one_side"]


def test_a_step_alone_moves_the_verdict_as_the_stage_says() -> None:
    """Talks alone do not make an alliance likely; a signed pact within a year does; a text that excludes it lowers it."""
    by_stage = {}
    for stage in ("", "talks", "signed", "text_excludes"):
        case = a_case() if not stage else a_case().with_step("s1", stage, date="2017-12-31", credibility=1)
        by_stage[stage] = float(assessed(case, horizon=1).outcomes.point[0])
    assert by_stage["text_excludes"] < by_stage[""] < by_stage["talks"] < 0.5
    assert by_stage["signed"] > 0.6


def test_contrary_claims_speak_against_the_outcome_of_the_thesis() -> None:
    case = (
        a_coded_case()
        .with_claim("d1", object="pipeline", value=0.1, bears={"border-dispute": "+"}, source="belor-news")
        .with_claim("d2", object="pipeline", value=0.2, bears={"common-enemy": "-"}, source="arda-news")
    )
    found = assessed(case)
    assert found.contrary
    alliance = OUTCOMES.index("alliance")
    pushes = [row.push[alliance] for row in found.contrary]
    assert max(pushes) < 0
    assert pushes == sorted(pushes)
    assert {"d1", "d2"} & {row.claim for row in found.contrary}
    assert "c05" not in {row.claim for row in found.contrary}  # it says that the common enemy is there, which binds


def test_confidence_counts_works_that_say_something_of_a_kind_or_a_step() -> None:
    silent = a_case().with_claim("c1", source="arda-news")
    one = silent.with_claim("c2", bears={"trade-ties": "+"})
    two = one.with_step("s1", "talks", source="belor-news")
    answered = two.with_answer("isolation", "yes")  # the coder is no work
    rules = [assessed(case).confidence.rules[0] for case in (silent, one, two, answered)]
    assert {rule.id for rule in rules} == {"independent-sources"}
    assert [rule.value for rule in rules] == [0, 1, 2, 2]
