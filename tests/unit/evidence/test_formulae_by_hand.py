"""Every quantity of the synthesis against a slow re-implementation in plain Python, on random small cases."""

from __future__ import annotations

import math
from datetime import date
from itertools import combinations

import numpy as np
import pytest
import slow_synthesis as slow

from foedus.case.model import Case
from foedus.evidence.positions import build_positions
from foedus.evidence.threats import ThreatModel, build_common_threats
from foedus.evidence.ties import build_ties
from foedus.evidence.visible import Evidence, gather_evidence
from foedus.evidence.votes import said_of_factors, said_of_kinds

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
def test_votes_of_works_on_factors_and_kinds(seed: int) -> None:
    case, evidence = shown(seed)
    works = (*evidence.references, "coder")
    kinds = ("common-non-state-enemy", "economic-dependence", "opposed-bloc", "leaders-visits", "isolation")
    expected = slow.votes_on_kinds(case)
    for said, slowly in (
        (said_of_factors(evidence), {factor: slow.votes(case, slow.bearings(case, factor)) for factor in case.factor}),
        (said_of_kinds(evidence, kinds), {kind: expected[kind] for kind in kinds}),
    ):
        found = {name: {} for name in said.names}
        for thing, work, yes, weight in zip(said.thing, said.work, said.yes, said.weight, strict=True):
            assert works[work] not in found[said.names[thing]], "one work, one vote"
            found[said.names[thing]][works[work]] = (bool(yes), float(weight))
        assert set(found) == set(slowly)
        for name, votes in slowly.items():
            assert {work: yes for work, (yes, _) in found[name].items()} == {
                work: yes for work, (yes, _) in votes.items()
            }
            for work, (_, weight) in votes.items():
                assert found[name][work][1] == pytest.approx(weight, abs=1e-12)
