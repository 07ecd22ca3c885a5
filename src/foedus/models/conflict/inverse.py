"""Which preferences of a decision maker make a state stable: exact conditions as comparisons with that state. Arrays only.

Each of the four concepts asks only which states are *no better than* the state X in question. A condition is a list of
clauses, all of which must hold; a clause is a list of sets, of which at least one must lie wholly among the states
that are no better than X. Sources: Kinsara, R. A., Kilgour, D. M. and Hipel, K. W. (2015), Inverse approach to the graph
model for conflict resolution, IEEE Transactions on Systems, Man, and Cybernetics: Systems 45: 734-742.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np

from foedus.models.conflict.moves import Integers, Moves, improving
from foedus.models.conflict.sequences import reach

MOST_STATES = 1024
"""Most states of a model whose conditions are written out; longer ones nobody reads."""

MOST_COUNTED = 18
"""Most states in a condition for which the rankings that meet it are counted."""

_MOST_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Clause:
    """A move away from the state and what would deter it.

    Parameters
    ----------
    move : int
        The state to which the decision maker could move.
    sets : tuple of frozenset of int
        At least one of them must hold only states that are no better than the state in question. The first is the move
        itself; the others are sanctions.
    """

    move: int
    sets: tuple[frozenset[int], ...]

    def holds(self, no_better: frozenset[int]) -> bool:
        """Whether it is met by these states that are no better."""
        return any(one <= no_better for one in self.sets)


def conditions(moves: Sequence[Moves], values: Integers, *, mover: int, state: int) -> tuple[tuple[Clause, ...], ...]:
    """Exact conditions on a decision maker's preferences under which a state is stable for it, by concept.

    Under Nash, GMR and SMR they do not depend on anybody else's preferences; under SEQ the preferences of the others
    are taken as given.

    Parameters
    ----------
    moves : sequence of Moves
        Of each of n decision makers.
    values : ndarray of int, shape (n, m)
        Ordinal values; those of `mover` are not looked at.
    mover : int
        Whose preferences are asked for.
    state : int
        The state.

    Returns
    -------
    tuple of tuple of Clause
        In the order of :data:`~foedus.models.conflict.stability.CONCEPTS`.
    """
    others = [j for j in range(len(moves)) if j != mover]
    better = [improving(moves[j], values[j]) for j in others]
    nash, gmr, smr, seq = [], [], [], []
    for move in moves[mover].of(state).tolist():
        stay = frozenset({move})
        replies = _reached([moves[j] for j in others], move)
        nash.append(Clause(move, (stay,)))
        gmr.append(Clause(move, _least([stay, *(frozenset({reply}) for reply in replies)], state)))
        after = [frozenset({reply, *moves[mover].of(reply).tolist()}) for reply in replies]
        smr.append(Clause(move, _least([stay, *after], state)))
        improved = [frozenset({reply}) for reply in _reached(better, move)]
        seq.append(Clause(move, _least([stay, *improved], state)))
    return tuple(nash), tuple(gmr), tuple(smr), tuple(seq)


def _reached(moves: Sequence[Moves], start: int) -> list[int]:
    found: list[int] = reach(moves, start).states.tolist() if moves else []
    return found


def _least(sets: Sequence[frozenset[int]], state: int) -> tuple[frozenset[int], ...]:
    """Without the state itself, which is no better than itself, and without sets that hold a smaller one."""
    plain = list(dict.fromkeys(one - {state} for one in sets))
    if frozenset() in plain:
        return (frozenset(),)  # met whatever the preferences
    single = frozenset[int]().union(*(one for one in plain if len(one) == 1))
    plain = [one for one in plain if len(one) == 1 or not one & single]
    if len(plain) - len(single) > _MOST_COMPARED:
        return tuple(plain)  # right all the same, only longer
    return tuple(one for one in plain if len(one) == 1 or not any(other < one for other in plain))


def share_of_rankings(clauses: Sequence[Clause]) -> float | None:
    """Share of all strict rankings of the states that meet a condition.

    Returns
    -------
    float or None
        None where more than 18 states stand in it. With the state in question and k others in random order, some set of
        t of them is exactly what stands below it with probability ``t! (k - t)! / (k + 1)!``.

    >>> share_of_rankings([Clause(1, (frozenset({1}),))])
    0.5
    """
    named = sorted(set().union(*(one for clause in clauses for one in clause.sets))) if clauses else []
    k = len(named)
    if k > MOST_COUNTED:
        return None
    below = np.arange(1 << k)
    met = np.ones(1 << k, dtype=bool)
    bit = {state: 1 << at for at, state in enumerate(named)}
    for clause in clauses:
        some = np.zeros(1 << k, dtype=bool)
        for one in clause.sets:
            mask = sum(bit[state] for state in one)
            some |= (below & mask) == mask
        met &= some
    size = np.array([number.bit_count() for number in range(1 << k)])
    counts = np.bincount(size[met], minlength=k + 1)
    chance = [factorial(t) * factorial(k - t) / factorial(k + 1) for t in range(k + 1)]
    return float(sum(int(count) * one for count, one in zip(counts, chance, strict=True)))
