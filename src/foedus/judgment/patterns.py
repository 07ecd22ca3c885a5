r"""Persistence patterns: which factors last to the horizon, and what a lost parent leaves. Array-only.

Factors of one group say much the same, so they persist or vanish together: each group has one uniform
variate u and a factor of it persists where u is below its persistence. Groups are independent. With G
groups a pattern is a point in the unit cube of G dimensions; only the order of u among the group's
persistences matters, so the expectation over patterns is a finite sum and is computed exactly while
that sum is short.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]

EXACT_LIMIT = 32_768
"""Most patterns that are enumerated; beyond it a Kronecker sequence of that many points stands in."""


def rescale_persistence(persistence: Array | float, horizon: float, *, asked: float) -> Array:
    """Return persistence over the asked horizon, p^(asked / horizon).

    >>> float(rescale_persistence(0.81, 10, asked=5))
    0.9
    """
    return np.asarray(persistence, dtype=float) ** (asked / horizon)


def kronecker(points: int, dimensions: int) -> Array:
    """Return a low-discrepancy sequence in the unit cube, shape (points, dimensions).

    Roberts' generalised golden ratio: multiples of the powers of the root of x^(d+1) = x + 1, modulo 1.
    """
    root = 2.0
    for _ in range(64):
        root = (1.0 + root) ** (1.0 / (dimensions + 1))
    steps = root ** -np.arange(1, dimensions + 1, dtype=float)
    found: Array = (0.5 + np.arange(1, points + 1)[:, None] * steps) % 1.0
    return found


def enumerate_patterns(persistence: Array, group: IntArray) -> tuple[NDArray[np.bool_], Array]:
    """Return every persistence pattern with its probability.

    Parameters
    ----------
    persistence : array, shape (factors,)
        Probability that a factor persists given its parents do, 0 to 1.
    group : array of int, shape (factors,)
        Group of each factor, 0 .. groups-1.

    Returns
    -------
    patterns : array of bool, shape (patterns, factors)
    probability : array, shape (patterns,)
        Positive, summing to 1.
    """
    groups = int(group.max()) + 1 if len(group) else 0
    cuts = [np.unique(np.concatenate([[0.0, 1.0], persistence[group == g]])) for g in range(groups)]
    count = float(np.prod([float(len(cut) - 1) for cut in cuts])) if cuts else 1.0
    if count > EXACT_LIMIT:
        u = kronecker(EXACT_LIMIT, groups)
        return u[:, group] < persistence, np.full(EXACT_LIMIT, 1.0 / EXACT_LIMIT)
    patterns = np.zeros((1, len(group)), dtype=bool)
    probability = np.ones(1)
    for g, cut in enumerate(cuts):
        width = np.diff(cut)
        middle = cut[:-1] + width / 2
        last = (middle[:, None] < persistence) & (group == g)
        patterns = (patterns[:, None, :] | last[None, :, :]).reshape(-1, len(group))
        probability = (probability[:, None] * width).ravel()
    return patterns, probability


def retained(
    present: Array | NDArray[np.bool_], parents: Sequence[Sequence[tuple[int, float]]], *, order: IntArray
) -> Array:
    """Return the share of each factor that is left once its parents are counted.

    A factor that is itself gone keeps nothing; of one that stays, each parent takes its share with it as far as it goes.

    Parameters
    ----------
    present : array, shape (..., factors)
        1 where the factor itself persists (or its remaining share), 0 where it is gone.
    parents : sequence of sequences of (int, float)
        By factor: each parent and the share, 0 to 1, that goes with it.
    order : array of int, shape (factors,)
        Topological order, parents first.

    Returns
    -------
    array, shape (..., factors), 0 to 1

    >>> retained(np.array([0.0, 1.0]), [[], [(0, 0.4)]], order=np.array([0, 1]))
    array([0. , 0.6])
    """
    share = np.array(present, dtype=float)
    for factor in order:
        gone = sum((part * (1.0 - share[..., above]) for above, part in parents[factor]), np.zeros(share.shape[:-1]))
        left = np.maximum(0.0, 1.0 - gone)
        share[..., factor] *= np.where(left < 1e-12, 0.0, left)
    return share
