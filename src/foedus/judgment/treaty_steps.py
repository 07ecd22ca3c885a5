r"""Steps towards a treaty as a process of their own: chance, delay, fading, and what becomes of a treaty. Array-only.

A step is in force in the end with chance k; the years until then are lognormal with distribution function G. Pending for
e years, it is in force within t more with

.. math:: c(t) = \frac{k\,G(e + t) - k\,G(e)}{1 - k\,G(e)},

so that steps from which nothing came fade. What stands of a treaty t years after it began is measured for pacts of up to
four members. Steps are acts: each counts with the probability that it happened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]

HAPPENED = 0.8
"""Chance that a reported step happened before its reports are weighed: acts of state are on record (judgment)."""
POINTS = 41
"""Points of the horizon at which the process is reckoned."""
DELAY_SPREAD, LIFE_SPREAD = 0.3, 0.25
"""Standard deviations of the logs of the median delay and of a treaty's length of life, in the draws."""


@dataclass(frozen=True)
class Forward:
    """Steps that lead to one sort of treaty, as arrays of one row each."""

    chance: Array  #: Shape (..., steps). k: in force in the end, 0 to 1.
    delay: Array  #: Shape (..., steps). Median years until then, above 0.
    spread: Array  #: Shape (steps,). Standard deviation of the log of the delay.
    pending: Array  #: Shape (steps,). Years since the step, 0 or more.


def by_then(steps: Forward, years: Array) -> Array:
    """Return c(t): the chance that each step's treaty is in force within `years`, shape (..., steps, points).

    `years` has shape (points,), 0 or more.
    """

    # It takes longer to load than all else that a look at a case needs; a case without steps needs it never.
    from scipy.special import ndtr

    def arrived(when: Array) -> Array:
        log = np.log(np.maximum(when, 1e-9)) - np.log(steps.delay)[..., None]
        return np.asarray(np.where(when > 0, steps.chance[..., None] * ndtr(log / steps.spread[:, None]), 0.0))

    already = arrived(steps.pending[:, None] + np.zeros(1))
    later = arrived(steps.pending[:, None] + years)
    return np.asarray((later - already) / np.maximum(1.0 - already, 1e-12))


def chain(each: Array, happened: Array) -> Array:
    """Return the chance that a treaty is in force by each point, shape (..., points): the furthest step decides.

    Parameters
    ----------
    each : array, shape (..., steps, points)
        From `by_then`.
    happened : array, shape (..., steps)
        Probability that the step happened and was not taken back.

    Notes
    -----
    The expectation of the largest chance among the steps that happened, each apart.
    """
    order = np.argsort(-each[..., -1], axis=-1)
    sorted_chance = np.take_along_axis(each, order[..., None], axis=-2)
    there = np.take_along_axis(np.broadcast_to(happened, order.shape), order, axis=-1)
    none_before = np.cumprod(np.concatenate([np.ones_like(there[..., :1]), 1.0 - there[..., :-1]], axis=-1), axis=-1)
    return np.asarray(((there * none_before)[..., None] * sorted_chance).sum(axis=-2))


def outcome_of(reached: Array, years: Array, *, life: Array, pace: Array | float = 1.0) -> Array:
    """Return where treaties that come stand at the horizon, shape (..., outcomes); it sums to the chance of a treaty.

    Parameters
    ----------
    reached : array, shape (..., points)
        Chance that a treaty is in force by each point of `years`.
    years : array, shape (points,)
        From 0 to the horizon.
    life : array, shape (years of life + 1, outcomes)
        What becomes of a treaty after 0, 1, 2 ... years.
    pace : array or float
        What a treaty's time is multiplied by; broadcast against the leading axes.
    """
    came = np.diff(reached, axis=-1)
    left = years[-1] - (years[1:] + years[:-1]) / 2
    age = np.minimum(left * np.asarray(pace)[..., None], len(life) - 1.0)
    low = np.floor(age).astype(int)
    high = np.minimum(low + 1, len(life) - 1)
    part = (age - low)[..., None]
    stands = life[low] * (1 - part) + life[high] * part
    return np.asarray((came[..., None] * stands).sum(axis=-2))


def held_back(factor: Array, happened: Array) -> Array:
    """Return the expected log factor of steps back, shape (...,): the one that takes most decides.

    `factor` has shape (steps,), `happened` (..., steps).
    """
    if not len(factor):
        return np.zeros(happened.shape[:-1])
    order = np.argsort(factor, kind="stable")
    there = happened[..., order]
    none_before = np.cumprod(np.concatenate([np.ones_like(there[..., :1]), 1.0 - there], axis=-1), axis=-1)
    expected = (there * none_before[..., :-1] * factor[order]).sum(axis=-1) + none_before[..., -1]
    return np.asarray(np.log(expected))
