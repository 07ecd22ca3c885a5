"""Unilateral moves of decision makers as compressed rows, and how options make them. Arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST_MOVES = 1 << 23
"""Feasible combinations times the choices of one decision maker: all 65,536 of them with seven options of its own."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of one decision maker.

    Parameters
    ----------
    starts : ndarray of int, shape (m + 1,)
        The moves from state s are ``targets[starts[s]:starts[s + 1]]``.
    targets : ndarray of int, shape (number of moves,)
        States to which they lead, ascending for each state.
    """

    starts: Integers
    targets: Integers

    @property
    def states(self) -> int:
        """Number of states."""
        return len(self.starts) - 1

    @property
    def sources(self) -> Integers:
        """State from which each move starts."""
        return np.repeat(np.arange(self.states), np.diff(self.starts))

    def of(self, state: int) -> Integers:
        """States that one move reaches from `state`."""
        return self.targets[self.starts[state] : self.starts[state + 1]]

    def kept(self, which: Flags) -> Moves:
        """Return the moves for which `which` is true."""
        count = np.bincount(self.sources[which], minlength=self.states)
        return Moves(np.concatenate([[0], np.cumsum(count)]), self.targets[which])


def moves_from_pairs(sources: Integers, targets: Integers, *, states: int) -> Moves:
    """Build moves from pairs of states; pairs that repeat or stay where they are count for nothing.

    >>> import numpy as np
    >>> moves_from_pairs(np.array([2, 0, 0, 1]), np.array([0, 1, 1, 1]), states=3)
    Moves(starts=array([0, 1, 1, 2]), targets=array([1, 0]))
    """
    away = sources != targets
    keys = np.unique(sources[away].astype(np.int64) * states + targets[away])
    count = np.bincount(keys // states, minlength=states)
    return Moves(np.concatenate([[0], np.cumsum(count)]), keys % states)


def moves_from_options(
    codes: Integers, state_of: Integers, *, own: Integers, taken: int = 0, dropped: int = 0
) -> Moves:
    """The moves of a decision maker who may change any of its own options at once.

    Parameters
    ----------
    codes : ndarray of int, shape (c,)
        Feasible combinations, bit b set where option b is taken.
    state_of : ndarray of int, shape (c,)
        State of each combination; several may share one.
    own : ndarray of int, shape (k,)
        Bits of the decision maker's own options.
    taken, dropped : int
        Bits of options that cannot be given up once taken, and of options that cannot be taken once given up.

    Raises
    ------
    InputError
        If there are more moves than fit into memory.
    """
    states = int(state_of.max()) + 1
    choices = 1 << len(own)
    if len(codes) * choices > MOST_MOVES:
        raise InputError(
            f"{len(codes):,} combinations with {choices:,} choices of one decision maker: expected at most {MOST_MOVES:,} "
            "together; state more infeasible combinations or leave options out"
        )
    place = np.full(1 << int(codes.max()).bit_length(), -1, dtype=np.int64)
    place[codes] = state_of
    mask = int(np.bitwise_or.reduce(1 << own, initial=0))
    sources, targets = [], []
    for choice in range(choices):
        wanted = sum(1 << int(bit) for at, bit in enumerate(own) if choice >> at & 1)
        after = (codes & ~mask) | wanted
        # A choice beyond the largest feasible combination leads nowhere.
        inside = after < len(place)
        reached = np.where(inside, place[np.where(inside, after, 0)], -1)
        free = (reached >= 0) & ((codes & ~after & taken) == 0) & ((after & ~codes & dropped) == 0)
        sources.append(state_of[free])
        targets.append(reached[free])
    return moves_from_pairs(np.concatenate(sources), np.concatenate(targets), states=states)


def improving(moves: Moves, values: Integers) -> Moves:
    """Return the moves that lead to a state of higher value.

    Parameters
    ----------
    moves : Moves
        Moves of a decision maker.
    values : ndarray of int, shape (m,)
        Its ordinal values of the states, higher is better, equal is indifferent.
    """
    return moves.kept(values[moves.targets] > values[moves.sources])


def over_moves(reduce: np.ufunc, moves: Moves, *, values: Integers, empty: int) -> Integers:
    """Reduce the values of the states that each state's moves reach: the smallest, the largest; `empty` without a move."""
    found = np.full(moves.states, empty, dtype=np.int64)
    rows = np.flatnonzero(np.diff(moves.starts))
    if len(rows):
        found[rows] = reduce.reduceat(values[moves.targets], moves.starts[rows])
    return found
