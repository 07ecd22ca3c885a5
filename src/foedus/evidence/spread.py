"""Spread of a pooled mean on a bounded scale. Array-only.

A mean over few references is not certain however well they agree, so positions and threats get a
standard error of their own instead of a bootstrap: a floor for coding and a part that falls with the
effective number of references.
"""

from __future__ import annotations

import numpy as np

from foedus.evidence.draws import Array

FLOOR, BETWEEN = 0.15, 0.4
"""Standard deviation of coding, and between references, on a scale of width 2 (pilot coding)."""


def standard_error(n_eff: Array, width: float = 2.0) -> Array:
    r"""Return :math:`\sqrt{.15^2 + .4^2 / n_\mathrm{eff}}`, scaled to the width of the scale.

    Parameters
    ----------
    n_eff : array
        Kish's effective number of references, 0 or more; below 1 counts as 1.
    width : float
        Width of the scale: 2 for positions, 1 for threats.

    >>> float(standard_error(np.array(4.0)).round(3))
    0.25
    """
    return np.sqrt(FLOOR**2 + BETWEEN**2 / np.maximum(n_eff, 1.0)) * (width / 2)


def scatter(mean: Array, n_eff: Array, *, low: float, high: float, rng: np.random.Generator) -> Array:
    """Return draws around `mean`, clipped to the scale from `low` to `high`; NaN stays NaN.

    Parameters
    ----------
    mean, n_eff : array, shape (draws, quantities)
        Pooled mean and effective number of references by draw.
    low, high : float
        Ends of the scale.
    rng : numpy.random.Generator
        Source of randomness.
    """
    noise = rng.standard_normal(mean.shape) * standard_error(n_eff, high - low)
    return np.clip(mean + noise, low, high)
