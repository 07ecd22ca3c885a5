"""Stability against the joint moves of a coalition. Arrays only.

Source: Kilgour, D. M., Hipel, K. W., Fang, L. and Peng, X. (2001), Coalition analysis in group decision support, Group
Decision and Negotiation 10: 159-175; Inohara, T. and Hipel, K. W. (2008), Coalition analysis in the graph model for
conflict resolution, Systems Engineering 11: 343-359. The others reply one by one, in legal sequences of their own moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.models.conflict.moves import Flags, Integers, Moves, improving
from foedus.models.conflict.sequences import reach_all


@dataclass(frozen=True, slots=True)
class CoalitionStability:
    """What a coalition can better.

    Parameters
    ----------
    improvements : ndarray of bool, shape (m, m)
        True where the coalition reaches the column from the row and each member prefers it.
    stable : ndarray of bool, shape (4, m)
        By concept, in the order of :data:`~foedus.models.conflict.stability.CONCEPTS`.
    """

    improvements: Flags
    stable: Flags


def coalition_stability(moves: Sequence[Moves], values: Integers, *, members: Sequence[int]) -> CoalitionStability:
    """Whether each state is stable for a coalition under each concept.

    A state s is stable for coalition H if each of its joint improvements s1 is deterred: the others reach, by legal
    sequences from s1, some s2 that at least one member finds no better than s (gmr); from which, further, H reaches
    nothing that all members prefer to s (smr); by steps that each improve the mover's lot (seq). For a coalition of one
    these are the definitions for a single decision maker.

    Parameters
    ----------
    moves : sequence of Moves
        Unilateral moves of each of n decision makers over m states, m at most 2,048.
    values : ndarray of int, shape (n, m)
        Ordinal values, higher is better.
    members : sequence of int
        The coalition.
    """
    states = moves[0].states
    others = [j for j in range(len(moves)) if j not in members]
    joint = reach_all([moves[j] for j in members], states)
    all_prefer = np.ones((states, states), dtype=bool)  # the column to the row
    for j in members:
        all_prefer &= values[j][None, :] > values[j][:, None]
    improvements = joint & all_prefer
    stable = np.ones((4, states), dtype=bool)
    stable[0] = ~improvements.any(axis=1)
    replies = reach_all([moves[j] for j in others], states)
    improving_replies = reach_all([improving(moves[j], values[j]) for j in others], states)
    escape = _some(joint, all_prefer.T).T  # from s2, something that all prefer to s: rows s, columns s2
    for concept, reply, sanction in (
        (1, replies, ~all_prefer),
        (2, replies, ~all_prefer & ~escape),
        (3, improving_replies, ~all_prefer),
    ):
        deterred = _some(reply, sanction.T).T  # rows s, columns s1
        stable[concept] = ~(improvements & ~deterred).any(axis=1)
    return CoalitionStability(improvements, stable)


def _some(left: Flags, right: Flags) -> Flags:
    """Boolean product: whether some middle state is true in both."""
    found: Flags = (left.astype(np.float32) @ right.astype(np.float32)) > 0.5
    return found
