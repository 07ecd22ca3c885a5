"""A conflict analysed: stability, coalitions, ways from the status quo, conditions for a state, all with names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from foedus.errors import InputError
from foedus.models.choice import check_choice
from foedus.models.conflict.coalitions import coalition_stability
from foedus.models.conflict.inverse import MOST_STATES, conditions, share_of_rankings
from foedus.models.conflict.model_file.model import ONCE_DROPPED, ONCE_TAKEN, Conflict
from foedus.models.conflict.moves import Flags, Moves, improving, moves_from_options
from foedus.models.conflict.result import (
    CoalitionFinding,
    Condition,
    ConflictAnalysis,
    Deterrent,
    Path,
    StatusQuo,
    Step,
)
from foedus.models.conflict.sequences import MOST_DENSE, Reached, reach
from foedus.models.conflict.stability import CONCEPTS, stability

MOST_STATES_FOR_ALL = 512
MOST_MAKERS_FOR_ALL = 6
"""Beyond, only the coalitions that the model names are looked at."""


def conflict_moves(conflict: Conflict) -> tuple[Moves, ...]:
    """Unilateral moves of each decision maker, as its options make them. Raises InputError if there are too many."""

    def bits(irreversible: str) -> int:
        return sum(1 << bit for bit, option in enumerate(conflict.options) if option.irreversible == irreversible)

    return tuple(
        moves_from_options(
            conflict.codes,
            conflict.state_of,
            own=np.array(
                [bit for bit, option in enumerate(conflict.options) if option.owner == number], dtype=np.int64
            ),
            taken=bits(ONCE_TAKEN),
            dropped=bits(ONCE_DROPPED),
        )
        for number in range(len(conflict.decision_makers))
    )


def solve(conflict: Conflict, *, start: str | None = None, inverse: str | None = None) -> ConflictAnalysis:
    """Find which states are stable for whom, and what follows.

    Parameters
    ----------
    conflict : Conflict
        The model.
    start : str, optional
        State to start from; default the model's status quo.
    inverse : str, optional
        State for which conditions on the preferences are asked.

    Raises
    ------
    InputError
        If a state is not one of the model's, or the model has too many moves.

    Examples
    --------
    >>> from foedus.models.conflict.model_file.model import DecisionMaker, Option
    >>> arda, arm = DecisionMaker("arda", "Arda", "ranking"), Option("arm", "arm", owner=0)
    >>> both = np.array([0, 1])
    >>> conflict = Conflict("duel", (arda,), (arm,), ("s1", "s2"), both, both, np.array([[0, 1]]), 0, None)
    >>> solve(conflict).equilibria["nash"]
    ('s2',)
    """
    moves = conflict_moves(conflict)
    origin = conflict.status_quo if start is None else _place(conflict, start, option="start")
    asked = None if inverse is None else _place(conflict, inverse, option="inverse")
    if asked is not None and len(conflict.states) > MOST_STATES:
        raise InputError(
            f"inverse: {len(conflict.states):,} states; conditions are written out for at most {MOST_STATES:,}"
        )
    stable = stability(moves, conflict.values)
    everybody: Flags = np.logical_and.reduce(stable, axis=1)
    chosen, notes = _coalitions_to_look_at(conflict)
    found, joint = [], everybody.copy()
    for members in chosen:
        finding, also = _coalition(conflict, moves, members=members, everybody=everybody)
        found.append(finding)
        joint &= also
    return ConflictAnalysis(
        conflict,
        stable,
        _by_concept(conflict, everybody),
        tuple(found),
        _by_concept(conflict, joint) if chosen else {},
        None
        if origin is None
        else _from_status_quo(conflict, moves, start=origin, equilibria=np.logical_or.reduce(everybody, axis=0)),
        () if asked is None else _inverse(conflict, moves, state=asked, stable=stable),
        "" if asked is None else conflict.states[asked],
        notes=notes,
        inputs=conflict.inputs,
        options={"start": start, "inverse": inverse},
    )


def _place(conflict: Conflict, state: str, *, option: str) -> int:
    check_choice(option, state, options=conflict.states)
    return conflict.states.index(state)


def _by_concept(conflict: Conflict, stable: Flags) -> dict[str, tuple[str, ...]]:
    return {
        concept: tuple(conflict.states[state] for state in np.flatnonzero(stable[row]))
        for row, concept in enumerate(CONCEPTS)
    }


def _coalitions_to_look_at(conflict: Conflict) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    """The coalitions that the model names, or all where they are few; and a note where they are left out."""
    n, states = len(conflict.decision_makers), len(conflict.states)
    if conflict.coalitions is not None:
        if states > MOST_DENSE and conflict.coalitions:
            raise InputError(f"coalitions: {states:,} states; joint moves can be held for at most {MOST_DENSE:,}")
        return conflict.coalitions, ()
    if states > MOST_STATES_FOR_ALL or n > MOST_MAKERS_FOR_ALL:
        return (), (
            f"Coalitions were not looked at: all of them are only up to {MOST_MAKERS_FOR_ALL} decision makers and "
            f"{MOST_STATES_FOR_ALL} states; name some with the key coalitions (up to {MOST_DENSE:,} states).",
        )
    return tuple(group for size in range(2, n + 1) for group in combinations(range(n), size)), ()


def _coalition(
    conflict: Conflict, moves: Sequence[Moves], *, members: tuple[int, ...], everybody: Flags
) -> tuple[CoalitionFinding, Flags]:
    result = coalition_stability(moves, conflict.values, members=members)
    own = [moves[j] for j in members]
    leaving = []
    for state in np.flatnonzero(everybody.any(axis=0) & result.improvements.any(axis=1)).tolist():
        reached = reach(own, state)
        for target in np.flatnonzero(result.improvements[state]).tolist():
            path = Path(
                conflict.states[target], _steps(conflict, reached, target=target, members=members), improving=False
            )
            leaving.append((conflict.states[state], path))
    finding = CoalitionFinding(
        tuple(conflict.decision_makers[j].id for j in members),
        _by_concept(conflict, result.stable),
        int(result.improvements.sum()),
        tuple(leaving),
    )
    return finding, result.stable


def _steps(conflict: Conflict, reached: Reached, *, target: int, members: Sequence[int]) -> tuple[Step, ...]:
    return tuple(
        Step(conflict.decision_makers[members[mover]].id, conflict.states[state])
        for mover, state in reached.path(target)
    )


def _from_status_quo(conflict: Conflict, moves: Sequence[Moves], *, start: int, equilibria: Flags) -> StatusQuo:
    everybody = range(len(moves))
    by_improvement = reach([improving(own, conflict.values[j]) for j, own in enumerate(moves)], start)
    by_any = reach(moves, start)
    paths = []
    for target in np.flatnonzero(equilibria).tolist():
        if target == start:
            continue
        steps = _steps(conflict, by_improvement, target=target, members=everybody)
        improved = bool(steps)
        paths.append(
            Path(conflict.states[target], steps or _steps(conflict, by_any, target=target, members=everybody), improved)
        )
    reached = tuple(conflict.states[state] for state in by_improvement.states.tolist())
    return StatusQuo(conflict.states[start], reached, tuple(paths))


def _inverse(conflict: Conflict, moves: Sequence[Moves], *, state: int, stable: Flags) -> tuple[Condition, ...]:
    """Conditions by concept, then decision maker."""
    found: dict[tuple[int, int], Condition] = {}
    for number, maker in enumerate(conflict.decision_makers):
        no_better = frozenset(np.flatnonzero(conflict.values[number] <= conflict.values[number, state]).tolist())
        by_concept = conditions(moves, conflict.values, mover=number, state=state)
        for row, clauses in enumerate(by_concept):
            deterrents = tuple(
                Deterrent(
                    conflict.states[clause.move],
                    tuple(tuple(conflict.states[one] for one in sorted(group)) for group in clause.sets),
                    clause.holds(no_better),
                )
                for clause in clauses
            )
            found[row, number] = Condition(
                maker.id, CONCEPTS[row], deterrents, bool(stable[row, number, state]), share_of_rankings(clauses)
            )
    return tuple(found[key] for key in sorted(found))
