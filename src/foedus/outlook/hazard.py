"""Hazard ratios of rare annual events, with clustered intervals. Array-only.

Discrete-time proportional hazards: log(-log(1 - p)) = x b (Prentice and Gloeckler 1978), so that exp(b) is a
hazard ratio. The covariance is the cluster sandwich (Liang and Zeger 1986): what happens in one year, or by
one treaty, counts once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MOST_STEPS, TOLERANCE, RIDGE = 100, 1e-9, 1e-3
#: 97.5 % point of the normal distribution.
NORMAL = 1.959963984540054


@dataclass(frozen=True)
class HazardFit:
    """Coefficients with what their covariance is made of."""

    beta: Array  #: Shape (columns,). Log hazard ratios.
    score: Array  #: Shape (rows, columns). Contribution of each row to the gradient.
    inverse: Array  #: Shape (columns, columns). Inverse of the information.

    def covariance(self, cluster: NDArray[np.integer]) -> Array:
        """Cluster-robust covariance, shape (columns, columns), with the factor G / (G - 1)."""
        numbers, place = np.unique(cluster, return_inverse=True)
        totals = np.column_stack(
            [np.bincount(place, weights=self.score[:, at], minlength=len(numbers)) for at in range(len(self.beta))]
        )
        size = len(numbers)
        found: Array = self.inverse @ (totals.T @ totals) @ self.inverse * (size / max(size - 1, 1))
        return found


def fit_hazard(design: Array, y: Array, *, weight: Array) -> HazardFit:
    """Fit by Fisher scoring.

    Parameters
    ----------
    design : array, shape (rows, columns)
        The first column is ones. A tiny ridge keeps a contrast without events finite.
    y : array, shape (rows,)
        0 or 1.
    weight : array, shape (rows,)
        0 or more.
    """
    beta = np.zeros(design.shape[1])
    rate = max(float(weight @ y / weight.sum()), 1e-12)
    beta[0] = np.log(-np.log1p(-rate))
    ridge = np.full(len(beta), RIDGE)
    ridge[0] = 0.0
    score, information = _derivatives(design, y, weight=weight, beta=beta)
    for _ in range(MOST_STEPS):
        step = np.linalg.solve(information + np.diag(ridge + 1e-12), score.sum(axis=0) - ridge * beta)
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        beta = beta + step
        score, information = _derivatives(design, y, weight=weight, beta=beta)
        if np.abs(step).max() < TOLERANCE:
            break
    inverse = np.linalg.inv(information + np.diag(ridge + 1e-12)).astype(float)
    return HazardFit(beta, score, inverse)


def _derivatives(design: Array, y: Array, *, weight: Array, beta: Array) -> tuple[Array, Array]:
    """Score by row, and Fisher information."""
    mean = np.exp(np.clip(design @ beta, -40.0, 4.0))
    survive = np.exp(-mean)
    event = -np.expm1(-mean)
    residual = weight * (y * mean * survive / event - (1 - y) * mean)
    curve = weight * mean**2 * survive / event
    return design * residual[:, None], (design * curve[:, None]).T @ design


def ratio(fit: HazardFit, contrast: Array, *, clusters: tuple[NDArray[np.integer], ...]) -> tuple[float, float, float]:
    """Hazard ratio of a contrast with the widest of its clustered 95 % intervals: (ratio, low, high)."""
    centre = float(contrast @ fit.beta)
    spread = max(float(np.sqrt(contrast @ fit.covariance(cluster) @ contrast)) for cluster in clusters)
    low, high = centre - NORMAL * spread, centre + NORMAL * spread
    return float(np.exp(centre)), float(np.exp(low)), float(np.exp(high))
