"""Where the training data end. Array-only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Share of training dyad-years that lie further from the centre than the limit.
RARE = 0.001


@dataclass(frozen=True)
class Support:
    """Range and centre of the covariates in the training data."""

    low: Array  #: `low`, `high`: shape (covariates,). Smallest and largest value seen.
    high: Array
    #: `centre`, `inverse`: shape (covariates,), (covariates, covariates). Mean and (regularised) inverse covariance.
    centre: Array
    inverse: Array
    limit: float  #: Squared Mahalanobis distance beyond which one dyad-year in a thousand lies.

    def distance(self, x: Array) -> Array:
        """Squared Mahalanobis distance of rows, shape (rows,)."""
        gap = x - self.centre
        found: Array = np.einsum("ri,ij,rj->r", gap, self.inverse, gap)
        return found


def fit_support(x: Array) -> Support:
    """Support of a training sample, shape (rows, covariates).

    >>> support = fit_support(np.linspace(0, 1, 101)[:, None])
    >>> bool(support.distance(np.array([[5.0]]))[0] > support.limit)
    True
    """
    centre = x.mean(axis=0)
    spread = np.cov(x, rowvar=False).reshape(x.shape[1], x.shape[1])
    inverse: Array = np.linalg.inv(spread + 1e-6 * np.diag(np.maximum(np.diag(spread), 1e-6))).astype(float)
    support = Support(x.min(axis=0), x.max(axis=0), centre, inverse, 0.0)
    limit = float(np.quantile(support.distance(x), 1 - RARE))
    return Support(support.low, support.high, centre, inverse, limit)


def outside(support: Support, x: Array, *, names: tuple[str, ...]) -> list[str]:
    """What is out of the range seen in training, one line each; empty where all is inside."""
    lines = [
        f"{name} is {value:.3g}; the training data hold {low:.3g} to {high:.3g}"
        for name, value, low, high in zip(names, x, support.low, support.high, strict=True)
        if not low - 1e-6 <= value <= high + 1e-6
    ]
    if not lines and float(support.distance(x[None, :])[0]) > support.limit:
        lines.append(
            "each value is within range but their combination is rarer than one training dyad-year in a thousand"
        )
    return lines
