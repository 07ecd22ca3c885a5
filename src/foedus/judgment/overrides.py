r"""Ratings as overrides: how far they are believed by how far the raters agree. Array-only.

A rating r of doublings against the present state stands for a ratio of prevalences :math:`\ln R = k r \ln 2` with

.. math:: k = \frac{\text{signal}}{\text{signal} + \text{noise}}, \qquad
   \text{noise} = \frac{\text{variance of raters}}{\text{raters}} + \frac{1}{12},

where 1/12 is what the rounding to whole steps adds and the signal is the mean square of the ratings less the noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ROUNDING = 1 / 12
LEAST_SIGNAL = 1.0
"""Signal of which the spread is reckoned at least."""
LONE_VARIANCE = 0.5
"""Variance of raters taken where no cell has two: nothing tells how far they would agree."""


@dataclass(frozen=True)
class Overrides:
    """Ratings turned into logs of ratios."""

    log_ratio: Array  #: Shape (factors, outcomes). NaN where nobody rated.
    spread: float  #: Standard deviation of a log ratio.
    believed: float  #: k, 0 to 1.


def shrink(ratings: Array) -> Overrides:
    """Return overrides from ratings in steps, shape (raters, factors, outcomes), NaN where a rater is silent.

    >>> given = np.full((2, 1, 2), np.nan)
    >>> given[:, 0, 0] = 2.0
    >>> shrink(given).log_ratio.round(3)
    array([[1.357,   nan]])
    """
    there = np.isfinite(ratings)
    count = there.sum(axis=0)
    rated = count > 0
    shape = ratings.shape[1:]
    if not rated.any():
        return Overrides(np.full(shape, np.nan), 0.0, 0.0)
    mean = np.where(rated, np.where(there, ratings, 0.0).sum(axis=0) / np.maximum(count, 1), np.nan)
    apart = np.where(there, (ratings - mean) ** 2, 0.0).sum()
    freedom = float((count[rated] - 1).sum())
    variance = apart / freedom if freedom else LONE_VARIANCE
    noise = variance / float(count[rated].mean()) + ROUNDING
    signal = max(0.0, float((mean[rated] ** 2).mean()) - noise)
    believed = signal / (signal + noise)
    held = max(signal, LEAST_SIGNAL)
    return Overrides(
        float(np.log(2)) * believed * mean, float(np.log(2) * np.sqrt(held * noise / (held + noise))), believed
    )
