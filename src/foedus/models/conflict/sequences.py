"""Legal sequences of moves: nobody moves twice in a row, everybody may move again. Arrays only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.models.conflict.moves import Flags, Integers, Moves

MOST_DENSE = 2048
"""Most states for which all pairs of states are held at once."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What legal sequences reach from one state.

    Parameters
    ----------
    start : int
        Where they start.
    depth : ndarray of int, shape (movers, m)
        Moves of the shortest sequence to each state with that mover last; -1 where there is none.
    before : ndarray of int, shape (movers, m)
        The state before the last move of that sequence.
    mover : ndarray of int, shape (movers, m)
        Who moved before; -1 for the first move.
    """

    start: int
    depth: Integers
    before: Integers
    mover: Integers

    @property
    def states(self) -> Integers:
        """States reached by at least one move, the start left out."""
        found = np.flatnonzero((self.depth >= 0).any(axis=0))
        away: Integers = found[found != self.start]
        return away

    def path(self, target: int) -> list[tuple[int, int]]:
        """The shortest sequence to a state as (mover, state after the move); empty for the start or if there is none.

        Of sequences equally short, the one whose movers stand first in the list.
        """
        depths = self.depth[:, target]
        if target == self.start or (depths < 0).all():
            return []
        mover = int(np.where(depths < 0, np.iinfo(np.int64).max, depths).argmin())
        steps, state = [], target
        while mover >= 0:
            steps.append((mover, state))
            mover, state = int(self.mover[mover, state]), int(self.before[mover, state])
        return steps[::-1]


def reach(moves: Sequence[Moves], start: int) -> Reached:
    """Follow all legal sequences from a state, the shortest first."""
    shape = (len(moves), moves[0].states if moves else 0)
    depth, before, mover = (np.full(shape, -1, dtype=np.int64) for _ in range(3))
    edge: list[tuple[int, Integers]] = [(-1, np.array([start]))]  # by who moved last
    step = 0
    while edge:
        step += 1
        found: list[tuple[int, Integers]] = []
        for j, own in enumerate(moves):
            fresh: list[Integers] = []
            for last, states in edge:
                if last == j:
                    continue
                sources, targets = _out_of(own, states)
                new = depth[j, targets] < 0
                # Written backwards, so that of several sources the first stays.
                sources, targets = sources[new][::-1], targets[new][::-1]
                depth[j, targets], before[j, targets], mover[j, targets] = step, sources, last
                fresh.append(np.unique(targets))
            if any(map(len, fresh)):
                found.append((j, np.concatenate(fresh)))
        edge = found
    return Reached(start, depth, before, mover)


def _out_of(moves: Moves, states: Integers) -> tuple[Integers, Integers]:
    """Sources and targets of the moves from some states."""
    count = moves.starts[states + 1] - moves.starts[states]
    sources = np.repeat(states, count)
    offset = np.arange(len(sources)) - np.repeat(np.cumsum(count) - count, count)
    return sources, moves.targets[np.repeat(moves.starts[states], count) + offset]


def reach_all(moves: Sequence[Moves], states: int) -> Flags:
    """Which states legal sequences reach from which.

    Parameters
    ----------
    moves : sequence of Moves
        Of each mover; none: nothing is reached.
    states : int
        Number of states m, at most 2,048.

    Returns
    -------
    ndarray of bool, shape (m, m)
        True where a sequence of at least one move leads from the row to the column; the diagonal is False.

    Raises
    ------
    InputError
        If there are more states.
    """
    if not moves:
        return np.zeros((states, states), dtype=bool)
    if states > MOST_DENSE:
        raise InputError(f"{states:,} states: joint moves of coalitions are held for at most {MOST_DENSE:,}")
    unit = np.packbits(np.eye(states, dtype=bool), axis=1)
    ends = np.repeat(unit[None], len(moves), axis=0)  # states from here on, by who moved last
    onward = np.zeros_like(ends)
    while True:
        for j, own in enumerate(moves):
            onward[j] = _union_over(own, ends[j])
        before = ends.copy()
        for last in range(len(moves)):
            ends[last] = unit | np.bitwise_or.reduce(np.delete(onward, last, axis=0), axis=0)
        if np.array_equal(ends, before):
            break
    found = np.unpackbits(np.bitwise_or.reduce(onward, axis=0), axis=1, count=states).astype(bool)
    np.fill_diagonal(found, False)
    return found


def _union_over(moves: Moves, rows: NDArray[np.uint8]) -> NDArray[np.uint8]:
    found = np.zeros_like(rows)
    filled = np.flatnonzero(np.diff(moves.starts))
    if len(filled):
        found[filled] = np.bitwise_or.reduceat(rows[moves.targets], moves.starts[filled], axis=0)
    return found
