"""Posterior, persistence and mixture against hand computation and brute force over independent group variates."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
import slow_verdict as slow
from foedus.judgment.posterior import group_push, posterior, total_push

from builders import a_case
from foedus.judgment.ach import diagnosticity, inconsistency
from foedus.judgment.inside_view import (
    Judgment,
    JudgmentDraws,
    build_judgment,
    draw_judgment,
    fixed_draws,
    mixture_draws,
    triangular,
)
from foedus.judgment.patterns import enumerate_patterns, kronecker, rescale_persistence, retained

SEEDS = range(12)


def some_factors(seed: int) -> tuple[dict[str, dict[str, Any]], dict[str, float]]:
    """Return one to six factors in up to three groups, depending on earlier ones, and a prior."""
    dice = random.Random(seed)
    factors: dict[str, dict[str, Any]] = {}
    for at in range(dice.randint(1, 6)):
        earlier = list(factors)
        factors[f"f{at}"] = {
            "group": dice.randint(0, 2),
            "persistence": dice.randint(0, 10) / 10,
            "parents": dice.sample(earlier, min(len(earlier), dice.choice([0, 1, 2]))),
            "strength": dice.choice([0.0, round(dice.uniform(-1, 1), 2), round(dice.uniform(0, 1), 2)]),
            "rating": {name: dice.choice([-2, -1, -0.5, 0, 1, 1.5, 2]) for name in slow.OUTCOMES} | {"entente": 0},
        }
    prior = {name: dice.uniform(0.02, 1) for name in slow.OUTCOMES}
    return factors, {name: value / sum(prior.values()) for name, value in prior.items()}


def as_judgment(factors: dict[str, dict[str, Any]]) -> tuple[Judgment, np.ndarray]:
    names = list(factors)
    case = a_case()
    for name in names:
        case = case.with_factor(name)
    used = sorted({row["group"] for row in factors.values()})
    persistence = np.array([row["persistence"] for row in factors.values()])
    rating = np.array([[row["rating"][outcome] for outcome in slow.OUTCOMES] for row in factors.values()], float)
    judgment = Judgment(
        factors=tuple(factor for factor in case.build().factors if factor.id in factors),
        rating=rating,
        rating_sd=np.zeros_like(rating),
        group=np.array([used.index(row["group"]) for row in factors.values()]),
        parents=tuple(np.array([names.index(p) for p in row["parents"]], dtype=np.int64) for row in factors.values()),
        order=np.arange(len(names)),
        persistence=np.stack([persistence] * 3),
        carried=np.zeros(len(names), dtype=bool),
    )
    return judgment, np.array([row["strength"] for row in factors.values()])


def row(values: dict[str, float]) -> np.ndarray:
    return np.array([values[outcome] for outcome in slow.OUTCOMES])


@pytest.mark.parametrize("seed", SEEDS)
def test_mixture_and_scenario_share_against_brute_force(seed: int) -> None:
    factors, prior = some_factors(seed)
    judgment, strength = as_judgment(factors)
    for temper in (0.0, 0.5, 1.0):
        found = judgment.mixture(row(prior), strength, temper=temper)
        np.testing.assert_allclose(found, row(slow.mixture(prior, factors, temper)), atol=1e-12)
    gone = [0] if len(factors) < 3 else [0, 2]
    names = [list(factors)[at] for at in gone]
    assert judgment.scenario_share(np.array(gone), strength) == pytest.approx(
        slow.share_gone(factors, names), abs=1e-12
    )
    present = np.ones(len(factors))
    present[gone] = 0
    without = judgment.mixture(row(prior), strength, present=present)
    np.testing.assert_allclose(without, row(slow.mixture(prior, factors, gone=frozenset(names))), atol=1e-12)
    fixed = slow.posterior(prior, factors, {name: name not in names for name in factors})
    np.testing.assert_allclose(judgment.fixed(row(prior), strength, present=present), row(fixed), atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_without_noise_are_the_point(seed: int) -> None:
    """64 points of a low-discrepancy sequence in three dimensions come to within .02 of the exact average here."""
    factors, prior = some_factors(seed)
    judgment, strength = as_judgment(factors)
    count = 40
    drawn = draw_judgment(judgment, count, rng=np.random.default_rng(seed))
    np.testing.assert_array_equal(drawn.rating, np.broadcast_to(judgment.rating, drawn.rating.shape))
    np.testing.assert_allclose(drawn.persistence, np.broadcast_to(judgment.persistence[1], drawn.persistence.shape))
    still = JudgmentDraws(drawn.rating, np.full(count, 0.5), drawn.persistence, drawn.shift)
    priors, strengths = np.tile(row(prior), (count, 1)), np.tile(strength, (count, 1))
    found = mixture_draws(judgment, priors, strength=strengths, draws=still)
    exact = row(slow.mixture(prior, factors))
    np.testing.assert_allclose(found.mean(axis=0), exact, atol=0.005)
    np.testing.assert_allclose(found, np.tile(exact, (count, 1)), atol=0.03)
    everything = np.ones(len(factors))
    np.testing.assert_allclose(
        fixed_draws(judgment, priors, strength=strengths, present=everything, draws=still)[0],
        row(slow.posterior(prior, factors, dict.fromkeys(factors, 1.0))),
        atol=1e-12,
    )


def test_one_factor_by_hand() -> None:
    """Strength .5 rated CC for an alliance: .5 x 2 x .5 = half a doubling of its odds."""
    prior = np.array([0.2, 0.4, 0.3, 0.1])
    push = total_push(np.array([0.5]), np.array([[2.0, 0, 0, 0]]), members=[np.array([0])])
    root = 2**0.5
    expected = np.array([0.2 * root, 0.4, 0.3, 0.1]) / (0.8 + 0.2 * root)
    np.testing.assert_allclose(posterior(prior, push, 0.5), expected, atol=1e-15)
    np.testing.assert_allclose(posterior(prior, push, 0.0), prior, atol=1e-15)


@pytest.mark.parametrize("seed", SEEDS)
def test_total_push_is_the_sum_of_its_groups_for_any_leading_axes(seed: int) -> None:
    dice = np.random.default_rng(seed)
    strength, rating = dice.uniform(-1, 1, (3, 5, 4)), dice.integers(-2, 3, (3, 1, 4, 4)).astype(float)
    members = [np.array([0, 2]), np.array([1]), np.array([3])]
    each = sum(group_push(strength[..., own], rating[..., own, :]) for own in members)
    np.testing.assert_allclose(total_push(strength, rating, members=members), each, atol=1e-12)


def test_the_strongest_push_each_way_counts() -> None:
    rating = np.array([[2.0, -1.0], [1.0, -2.0], [-1.0, 1.0]])
    np.testing.assert_allclose(group_push(np.array([0.5, 0.9, 0.4]), rating), [1.0 - 0.4, 0.4 - 1.8])


@pytest.mark.parametrize(
    ("persistence", "group", "expected"),
    [
        ([], [], {(): 1.0}),
        ([0.0], [0], {(False,): 1.0}),
        ([1.0], [0], {(True,): 1.0}),
        ([0.3], [0], {(True,): 0.3, (False,): 0.7}),
        ([0.3, 0.8], [0, 0], {(True, True): 0.3, (False, True): 0.5, (False, False): 0.2}),
        ([0.5, 0.5], [0, 1], {(a, b): 0.25 for a in (True, False) for b in (True, False)}),
        ([0.5, 0.0, 1.0], [0, 1, 0], {(True, False, True): 0.5, (False, False, True): 0.5}),
    ],
)
def test_persistence_patterns_by_hand(
    persistence: list[float], group: list[int], expected: dict[tuple[bool, ...], float]
) -> None:
    patterns, weight = enumerate_patterns(np.array(persistence), np.array(group, dtype=np.int64))
    found: dict[tuple[bool, ...], float] = {}
    for pattern, share in zip(patterns.tolist(), weight.tolist(), strict=True):
        found[tuple(pattern)] = found.get(tuple(pattern), 0.0) + share
    assert found == pytest.approx(expected)


def test_too_many_patterns_for_a_sum_are_sampled_evenly() -> None:
    """Sixteen groups have 65,536 patterns; 32,768 points of the sequence give every marginal to .001, pairs to .005."""
    persistence = np.linspace(0.1, 0.9, 16)
    patterns, weight = enumerate_patterns(persistence, np.arange(16))
    assert len(patterns) == 32_768
    assert weight.sum() == pytest.approx(1)
    np.testing.assert_allclose(weight @ patterns, persistence, atol=0.001)
    both = (patterns * weight[:, None]).T.astype(float) @ patterns
    expected = np.outer(persistence, persistence)
    np.fill_diagonal(expected, persistence)
    np.testing.assert_allclose(both, expected, atol=0.005)


def test_the_sequence_fills_the_cube_evenly() -> None:
    points = kronecker(1000, 3)
    assert points.shape == (1000, 3)
    assert ((points >= 0) & (points < 1)).all()
    counts, _ = np.histogramdd(points, bins=2, range=[(0, 1)] * 3)
    np.testing.assert_allclose(counts, 125, atol=12)


@pytest.mark.parametrize(("asked", "left"), [(1, 0.5**0.1), (10, 0.5), (20, 0.25), (50, 0.5**5)])
def test_persistence_is_rescaled_to_the_horizon(asked: int, left: float) -> None:
    assert float(rescale_persistence(0.5, 10, asked=asked)) == pytest.approx(left)
    np.testing.assert_array_equal(rescale_persistence(np.array([0.0, 1.0]), 10, asked=asked), [0.0, 1.0])


def test_a_dependant_keeps_the_weighted_share_of_its_parents() -> None:
    parents = [np.array([], int), np.array([], int), np.array([0, 1]), np.array([2])]
    order, strength = np.arange(4), np.array([0.6, -0.2, 0.5, 0.9])
    np.testing.assert_allclose(
        retained(np.array([0.0, 1, 1, 1]), parents, order=order, strength=strength), [0, 1, 0.25, 0.25]
    )
    np.testing.assert_allclose(
        retained(np.array([1.0, 0, 1, 1]), parents, order=order, strength=strength), [1, 0, 0.75, 0.75]
    )
    np.testing.assert_allclose(
        retained(np.array([0.0, 1, 1, 0]), parents, order=order, strength=strength), [0, 1, 0.25, 0]
    )
    np.testing.assert_allclose(
        retained(np.array([0.0, 1, 1, 1]), parents, order=order, strength=np.zeros(4)), [0, 1, 0.5, 0.5]
    )


def test_the_triangle_by_its_distribution_function() -> None:
    """At quantile q of triangle (.2, .5, .9): below the mode (x-.2)^2 / (.7 x .3), above 1 - (.9-x)^2 / (.7 x .4)."""
    low, mode, high = 0.2, 0.5, 0.9
    for quantile in np.linspace(0, 1, 21):
        x = float(triangular(np.array(quantile), np.array(low), np.array(mode), np.array(high)))
        below = (x - low) ** 2 / ((high - low) * (mode - low))
        above = 1 - (high - x) ** 2 / ((high - low) * (high - mode))
        assert (below if x <= mode else above) == pytest.approx(quantile)
    for point in (0.0, 0.4, 1.0):
        assert float(triangular(np.array(0.7), np.array(point), np.array(point), np.array(point))) == point


def test_ratings_are_means_with_the_raters_disagreement_and_at_least_half_a_step() -> None:
    judgment = build_judgment(a_case().build(), frozenset(), state="unaligned", horizon=10)
    names = [factor.id for factor in judgment.factors]
    assert names == ["border-dispute", "common-enemy", "trade-ties"]
    np.testing.assert_allclose(judgment.rating, [[-2, -1, 0, 1.5], [2, 1, 0, -2], [0.5, 1, 0, -1]])
    np.testing.assert_allclose(judgment.rating_sd[0], [0.5, 0.5, 0, 2**-0.5])
    np.testing.assert_allclose(judgment.rating_sd[2], [2**-0.5, 0.5, 0, 0.5])
    assert [parent.tolist() for parent in judgment.parents] == [[], [], [1]]
    assert judgment.group[1] not in (judgment.group[0], judgment.group[2])


def test_a_factor_that_history_carries_has_no_rating_effect() -> None:
    case = a_case().with_factor("past", group="past", covariate="rivalry", ratings={"rivalry": "CC"}).build()
    plain = build_judgment(case, frozenset(), state="unaligned", horizon=10)
    carried = build_judgment(case, frozenset({"rivalry"}), state="unaligned", horizon=10)
    at = [factor.id for factor in case.factors].index("past")
    assert plain.rating[at].tolist() == [0, 0, 0, 2]
    assert carried.rating[at].tolist() == carried.rating_sd[at].tolist() == [0, 0, 0, 0]
    assert carried.carried.tolist() == [name == "past" for name in (factor.id for factor in case.factors)]


def test_factors_of_one_group_share_their_noise() -> None:
    case = a_case().with_factor(
        "trade-ties-again", group="economy", ratings={"alliance": ("N", "C"), "entente": "C", "rivalry": "I"}
    )
    judgment = build_judgment(case.build(), frozenset(), state="unaligned", horizon=10)
    drawn = draw_judgment(judgment, 300, rng=np.random.default_rng(4))
    one, two = (
        next(at for at, f in enumerate(judgment.factors) if f.id == name) for name in ("trade-ties", "trade-ties-again")
    )
    np.testing.assert_array_equal(drawn.rating[:, one], drawn.rating[:, two])
    np.testing.assert_array_equal(drawn.persistence[:, one], drawn.persistence[:, two])
    assert drawn.temper.min() >= 0.25
    assert drawn.temper.max() <= 0.75
    assert (np.abs(drawn.rating) <= 2).all()
    low, _, high = judgment.persistence[:, one]
    assert ((drawn.persistence[:, one] >= low) & (drawn.persistence[:, one] <= high)).all()


def test_competing_hypotheses_by_hand() -> None:
    """Heuer's count: only inconsistencies score; a row that fits everything alike tells nothing apart."""
    table = np.array([[2.0, 1, -1, -2], [1, 1, 1, 1], [-2, -0.5, 0, 2]])
    np.testing.assert_allclose(inconsistency(table), [2, 0.5, 1, 2])
    np.testing.assert_allclose(inconsistency(table, np.array([0.5, 1, 0.1])), [0.2, 0.05, 0.5, 1.0])
    np.testing.assert_allclose(diagnosticity(table), [2.5**0.5, 0, (8.25 / 4 - 0.125**2) ** 0.5])
