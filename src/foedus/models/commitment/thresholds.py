"""How patient a side must be to keep a bond, and what follows for the chance that the game goes on. Arrays only.

Payoffs are arrays whose last axis is temptation, reward, punishment, sucker: what a side has in a year in which it
defects alone, both cooperate, both defect, it cooperates alone. Sides are unequal; every function speaks of one side.

Sources: Friedman, J. W. (1971), A non-cooperative equilibrium for supergames, Review of Economic Studies 38: 1-12 (grim
trigger); Axelrod, R. (1984), The Evolution of Cooperation, Basic Books, appendix B (tit for tat); Fearon, J. D. (1998),
Bargaining, enforcement, and international cooperation, International Organization 52: 269-305 (the wait for an agreement).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

PAYOFFS = ("temptation", "reward", "punishment", "sucker")
"""The order of all arrays of payoffs."""

GAMES = ("prisoner's dilemma", "chicken", "stag hunt", "harmony", "deadlock", "moves exchanged")
"""What a side plays in one year, by its own payoffs: the order of :func:`games`."""

_HALVINGS, _ROUNDING = 60, 1e-12


def games(payoffs: ArrayLike) -> NDArray[np.int64]:
    """Which game of a year a side's payoffs make, as places in `GAMES`.

    Parameters
    ----------
    payoffs : array_like, shape (..., 4)
        Temptation, reward, punishment, sucker.

    Returns
    -------
    ndarray of int, shape (...)
        By whether the side is tempted (T > R) and whether it would rather defect too than be let down (P > S). Where
        both cooperating is no better than both defecting, it is deadlock if the side would defect whatever the other
        does; else it is one of the other games with the names of the two moves exchanged.

    >>> [GAMES[place] for place in games([[5, 3, 1, 0], [5, 3, 0, 1], [3, 5, 1, 0], [3, 5, 0, 1], [5, 1, 3, 0]])]
    ["prisoner's dilemma", 'chicken', 'stag hunt', 'harmony', 'deadlock']
    >>> GAMES[int(games([0, 1, 3, 5]))]  # cooperating is what tempts
    'moves exchanged'
    """
    temptation, reward, punishment, sucker = _columns(payoffs)
    kind = 2 * (temptation <= reward) + (punishment <= sucker)
    found: NDArray[np.int64] = np.where(reward > punishment, kind, np.where(kind == 0, 4, 5)).astype(np.int64)
    return found


def grim(payoffs: ArrayLike) -> Floats:
    """Least patience at which a side keeps a bond whose breach ends it for good.

    Parameters
    ----------
    payoffs : array_like, shape (..., 4)
        Temptation, reward, punishment, sucker.

    Returns
    -------
    ndarray, shape (...)
        (T - R) / (T - P), from R >= (1 - d) T + d P. 0 where nothing tempts; infinite where both cooperating is no
        better than both defecting, so that no patience helps.

    >>> float(grim([5, 3, 1, 0]))
    0.5
    """
    temptation, reward, punishment, _ = _columns(payoffs)
    return _ratio(temptation - reward, temptation - punishment, possible=reward > punishment)


def tit_for_tat(payoffs: ArrayLike) -> Floats:
    """Least patience at which a side does best to cooperate with a partner that plays tit for tat.

    Parameters
    ----------
    payoffs : array_like, shape (..., 4)
        Temptation, reward, punishment, sucker.

    Returns
    -------
    ndarray, shape (...)
        max((T - R) / (T - P), (T - R) / (R - S)): neither to defect for good nor to defect every other year pays. 0
        where nothing tempts; infinite where no patience helps; above 1 where defecting every other year pays however
        patient the side is, that is, where 2R < T + S.

    >>> round(float(tit_for_tat([5, 3, 1, 0])), 4)
    0.6667
    """
    temptation, reward, _, sucker = _columns(payoffs)
    turns = _ratio(temptation - reward, reward - sucker, possible=reward > sucker)
    return np.maximum(grim(payoffs), turns)


def mild(payoffs: ArrayLike, years: int) -> Floats:
    """Least patience at which a breach that is punished for some years does not pay.

    Parameters
    ----------
    payoffs : array_like, shape (..., 4)
        Temptation, reward, punishment, sucker.
    years : int
        Years in which both defect after a breach, at least 1; then both cooperate again.

    Returns
    -------
    ndarray, shape (...)
        The smallest d with T - R <= (R - P)(d + ... + d^years). Infinite where even d = 1 is not enough.

    >>> float(mild([4, 3, 1, 0], 1)), float(mild([5, 2, 1, 0], 2))
    (0.5, inf)
    >>> bool(abs(mild([5, 3, 1, 0], 200) - grim([5, 3, 1, 0])) < 1e-12)
    True
    """
    temptation, reward, punishment, _ = _columns(payoffs)
    needed = _ratio(temptation - reward, reward - punishment, possible=reward > punishment)
    low, high = np.zeros_like(needed), np.ones_like(needed)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = _sum_of_powers(middle, years) >= needed
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    least = np.where(needed == 0, 0.0, high)
    found: Floats = np.where(needed <= years * (1 + _ROUNDING), least, np.inf)
    return found


def _sum_of_powers(base: Floats, most: int) -> Floats:
    """The sum base + ... + base^most, by Horner's rule."""
    total = np.zeros_like(base)
    for _ in range(most):
        total = base * (1 + total)
    return total


