"""Analysis of competing hypotheses: inconsistency and diagnosticity of the absolute ratings. Array-only.

Source: Heuer (1999), Psychology of Intelligence Analysis, chapter 8. The least inconsistent outcome
stands best; a factor that fits every outcome alike is not diagnostic. These figures stand beside the
posterior and never enter it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def inconsistency(rating: Array, weight: Array | None = None) -> Array:
    """Return the inconsistency of every outcome: the sum of its negative ratings, sign turned.

    Parameters
    ----------
    rating : array, shape (factors, outcomes)
        Absolute ratings, -2 to 2; NaN where unrated.
    weight : array, shape (factors,), optional
        Weight of each factor, 0 or more; default 1.

    >>> inconsistency(np.array([[-2.0, 1.0], [0.0, -1.0]]))
    array([2., 1.])
    """
    weights = np.ones(len(rating)) if weight is None else weight
    against = np.maximum(-np.nan_to_num(rating), 0.0)
    total: Array = (against * weights[:, None]).sum(axis=0)
    return total


def diagnosticity(rating: Array) -> Array:
    """Return how far each factor tells the outcomes apart: the standard deviation of its ratings over outcomes.

    Parameters
    ----------
    rating : array, shape (factors, outcomes)
        Absolute ratings, -2 to 2; a row with NaN is NaN.

    >>> diagnosticity(np.array([[1.0, 1.0], [2.0, -2.0]]))
    array([0., 2.])
    """
    spread: Array = rating.std(axis=1)
    return spread
