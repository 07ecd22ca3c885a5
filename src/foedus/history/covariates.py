"""Covariates of the outlook, by year, from the states' arrays. Array-only.

Two sets. *Plain*: land contiguity, any contiguity, log distance, a major power, joint democracy,
democracy difference (and, as origins, entente and rivalry): the benchmark of eight. *M3\\**: the
number of majors instead of "a major", common threat held and gained, the weaker side's largest threat,
the threat that the two are to each other, summed power, its ratio, and whether they were ever allied or
in entente. Routes out of a tie also know whether only small pacts make it (`small_tie`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: All columns of the covariate table, in order.
COLUMNS = (
    "land_contiguity",
    "any_contiguity",
    "log_distance",
    "major_any",
    "majors",
    "joint_democracy",
    "democracy_difference",
    "origin_entente",
    "origin_rivalry",
    "common_threat",
    "common_threat_gain",
    "least_own_threat",
    "mutual_threat",
    "log_power_sum",
    "log_power_ratio",
    "ever_alliance",
    "ever_entente",
    "small_tie",
)
PLAIN = (
    "land_contiguity",
    "any_contiguity",
    "log_distance",
    "major_any",
    "joint_democracy",
    "democracy_difference",
    "origin_entente",
    "origin_rivalry",
)
#: The specification M3*.
M3 = tuple(name for name in COLUMNS if name not in ("major_any", "small_tie"))
#: Score above which a state counts as a democracy (EUDS).
DEMOCRACY = 0.8
#: Years over which a gain of common threat is measured; years over which a loss is.
GAIN_YEARS, LOSS_YEARS = 4, 5
#: Least CINC share counted, below the smallest of any state (5e-7), so that logarithms exist.
LEAST_POWER = 1e-7


def fill_years(values: Array, alive: NDArray[np.bool_]) -> Array:
    """Fill a state's gaps: with its last known value, else its first later one, else the year's median.

    Parameters
    ----------
    values : array, shape (years, states)
        NaN where unknown.
    alive : array of bool, shape (years, states)
        Members of the system: medians are over these.
    """
    years = np.arange(len(values))[:, None]
    known = ~np.isnan(values)
    last = np.maximum.accumulate(np.where(known, years, -1), axis=0)
    later = np.flip(np.minimum.accumulate(np.flip(np.where(known, years, len(values)), 0), axis=0), 0)
    place = np.where(last >= 0, last, np.where(later < len(values), later, 0))
    filled = np.take_along_axis(values, place, axis=0)
    for year in np.nonzero((np.isnan(filled) & alive).any(axis=1))[0]:
        present = filled[year, alive[year]]
        middle = float(np.nanmedian(present)) if (~np.isnan(present)).any() else 0.0
        filled[year, np.isnan(filled[year])] = middle
    return filled


def power_pair(one: Array, other: Array) -> tuple[Array, Array]:
    """Log of the sum of two CINC shares, and log of the larger over the smaller (0 or more)."""
    a, b = np.maximum(one, LEAST_POWER), np.maximum(other, LEAST_POWER)
    return np.log(a + b), np.abs(np.log(a / b))


def democracy_pair(one: Array, other: Array) -> tuple[Array, Array]:
    """Whether both are democracies (0/1), and the absolute difference of their scores."""
    joint = ((one > DEMOCRACY) & (other > DEMOCRACY)).astype(float)
    return joint, np.abs(one - other)
