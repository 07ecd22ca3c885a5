"""Draws of uncertain inputs. Arrays only.

Positions vary normally and stay within the range; capability and salience vary by a factor whose logarithm is normal, so
that the value given is the median of its draws; salience stays at most 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

POSITION_SHARE = 0.1
"""Default standard deviation of a position in parts of the range."""

LOG_SD = 0.2
"""Default standard deviation of the logarithm of capability and of salience."""

NORMAL_95 = 1.6448536269514722
"""Standard deviations from the median to the ends of a 5-95 % interval."""


@dataclass(frozen=True, slots=True)
class Noise:
    """How uncertain each actor's inputs are; arrays of shape (n,).

    Parameters
    ----------
    position : array
        Standard deviation in the unit of the position.
    capability, salience : array
        Standard deviation of the logarithm.
    """

    position: Array
    capability: Array
    salience: Array


def log_deviation(values: Array, deviations: Array) -> Array:
    """Standard deviation of the logarithm of a log-normal whose relative spread is sd / value; the default where sd is NaN.

    >>> log_deviation(np.array([0.5, 0.5]), np.array([0.1, np.nan])).round(3).tolist()
    [0.198, 0.2]
    """
    relative = np.zeros_like(values)
    np.divide(deviations, values, out=relative, where=values > 0)
    return np.where(np.isnan(deviations), LOG_SD, np.sqrt(np.log1p(np.nan_to_num(relative, posinf=0.0) ** 2)))


def draw_inputs(
    position: Array,
    capability: Array,
    *,
    salience: Array,
    noise: Noise,
    low: float,
    high: float,
    draws: int,
    rng: np.random.Generator,
) -> tuple[Array, Array, Array]:
    """Draw inputs.

    Parameters
    ----------
    position, capability, salience : array of shape (n,)
        Central values.
    noise : Noise
        Their spread.
    low, high : float
        Range to which positions are clipped.
    draws : int
        At least 1.

    Returns
    -------
    tuple of three arrays of shape (draws, n)
        Positions, capabilities, saliences.
    """
    normal = rng.standard_normal((3, draws, len(position)))
    return (
        np.clip(position + noise.position * normal[0], low, high),
        capability * np.exp(noise.capability * normal[1]),
        np.minimum(salience * np.exp(noise.salience * normal[2]), 1.0),
    )


def ends(
    position: Array, capability: Array, *, salience: Array, noise: Noise, low: float, high: float
) -> tuple[tuple[Array, Array], tuple[Array, Array], tuple[Array, Array]]:
    """The 5 % and 95 % ends of each input: (positions, capabilities, saliences), each as (low, high)."""
    step = NORMAL_95 * noise.position
    return (
        (np.clip(position - step, low, high), np.clip(position + step, low, high)),
        (capability * np.exp(-NORMAL_95 * noise.capability), capability * np.exp(NORMAL_95 * noise.capability)),
        (
            salience * np.exp(-NORMAL_95 * noise.salience),
            np.minimum(salience * np.exp(NORMAL_95 * noise.salience), 1.0),
        ),
    )
