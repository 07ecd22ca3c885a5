"""Stability of every state for every decision maker: Nash, GMR, SMR, SEQ. Arrays only.

Source of the definitions: Fang, L., Hipel, K. W. and Kilgour, D. M. (1993), Interactive Decision Making: The Graph Model
for Conflict Resolution, Wiley, chapters 3 and 4. Preferences are weak orders, so that "some sanction that is no better
than the state" is a comparison with the worst state that the others can bring about: one number for each state instead
of a set.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foedus.models.conflict.moves import Flags, Integers, Moves, improving, over_moves

CONCEPTS = ("nash", "gmr", "smr", "seq")
"""Nash stability, general metarationality, symmetric metarationality, sequential stability: the order of all arrays."""

_NONE = np.iinfo(np.int64).max


def least_reached(moves: Sequence[Moves], values: Integers) -> Integers:
    """Least value that the movers together can bring about from each state by a legal sequence of moves.

    A sequence is legal if nobody moves twice in a row; everybody may move again later.

    Parameters
    ----------
    moves : sequence of Moves
        Of each mover.
    values : ndarray of int, shape (m,)
        Values of the states.

    Returns
    -------
    ndarray of int, shape (m,)
        The largest integer where nobody can move.

    >>> import numpy as np
    >>> from foedus.models.conflict.moves import moves_from_pairs
    >>> steps = moves_from_pairs(np.array([0, 1]), np.array([1, 2]), states=3)
    >>> int(least_reached([steps], np.array([5, 4, 1]))[0])  # alone, nobody moves twice in a row
    4
    """
    if not moves:
        return np.full(len(values), _NONE)
    ends = np.broadcast_to(values, (len(moves), len(values))).copy()  # from a state, by who moved last
    while True:
        onward = np.array([over_moves(np.minimum, own, values=ends[j], empty=_NONE) for j, own in enumerate(moves)])
        before = ends.copy()
        for last in range(len(moves)):
            others = np.delete(onward, last, axis=0)
            ends[last] = np.minimum(values, others.min(axis=0, initial=_NONE))
        if np.array_equal(ends, before):
            least: Integers = onward.min(axis=0)
            return least


def stability(moves: Sequence[Moves], values: Integers) -> Flags:
    """Whether each state is stable for each decision maker under each concept.

    Parameters
    ----------
    moves : sequence of Moves
        Unilateral moves of each of n decision makers over m states.
    values : ndarray of int, shape (n, m)
        Ordinal values, higher is better, equal is indifferent.

    Returns
    -------
    ndarray of bool, shape (4, n, m)
        By concept in the order of `CONCEPTS`, decision maker and state.

    Notes
    -----
    With R_i(s) the states that i reaches from s in one move, R_i+(s) the better ones among them, and R_O the states that
    the others reach by legal sequences, s is stable for i

    - nash: if R_i+(s) is empty;
    - gmr: if each s1 in R_i+(s) has an s2 in R_O(s1) that is no better than s;
    - smr: if further no s3 in R_i(s2) is better than s;
    - seq: as gmr, with s2 in R_O+(s1), reached by moves that each improve the mover's lot.
    """
    found = np.ones((len(CONCEPTS), len(moves), moves[0].states), dtype=bool)
    better = [improving(own, values[j]) for j, own in enumerate(moves)]
    for i, own in enumerate(moves):
        value = values[i]
        after_reply = np.maximum(value, over_moves(np.maximum, own, values=value, empty=int(value.min())))
        others = [j for j in range(len(moves)) if j != i]
        worst = (
            np.full(len(value), _NONE),
            least_reached([moves[j] for j in others], value),
            least_reached([moves[j] for j in others], after_reply),
            least_reached([better[j] for j in others], value),
        )
        sources, targets = better[i].sources, better[i].targets
        for concept, least in enumerate(worst):
            free = least[targets] > value[sources]
            found[concept, i, sources[free]] = False
    return found
