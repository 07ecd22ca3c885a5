"""Repeated games of two memory-one strategies under noise, in closed form. Arrays only.

A memory-one strategy is four probabilities of cooperating, after (own move, other's move) = CC, CD, DC, DD. The four
outcomes of a year, seen from the first side in that order, are the states of a Markov chain.

Sources: Nowak, M. A. and Sigmund, K. (1992), Tit for tat in heterogeneous populations, Nature 355: 250-253 (generous tit
for tat); Nowak and Sigmund (1993), A strategy of win-stay, lose-shift that outperforms tit-for-tat in the Prisoner's
Dilemma game, Nature 364: 56-58; Grassmann, W. K., Taksar, M. I. and Heyman, D. P. (1985), Regenerative analysis and
steady state distributions for Markov chains, Operations Research 33: 1107-1116 (elimination without subtraction).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

GRIM = (1.0, 0.0, 0.0, 0.0)
TIT_FOR_TAT = (1.0, 0.0, 1.0, 0.0)
WIN_STAY_LOSE_SHIFT = (1.0, 0.0, 0.0, 1.0)
ALWAYS_COOPERATE, ALWAYS_DEFECT = (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)

FLIP = (0, 2, 1, 3)
"""The states as the other side sees them."""

PAYOFF_OF_STATE = (1, 3, 0, 2)
"""Place in temptation, reward, punishment, sucker of what a side has in its own CC, CD, DC, DD."""


def generosity(payoffs: ArrayLike) -> Floats:
    """Chance with which generous tit for tat forgives a defection.

    Parameters
    ----------
    payoffs : array_like, shape (..., 4)
        Temptation, reward, punishment, sucker of the other side, in a prisoner's dilemma.

    Returns
    -------
    ndarray, shape (...)
        min(1 - (T - R) / (R - S), (R - P) / (T - P)), at least 0: the most that does not invite to defect.

    >>> round(float(generosity([5, 3, 1, 0])), 4)
    0.3333
    """
    temptation, reward, punishment, sucker = np.moveaxis(np.asarray(payoffs, dtype=np.float64), -1, 0)
    found: Floats = np.clip(
        np.minimum(1 - (temptation - reward) / (reward - sucker), (reward - punishment) / (temptation - punishment)),
        0.0,
        1.0,
    )
    return found


def with_noise(strategy: ArrayLike, noise: ArrayLike) -> Floats:
    """Return the chances that a move is made where each intended one comes out as its opposite with the chance `noise`.

    >>> with_noise([1, 0, 1, 0], 0.05).tolist()
    [0.95, 0.05, 0.95, 0.05]
    """
    intended, error = np.asarray(strategy, dtype=np.float64), np.asarray(noise, dtype=np.float64)
    found: Floats = intended * (1 - error) + (1 - intended) * error
    return found


def transitions(first: ArrayLike, second: ArrayLike) -> Floats:
    """Chances of the next outcome by the last one.

    Parameters
    ----------
    first, second : array_like, shape (..., 4)
        Chances of cooperating, each as its own side sees the last outcome; noise included.

    Returns
    -------
    ndarray, shape (..., 4, 4)
        Rows add up to 1.

    >>> transitions([1, 0, 1, 0], [1, 0, 1, 0])[1].tolist()  # C met D: now D meets C
    [0.0, 0.0, 1.0, 0.0]
    """
    one = np.asarray(first, dtype=np.float64)
    two = np.asarray(second, dtype=np.float64)[..., FLIP]
    found: Floats = np.stack([one * two, one * (1 - two), (1 - one) * two, (1 - one) * (1 - two)], axis=-1)
    return found


def stationary(chain: ArrayLike) -> Floats:
    """Share of years that each outcome takes in the long run.

    Parameters
    ----------
    chain : array_like, shape (..., n, n)
        Transition probabilities, all above 0 as any noise makes them: then the start does not matter.

    Returns
    -------
    ndarray, shape (..., n)
        The distribution that the chain keeps; every entry exact to rounding, since nothing is subtracted.

    >>> stationary([[0.9, 0.1], [0.3, 0.7]]).round(4).tolist()
    [0.75, 0.25]
    """
    left = np.array(chain, dtype=np.float64)
    size = left.shape[-1]
    for last in range(size - 1, 0, -1):
        left[..., :last, last] /= left[..., last, :last].sum(axis=-1)[..., None]
        left[..., :last, :last] += left[..., :last, last, None] * left[..., last, None, :last]
    weight = np.ones(left.shape[:-1])
    for state in range(1, size):
        weight[..., state] = (weight[..., :state] * left[..., :state, state]).sum(axis=-1)
    found: Floats = weight / weight.sum(axis=-1, keepdims=True)
    return found


def discounted(chain: ArrayLike, start: ArrayLike, *, patience: ArrayLike) -> Floats:
    """Weight of each outcome where later years count less.

    Parameters
    ----------
    chain : array_like, shape (..., n, n)
        Transition probabilities.
    start : array_like, shape (..., n)
        Chances of the first year's outcomes.
    patience : array_like, shape (...)
        Effective patience d, from 0 to below 1.

    Returns
    -------
    ndarray, shape (..., n)
        (1 - d) start (I - d chain)^-1; adds up to 1.

    >>> discounted([[0.0, 1.0], [1.0, 0.0]], [1.0, 0.0], patience=0.5).round(4).tolist()
    [0.6667, 0.3333]
    """
    moves, first = np.asarray(chain, dtype=np.float64), np.asarray(start, dtype=np.float64)
    factor = np.asarray(patience, dtype=np.float64)
    size = moves.shape[-1]
    system = np.eye(size) - factor[..., None, None] * np.swapaxes(moves, -1, -2)
    shape = np.broadcast_shapes(system.shape[:-2], first.shape[:-1])
    solved = np.linalg.solve(
        np.broadcast_to(system, (*shape, size, size)), np.broadcast_to(first, (*shape, size))[..., None]
    )
    found: Floats = (1 - factor)[..., None] * solved[..., 0]
    return found


def opening(first: ArrayLike, second: ArrayLike) -> Floats:
    """Chances of the first year's outcomes from each side's chance of cooperating in it.

    >>> opening(1.0, 0.5).tolist()
    [0.5, 0.5, 0.0, 0.0]
    """
    one, two = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    found: Floats = np.stack([one * two, one * (1 - two), (1 - one) * two, (1 - one) * (1 - two)], axis=-1)
    return found


def payoffs_of(weights: ArrayLike, payoffs: ArrayLike, *, side: int) -> Floats:
    """Payoff per year of a side from the weights of the outcomes.

    Parameters
    ----------
    weights : array_like, shape (..., 4)
        Weights of CC, CD, DC, DD as the first side sees them.
    payoffs : array_like, shape (..., 4)
        Temptation, reward, punishment, sucker of the side.
    side : int
        0 for the first, 1 for the second.

    >>> float(payoffs_of([0, 1, 0, 0], [5, 3, 1, 0], side=1))  # the first cooperates alone
    5.0
    """
    by_state = np.asarray(payoffs, dtype=np.float64)[..., PAYOFF_OF_STATE]
    if side:
        by_state = by_state[..., FLIP]
    found: Floats = (np.asarray(weights, dtype=np.float64) * by_state).sum(axis=-1)
    return found
