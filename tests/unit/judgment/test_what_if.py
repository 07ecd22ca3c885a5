"""Scenarios, effects, steps and sensitivity against the verdict of a case that was changed by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from builders import CaseBuilder, a_case
from foedus.assessment.assess import assess
from foedus.assessment.model import Assessment
from foedus.assessment.verdict import headline, view
from foedus.judgment.sensitivity import total_variation
from foedus.terms.checklist import CHECKLIST
from foedus.terms.outcomes import OUTCOMES


def listening() -> CaseBuilder:
    """A case whose factors are of three kinds, with claims of three works."""
    case = CaseBuilder().with_settings(period="2017/2017")  # a path of two half-years
    case = case.with_actor("arda", ccode=901).with_actor("belor", ccode=902).with_actor("corvan", kind="armed_group")
    case = case.with_issue("border").with_source("study-1").with_source("arda-news", kind="news", perspective="arda")
    case = case.with_source("belor-news", kind="news", perspective="belor", reliability="C")
    for name, kind, pull, more in (
        ("rebels", "common-non-state-enemy", "binds", {"threat_source": "corvan", "kind": "threat"}),
        ("staff", "standing-coordination", "binds", {"depends_on": "rebels:0.5"}),
        ("plans", "differing-aims", "divides", {}),
    ):
        case = case.with_factor(name, pull=pull, group=name, checklist=kind, **more)
    return (
        case.with_scenario("rebels-gone", removes=["corvan"])
        .with_claim("c1", predicate="context", source="study-1", bears={"rebels": "+", "plans": "+"})
        .with_claim("c2", predicate="context", source="arda-news", bears={"rebels": "+", "staff": "+"})
        .with_claim("c3", predicate="context", source="belor-news", bears={"staff": "+", "plans": "-"})
    )


def step(case: CaseBuilder, id: str, stage: str, date: str = "2017-12-01", **more: Any) -> CaseBuilder:
    given = {"predicate": "step", "holder": ["arda", "belor"], "object": "defence", "value": "", "kind": "fact"}
    return case.with_claim(id, stage=stage, date=date, **{**given, **more})


def assessed(case: CaseBuilder, **options: Any) -> Assessment:
    return assess(case.build(), **{"draws": 40, "prior": "table", **options})


def alliance(case: CaseBuilder, *, horizon: int = 10) -> float:
    """The chance of an alliance, without all else that an assessment says."""
    built = case.build()
    seen = view(built, built.settings.as_of.upper, horizon=horizon, prior_name="table", draws=40, seed=0)
    return float(headline(seen).point[0])


def test_the_chance_alone_is_that_of_the_assessment() -> None:
    assert alliance(listening()) == float(assessed(listening()).outcomes.point[0])


def test_the_present_state_is_the_scenario_in_which_everything_persists() -> None:
    found = assessed(listening())
    np.testing.assert_array_equal(found.scenarios[0].probability, found.outcomes.point)
    assert found.scenarios[0].share == pytest.approx(0.6**3)


def test_a_threat_source_that_goes_takes_its_factor_whole_and_its_dependant_by_the_share() -> None:
    found = assessed(listening())
    gone = found.scenarios[1]
    lost = dict(zip((f.id for f in found.case.factors), gone.lost, strict=True))
    assert lost == {"plans": 0.0, "rebels": 1.0, "staff": 0.5}
    assert gone.removed == ("rebels",)
    assert gone.share == pytest.approx(0.4)
    assert gone.probability[0] < found.outcomes.point[0]


def test_a_kind_that_is_gone_is_worse_for_what_it_favours_than_one_of_which_nothing_is_known() -> None:
    case = listening()
    silent = case
    for claim in ("c1", "c2"):
        silent = silent.without("bearings.csv", claim=claim, factor="rebels")
    assert assessed(case.with_scenario("gone", removes=["rebels"])).scenarios[-1].probability[0] < alliance(silent)


def test_leaving_out_a_work_is_a_case_without_its_claims() -> None:
    case = step(listening(), "s1", "talks", source="study-1")
    found = assessed(case)
    for variant in found.sensitivity.references:
        gone = [claim.id for claim in found.case.claims if claim.source == variant.id]
        less = case
        for claim in gone:
            less = less.without("claims.csv", id=claim).without("bearings.csv", claim=claim)
        np.testing.assert_allclose(variant.probability, assessed(less).outcomes.point, atol=1e-12)
        assert variant.claims == len(gone) > 0


def test_what_decides_is_measured_by_neutralising_one_part() -> None:
    case = step(listening(), "s1", "talks")
    found = assessed(case)
    decides = {what: distance for what, distance, _ in found.sensitivity.decides}
    bare = case
    for claim in ("c1", "c2", "c3"):
        bare = bare.without("bearings.csv", claim=claim)
    assert decides["evidence"] == pytest.approx(total_variation(found.outcomes.point, found.prior.probability))
    assert decides["factors"] == pytest.approx(
        total_variation(found.outcomes.point, assessed(bare).outcomes.point), abs=1e-3
    )
    assert decides["steps"] == pytest.approx(
        total_variation(found.outcomes.point, assessed(listening()).outcomes.point), abs=1e-12
    )
    beliefs = {variant.id: variant.probability for variant in found.sensitivity.beliefs}
    np.testing.assert_allclose(beliefs["1.0"], found.outcomes.point, atol=1e-12)


def test_the_parts_of_kinds_factors_and_steps_add_up() -> None:
    found = assessed(step(step(listening(), "s1", "signed"), "s2", "text_excludes", date="2016", object="offence"))
    moved = found.outcomes.point - found.prior.probability
    np.testing.assert_allclose(found.effects.units.sum(axis=0) + found.effects.steps.sum(axis=0), moved, atol=1e-12)
    np.testing.assert_allclose(found.effects.factors.sum(axis=0), found.effects.units.sum(axis=0), atol=1e-12)


def test_an_answer_without_a_claim_is_the_coder_s_own_word() -> None:
    case = listening()
    asked = case.with_row("checklist.csv", kind="arms-supply", answer="yes", ground="Known to the coder.")
    found = assessed(asked)
    at = found.judgment.units.place["arms-supply"]
    assert 1 < found.judgment.ratio[at] < 3
    assert found.outcomes.point[0] > alliance(case)
    none = case.with_row("checklist.csv", kind="arms-supply", answer="unknown", ground="Looked for, not told.")
    np.testing.assert_array_equal(assessed(none).outcomes.point, assessed(case).outcomes.point)


def test_a_factor_of_no_kind_moves_nothing_unless_it_is_rated() -> None:
    case = listening()
    told = case.with_factor("rank", group="rank").with_bearing("c1", "rank")
    np.testing.assert_allclose(assessed(told).outcomes.point, assessed(case).outcomes.point, atol=1e-12)
    rated = case.with_factor("rank", group="rank", ratings={"alliance": "CC"}).with_bearing("c1", "rank")
    assert alliance(rated) > alliance(case)


def test_raters_who_disagree_are_believed_less() -> None:
    def with_words(*words: str) -> float:
        case = listening().with_factor("rank", group="rank", ratings={"alliance": words}).with_bearing("c1", "rank")
        return alliance(case)

    assert with_words("CC", "CC") > with_words("CC", "C") > alliance(listening())
    assert with_words("CC", "II") == pytest.approx(alliance(listening()), abs=1e-4)  # nothing of it is believed


@pytest.mark.parametrize(
    ("stage", "low", "high"),
    [("talks", 0.05, 0.35), ("text_agreed", 0.4, 0.6), ("signed", 0.6, 1.0), ("consent_of_one_side", 0.6, 1.0)],
)
def test_a_step_moves_an_alliance_within_a_year_as_its_stage_says(stage: str, low: float, high: float) -> None:
    found = assessed(step(listening(), "s1", stage), horizon=1)
    assert low < found.outcomes.point[0] < high


def test_stages_stand_in_the_order_of_a_treaty_s_way() -> None:
    chances = [
        alliance(step(listening(), "s1", stage), horizon=1) for stage in ("talks", "text_agreed", "signed", "in_force")
    ]
    assert chances == sorted(chances)
    assert chances[0] > alliance(listening(), horizon=1)


def test_steps_fade_and_steps_back_take_away() -> None:
    fresh, stale = (alliance(step(listening(), "s1", "talks", date=when)) for when in ("2017-11", "1990"))
    bare = alliance(listening())
    assert fresh > stale + 0.1
    assert stale == pytest.approx(bare, abs=0.05)
    for stage in ("broken_off", "text_excludes", "renounced"):
        case = step(listening(), "s1", stage, **({"holder": "arda"} if stage == "renounced" else {}))
        assert alliance(case) < bare
    broken = step(step(listening(), "s1", "talks", date="2016"), "s2", "broken_off", date="2017")
    assert alliance(broken) < 0.5 * alliance(step(listening(), "s1", "talks", date="2016"))
    resumed = step(broken, "s3", "talks", date="2017-12")
    assert alliance(resumed) > alliance(broken) + 0.1


def test_a_step_of_others_or_one_that_is_only_denied_is_none() -> None:
    bare = assessed(listening()).outcomes.point
    other = listening().with_actor("dunmar")
    alone = step(other, "s1", "signed", holder=["arda", "dunmar"])
    np.testing.assert_array_equal(assessed(alone).outcomes.point, bare)
    denied = step(listening(), "s1", "signed", negated="true")
    np.testing.assert_allclose(assessed(denied).outcomes.point, bare, atol=1e-12)


def test_a_step_that_another_work_denies_counts_for_less() -> None:
    told = step(listening(), "s1", "signed")
    denied = step(told, "s2", "signed", negated="true", source="belor-news")
    assert alliance(listening()) < alliance(denied, horizon=1) < alliance(told, horizon=1)


def test_the_present_state_has_counted_its_own_treaties() -> None:
    case = step(listening(), "s1", "in_force", object="neutrality").with_settings(state_of_relation="entente")
    found = assessed(case)
    assert [row.counted_by_state for row in found.judgment.process.effects] == [True]
    np.testing.assert_allclose(found.effects.steps, 0.0, atol=1e-15)


def test_indicators_say_what_a_certain_factor_and_one_more_work_would_do() -> None:
    found = assessed(
        listening().with_indicator("up", factor="staff").with_indicator("down", factor="rebels", direction="-")
    )
    rows = {row.indicator.id: row for row in found.indicators}
    assert 0 < rows["up"].one_work[0] < rows["up"].full[0]
    assert rows["down"].full[0] < rows["down"].one_work[0] < 0
    gone = found.scenarios[1].probability - found.outcomes.point
    np.testing.assert_allclose(rows["down"].full, gone, atol=1e-12)


def test_contrary_claims_pull_against_the_outcome_of_the_thesis() -> None:
    found = assessed(listening())
    assert {row.claim for row in found.contrary} == {"c1"}  # of the aims that differ; c3 denies them
    assert all(row.push[0] < 0 for row in found.contrary)
    at = [f.id for f in found.case.factors].index("plans")
    assert found.contrary[0].push[0] != pytest.approx(found.effects.factors[at][0])


def test_priors_are_swept_by_name() -> None:
    found = assessed(listening())
    priors = {variant.id: variant.probability for variant in found.sensitivity.priors}
    assert list(priors) == ["table", "table-half", "table-double", "uniform"]
    np.testing.assert_allclose(priors["table"], found.outcomes.point)
    np.testing.assert_allclose(priors["uniform"], found.inside.point, atol=1e-12)


def test_the_tornado_spans_the_headline_and_names_every_kind_that_is_heard_of() -> None:
    found = assessed(listening())
    for at, outcome in enumerate(OUTCOMES):
        own = [bar for bar in found.sensitivity.tornado if bar.outcome == outcome]
        assert {bar.id for bar in own if bar.kind == "factor"} == {
            "common-non-state-enemy", "standing-coordination", "differing-aims",
        }  # fmt: skip
        assert {bar.kind for bar in own} == {"factor", "belief", "ratios", "evidence", "prior"}
        assert [bar.high - bar.low for bar in own] == sorted((bar.high - bar.low for bar in own), reverse=True)
        held = next(bar for bar in own if bar.kind == "belief")
        assert held.low <= found.outcomes.point[at] <= held.high


def test_total_variation_is_the_largest_gap_in_any_event() -> None:
    one, two = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.4, 0.1, 0.3, 0.2])
    events = [[at for at in range(4) if mask >> at & 1] for mask in range(16)]
    assert total_variation(one, two) == pytest.approx(max(abs((one - two)[event].sum()) for event in events))


def test_a_case_without_claims_leaves_the_prior() -> None:
    found = assessed(a_case())
    np.testing.assert_allclose(found.outcomes.point, found.prior.probability, atol=1e-15)
    assert found.sensitivity.references == found.sensitivity.perspectives == ()
    assert found.confidence.level == "low"


def test_every_kind_is_a_unit_in_the_order_of_the_checklist() -> None:
    assert assessed(listening()).judgment.units.names == tuple(CHECKLIST)
