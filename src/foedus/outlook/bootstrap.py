"""Draws of a ridge logit under reweighted clusters, all at once. Array-only.

Each draw weights years by a Bayesian bootstrap, and bundles by another: the weight of an event is the product of
its year's and its bundle's (Owen's pigeonhole bootstrap, conservative for crossed clusters). A draw is
a Newton fit under its weights. The gradient is exact, over all rows and all draws in one matrix product; the Hessian is
estimated on a sample of rows drawn with probability proportional to their share of it, which only slows the last steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.logit import sigmoid

Array = NDArray[np.float64]
Small = NDArray[np.float32]

SAMPLE, CHUNK = 12_000, 4096
MOST_STEPS, TOLERANCE = 12, 2e-4


@dataclass(frozen=True)
class Clusters:
    """Where each row stands among the clusters."""

    year: NDArray[np.intp]  #: Shape (rows,). Position of its year.
    bundle: NDArray[np.intp]  #: Shape (rows,). Position of its bundle, -1 for none.
    year_weight: Array  #: Shape (draws, years). Weight of every year.
    bundle_weight: Array  #: Shape (draws, bundles). Weight of every bundle.

    def of(self, rows: NDArray[np.intp]) -> Array:
        """Weights of rows, shape (rows, draws)."""
        weight: Array = self.year_weight[:, self.year[rows]]
        bundled = self.bundle[rows] >= 0
        if bundled.any():
            weight = weight.copy()
            weight[:, bundled] *= self.bundle_weight[:, self.bundle[rows][bundled]]
        return np.ascontiguousarray(weight.T)


def draw_logits(design: Array, y: Array, *, weight: Array, ridge: float, beta: Array, clusters: Clusters) -> Array:
    """Return coefficients under every draw's weights, shape (draws, 1 + covariates).

    Parameters
    ----------
    design, y, weight, ridge
        As in `fit_logit`.
    beta : array, shape (1 + covariates,)
        The fit under the plain weights.
    clusters : Clusters
        The draws.
    """
    rows = np.nonzero(weight > 0)[0]
    sample, scale = _hessian_sample(design, weight, beta=beta)
    factors = clusters.of(sample) * scale[:, None]
    thin, known = design.astype(np.float32), (weight * y).astype(np.float32)
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 0.0
    draws = len(clusters.year_weight)
    found = np.repeat(beta[:, None], draws, axis=1)
    active = np.arange(draws)
    for _ in range(MOST_STEPS):
        gradient = _gradient(
            thin, known, weight=weight, beta=found[:, active], clusters=clusters, rows=rows, active=active
        )
        gradient -= penalty[:, None] * found[:, active]
        step = _newton_steps(
            design[sample], factors[:, active], beta=found[:, active], gradient=gradient, penalty=penalty
        )
        step *= np.minimum(1.0, 2.0 / np.maximum(np.abs(step).max(axis=0), 1e-12))
        found[:, active] += step
        active = active[np.abs(step).max(axis=0) > TOLERANCE]
        if not len(active):
            break
    return found.T


def _hessian_sample(design: Array, weight: Array, *, beta: Array) -> tuple[NDArray[np.intp], Array]:
    """Rows by which to estimate Hessians, and the weight of each.

    Evenly spaced along the cumulated share of the Hessian (systematic sampling): no random numbers.
    """
    p = sigmoid(design @ beta)
    share = weight * p * (1 - p) * (1 + (design[:, 1:] ** 2).mean(axis=1))
    chance = np.minimum(1.0, share / share.sum() * SAMPLE)
    places = np.floor(np.cumsum(chance))
    taken = np.nonzero(np.diff(np.concatenate([[0.0], places])) > 0)[0]
    return taken, weight[taken] / np.maximum(chance[taken], 1e-300)


def _gradient(
    design: Small,
    known: Small,
    *,
    weight: Array,
    beta: Array,
    clusters: Clusters,
    rows: NDArray[np.intp],
    active: NDArray[np.intp],
) -> Array:
    """Score of every active draw, shape (1 + covariates, draws)."""
    total = np.zeros((design.shape[1], len(active)))
    thin = beta.astype(np.float32)
    live = Clusters(clusters.year, clusters.bundle, clusters.year_weight[active], clusters.bundle_weight[active])
    weight32 = weight.astype(np.float32)
    for start in range(0, len(rows), CHUNK):
        at = rows[start : start + CHUNK]
        z = design[at]
        eta = z @ thin
        np.negative(eta, out=eta)
        np.exp(np.minimum(eta, 80.0, out=eta), out=eta)
        eta += 1.0
        residual = np.subtract(known[at, None], weight32[at, None] / eta)
        residual *= live.of(at).astype(np.float32)
        total += z.T @ residual
    return total


def _newton_steps(design: Array, factor: Array, *, beta: Array, gradient: Array, penalty: Array) -> Array:
    """Newton step of every draw with its own Hessian on the sample."""
    p = sigmoid(design @ beta)
    curve = factor * p * (1 - p)
    steps = np.empty_like(gradient)
    for at in range(gradient.shape[1]):
        hessian = (design * curve[:, at, None]).T @ design + np.diag(penalty + 1e-8)
        steps[:, at] = np.linalg.solve(hessian, gradient[:, at])
    return steps
