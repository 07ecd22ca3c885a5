"""What needs no model: weighted and unweighted mean and median, and the midpoint. Arrays only.

The weighted mean is the compromise model (Achen 2006): the Nash bargaining solution on one dimension with quadratic
losses, where nobody gains from breaking off. The weighted median is the Condorcet winner of single-peaked voters who
vote with their weight (Black 1948).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

HALF_TOLERANCE = 1e-12
"""Share of the total weight within which half of it counts as reached exactly."""


def weighted_mean(positions: Array, weights: Array) -> Array:
    """Mean of the positions by weight, over the last axis.

    Parameters
    ----------
    positions, weights : array of shape (..., n)
        Any unit; weights 0 or more, one of them above 0.

    Returns
    -------
    array of shape (...)

    >>> float(weighted_mean(np.array([0.0, 10.0]), np.array([3.0, 1.0])))
    2.5
    """
    # Shares first: weights as small as numbers get lose their digits in a product.
    total = weights.sum(axis=-1, keepdims=True)
    mean: Array = np.sum(positions * (weights / total), axis=-1)
    return mean


def weighted_median(positions: Array, weights: Array) -> Array:
    """Position that at least half of the weight supports against any other, over the last axis.

    Where exactly half of the weight stands on either side, every point between the two neighbours wins against the rest
    and ties with the others: the middle between them is returned, which favours neither side.

    Parameters
    ----------
    positions, weights : array of shape (..., n)
        Weights 0 or more, one of them above 0; actors without weight do not count.

    Returns
    -------
    array of shape (...)

    >>> x = np.array([0.0, 4.0, 10.0])
    >>> float(weighted_median(x, np.array([1.0, 1.0, 1.0]))), float(weighted_median(x, np.array([1.0, 0.0, 1.0])))
    (4.0, 5.0)
    """
    positions, weights = np.broadcast_arrays(positions, weights)
    order = np.argsort(positions, axis=-1, kind="stable")
    placed = np.take_along_axis(positions, order, axis=-1)
    heaped = np.cumsum(np.take_along_axis(weights, order, axis=-1), axis=-1)
    total = heaped[..., -1:]
    slack = HALF_TOLERANCE * total
    lower = np.argmax(heaped >= total / 2 - slack, axis=-1)[..., None]
    upper = np.argmax(heaped > total / 2 + slack, axis=-1)[..., None]
    low, high = (np.take_along_axis(placed, at, axis=-1)[..., 0] for at in (lower, upper))
    return low + (high - low) / 2


def midpoint(positions: Array) -> Array:
    """Middle between the outermost positions, over the last axis."""
    low, high = positions.min(axis=-1), positions.max(axis=-1)
    middle: Array = low + (high - low) / 2
    return middle


def baselines(positions: Array, weights: Array) -> dict[str, Array]:
    """All baselines over the last axis, by name and in the order in which they are shown."""
    equal = np.ones_like(positions)
    return {
        "weighted_mean": weighted_mean(positions, weights),
        "weighted_median": weighted_median(positions, weights),
        "mean": weighted_mean(positions, equal),
        "median": weighted_median(positions, equal),
        "midpoint": midpoint(positions),
    }
