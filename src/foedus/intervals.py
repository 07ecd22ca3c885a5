"""The interval of a number from its draws. Array-only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ROUNDING = 1e-12
"""A point that lies outside by less than this share of the ends is inside."""


def interval(draws: Array, point: Array | float, *, level: float = 0.9) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Return (low, high, widened): central quantiles over the first axis, widened to hold the point.

    Parameters
    ----------
    draws : array, shape (draws, ...)
        Draws.
    point : array, shape (...)
        The point, which the interval must hold.
    level : float
        Coverage, default .9 (5 to 95 %).

    Returns
    -------
    low, high : array, shape (...)
    widened : array of bool, shape (...)
        Where a quantile had to give way to the point by more than rounding.

    Examples
    --------
    >>> [float(part) for part in interval(np.arange(101.0), 99.0)]
    [5.0, 99.0, 1.0]
    """
    tail = round((1 - level) / 2, 12)  # .9 gives .05 and nothing just below it
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    slack = ROUNDING * np.maximum(np.abs(low), np.abs(high))
    widened: NDArray[np.bool_] = (point < low - slack) | (point > high + slack)
    return np.minimum(low, point), np.maximum(high, point), widened
