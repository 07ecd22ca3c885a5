r"""Posterior over the outcomes from a prior and tempered likelihood ratios. Array-only.

.. math::
   \log p_o = \log \pi_o + \tau \ln 2 \sum_g \left[ \max(0, \max_{f \in g} s_f r_{fo})
   + \min(0, \min_{f \in g} s_f r_{fo}) \right] + \mathrm{const}

with :math:`s_f` the strength of a factor, :math:`r_{fo}` its rating for an outcome against the present
state (in doublings of the odds), :math:`g` the groups of factors that say much the same, and
:math:`\tau` the temper. Per group and outcome only the strongest push each way counts, so a factor
said ten times over is one factor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]

LN2 = float(np.log(2.0))


@dataclass(frozen=True)
class Switched:
    """A prior that history gives twice: while the enemy that it counts is there, and once it is gone.

    `present` and `absent` have the same shape (..., outcomes).
    """

    present: Array
    absent: Array

    def at(self, gone: NDArray[np.bool_]) -> Array:
        """Return the prior that holds, shape (..., outcomes), where `gone` has shape (...)."""
        return np.where(gone[..., None], self.absent, self.present)

    def over_patterns(self, block: slice) -> Switched:
        """Return the draws of a block with an axis for patterns: shape (draws, 1, outcomes)."""
        return Switched(self.present[block][:, None, :], self.absent[block][:, None, :])


def group_push(strength: Array, rating: Array) -> Array:
    """Return the push of one group of factors on every outcome, in doublings of the odds.

    Parameters
    ----------
    strength : array, shape (..., factors)
        Strengths, -1 to 1.
    rating : array, shape (..., factors, outcomes)
        Ratings in steps, -2 to 2; 0 for the present state.

    Returns
    -------
    array, shape (..., outcomes)

    >>> group_push(np.array([1.0, 0.5]), np.array([[2.0, -1.0], [1.0, 1.0]]))
    array([ 2. , -0.5])
    """
    push = strength[..., None] * rating
    upward: Array = np.maximum(push.max(axis=-2), 0.0)
    downward: Array = np.minimum(push.min(axis=-2), 0.0)
    return upward + downward


def total_push(strength: Array, rating: Array, *, members: Sequence[IntArray]) -> Array:
    """Return the sum of :func:`group_push` over groups, shape (..., outcomes).

    The same sum with the long axes innermost, so that many patterns cost little.

    Parameters
    ----------
    strength : array, shape (..., factors)
    rating : array, shape (..., factors, outcomes)
        Leading axes broadcast against those of `strength`.
    members : sequence of arrays of int
        Columns of each group.
    """
    by_factor = np.ascontiguousarray(np.moveaxis(strength, -1, 0))
    rated = np.ascontiguousarray(np.moveaxis(rating, (-2, -1), (0, 1)))
    shape = np.broadcast_shapes(by_factor.shape[1:], rated.shape[2:])
    total = np.zeros((rated.shape[1], *shape))
    for outcome in range(rated.shape[1]):
        for own in members:
            if not rated[own, outcome].any():
                continue
            highest, lowest = np.zeros(shape), np.zeros(shape)
            for factor in own:
                push = by_factor[factor] * rated[factor, outcome]
                np.maximum(highest, push, out=highest)
                np.minimum(lowest, push, out=lowest)
            total[outcome] += highest
            total[outcome] += lowest
    return np.moveaxis(total, 0, -1)


def softmax(log_weight: Array) -> Array:
    """Return probabilities over the last axis, summing to 1."""
    shifted = np.exp(log_weight - log_weight.max(axis=-1, keepdims=True))
    share: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return share


def posterior(prior: Array, push: Array, temper: Array | float) -> Array:
    """Return the posterior over the outcomes.

    Parameters
    ----------
    prior : array, shape (..., outcomes)
        Positive prior probabilities.
    push : array, shape (..., outcomes)
        Sum over groups of :func:`group_push`, in doublings.
    temper : array or float
        Between 0 (the prior alone) and 1 (every push at face value); broadcast against the leading axes.

    >>> posterior(np.array([0.5, 0.5]), np.array([1.0, 0.0]), 1.0).round(4)
    array([0.6667, 0.3333])
    """
    scale = np.asarray(temper, dtype=float)[..., None] * LN2
    return softmax(np.log(prior) + scale * push)
