"""Persistence patterns, what a lost parent takes along, and competing hypotheses, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.judgment.ach import diagnosticity, inconsistency
from foedus.judgment.patterns import enumerate_patterns, kronecker, rescale_persistence, retained


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


def test_each_parent_takes_its_share_along_as_far_as_it_goes() -> None:
    parents = [[], [], [(0, 0.7), (1, 0.2)], [(2, 0.5)]]
    order = np.arange(4)
    np.testing.assert_allclose(retained(np.array([0.0, 1, 1, 1]), parents, order=order), [0, 1, 0.3, 0.65])
    np.testing.assert_allclose(retained(np.array([1.0, 0, 1, 1]), parents, order=order), [1, 0, 0.8, 0.9])
    np.testing.assert_allclose(retained(np.array([0.0, 0, 1, 1]), parents, order=order), [0, 0, 0.1, 0.55])
    np.testing.assert_allclose(retained(np.array([0.0, 1, 1, 0]), parents, order=order), [0, 1, 0.3, 0])
    half = retained(np.array([0.5, 1, 1, 1]), parents, order=order)
    np.testing.assert_allclose(half, [0.5, 1, 0.65, 0.825])


def test_what_its_parents_hold_whole_is_gone_with_them() -> None:
    parents = [[], [], [(0, 1 / 3), (1, 2 / 3)]]
    assert retained(np.array([0.0, 0.0, 1.0]), parents, order=np.arange(3))[2] == 0.0


def test_competing_hypotheses_by_hand() -> None:
    """Heuer's count: only inconsistencies score; a row that fits everything alike tells nothing apart."""
    table = np.array([[2.0, 1, -1, -2], [1, 1, 1, 1], [-2, -0.5, 0, 2]])
    np.testing.assert_allclose(inconsistency(table), [2, 0.5, 1, 2])
    np.testing.assert_allclose(inconsistency(table, np.array([0.5, 1, 0.1])), [0.2, 0.05, 0.5, 1.0])
    np.testing.assert_allclose(diagnosticity(table), [2.5**0.5, 0, (8.25 / 4 - 0.125**2) ** 0.5])
