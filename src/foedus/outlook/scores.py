"""Scores of probabilistic forecasts of rare events, with weights. Array-only.

All take p (forecast), y (0/1) and w (weights), arrays of shape (rows,). With weights that share one among the ties
that a treaty makes, the estimand is the treaty, without them the dyad: name which.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.logit import fit_logit

Array = NDArray[np.float64]

LEAST = 1e-12


def log_likelihood(p: Array, y: Array) -> Array:
    """Log-likelihood of each row, nats."""
    p = np.clip(p, LEAST, 1 - LEAST)
    found: Array = y * np.log(p) + (1 - y) * np.log1p(-p)
    return found


def log_skill(p: Array, y: Array, w: Array) -> float:
    """1 - log score over that of the test sample's own base rate: 0 no better, 1 perfect."""
    rate = (w @ y) / w.sum()
    return float(1 - (w @ log_likelihood(p, y)) / (w @ log_likelihood(np.full(len(y), rate), y)))


def brier_skill(p: Array, y: Array, w: Array) -> float:
    """1 - Brier score over that of the test sample's own base rate."""
    rate = (w @ y) / w.sum()
    return float(1 - (w @ (p - y) ** 2) / (w @ (rate - y) ** 2))


def roc_auc(p: Array, y: Array, w: Array) -> float:
    """Area under the receiver operating curve: chance that an event is ranked above a non-event.

    >>> roc_auc(np.array([0.1, 0.4, 0.4, 0.9]), np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4))
    0.875
    """
    hits, misses = _by_threshold(p, y, w)
    below = np.concatenate([[0.0], np.cumsum(misses[::-1])[:-1]])[::-1]
    return float((hits * (below + misses / 2)).sum() / (hits.sum() * misses.sum()))


def pr_auc(p: Array, y: Array, w: Array) -> float:
    """Average precision; to be read beside the base rate.

    >>> round(pr_auc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4)), 4)
    0.8333
    """
    hits, misses = _by_threshold(p, y, w)
    found = np.cumsum(hits)
    precision = found / (found + np.cumsum(misses))
    return float((hits * precision).sum() / hits.sum())


def _by_threshold(p: Array, y: Array, w: Array) -> tuple[Array, Array]:
    """Weights of events and non-events at each distinct forecast, the highest first."""
    order = np.argsort(-p, kind="stable")
    edges = np.concatenate([[0], np.nonzero(np.diff(p[order]))[0] + 1])
    return np.add.reduceat((w * y)[order], edges), np.add.reduceat((w * (1 - y))[order], edges)


def expected_over_observed(p: Array, y: Array, w: Array) -> float:
    """Expected events over observed ones: above 1 the model over-predicts; infinite without events."""
    observed = float(w @ y)
    return float(w @ p) / observed if observed else float("inf")


def calibration_slope(p: Array, y: Array, w: Array) -> float:
    """Slope of the outcome's logit on the forecast's logit: below 1 the forecasts are too extreme."""
    p = np.clip(p, LEAST, 1 - LEAST)
    eta = np.log(p / (1 - p))
    return float(fit_logit(np.column_stack([np.ones(len(p)), eta]), y, weight=w, ridge=0.0)[1])


def reliability(p: Array, y: Array, *, w: Array, bins: int = 10) -> list[tuple[float, float, float]]:
    """(mean forecast, observed share, weight) in bins of equal expected events, the lowest first."""
    order = np.argsort(p, kind="stable")
    expected = np.cumsum((w * p)[order])
    place = np.minimum((expected / expected[-1] * bins * (1 - 1e-12)).astype(int), bins - 1)
    found = []
    for at in np.unique(place):
        rows = order[place == at]
        weight = w[rows].sum()
        found.append((float(w[rows] @ p[rows] / weight), float(w[rows] @ y[rows] / weight), float(weight)))
    return found


def block_interval(
    gain: Array, block: NDArray[np.integer], *, draws: int, rng: np.random.Generator, level: float = 0.95
) -> tuple[float, float]:
    """Interval of a sum of gains by resampling blocks with replacement.

    Parameters
    ----------
    gain : array, shape (rows,)
        Contribution of each row.
    block : array of int, shape (rows,)
        Block of each row: the bundle, or the year.
    draws : int
        Number of resamples.
    rng : numpy.random.Generator
        Source of randomness.
    level : float
        Coverage, 0 to 1.
    """
    if not len(gain):
        return 0.0, 0.0
    _, place = np.unique(block, return_inverse=True)
    total = np.bincount(place, weights=gain)
    counts = rng.multinomial(len(total), np.full(len(total), 1 / len(total)), size=draws)
    low, high = np.quantile(counts @ total, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
