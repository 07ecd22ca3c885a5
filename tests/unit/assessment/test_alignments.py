"""Alignments and bargaining of a case: wired to its ties and positions, and without effect on any probability."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import foedus
from foedus.assessment.alignments import build_alignments
from foedus.assessment.assess import assess
from foedus.assessment.capabilities import capabilities
from foedus.assessment.disputes import LEAST_GAP
from foedus.assessment.model import Assessment
from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.evidence.estimates import Estimate
from foedus.evidence.ties import WHOLE, Tie
from made import plain


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("iran-russia-syria")


@pytest.fixture(scope="module")
def found(case: Case) -> Assessment:
    return assess(case, draws=100)


@pytest.fixture(scope="module")
def verdict(case: Case) -> Mapping[str, Any]:
    return plain(foedus.assess(case, draws=100).verdict)


def tie(a: str, b: str, values: list[float]) -> Tie:
    return Tie(a, b, WHOLE, Estimate(values[0], min(values), max(values), 1.0, ()), np.array(values[1:]))


def brute_force(actors: list[str], ties: list[tuple[str, str, float]]) -> tuple[float, list[dict[str, int]]]:
    """Least frustrated strength over all divisions, and the divisions that reach it."""
    prices = []
    for tail in itertools.product((0, 1), repeat=len(actors) - 1):
        side = dict(zip(actors, (0, *tail), strict=True))
        prices.append((sum(abs(v) for a, b, v in ties if (side[a] == side[b]) != (v > 0)), side))
    least = min(price for price, _ in prices)
    return least, [side for price, side in prices if price <= least + 1e-9]


def test_index_sides_margins_and_shares_are_those_of_all_divisions() -> None:
    actors = list("abcdef")
    rng = np.random.default_rng(4)
    pairs = list(itertools.combinations(actors, 2))
    drawn = np.round(rng.uniform(-1, 1, size=(len(pairs), 31)), 3)
    ties = [tie(a, b, row.tolist()) for (a, b), row in zip(pairs, drawn, strict=True)]
    made = build_alignments(ties, "a", capability={}, rng=rng)
    assert made is not None
    strong = [(a, b, float(v)) for (a, b), v in zip(pairs, drawn[:, 0], strict=True) if abs(v) >= 0.02]
    least, best = brute_force(actors, strong)
    assert made.analysis.partition.upper == pytest.approx(least)
    assert made.analysis.partition.optimal
    margins = made.analysis.margins
    assert margins is not None
    names = made.analysis.network.actors
    for at, actor in enumerate(names[1:], start=1):
        forced = 2.0 if (best[0]["a"] == best[0][actor]) else -2.0
        turned, _ = brute_force(actors, [*strong, ("a", actor, -forced * 100)])
        assert margins.upper[at] == pytest.approx(turned - least, abs=1e-6)
    kept = [at for at, v in enumerate(drawn[:, 0]) if abs(v) >= 0.02]
    together = dict.fromkeys(actors, 0)
    for draw in range(1, 31):
        _, sides = brute_force(actors, [(*pairs[at], float(drawn[at, draw])) for at in kept])
        assert len(sides) == 1, "a draw with several best divisions would make the share ambiguous"
        for actor in actors:
            together[actor] += sides[0][actor] == sides[0]["a"]
    assert made.with_anchor == {actor: together[actor] / 30 for actor in actors}


def test_actors_that_no_tie_joins_with_the_pair_have_no_side() -> None:
    ties = [tie("iran", "syria", [0.5, 0.5]), tie("x", "y", [-0.4, -0.4]), tie("iran", "z", [0.001, 0.001])]
    made = build_alignments(ties, "iran", capability={}, rng=np.random.default_rng(0))
    assert made is not None
    assert set(made.with_anchor) == {"iran", "syria"}
    assert made.left_out == 1
    assert build_alignments(ties[1:2], "iran", capability={}, rng=np.random.default_rng(0)) is None


def test_the_two_alignments_of_the_study_come_out_of_its_claims(verdict: Mapping[str, Any]) -> None:
    """Section 1 of the study sets the camp of Iran, Syria, Russia, Iraq and Hezbollah against that of the United States, Israel,
    Saudi Arabia, Qatar and Turkey, and the Islamic State against the first; the program is told none of this."""
    side = {row["actor"]: row["side"] for row in verdict["alignments"]["actors"]}
    assert {side[name] for name in ("syria", "russia", "iraq", "hezbollah")} == {side["iran"]}
    assert side["iran"] not in {side[name] for name in ("usa", "israel", "saudi-arabia", "qatar", "turkey", "isis")}
    assert verdict["alignments"]["status"] == "optimal"
    assert verdict["alignments"]["pair_together"] > 0.95


def test_ties_against_the_grain_add_up_to_the_index(verdict: Mapping[str, Any]) -> None:
    found = verdict["alignments"]
    side = {row["actor"]: row["side"] for row in found["actors"]}
    values = {(row["a"], row["b"]): row["value"] for row in verdict["ties"] if row["window"] == "all"}
    wrong = {
        pair: value
        for pair, value in values.items()
        if abs(value) >= 0.02 and (side[pair[0]] == side[pair[1]]) != (value > 0)
    }
    assert sum(abs(value) for value in wrong.values()) == pytest.approx(found["frustration_index"], abs=1e-5)
    assert {(row["a"], row["b"]) for row in found["frustrated"]} >= set(wrong)


def test_disputed_issues_are_those_on_which_the_pair_lies_apart(case: Case, verdict: Mapping[str, Any]) -> None:
    apart = set()
    for issue in verdict["issues"]:
        held = {row["actor"]: row["value"] for row in issue["positions"] if row["value"] is not None}
        values = [held[actor] for actor in case.settings.focal_pair if actor in held]
        if len(values) == 2 and abs(values[0] - values[1]) >= LEAST_GAP:
            apart.add(issue["id"])
    assert apart == {row["issue"] for row in verdict["bargaining"]["issues"]}
    assert "assad-fate" in apart


def test_the_compromise_is_the_mean_by_capability_times_salience(verdict: Mapping[str, Any]) -> None:
    capability = {row["actor"]: row["value"] for row in verdict["bargaining"]["capabilities"]}
    for row in (row for row in verdict["bargaining"]["issues"] if row["baselines"]):
        issue = next(issue for issue in verdict["issues"] if issue["id"] == row["issue"])
        held = {p["actor"]: p for p in issue["positions"] if p["value"] is not None and p["actor"] in capability}
        weight = {actor: capability[actor] * p["salience"] for actor, p in held.items()}
        mean = sum(weight[actor] * p["value"] for actor, p in held.items()) / sum(weight.values())
        assert row["baselines"]["weighted_mean"]["value"] == pytest.approx(mean, abs=1e-5)
        positioned = {p["actor"] for p in issue["positions"] if p["value"] is not None}
        assert {held["actor"] for held in (*row["actors"], *row["left_out"])} == positioned


def test_capabilities_of_the_case_win_over_the_shares_of_states(case: Case) -> None:
    shares = capabilities(case)
    assert shares["usa"].value > shares["russia"].value > shares["iran"].value
    assert "CINC 2018" in shares["iran"].source
    own = replace(
        case,
        actors=tuple(
            replace(actor, capability=2.0, capability_source="judged") if actor.id == "hezbollah" else actor
            for actor in case.actors
        ),
    )
    assert {actor: (held.value, held.source) for actor, held in capabilities(own).items()} == {
        "hezbollah": (2.0, "judged")
    }


def test_neither_moves_a_probability(case: Case, found: Assessment) -> None:
    own = replace(
        case,
        actors=tuple(replace(actor, capability=1.0, capability_source="judged") for actor in case.actors),
    )
    other = assess(own, draws=100)
    np.testing.assert_array_equal(other.outcomes.point, found.outcomes.point)
    np.testing.assert_array_equal(other.outcomes.low, found.outcomes.low)
    assert other.bargains is not None
    assert found.bargains is not None
    assert [d.issue for d in other.bargains.disputes] == [d.issue for d in found.bargains.disputes]
    assert len(other.bargains.disputes[0].weighed) > len(found.bargains.disputes[0].weighed)


def test_an_earlier_cut_off_sees_earlier_ties(case: Case) -> None:
    then = plain(foedus.assess(case, draws=50, as_of="2012-12-31").verdict)["alignments"]
    now = plain(foedus.assess(case, draws=50).verdict)["alignments"]
    assert then is None or then["ties"] < now["ties"]
