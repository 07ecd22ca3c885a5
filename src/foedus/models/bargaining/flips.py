"""What one actor would have to change for the compromise to reach a place. Closed forms, arrays only.

The weighted mean is (A + w x) / (B + w), with A and B the sums over everyone else. Setting it to p gives the weight, and
with it the salience or the capability, w = (p B - A) / (x - p), and the position x = (p (B + w) - A) / w.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_ROUNDING = 1e-9
"""By how much of a range what lies at its end may seem to lie beyond it."""


def _others(positions: Array, weights: Array, *, target: float) -> tuple[Array, Array]:
    """(p B - A, B) for each actor, summed over everyone else."""
    rest = weights.sum() - weights
    pull = weights * (target - positions)
    return pull.sum() - pull, rest


def weight_needed(positions: Array, weights: Array, *, target: float) -> Array:
    """Weight with which each actor alone would bring the weighted mean to the target.

    Parameters
    ----------
    positions, weights : array of shape (n,)
        Weights 0 or more.
    target : float
        Place p.

    Returns
    -------
    array of shape (n,)
        NaN where no weight of 0 or more does it.

    >>> weight_needed(np.array([0.0, 10.0]), np.array([1.0, 1.0]), target=7.5).round(3).tolist()
    [0.333, 3.0]
    """
    owed, _ = _others(positions, weights, target=target)
    needed = np.full(positions.shape, np.nan)
    away = positions - target
    np.divide(owed, away, out=needed, where=away != 0)
    needed[~(needed >= 0)] = np.nan
    return needed


def salience_needed(positions: Array, capability: Array, *, salience: Array, target: float) -> Array:
    """Salience with which each actor alone would bring the weighted mean to the target.

    Returns
    -------
    array of shape (n,)
        In (0, 1]; NaN where no salience does it.
    """
    needed = weight_needed(positions, capability * salience, target=target)
    found = np.full(positions.shape, np.nan)
    with np.errstate(over="ignore"):  # what overflows lies beyond 1, and is left out below
        np.divide(needed, capability, out=found, where=capability > 0)
    found[~((found > 0) & (found <= 1 + _ROUNDING))] = np.nan
    within: Array = np.minimum(found, 1.0)
    return within


def capability_needed(positions: Array, capability: Array, *, salience: Array, target: float) -> Array:
    """Capability with which each actor alone would bring the weighted mean to the target; NaN where none does."""
    with np.errstate(over="ignore"):
        found: Array = weight_needed(positions, capability * salience, target=target) / salience
    found[np.isinf(found)] = np.nan
    return found


def position_needed(positions: Array, weights: Array, *, target: float, low: float, high: float) -> Array:
    """Position from which each actor alone would bring the weighted mean to the target; NaN where none in the range does."""
    owed, _ = _others(positions, weights, target=target)
    found = np.full(positions.shape, np.nan)
    np.divide(owed, weights, out=found, where=weights > 0)
    found += target
    slack = _ROUNDING * (high - low)
    found[~((found >= low - slack) & (found <= high + slack))] = np.nan
    within: Array = np.clip(found, low, high)
    return within


def full_salience(positions: Array, capability: Array, *, salience: Array) -> Array:
    """Weighted mean if this actor alone cared wholly (salience 1), of shape (n,): the most that caring can do."""
    weights = capability * salience
    rest, pull = weights.sum() - weights, (weights * positions).sum() - weights * positions
    total = rest + capability
    found = positions.copy()
    np.divide(pull + capability * positions, total, out=found, where=total > 0)
    return found
