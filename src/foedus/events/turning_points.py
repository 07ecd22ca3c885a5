"""Change points of a series with what is known of each: the exact Bayesian recursions of Fearnhead (2006).

Between two changes the values are independent and normal, with a mean and a variance of their own; whether a change stands at
a place is a posterior probability, summed over all ways in which the others may lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

RATE = 1 / 60
"""Changes a period that are expected beforehand: one in five years of months."""
SHORTEST = 3
"""Periods of the shortest segment."""
FEWEST = 30
"""Events of a pair below which its series is too thin to be searched."""
_K0, _A0 = 0.05, 2.0


@dataclass(frozen=True)
class Posterior:
    """What a series says of its changes."""

    change: NDArray[np.float64]  #: Probability that a segment begins at each place; the first place is none.
    log_evidence: float  #: Log of the marginal likelihood of the demeaned series.


@dataclass(frozen=True)
class TurningPoint:
    """A change and how closely it is known; places are indices of the series."""

    at: int  #: The likeliest place: where the new segment begins.
    low: int  #: Place below which at most a twentieth of the probability around it lies.
    high: int  #: Place above which at most a twentieth lies.
    expected: float  #: Expected number of changes in the window around it.


def posterior(values: NDArray[np.floating], *, rate: float = RATE, shortest: int = SHORTEST) -> Posterior:
    """Return the posterior of changes in a series.

    Parameters
    ----------
    values : array of float, (n,)
        The series, without gaps; n at least twice `shortest`.
    rate : float
        Changes a period that are expected beforehand, above 0 and below 1.
    shortest : int
        Periods of the shortest segment, at least 2.

    Returns
    -------
    Posterior

    Raises
    ------
    ValueError
        If the series is too short, holds what is no number, or an option is out of its range.

    Notes
    -----
    Prior of a segment: normal-inverse-gamma with mean 0 of the demeaned series, weight .05, shape 2, and scale so that the
    expected variance is half that of the series. Length of a segment: geometric from the shortest on. The backward recursion ``Q``,
    the forward recursion ``F``, and ``P(change at t) = F(t) Q(t) / Q(0)`` are those of Fearnhead (2006), Statistics and Computing 16,
    section 2; they cost n**2 operations.
    """
    series = np.asarray(values, dtype=float)
    _check(series, rate=rate, shortest=shortest)
    n = len(series)
    segment = _log_segments(series - series.mean(), shortest)
    lengths = np.arange(n + 1)
    gap = np.where(lengths >= shortest, np.log(rate) + (lengths - shortest) * np.log1p(-rate), -np.inf)
    lasts = np.maximum(lengths - shortest, 0) * np.log1p(-rate)
    after = np.full(n + 1, -np.inf)
    for start in range(n - 1, -1, -1):
        stops = np.arange(start + 1, n)
        ways = segment[start, stops] + gap[stops - start] + after[stops]
        after[start] = logsumexp(np.append(ways, segment[start, n] + lasts[n - start]))
    before = np.full(n + 1, -np.inf)
    before[0] = 0.0
    for stop in range(1, n):
        starts = np.arange(stop)
        before[stop] = logsumexp(before[starts] + segment[starts, stop] + gap[stop - starts])
    change = np.exp(before[:n] + after[:n] - after[0])
    change[0] = 0.0
    return Posterior(change, float(after[0]))


def turning_points(
    found: Posterior, *, least: float = 0.5, window: int = 6, share: float = 0.9
) -> tuple[TurningPoint, ...]:
    """Return the changes that a series is likely to have, in the order of time.

    Parameters
    ----------
    found : Posterior
        Of the series.
    least : float
        Expected number of changes that a window must hold for its peak to be told.
    window : int
        Periods on each side of a peak that belong to it.
    share : float
        Share of the probability in the window that the interval holds.

    Returns
    -------
    tuple of TurningPoint
    """
    left = found.change.copy()
    told: list[TurningPoint] = []
    while left.max() > 0:
        at = int(left.argmax())
        low, high = max(at - window, 0), min(at + window + 1, len(left))
        mass = left[low:high]
        expected = float(mass.sum())
        if expected >= least:
            told.append(TurningPoint(at, *_interval(mass, low, share), expected))
        left[low:high] = 0.0
    return tuple(sorted(told, key=lambda point: point.at))


def means_around(values: NDArray[np.floating], found: Sequence[TurningPoint]) -> tuple[tuple[float, float], ...]:
    """Return for each turning point the means of the stretch before it and of the one from it on, up to the next ones."""
    edges = [0, *(point.at for point in found), len(values)]
    means = [float(np.mean(values[start:stop])) for start, stop in pairwise(edges)]
    return tuple(pairwise(means))


def expected_changes(found: Posterior, first: int, last: int) -> float:
    """Return the expected number of changes from one place to another, both included."""
    return float(found.change[max(first, 0) : last + 1].sum())


def _interval(mass: NDArray[np.float64], start: int, share: float) -> tuple[int, int]:
    below = np.cumsum(mass) / mass.sum()
    tail = (1 - share) / 2
    return start + int(np.searchsorted(below, tail)), start + int(np.searchsorted(below, 1 - tail))


def _check(series: NDArray[np.float64], *, rate: float, shortest: int) -> None:
    if series.ndim != 1 or len(series) < 2 * shortest:
        raise ValueError(f"{series.shape}: expected one series of at least {2 * shortest} values")
    if not np.isfinite(series).all():
        raise ValueError(f"place {int(np.flatnonzero(~np.isfinite(series))[0])} holds no number")
    if not 0 < rate < 1:
        raise ValueError(f"rate {rate}: expected a number above 0 and below 1")
    if shortest < 2:
        raise ValueError(f"shortest {shortest}: expected 2 or more")


def _log_segments(series: NDArray[np.float64], shortest: int) -> NDArray[np.float64]:
    """Log marginal likelihood of each segment, from its first place up to (not with) its last; minus infinity where too short."""
    n = len(series)
    b0 = max(float(series.var()) / 2 * _A0, np.finfo(float).tiny ** 0.5)
    sums, squares = (np.concatenate([[0.0], np.cumsum(part)]) for part in (series, series**2))
    starts, stops = np.arange(n + 1)[:, None], np.arange(n + 1)[None, :]
    length = np.maximum(stops - starts, 0)
    total, square = sums[None, :] - sums[:, None], squares[None, :] - squares[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        k, a = _K0 + length, _A0 + length / 2
        within = np.maximum(
            square - total**2 / k, 0.0
        )  # k0 pulls the mean towards 0: b = b0 + (sum of squares - total**2 / k) / 2
        b = b0 + within / 2
        found = (
            gammaln(a)
            - gammaln(_A0)
            + _A0 * np.log(b0)
            - a * np.log(b)
            + (np.log(_K0) - np.log(k) - length * np.log(2 * np.pi)) / 2
        )
    return np.where(length >= shortest, found, -np.inf)