def least_continuation(critical: ArrayLike, patience: ArrayLike) -> Floats:
    """Least yearly chance that the game goes on at which a side still keeps the bond.

    Parameters
    ----------
    critical : array_like, shape (...)
        Critical patience.
    patience : array_like, shape (...)
        Worth of next year's payoff as a share of this year's, from 0 to below 1.

    Returns
    -------
    ndarray, shape (...)
        critical / patience; infinite, or above 1, where the side would let go of a bond that is sure to last.

    >>> float(least_continuation(0.45, 0.9)), float(least_continuation(0.5, 0.0))
    (0.5, inf)
    """
    wanted, own = np.broadcast_arrays(np.asarray(critical, dtype=np.float64), np.asarray(patience, dtype=np.float64))
    return _ratio(wanted, own, possible=own > 0)


def expected_wait(patience: ArrayLike, *, own: ArrayLike, other: ArrayLike, none: ArrayLike) -> Floats:
    """Years that two sides wait on average until one accepts the bond on the other's terms.

    Parameters
    ----------
    patience : array_like, shape (..., 2)
        Effective patience of each side, above 0 and below 1.
    own, other, none : array_like, shape (..., 2)
        Yearly payoffs of each side: of the bond on its own terms, on the other's, and without any; own > other > none.

    Returns
    -------
    ndarray, shape (...)
        The mean wait in the war of attrition in which a side is indifferent between giving in and holding out. With
        r = -ln(patience), a side makes the other give in at the yearly rate r (other - none) / (own - other): the longer
        the shadow of the future, the longer the wait (Fearon 1998).

    >>> round(float(expected_wait([0.5, 0.5], own=[3, 3], other=[2, 2], none=[0, 0])), 2)
    0.36
    >>> round(float(expected_wait([0.95, 0.95], own=[3, 3], other=[2, 2], none=[0, 0])), 2)
    4.87
    """
    best, worst, nothing = (np.asarray(value, dtype=np.float64) for value in (own, other, none))
    rates = -np.log(np.asarray(patience, dtype=np.float64)) * (worst - nothing) / (best - worst)
    found: Floats = 1 / rates.sum(axis=-1)
    return found


def _columns(payoffs: ArrayLike) -> tuple[Floats, Floats, Floats, Floats]:
    values = np.asarray(payoffs, dtype=np.float64)
    return values[..., 0], values[..., 1], values[..., 2], values[..., 3]


def _ratio(above: Floats, below: Floats, *, possible: NDArray[np.bool_]) -> Floats:
    """The ratio, 0 where nothing stands above, infinite where it is not possible."""
    wanted = np.maximum(above, 0.0)
    with np.errstate(over="ignore"):  # by next to nothing is infinite
        found: Floats = np.where(possible, wanted / np.where(possible, below, 1.0), np.inf)
    return found
