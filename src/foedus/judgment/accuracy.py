r"""How far the sides of the evidence are right, and what their works then say of each kind of factor. Array-only.

Every work has at most one vote on a kind: it is there, or it is not. A work of weight :math:`w` of a side with accuracy
:math:`c` and slant :math:`m` is right with :math:`c' = .5 + (c - .5)\sqrt{w / .4}`, kept in .5 to .97, and says yes
whatever holds with chance :math:`m`:

.. math::
   P(\text{yes} | \text{there}) = m + (1 - m) c', \qquad P(\text{yes} | \text{not}) = m + (1 - m)(1 - c').

Neither :math:`c` nor :math:`m` is known. A side is judged on a kind by its votes on all *other* kinds, whether those are
there being unknown: with their base rate, or more often where the list was made of what is there. The accuracy is learnt
in full; the slant, which looks like a list of what is there, in part where nothing is known of the side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]

ACCURACY = np.array([0.5, 0.6, 0.7, 0.8, 0.9, 0.96])
ACCURACY_PRIOR = np.array([0.15, 0.18, 0.25, 0.25, 0.11, 0.06])
SLANT = np.array([0.0, 0.15, 0.3, 0.5, 0.7, 0.9])
SLANT_PRIOR = np.array(
    [
        [0.50, 0.35, 0.15, 0.00, 0.00, 0.00],  # free
        [0.20, 0.22, 0.20, 0.18, 0.12, 0.08],  # unknown
        [0.05, 0.10, 0.20, 0.25, 0.25, 0.15],  # interested
    ]
)
"""Chance of each slant by class of side, in the order of `foedus.terms.checklist.SLANTS`."""
SLANT_POWER = np.array([1.0, 0.6, 1.0])
"""How far a slant is learnt from the votes, by class."""
LISTS = np.array([0.0, 0.6, 0.9])
"""Least presence of what got listed: none, or lists that were made of what is there."""
LISTS_PRIOR = np.array([0.4, 0.3, 0.3])

MEAN_WEIGHT = 0.4
LEAST_RIGHT, MOST_RIGHT = 0.5, 0.97
DOUBT = 0.02
"""Chance that all the evidence on a kind is beside the point: no evidence is worth more than 49 to 1."""

GRID = len(ACCURACY) * len(SLANT)


@dataclass(frozen=True)
class Votes:
    """Votes of works on quantities (kinds, factors or steps); one for each pair at most."""

    quantity: IntArray  #: Shape (votes,).
    work: IntArray  #: Shape (votes,).
    side: IntArray  #: Shape (votes,). Side of the work.
    yes: NDArray[np.bool_]  #: Shape (votes,).
    weight: Array  #: Shape (votes,). Reliability times credibility, in (0, 1].
    quantities: int  #: How many quantities there are; some may have no vote.

    def __len__(self) -> int:
        """Return the number of votes."""
        return len(self.quantity)


def log_likelihoods(votes: Votes) -> tuple[Array, Array]:
    """Return the log likelihood of each vote if the thing is there and if it is not, each of shape (votes, grid).

    The grid runs over accuracies and, fastest, slants.
    """
    right = LEAST_RIGHT + (ACCURACY - LEAST_RIGHT) * np.sqrt(votes.weight / MEAN_WEIGHT)[:, None]
    right = np.clip(right, LEAST_RIGHT, MOST_RIGHT)[:, :, None]
    says_yes = [SLANT + (1 - SLANT) * chance for chance in (right, 1 - right)]
    yes = votes.yes[:, None, None]
    there, absent = (np.log(np.where(yes, chance, 1 - chance)) for chance in says_yes)
    return there.reshape(len(votes), GRID), absent.reshape(len(votes), GRID)


def summed(votes: Votes, each: Array, *, power: Array, sides: int) -> Array:
    """Return log likelihoods summed over the works of a side, shape (rows, quantities, sides, grid).

    `each` has shape (votes, grid); `power`, shape (rows, works), is what each work counts: 0 where it is left out.
    """
    cell = votes.quantity * sides + votes.side
    order = np.argsort(cell, kind="stable")
    total = np.zeros((len(power), votes.quantities * sides, GRID))
    if len(votes):
        starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
        counted = power[:, votes.work[order], None] * each[order]
        total[:, cell[order][starts]] = np.add.reduceat(counted, starts, axis=1)
    return total.reshape(len(power), votes.quantities, sides, GRID)


def learn(there: Array, absent: Array, *, base: Array, slant: IntArray) -> tuple[Array, Array]:
    """Return what is known of every side's accuracy and slant.

    Parameters
    ----------
    there, absent : array, shape (rows, quantities, sides, grid)
        From `summed`.
    base : array, shape (quantities,)
        Base rates, 0 to 1.
    slant : array of int, shape (sides,)
        Class of each side: row of `SLANT_PRIOR`.

    Returns
    -------
    without : array, shape (rows, quantities, sides, grid)
        Weights from the votes on all other quantities, summing to 1 over the grid.
    whole : array, shape (rows, sides, grid)
        Weights from all votes.
    """
    presence = np.maximum(base[:, None], LISTS)[:, None, :, None]
    mixed = np.logaddexp(np.log(presence) + there[:, :, :, None], np.log1p(-presence) + absent[:, :, :, None])
    total = mixed.sum(axis=1, keepdims=True)
    listed = np.log(LISTS_PRIOR)[:, None]
    found = []
    for held in (total - mixed, total):
        seen = np.logaddexp.reduce(held + listed, axis=-2)
        found.append(_weights(seen, slant))
    return found[0], found[1][:, 0]


def _weights(seen: Array, slant: IntArray) -> Array:
    """Return weights over the grid from log likelihoods, shape (..., sides, grid): slant in part, accuracy in full."""
    shaped = seen.reshape(*seen.shape[:-1], len(ACCURACY), len(SLANT))
    shaped = shaped - shaped.max(axis=(-2, -1), keepdims=True)
    prior = SLANT_PRIOR[slant][:, None, :]
    accuracy = (prior * np.exp(shaped)).sum(axis=-1, keepdims=True) * ACCURACY_PRIOR[:, None]
    tempered = prior * np.exp(SLANT_POWER[slant][:, None, None] * shaped)
    joint = accuracy * tempered / tempered.sum(axis=-1, keepdims=True)
    return np.asarray((joint / joint.sum(axis=(-2, -1), keepdims=True)).reshape(seen.shape))


def evidence_ratio(there: Array, absent: Array, weights: Array) -> Array:
    """Return P(votes | there) / P(votes | not) by quantity, shape (rows, quantities), never above 49 or below 1/49.

    `there` and `absent` have shape (rows, quantities, sides, grid), `weights` too (or broadcasts).
    """
    ratio = (weights * np.exp(there)).sum(axis=-1) / (weights * np.exp(absent)).sum(axis=-1)
    return bounded(np.log(ratio).sum(axis=-1))


def unseen(*, slant: int) -> Array:
    """Return the weights over the grid of a side of which nothing has been seen, shape (grid,), by its class."""
    return np.asarray((ACCURACY_PRIOR[:, None] * SLANT_PRIOR[slant]).ravel())


def bounded(log_ratio: Array) -> Array:
    """Return a likelihood ratio with the doubt mixed in.

    >>> bounded(np.array([0.0, 50.0, -50.0])).round(4).tolist()
    [1.0, 49.0, 0.0204]
    """
    ratio = np.exp(np.clip(log_ratio, -60, 60))
    return ((1 - DOUBT) * ratio + DOUBT) / ((1 - DOUBT) + DOUBT * ratio)


def drawn_ratio(votes: Votes, *, power: Array, grid: IntArray) -> Array:
    """Return the ratio of every quantity in every draw, shape (draws, quantities).

    `power` has shape (draws, works); `grid`, shape (draws, sides), is the accuracy and slant that each side has in a draw.
    """
    there, absent = log_likelihoods(votes)
    gain = (there - absent)[np.arange(len(votes)), grid[:, votes.side]] * power[:, votes.work]
    total = np.zeros((len(power), votes.quantities))
    order = np.argsort(votes.quantity, kind="stable")
    if len(votes):
        starts = np.flatnonzero(np.diff(votes.quantity[order], prepend=-1))
        total[:, votes.quantity[order][starts]] = np.add.reduceat(gain[:, order], starts, axis=1)
    return bounded(total)


def draw_grid(weights: Array, count: int, *, rng: np.random.Generator) -> IntArray:
    """Return accuracy and slant of every side in every draw, shape (draws, sides), by `weights`, shape (sides, grid)."""
    u = rng.uniform(size=(count, len(weights)))
    drawn = (u[:, :, None] > np.cumsum(weights, axis=-1)[None]).sum(axis=-1)
    return np.asarray(np.minimum(drawn, GRID - 1), dtype=np.int64)
