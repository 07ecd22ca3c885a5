"""Scenarios and sensitivity against the verdict of a case that was changed by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import slow_verdict as slow

from builders import CaseBuilder, a_case, a_coded_case
from foedus.assessment.assess import assess
from foedus.assessment.model import Assessment
from foedus.judgment.sensitivity import total_variation
from foedus.terms.outcomes import OUTCOMES

EVEN = dict.fromkeys(OUTCOMES, 0.25)


def assessed(case: CaseBuilder, **options: Any) -> Assessment:
    return assess(case.build(), **{"draws": 30, "prior": "uniform", **options})


def as_factors(found: Assessment) -> dict[str, dict[str, Any]]:
    """Return the factors of an assessment as the slow verdict takes them; persistence must be in whole tenths."""
    return {
        factor.id: {
            "group": factor.group,
            "persistence": factor.persistence[1],
            "parents": factor.depends_on,
            "strength": float(found.synthesis.strength_point[at]),
            "rating": dict(zip(OUTCOMES, found.judgment.rating[at], strict=True)),
        }
        for at, factor in enumerate(found.case.factors)
    }


def row(values: dict[str, float]) -> np.ndarray:
    return np.array([values[outcome] for outcome in OUTCOMES])


def test_the_headline_and_every_scenario_by_brute_force() -> None:
    found = assessed(a_coded_case().with_scenario("no-trade", removes=["trade-ties", "border-dispute"]))
    factors = as_factors(found)
    np.testing.assert_allclose(found.outcomes.point, row(slow.mixture(EVEN, factors)), atol=1e-12)
    gone = {"all-persist": [], "enemy-gone": ["common-enemy"], "no-trade": ["border-dispute", "trade-ties"]}
    assert [scenario.id for scenario in found.scenarios] == ["all-persist", "enemy-gone", "no-trade"]
    for scenario in found.scenarios:
        there = {name: float(name not in gone[scenario.id]) for name in factors}
        np.testing.assert_allclose(scenario.probability, row(slow.posterior(EVEN, factors, there)), atol=1e-12)
        assert list(scenario.removed) == gone[scenario.id]
        assert (scenario.draws.shape, np.isfinite(scenario.draws).all()) == ((30, 4), True)
    share = {scenario.id: scenario.share for scenario in found.scenarios}
    assert share["all-persist"] == pytest.approx(0.6**3)
    assert share["enemy-gone"] == pytest.approx(0.4)
    assert share["no-trade"] == pytest.approx(slow.share_gone(factors, gone["no-trade"]))
    assert share["no-trade"] == pytest.approx(0.4 * (1 - 0.6 * 0.6))  # trade ties end with the enemy or by themselves


def test_a_dependant_of_two_parents_loses_the_weighted_share() -> None:
    case = (
        a_coded_case()
        .with_factor("rank", group="rank", ratings={"alliance": "C"})
        .with_factor("pact-talks", group="talks", depends_on=["common-enemy", "rank"], ratings={"alliance": "CC"})
        .with_claim("r1", bears={"rank": "+", "pact-talks": "+"})
        .with_claim("r2", source="arda-news", bears={"rank": "+"})
    )
    found = assessed(case)
    strength = dict(zip((f.id for f in found.case.factors), np.abs(found.synthesis.strength_point), strict=True))
    gone = next(scenario for scenario in found.scenarios if scenario.id == "enemy-gone")
    lost = dict(zip((f.id for f in found.case.factors), gone.lost, strict=True))
    both = strength["common-enemy"] + strength["rank"]
    assert lost["pact-talks"] == pytest.approx(strength["common-enemy"] / both)
    assert (lost["common-enemy"], lost["rank"], lost["border-dispute"]) == (1, 0, 0)


def test_a_scenario_can_remove_a_threat_source_that_no_factor_names() -> None:
    case = a_coded_case().with_actor("dunmar").with_claim("d1", predicate="threat", object="dunmar", value=0.5)
    found = assessed(case.with_scenario("dunmar-gone", removes=["dunmar"]))
    gone = found.scenarios[-1]
    assert (gone.removed, gone.share, gone.lost.tolist()) == ((), 0.0, [0.0, 0.0, 0.0])
    np.testing.assert_array_equal(gone.probability, found.scenarios[0].probability)


def test_leaving_out_a_work_is_a_case_without_its_claims() -> None:
    case = a_coded_case().changed("claims.csv", {"id": "c07"}, reference="", source="arda-news")
    found = assessed(case)
    for name, variants in (
        ("reference", found.sensitivity.references),
        ("perspective", found.sensitivity.perspectives),
    ):
        for variant in variants:
            gone = [
                claim.id
                for claim in found.case.claims
                if variant.id == (claim.source if name == "reference" else found.case.source[claim.source].perspective)
            ]
            less = case
            for claim in gone:
                less = less.without("claims.csv", id=claim).without("bearings.csv", claim=claim)
            np.testing.assert_allclose(variant.probability, assessed(less).outcomes.point, atol=1e-12)
            assert variant.claims == len(gone) > 0


def test_tempers_priors_and_ratings_sweep_what_they_say() -> None:
    found = assessed(a_coded_case(), prior="table")
    factors = as_factors(found)
    prior = dict(zip(OUTCOMES, found.prior.probability, strict=True))
    assert [variant.id for variant in found.sensitivity.tempers] == [str(step / 10) for step in range(11)]
    for variant in found.sensitivity.tempers:
        expected = row(slow.mixture(prior, factors, float(variant.id)))
        np.testing.assert_allclose(variant.probability, expected, atol=1e-12)
    np.testing.assert_allclose(found.sensitivity.tempers[0].probability, row(prior), atol=1e-12)
    priors = {variant.id: variant.probability for variant in found.sensitivity.priors}
    assert list(priors) == ["table", "table-half", "table-double", "uniform"]
    np.testing.assert_allclose(priors["table"], found.outcomes.point)
    np.testing.assert_allclose(priors["uniform"], row(slow.mixture(EVEN, factors)), atol=1e-12)
    ratings = {variant.id: variant.probability for variant in found.sensitivity.ratings}
    assert list(ratings) == ["rater-rater-1", "rater-rater-2", "signs-only", "half", "none"]
    np.testing.assert_allclose(ratings["none"], row(prior), atol=1e-12)
    halved = {name: {**f, "rating": {o: x / 2 for o, x in f["rating"].items()}} for name, f in factors.items()}
    np.testing.assert_allclose(ratings["half"], row(slow.mixture(prior, halved)), atol=1e-12)
    first = {**factors, "trade-ties": {**factors["trade-ties"]}, "border-dispute": {**factors["border-dispute"]}}
    first["trade-ties"]["rating"] = {**factors["trade-ties"]["rating"], "alliance": 0}
    first["border-dispute"]["rating"] = {**factors["border-dispute"]["rating"], "rivalry": 1}
    np.testing.assert_allclose(ratings["rater-rater-1"], row(slow.mixture(prior, first)), atol=1e-12)


def test_the_shift_of_a_factor_is_the_verdict_without_its_ratings() -> None:
    found = assessed(a_coded_case())
    factors = as_factors(found)
    for at, name in enumerate(factors):
        mute = {**factors, name: {**factors[name], "rating": dict.fromkeys(OUTCOMES, 0)}}
        expected = row(slow.mixture(EVEN, factors)) - row(slow.mixture(EVEN, mute))
        np.testing.assert_allclose(found.factor_shift[at], expected, atol=1e-12)


def test_assumptions_and_indicators_by_brute_force() -> None:
    case = a_coded_case().with_indicator("enemy-flees", factor="common-enemy", direction="-")
    found = assessed(case)
    factors = as_factors(found)
    base = row(slow.mixture(EVEN, factors))
    false = row(slow.mixture(EVEN, factors, gone=frozenset({"common-enemy"})))
    np.testing.assert_allclose(found.assumptions[0].if_false, false, atol=1e-12)
    effects = {effect.indicator.id: effect for effect in found.indicators}
    np.testing.assert_allclose(effects["enemy-flees"].full, false - base, atol=1e-12)
    full = {**factors, "trade-ties": {**factors["trade-ties"], "strength": 1.0}}
    np.testing.assert_allclose(effects["pact-signed"].full, row(slow.mixture(EVEN, full)) - base, atol=1e-12)
    weight = 0.8 * 0.8  # c04 and c08 rest on study-1 alone, so W+ is .64; one sure work more makes it 1.64
    more = {**factors, "trade-ties": {**factors["trade-ties"], "strength": (weight + 1) / (weight + 2)}}
    np.testing.assert_allclose(effects["pact-signed"].one_work, row(slow.mixture(EVEN, more)) - base, atol=1e-12)


def test_bars_of_the_tornado_stand_widest_first_for_each_outcome() -> None:
    found = assessed(a_coded_case(), prior="table")
    bars = found.sensitivity.tornado
    assert [bar.outcome for bar in bars] == sorted((bar.outcome for bar in bars), key=OUTCOMES.index)
    for at, outcome in enumerate(OUTCOMES):
        own = [bar for bar in bars if bar.outcome == outcome]
        widths = [bar.high - bar.low for bar in own]
        assert widths == sorted(widths, reverse=True)
        assert {bar.kind for bar in own} == {"factor", "temper", "evidence", "prior", "ratings"}
        assert len(own) == 3 + 4
        temper = next(bar for bar in own if bar.kind == "temper")
        assert temper.low <= found.outcomes.point[at] <= temper.high


def test_an_outcome_s_own_prior_and_ratings_move_it_in_the_tornado() -> None:
    found = assessed(a_coded_case(), prior="table")
    factors = as_factors(found)
    prior = dict(zip(OUTCOMES, found.prior.probability, strict=True))
    for at, outcome in enumerate(OUTCOMES):
        bars = {bar.kind: bar for bar in found.sensitivity.tornado if bar.outcome == outcome}
        ends = []
        for step in (-0.5, 0.5):  # every rating for this outcome half a step down or up, inside -2 to 2
            moved = {
                name: {**f, "rating": {**f["rating"], outcome: min(2, max(-2, f["rating"][outcome] + step))}}
                for name, f in factors.items()
            }
            ends.append(slow.mixture(prior, moved if outcome != "unaligned" else factors)[outcome])
        assert (bars["ratings"].low, bars["ratings"].high) == (pytest.approx(min(ends)), pytest.approx(max(ends)))
        shares = []
        for share in np.quantile(found.prior.draws[:, at], [0.05, 0.95]):
            rest = {name: value * (1 - share) / (1 - prior[outcome]) for name, value in prior.items()}
            shares.append(slow.mixture({**rest, outcome: float(share)}, factors)[outcome])
        assert (bars["prior"].low, bars["prior"].high) == (pytest.approx(min(shares)), pytest.approx(max(shares)))


def test_what_decides_is_measured_by_neutralising_one_part() -> None:
    found = assessed(a_coded_case(), prior="table")
    decides = {what: distance for what, distance, _ in found.sensitivity.decides}
    base = found.outcomes.point
    priors = {variant.id: variant.probability for variant in found.sensitivity.priors}
    ratings = {variant.id: variant.probability for variant in found.sensitivity.ratings}
    assert decides["prior"] == pytest.approx(np.abs(base - priors["uniform"]).sum() / 2)
    assert decides["evidence"] == pytest.approx(np.abs(base - ratings["none"]).sum() / 2)
    assert decides["ratings"] == pytest.approx(np.abs(base - ratings["signs-only"]).sum() / 2)
    factors = as_factors(found)
    even = float(np.mean([abs(f["strength"]) for f in factors.values()]))
    level = {name: {**f, "strength": even * np.sign(f["strength"])} for name, f in factors.items()}
    prior = dict(zip(OUTCOMES, found.prior.probability, strict=True))
    assert decides["claims"] == pytest.approx(np.abs(base - row(slow.mixture(prior, level))).sum() / 2)


def test_total_variation_is_the_largest_gap_in_any_event() -> None:
    one, two = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.4, 0.1, 0.3, 0.2])
    events = [[at for at in range(4) if mask >> at & 1] for mask in range(16)]
    assert total_variation(one, two) == pytest.approx(max(abs((one - two)[event].sum()) for event in events))


def test_a_case_without_claims_leaves_the_prior() -> None:
    found = assessed(a_case(), prior="table")
    np.testing.assert_allclose(found.outcomes.point, found.prior.probability, atol=1e-12)
    assert found.sensitivity.references == found.sensitivity.perspectives == ()
    assert {what: distance for what, distance, _ in found.sensitivity.decides}["evidence"] == pytest.approx(
        0, abs=1e-12
    )
    assert found.confidence.level == "low"
