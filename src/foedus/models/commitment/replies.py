"""Whether a strategy is the best that a side can do against the other's, under noise. Arrays only.

Against a memory-one strategy the last outcome is all that a best reply needs to know: a decision process of four states
(Puterman, M. L. (1994), Markov Decision Processes, Wiley, theorem 6.2.7), so that one of the 32 pure memory-one strategies,
with either first move, is best of all strategies.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.models.commitment.memory_one import discounted, opening, payoffs_of, transitions, with_noise

Floats = NDArray[np.float64]

_PURE = np.array(list(product((1.0, 0.0), repeat=5)))
"""First move, then the moves after CC, CD, DC, DD."""


def value(strategy: ArrayLike, against: ArrayLike, *, payoffs: ArrayLike, patience: ArrayLike, noise: float) -> Floats:
    """Payoff per year of a side, later years discounted.

    Parameters
    ----------
    strategy, against : array_like, shape (..., 5)
        First move, then the chances of cooperating after CC, CD, DC, DD, each as its own side sees them.
    payoffs : array_like, shape (..., 4)
        Temptation, reward, punishment, sucker of the side that plays `strategy`.
    patience : array_like, shape (...)
        Effective patience, from 0 to below 1.
    noise : float
        Chance that a move comes out as its opposite.

    >>> always = [1, 1, 1, 1, 1]
    >>> float(value(always, always, payoffs=[5, 3, 1, 0], patience=0.5, noise=0.0))
    3.0
    """
    own, other = with_noise(strategy, noise), with_noise(against, noise)
    chain = transitions(own[..., 1:], other[..., 1:])
    weights = discounted(chain, opening(own[..., 0], other[..., 0]), patience=patience)
    return payoffs_of(weights, payoffs, side=0)


def gain_of_leaving(
    strategy: ArrayLike, against: ArrayLike, *, payoffs: ArrayLike, patience: ArrayLike, noise: float
) -> Floats:
    """What the best reply yields beyond a strategy, per year.

    Parameters
    ----------
    strategy, against, payoffs, patience, noise
        As :func:`value` takes them.

    Returns
    -------
    ndarray, shape (...)
        0 where nothing is better than the strategy: then the side has no reason to leave it.

    >>> grim = [1, 1, 0, 0, 0]
    >>> float(gain_of_leaving(grim, grim, payoffs=[5, 3, 1, 0], patience=0.6, noise=0.0))
    0.0
    >>> round(float(gain_of_leaving(grim, grim, payoffs=[5, 3, 1, 0], patience=0.25, noise=0.0)), 4)
    1.0
    """
    kept = value(strategy, against, payoffs=payoffs, patience=patience, noise=noise)
    best = np.max([value(reply, against, payoffs=payoffs, patience=patience, noise=noise) for reply in _PURE], axis=0)
    found: Floats = np.maximum(best - kept, 0.0)
    return found
