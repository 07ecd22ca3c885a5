"""Every quantity of the synthesis against a slow re-implementation in plain Python, on random small cases."""

from __future__ import annotations

import math
from datetime import date
from itertools import combinations

import numpy as np
import pytest
import slow_synthesis as slow
from foedus.evidence.factors import FactorModel

from foedus.case.model import Case
from foedus.evidence.positions import build_positions
from foedus.evidence.threats import ThreatModel, build_common_threats
from foedus.evidence.ties import build_ties
from foedus.evidence.visible import Evidence, gather_evidence

SEEDS = range(25)


def shown(seed: int) -> tuple[Case, Evidence]:
    case = slow.random_case(seed).build()
    return case, gather_evidence(case)


def dice(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_positions_and_their_effective_number_of_works(seed: int) -> None:
    case, evidence = shown(seed)
    found, _ = build_positions(evidence, evidence.draw(30, dice()), rng=dice())
    for actor in case.actor:
        for issue in case.issue:
            expected = slow.position(case, actor, issue)
            held = found.get((actor, issue))
            if expected is None:
                assert held is None or held.estimate is None
            else:
                assert held is not None
                assert held.estimate is not None
                assert (held.estimate.value, held.estimate.n_eff) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_salience_convergence_and_importance(seed: int) -> None:
    case, evidence = shown(seed)
    found, meetings = build_positions(evidence, evidence.draw(30, dice()), rng=dice())
    for (actor, issue), held in found.items():
        assert held.salience.value == pytest.approx(slow.salience(case, actor)[issue], abs=1e-12)
    for meeting in meetings:
        stands = [slow.position(case, actor, meeting.issue) for actor in ("arda", "belor")]
        if stands[0] is None or stands[1] is None:
            assert meeting.convergence is None
            continue
        assert meeting.convergence is not None
        assert meeting.importance is not None
        assert meeting.convergence.value == pytest.approx(1 - abs(stands[0][0] - stands[1][0]) / 2, abs=1e-12)
        weights = [slow.salience(case, actor)[meeting.issue] for actor in ("arda", "belor")]
        assert meeting.importance.value == pytest.approx(math.sqrt(weights[0] * weights[1]), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_ties_of_every_pair_in_every_window(seed: int) -> None:
    case, evidence = shown(seed)
    found = {(row.a, row.b, row.window): row.estimate.value for row in build_ties(evidence, evidence.draw(30, dice()))}
    expected = {}
    windows = {"all": (None, None)} | {
        f"{year}/{year + 2}": (date(year, 1, 1), date(year + 2, 12, 31)) for year in range(2010, 2016)
    }
    for a, b in combinations(sorted(case.actor), 2):
        for window, days in windows.items():
            value = slow.tie(case, a, b, *days)
            if value is not None:
                expected[a, b, window] = value
    assert found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_threats_common_threats_and_their_order(seed: int) -> None:
    case, evidence = shown(seed)
    model = ThreatModel(evidence)
    drawn, found = model.build(evidence.draw(30, dice()), dice())
    expected = {
        (source, actor): value
        for source in case.actor
        for actor in case.actor
        if (value := slow.threat(case, source, actor)) is not None
    }
    assert {(row.source, row.actor): row.estimate.value for row in found} == pytest.approx(expected, abs=1e-12)
    common = build_common_threats(model, found, drawn=drawn)
    both = {
        source: min(expected[source, "arda"], expected[source, "belor"])
        for source in case.actor
        if (source, "arda") in expected and (source, "belor") in expected
    }
    assert {row.source: row.estimate.value for row in common} == pytest.approx(both, abs=1e-12)
    assert [row.estimate.value for row in common] == sorted(both.values(), reverse=True)
    assert [row.headline for row in common] == [rank == 0 for rank in range(len(both))]


@pytest.mark.parametrize("seed", SEEDS)
def test_factor_strengths(seed: int) -> None:
    case, evidence = shown(seed)
    threats = ThreatModel(evidence)
    model = FactorModel(evidence, threats)
    drawn = evidence.draw(30, dice())
    rows = model.build(model.strengths(drawn, dice()), threats.values(evidence.point()))
    assert {row.factor: row.estimate.value for row in rows} == pytest.approx(
        {factor: slow.strength(case, factor) for factor in case.factor}, abs=1e-12
    )
    np.testing.assert_allclose(
        model.strengths(evidence.point())[0], [slow.strength(case, factor) for factor in case.factor], atol=1e-12
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_work_left_out_is_a_case_without_it(seed: int) -> None:
    """The strengths with a zero in `keep` are those of a case in which no claim rests on that work."""
    builder = slow.random_case(seed)
    for column in ("reference", "source"):  # one work a claim, so that leaving it out removes the claim
        builder = builder.changed("claims.csv", {}, **({"reference": ""} if column == "reference" else {}))
    case = builder.build()
    evidence = gather_evidence(case)
    model = FactorModel(evidence, ThreatModel(evidence))
    keep = 1.0 - np.eye(len(evidence.references))
    found = model.strengths(evidence.point(keep))
    for row, work in zip(found, evidence.references, strict=True):
        less = builder
        for claim in case.claims:
            if claim.source == work:
                less = less.without("claims.csv", id=claim.id).without("bearings.csv", claim=claim.id)
        smaller = less.build()
        np.testing.assert_allclose(row, [slow.strength(smaller, factor) for factor in case.factor], atol=1e-12)
