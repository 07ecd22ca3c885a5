"""What challenging and being challenged is worth: expected utilities, danger, and the exponents of risk. Arrays only.

Formulae of Bueno de Mesquita as given by Scholz, Calbert and Smith (2011), with the utilities of a challenge from -2 to 2
times the exponent of risk of the actor whose view it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from foedus.models.bargaining.variants import Variant

Array = npt.NDArray[np.float64]

TOLERANCE = 1e-9
"""Expected utilities and distances (in parts of the range) closer than this count as equal, so that rounding decides nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where actors stand at the beginning of a round.

    Parameters
    ----------
    distances : array of shape (draws, n, n)
        |x_i - x_j| / D.
    to_median : array of shape (draws, n)
        |x_i - mu| / D; mu is the weighted median.
    salience : array of shape (draws, n)
        In [0, 1].
    """

    distances: Array
    to_median: Array
    salience: Array


def resistance(success: Array, salience: Array) -> Array:
    """Chance that j resists i's challenge and i fails: s_j (1 - P_ij), of shape (draws, n, n)."""
    lost: Array = salience[:, None, :] * (1.0 - success)
    return lost


def danger(standing: Standing, lost: Array, *, variant: Variant) -> Array:
    """Sum of what the others expect from challenging an actor, all of them neutral to risk.

    Parameters
    ----------
    standing : Standing
        Where actors stand.
    lost : array of shape (draws, n, n)
        From `resistance`.
    variant : Variant
        For Q, T and the distances behind the best and the worst.

    Returns
    -------
    array of shape (draws, n)
        sum over j != i of E(U_ji).
    """
    gap = standing.distances
    expected = 2.0 * gap - 4.0 * gap * lost
    if variant.q < 1:
        expected -= (1.0 - variant.q) * (2.0 * variant.t - 1.0) * _reach(standing, variant)
    summed: Array = expected.sum(axis=1) - np.einsum("dii->di", expected)
    return summed


def risk_exponents(dangers: Array) -> Array:
    """Exponent of risk of each actor, from its danger among all dangers.

    Parameters
    ----------
    dangers : array of shape (draws, n)
        From `danger`.

    Returns
    -------
    array of shape (draws, n)
        (1 - R/3) / (1 + R/3) in [.5, 2] with R = (2 danger - max - min) / (max - min), which is 0 where all are
        equally in danger.

    >>> risk_exponents(np.array([[0.0, 1.0, 2.0]])).round(3).tolist()
    [[2.0, 1.0, 0.5]]
    """
    high, low = dangers.max(axis=1, keepdims=True), dangers.min(axis=1, keepdims=True)
    spread = high - low
    risk = np.zeros_like(dangers)
    np.divide(2.0 * dangers - high - low, spread, out=risk, where=spread > TOLERANCE)
    risk = np.clip(risk, -1.0, 1.0) / 3.0
    exponents: Array = (1.0 - risk) / (1.0 + risk)
    return exponents


def views(standing: Standing, lost: Array, *, exponents: Array, variant: Variant) -> tuple[Array, Array]:
    """What each actor expects from challenging another, and what it thinks that the other expects.

    Parameters
    ----------
    standing : Standing
        Where actors stand.
    lost : array of shape (draws, n, n)
        From `resistance`.
    exponents : array of shape (draws, n)
        Exponent of risk of the actor whose view it is.
    variant : Variant
        For Q, T and the distances behind the best and the worst.

    Returns
    -------
    own, others : array of shape (draws, n, n)
        E^i(U_ij) and E^i(U_ji), both with i's exponent.
    """
    r = exponents[:, :, None]
    won = 2.0 - 4.0 * (0.5 - 0.5 * standing.distances) ** r
    drop = won - (2.0 - 4.0 * (0.5 + 0.5 * standing.distances) ** r)
    waiting = variant.q * (2.0 - 4.0 * 0.5**r)
    own = won - drop * lost
    others = won - drop * lost.swapaxes(1, 2)
    if variant.q == 1:
        return own - waiting, others - waiting
    reach = _reach(standing, variant)
    return (
        own - waiting - _changed(reach, r, variant=variant),
        others - waiting - _changed(reach.swapaxes(1, 2), r, variant=variant),
    )


def _reach(standing: Standing, variant: Variant) -> Array:
    """How far things may change for challenger i of j while it waits, in [0, 2], of shape (draws, n, n)."""
    first = standing.to_median[:, :, None]
    second = standing.to_median[:, None, :] if variant.best_worst == "both-to-median" else standing.distances
    reach: Array = first + second
    return reach


def _changed(reach: Array, r: Array, *, variant: Variant) -> Array:
    """(1 - Q) [T U_b + (1 - T) U_w]."""
    # A reach of 2 leaves nothing under the root but rounding.
    best = 2.0 - 4.0 * np.maximum(0.5 - 0.25 * reach, 0.0) ** r
    worst = 2.0 - 4.0 * (0.5 + 0.25 * reach) ** r
    value: Array = (1.0 - variant.q) * (variant.t * best + (1.0 - variant.t) * worst)
    return value
