"""Votes of every actor between every two positions, and the chance that one challenges another with success. Arrays only.

Voter k gives w_k (d_kj^r_k - d_ki^r_k) to position i against position j, where d is the distance in parts of the range
and r_k is 1 where the exponent of risk stays outside the votes. Its sign is told by one thing: whether k stands on i's
side of the middle between the two. So with actors sorted by position the votes for i are one prefix sum, and all pairs
together cost O(n^2) and not O(n^3).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

ROUNDING = 1e-12
"""Votes below this part of all that voters have at stake between two positions are none."""


@lru_cache(maxsize=64)
def _pairs(n: int) -> tuple[Places, Places]:
    """Indices of the pairs i < j; kept, since every round asks again."""
    return np.triu_indices(n, 1)


def voters_below(sorted_positions: Array) -> Places:
    """Number of actors on the lower side of the middle of every pair i < j.

    Parameters
    ----------
    sorted_positions : array of shape (draws, n)
        Ascending along the last axis.

    Returns
    -------
    array of shape (draws, n (n - 1) / 2)
        Actors exactly in the middle are not counted; they give nothing to either side.
    """
    lower, upper = _pairs(sorted_positions.shape[1])
    middles = (sorted_positions[:, lower] + sorted_positions[:, upper]) / 2
    counts = np.empty(middles.shape, dtype=np.intp)
    for draw, (row, middle) in enumerate(zip(sorted_positions, middles, strict=True)):
        counts[draw] = row.searchsorted(middle)
    return counts


def support(distances: Array, weights: Array, *, below: Places, exponents: Array | None = None) -> tuple[Array, Array]:
    """Votes for i against j, summed over the voters who prefer i, and what each voter would lose.

    Parameters
    ----------
    distances : array of shape (draws, n, n)
        |x_k - x_j| / D with actors sorted by position.
    weights : array of shape (draws, n)
        Capability times salience, sorted likewise.
    below : array of shape (draws, n (n - 1) / 2)
        From `voters_below`.
    exponents : array of shape (draws, n), optional
        r_k of each voter; 1 by default.

    Returns
    -------
    votes : array of shape (draws, n, n)
        sum over k of max(0, v_k(i, j)); 0 on the diagonal.
    stakes : array of shape (draws, n, n)
        w_k d_kj^r_k.

    Notes
    -----
    Votes as in Scholz, Calbert and Smith (2011), equation 2.
    """
    draws, n = weights.shape
    powered = distances if exponents is None else distances ** exponents[:, :, None]
    stakes = weights[:, :, None] * powered
    heaps = np.zeros((draws, n + 1, n))
    np.cumsum(stakes, axis=1, out=heaps[:, 1:])
    lower, upper = _pairs(n)
    rows = np.arange(draws)[:, None]
    for_lower = heaps[rows, below, upper] - heaps[rows, below, lower]
    totals = heaps[:, n]
    votes = np.zeros((draws, n, n))
    votes[:, lower, upper] = for_lower
    votes[:, upper, lower] = for_lower + totals[:, lower] - totals[:, upper]
    votes[votes <= _least(stakes)] = 0.0
    return votes, stakes


def _least(stakes: Array) -> Array:
    """What subtraction may leave, of either sign, where nobody votes: it is no vote."""
    heights = stakes.sum(axis=1)
    least: Array = ROUNDING * (heights[:, :, None] + heights[:, None, :])
    return least


def success(votes: Array, stakes: Array, *, same: npt.NDArray[np.bool_], triples: bool, own_votes: bool) -> Array:
    """Chance that i challenges j with success.

    Parameters
    ----------
    votes, stakes : array of shape (draws, n, n)
        From `support`.
    same : array of bool of shape (draws, n, n)
        Where two actors share a position; nobody challenges there.
    triples : bool
        Divide by the votes over all ordered triples of actors instead of the votes of this pair. What comes out is then no
        probability of winning: it is small, and P_ij + P_ji is not 1.
    own_votes : bool
        Whether i and j vote on their own challenge. The votes over all triples always hold them.

    Returns
    -------
    array of shape (draws, n, n)
        In [0, 1]; 0 where the position is the same, one half where a pair has no voter at all.
    """
    won = votes
    if not own_votes:
        # i's own vote is w_i d_ij^r_i, for itself; the rest of the pair's sums is left as it is.
        won = votes - stakes
        won[won <= _least(stakes)] = 0.0
    if triples:
        cast = 2.0 * votes.sum(axis=(1, 2))[:, None, None]
        cast = np.broadcast_to(cast, won.shape)
    else:
        cast = won + won.swapaxes(1, 2)
    chance = np.full(won.shape, 0.0 if triples else 0.5)
    np.divide(won, cast, out=chance, where=cast > 0)
    chance[same] = 0.0
    return chance
