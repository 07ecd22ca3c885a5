"""Similarity of alliance portfolios: whether two states are bound to the same states, and to the same degree. Arrays only.

The measures are those of `foedus.affinity.agreement`, of ties to all members of the system in place of votes. With few ties
almost all pairs agree that they have none with almost everybody, so that S is high for all; kappa and pi take that out.

References
----------
Signorino, C. S., and Ritter, J. M. (1999). Tau-b or Not Tau-b. *International Studies Quarterly* 43(1), 115-144.
Häge, F. M. (2011). Choice or Circumstance? *Political Analysis* 19(3), 287-305.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Similarity:
    """Similarity of every two portfolios, each of shape (states, states), symmetric."""

    s: Matrix  #: Signorino and Ritter's S of absolute distances, -1 to 1.
    s_squared: Matrix  #: S of squared distances, -1 to 1.
    kappa: Matrix  #: Corrected for the chance of each side's own margins (Cohen, weighted), at most 1.
    pi: Matrix  #: Corrected for the chance of the pooled margins (Scott), at most 1.


def portfolio_similarity(ties: NDArray[np.integer], top: int) -> Similarity:
    """Compare the rows of a matrix of ties.

    Parameters
    ----------
    ties : int array, shape (states, states)
        Tie of the state of the row to that of the column, 0 (none) to `top`; the diagonal is the tie of a state to itself.
    top : int
        The closest tie; distances are divided by it.

    Returns
    -------
    Similarity
        Kappa and pi are NaN where neither side's ties vary, so that nothing is left to chance.

    Notes
    -----
    With ``d`` the mean squared distance of two rows, kappa is ``1 - d / e``, ``e`` the mean squared distance of all pairs of their
    cells: ``m2_i + m2_j - 2 m_i m_j`` of first and second moments; pi takes twice the variance of the cells of both together.

    Examples
    --------
    >>> found = portfolio_similarity(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]]), 1)
    >>> found.s.round(2).tolist()[0], found.kappa.round(2).tolist()[0]
    ([1.0, 1.0, -1.0], [1.0, 1.0, -0.8])
    """
    scaled = ties.astype(np.float64) / top
    count = scaled.shape[1]
    mean, square = scaled.mean(axis=1), (scaled**2).mean(axis=1)
    squared = np.maximum(square[:, None] + square - 2 * (scaled @ scaled.T) / count, 0.0)
    absolute = np.zeros_like(squared)
    for level in range(1, top + 1):
        above = (ties >= level).astype(np.float64)
        total = above.sum(axis=1)
        absolute += (total[:, None] + total - 2 * (above @ above.T)) / (count * top)
    own = square[:, None] + square - 2 * mean[:, None] * mean
    centre = (mean[:, None] + mean) / 2
    pooled = 2 * ((square[:, None] + square) / 2 - centre**2)
    return Similarity(1 - 2 * absolute, 1 - 2 * squared, _corrected(squared, own), _corrected(squared, pooled))


def _corrected(observed: Matrix, chance: Matrix) -> Matrix:
    some = chance > 1e-12
    return np.where(some, 1 - observed / np.where(some, chance, 1.0), np.nan)
