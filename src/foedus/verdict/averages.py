"""Scores averaged over cases, with intervals, and forecasts held against what came. Array-only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.intervals import interval

Array = NDArray[np.float64]

EDGES = (0.0, 0.1, 0.3, 0.6, 1.0)
"""Ends of the bins in which forecasts are held against what came; few, since cases are."""


def means(values: Array, *, draws: int, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Return means over cases with 5 to 95 % intervals, by drawing cases again with replacement.

    Parameters
    ----------
    values : array, shape (cases, columns)
        A score of each case in each column; columns of one call share the draws, so that they can be compared.
    draws : int
        Number of bootstrap samples.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    mean, low, high : array, shape (columns,)

    Examples
    --------
    >>> mean, low, high = means(np.array([[0.5], [0.5]]), draws=10, rng=np.random.default_rng(0))
    >>> float(mean[0]), float(low[0]), float(high[0])
    (0.5, 0.5, 0.5)
    """
    rows = rng.integers(len(values), size=(draws, len(values)))
    mean = values.mean(axis=0)
    low, high, _ = interval(values[rows].mean(axis=1), mean)
    return mean, low, high


def bins(said: Array, came: Array) -> list[tuple[float, float, int, float, int]]:
    """Return (low, high, forecasts, mean forecast, how many came) of every bin of `EDGES` that holds a forecast.

    A forecast on an edge belongs to the bin above it. `said` are probabilities, `came` 0 or 1, both of shape (forecasts,).

    >>> bins(np.array([0.05, 0.1, 0.25]), np.array([0.0, 0.0, 1.0]))
    [(0.0, 0.1, 1, 0.05, 0), (0.1, 0.3, 2, 0.175, 1)]
    """
    place = np.clip(np.searchsorted(EDGES, said, side="right") - 1, 0, len(EDGES) - 2)
    found = []
    for at in np.unique(place):
        inside = place == at
        mean = float(np.round(said[inside].mean(), 12))
        found.append((EDGES[at], EDGES[at + 1], int(inside.sum()), mean, int(came[inside].sum())))
    return found
