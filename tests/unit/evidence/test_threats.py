"""Threats by Walt's components, in the cases where something is missing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

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
