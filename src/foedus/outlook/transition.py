"""Annual transitions between states of relation, run to a horizon. Array-only.

A table of annual transition probabilities P, run for N years from a state e, gives e P^N. Its
uncertainty comes from a bootstrap over blocks of years, since dyads of one year move together (one
treaty moves many dyads) and a bootstrap over dyads would lie.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def normalise(counts: Array) -> Array:
    """Return transition probabilities from counts, rows summing to 1.

    Parameters
    ----------
    counts : array, shape (..., states, states)
        Counts of moves from row to column; a row without counts stays where it is.

    >>> normalise(np.array([[3.0, 1.0], [0.0, 0.0]]))
    array([[0.75, 0.25],
           [0.  , 1.  ]])
    """
    total = counts.sum(axis=-1, keepdims=True)
    stay = np.broadcast_to(np.eye(counts.shape[-1]), counts.shape)
    share: Array = np.where(total > 0, counts / np.where(total > 0, total, 1.0), stay)
    return share


def run(annual: Array, start: int, *, years: int) -> Array:
    """Return the probability of every state in every year.

    Parameters
    ----------
    annual : array, shape (..., states, states)
        Annual transition probabilities.
    start : int
        Index of the present state.
    years : int
        Horizon, 0 or more.

    Returns
    -------
    array, shape (..., years + 1, states)
        Year 0 is the present state with certainty.
    """
    states = annual.shape[-1]
    now = np.zeros((*annual.shape[:-2], states))
    now[..., start] = 1.0
    path = [now]
    for _ in range(years):
        now = np.einsum("...i,...ij->...j", now, annual)
        path.append(now)
    found: Array = np.stack(path, axis=-2)
    return found


def block_bootstrap(counts: Array, draws: int, *, rng: np.random.Generator) -> Array:
    """Return annual tables with blocks of years reweighted.

    Parameters
    ----------
    counts : array, shape (blocks, states, states)
        Counts by block of years.
    draws : int
        Number of tables.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    array, shape (draws, states, states)
        Bayesian bootstrap (Rubin 1981): Dirichlet(1, ..., 1) weights over blocks.
    """
    weights = rng.dirichlet(np.ones(len(counts)), size=draws)
    return normalise(np.einsum("db,bij->dij", weights, counts))
