"""Rates of rare events with their intervals, and how two views are pooled. Array-only."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.logit import sigmoid

Array = NDArray[np.float64]


def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact (Garwood 1936) interval of a Poisson mean.

    >>> tuple(round(value, 2) for value in poisson_interval(3))
    (0.62, 8.77)
    """
    tail = (1 - level) / 2
    low = _mean_where(count - 1, 1 - tail) if count else 0.0
    return low, _mean_where(count, tail)


def _at_most(count: int, mean: float) -> float:
    """Chance of at most `count` events."""
    if mean == 0:
        return 1.0
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))


def _mean_where(count: int, chance: float) -> float:
    """Mean at which at most `count` events have a given chance, by bisection."""
    low, high = 0.0, 10.0 + 3.0 * count
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(count, middle) > chance else (low, middle)
    return (low + high) / 2


def within(rate: float, years: int) -> float:
    """Chance of at least one event in so many years at an annual rate: 1 - exp(-rate years)."""
    return float(-np.expm1(-rate * years))


def logit(p: Array) -> Array:
    """Log odds."""
    found: Array = np.log(p) - np.log1p(-p)
    return found


def pool(one: Array, other: Array, share: Array | float = 0.5) -> Array:
    """Log-odds mean of two probabilities; `share` is the weight of the second, 0 to 1.

    >>> round(float(pool(np.array(0.01), np.array(0.01))), 4)
    0.01
    """
    return sigmoid((1 - share) * logit(one) + share * logit(other))
