"""Weights of events: a treaty's dyads share one, older years count less. Array-only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.integer]

#: Bundles are numbered treaty * YEARS + year.
YEARS = 10_000


def bundle_ids(treaty: Whole, year: Whole, *, event: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number of the bundle (treaty and year) of each event, -1 for non-events and events of no known treaty."""
    ids: NDArray[np.int64] = np.where(event & (treaty >= 0), treaty.astype(np.int64) * YEARS + year, -1)
    return ids


def bundle_weights(bundle: Whole) -> Array:
    """1 / (ties in the bundle) for each event of a bundle, 1 elsewhere.

    >>> bundle_weights(np.array([-1, 7, 7, 9]))
    array([1. , 0.5, 0.5, 1. ])
    """
    weight = np.ones(len(bundle))
    known = bundle >= 0
    _, place, count = np.unique(bundle[known], return_inverse=True, return_counts=True)
    weight[known] = 1 / count[place]
    return weight


def decay(year: Whole, now: int, *, half_life: float | None) -> Array:
    """.5 ^ ((now - year) / half_life); 1 where there is no half-life.

    >>> decay(np.array([2000, 1980]), 2000, half_life=20)
    array([1. , 0.5])
    """
    if half_life is None:
        return np.ones(len(year))
    found: Array = 0.5 ** ((now - year) / half_life)
    return found


def effective_number(weight: Array) -> float:
    """Kish's effective number: (sum w)^2 / sum w^2.

    >>> effective_number(np.array([1.0, 1.0, 1.0, 1.0]))
    4.0
    """
    return float(weight.sum() ** 2 / (weight**2).sum())


def resampled(size: int, draws: int, *, rng: np.random.Generator) -> Array:
    """Bayesian bootstrap weights over clusters (Rubin 1981), mean 1, shape (draws, size)."""
    return rng.dirichlet(np.ones(size), size=draws) * size
