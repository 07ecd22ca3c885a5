"""Weighted logistic regression with a ridge, by Newton's method. Array-only.

Minimises  sum_i w_i [log(1 + exp(eta_i)) - y_i eta_i] + ridge/2 |beta|^2,  eta = a + x beta,
with the intercept free of the penalty. `lbfgs` crawls on rare events; Newton needs a dozen steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MOST_STEPS, TOLERANCE = 60, 1e-9
#: Standardised covariates are clipped here, so that no dyad lies further out than this many deviations.
CLIP = 8.0


@dataclass(frozen=True)
class Scale:
    """Centre and spread of each covariate on the weighted training sample.

    >>> scale = fit_scale(np.array([[0.0], [2.0]]), np.ones(2))
    >>> scale.apply(np.array([[3.0]]))
    array([[2.]])
    """

    centre: Array
    spread: Array

    def apply(self, x: Array) -> Array:
        """Standardise and clip at +-8."""
        z: Array = np.clip((x - self.centre) / self.spread, -CLIP, CLIP)
        return z


def fit_scale(x: Array, weight: Array) -> Scale:
    """Weighted mean and standard deviation of each column; a constant column keeps spread 1."""
    total = weight.sum()
    centre = weight @ x / total
    spread = np.sqrt(np.maximum(weight @ x**2 / total - centre**2, 0.0))
    return Scale(centre, np.where(spread > 1e-9, spread, 1.0))


def with_intercept(z: Array) -> Array:
    """Prepend a column of ones."""
    return np.column_stack([np.ones(len(z)), z])


def sigmoid(eta: Array) -> Array:
    """1 / (1 + exp(-eta)), without overflow."""
    tail = np.exp(-np.abs(eta))
    found: Array = np.where(eta >= 0, 1.0, tail) / (1.0 + tail)
    return found


def loss(design: Array, y: Array, *, weight: Array, ridge: float, beta: Array) -> float:
    """The penalised negative log-likelihood that `fit_logit` minimises."""
    eta = design @ beta
    return float(weight @ (np.logaddexp(0.0, eta) - y * eta) + ridge / 2 * (beta[1:] ** 2).sum())


def fit_logit(design: Array, y: Array, *, weight: Array, ridge: float, start: Array | None = None) -> Array:
    """Return coefficients, the intercept first.

    Parameters
    ----------
    design : array, shape (rows, 1 + covariates)
        Standardised covariates behind a column of ones.
    y : array, shape (rows,)
        0 or 1.
    weight : array, shape (rows,)
        0 or more.
    ridge : float
        Penalty, 0 or more; the intercept bears none.
    start : array, optional
        Coefficients to start from; default the base rate.
    """
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 0.0
    beta = base_rate_start(design.shape[1], y, weight=weight) if start is None else start.copy()
    best = loss(design, y, weight=weight, ridge=ridge, beta=beta)
    for _ in range(MOST_STEPS):
        p = sigmoid(design @ beta)
        gradient = design.T @ (weight * (y - p)) - penalty * beta
        hessian = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(penalty + 1e-10)
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while (
            size > 1e-6 and (now := loss(design, y, weight=weight, ridge=ridge, beta=beta + size * step)) > best + 1e-12
        ):
            size /= 2
        if size <= 1e-6:
            break
        beta, best = beta + size * step, now
        if np.abs(size * step).max() < TOLERANCE:
            break
    return beta


def base_rate_start(size: int, y: Array, *, weight: Array) -> Array:
    """Zero slopes at the weighted base rate."""
    beta = np.zeros(size)
    rate = np.clip((weight @ y) / weight.sum(), 1e-12, 1 - 1e-12)
    beta[0] = np.log(rate / (1 - rate))
    return beta
