"""Threats by Walt's components and factor strengths, in the cases where something is missing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from foedus.evidence.factors import FactorModel, FactorStrength

from builders import CaseBuilder, a_case
from foedus.evidence.threats import Threat, ThreatModel, build_common_threats
from foedus.evidence.visible import gather_evidence

DRAWS = 20_000


def dice() -> np.random.Generator:
    return np.random.default_rng(5)


def threats(case: CaseBuilder) -> dict[tuple[str, str], Threat]:
    evidence = gather_evidence(case.build())
    _, found = ThreatModel(evidence).build(evidence.draw(DRAWS, dice()), dice())
    return {(row.source, row.actor): row for row in found}


def fear(case: CaseBuilder, value: float, **cells: Any) -> CaseBuilder:
    return case.with_claim(predicate="threat", object="corvan", value=value, **cells)


def strengths(case: CaseBuilder) -> dict[str, FactorStrength]:
    evidence = gather_evidence(case.build())
    known = ThreatModel(evidence)
    model = FactorModel(evidence, known)
    drawn = model.strengths(evidence.draw(500, dice()), dice())
    return {row.factor: row for row in model.build(drawn, known.values(evidence.point()))}


def test_a_missing_component_is_half_at_the_point_and_anything_in_the_draws() -> None:
    found = threats(fear(a_case(), 1.0, component="offensive"))["corvan", "arda"]
    assert found.estimate.value == pytest.approx((1 + 3 * 0.5) / 4)
    assert [(part.name, part.estimate is None) for part in found.components] == [
        ("power", True), ("proximity", True), ("offensive", False), ("intent", True),
    ]  # fmt: skip
    # 1/4 of (a component near 1, standard error .21, cut at 1) plus 1/4 of three uniforms: about .5 wide at 5-95 %.
    assert found.estimate.low == pytest.approx(0.36, abs=0.03)
    assert found.estimate.high == pytest.approx(0.82, abs=0.03)


def test_a_general_claim_speaks_for_components_without_their_own() -> None:
    found = threats(fear(fear(a_case(), 0.8), 0.2, component="power"))["corvan", "arda"]
    assert found.estimate.value == pytest.approx((0.2 + 3 * 0.8) / 4)
    assert [part.from_general for part in found.components] == [False, True, True, True]


def test_a_denied_threat_is_none() -> None:
    assert threats(fear(a_case(), 0.9, negated=True))["corvan", "arda"].estimate.value == 0


def test_no_common_threat_where_only_one_side_is_afraid() -> None:
    case = fear(a_case(), 0.9, holder="arda", bears={"common-enemy": "+"})
    evidence = gather_evidence(case.build())
    model = ThreatModel(evidence)
    drawn, found = model.build(evidence.draw(50, dice()), dice())
    assert build_common_threats(model, found, drawn=drawn) == ()
    row = strengths(case)["common-enemy"]
    assert (row.estimate.value, row.estimate.low, row.estimate.high, row.magnitude) == (0, 0, 0, 0)
    assert row.weight_for == pytest.approx(0.64)


def test_a_strength_needs_more_than_one_work_to_be_near_one() -> None:
    case = a_case()
    for at in range(1, 6):
        key = f"sure-{at}"
        case = case.with_source(key, reliability="A")
        case = case.with_claim(f"c{at}", source=key, credibility=1, bears={"trade-ties": "+"})
        assert strengths(case)["trade-ties"].estimate.value == pytest.approx(at / (at + 1))
    against = case.with_claim("no", source="study-1", credibility=1, bears={"trade-ties": "-"})
    row = strengths(against)["trade-ties"]
    assert row.estimate.value == pytest.approx((5 - 0.8) / (5 + 0.8 + 1))
    assert row.against == ("no",)
    assert (row.weight_for, row.weight_against) == (pytest.approx(5), pytest.approx(0.8))
    assert row.references == ("study-1", "sure-1", "sure-2", "sure-3", "sure-4", "sure-5")


def test_one_work_that_says_both_is_netted() -> None:
    case = a_case().with_claim("c1", credibility=1, bears={"trade-ties": "+"})
    case = case.with_claim("c2", credibility=3, object="pipeline", bears={"trade-ties": "-"})
    net = (1 - 0.6) / (1 + 0.6) * 0.8
    assert strengths(case)["trade-ties"].estimate.value == pytest.approx(net / (net + 1))


def test_a_factor_on_which_nothing_bears_is_nought_and_known_to_be() -> None:
    row = strengths(a_case())["trade-ties"]
    assert (row.estimate.value, row.estimate.low, row.estimate.high, row.estimate.n_eff) == (0, 0, 0, 0)
    assert row.estimate.claims == row.references == ()
