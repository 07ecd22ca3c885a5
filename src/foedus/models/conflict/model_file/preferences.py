"""Preferences over states, given as a ranking, as weights or as statements in order of importance, to ordinal values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.conflict.model_file.statements import Statement

Values = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RankingFault:
    """Something wrong in a ranking: the value, what was expected, valid words to search for the nearest."""

    value: str
    expected: str
    options: tuple[str, ...] = ()


def from_ranking(text: str, states: Sequence[str]) -> tuple[Values | None, list[RankingFault]]:
    """Read a ranking such as ``s7 > s3 = s4 > s1``, the best first.

    Parameters
    ----------
    text : str
        Each state once; ``>`` is preferred to, ``=`` is a tie.
    states : sequence of str
        Names of the states.

    Returns
    -------
    ndarray of int, shape (m,), or None
        Values, higher is better; None if anything is wrong.
    list of RankingFault
        Everything that is wrong.

    >>> from_ranking("b > a = c", ["a", "b", "c"])
    (array([0, 1, 0]), [])
    """
    parts = [part.strip() for part in re.split(r"([>=])", text)]
    names, marks = parts[::2], parts[1::2]
    place = {name: at for at, name in enumerate(states)}
    faults = []
    seen: set[str] = set()
    for name in names:
        if not name:
            faults.append(RankingFault(text, "a state on each side of every > and ="))
        elif name not in place:
            faults.append(
                RankingFault(name, "a feasible state; join states with > (preferred) or = (tie)", tuple(states))
            )
        elif name in seen:
            faults.append(RankingFault(name, "each state once; states equally good are joined by ="))
        seen.add(name)
    missing = [name for name in states if name not in seen]
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5:,} more" if len(missing) > 5 else "")
        faults.append(RankingFault("", f"every state in the ranking; missing: {shown}"))
    if faults:
        return None, faults
    values = np.zeros(len(states), dtype=np.int64)
    level = marks.count(">")
    for name, mark in zip(names, ["=", *marks], strict=True):
        level -= mark == ">"
        values[place[name]] = level
    return values, []


def holds_in_states(statement: Statement, codes: Values, *, state_of: Values) -> NDArray[np.bool_]:
    """Whether a statement holds in each state: in all its combinations, where it has several."""
    holds = np.ones(int(state_of.max()) + 1, dtype=bool)
    np.logical_and.at(holds, state_of, statement(codes))
    return holds


def from_weights(weights: Mapping[str, float], truth: Mapping[str, NDArray[np.bool_]]) -> Values:
    """Order states by the sum of the weights of the statements that hold in them; equal sums are ties.

    Parameters
    ----------
    weights : mapping of str to float
        Weight of each statement.
    truth : mapping of str to ndarray of bool, shape (m,)
        Where it holds.
    """
    score = sum(weight * truth[text].astype(np.float64) for text, weight in weights.items())
    # Sums that differ by rounding alone are ties.
    scale = sum(abs(weight) for weight in weights.values()) or 1.0
    levels: Values = np.unique(np.round(np.asarray(score) / scale, 12), return_inverse=True)[1]
    return levels.astype(np.int64)


def from_statements(truth: Sequence[NDArray[np.bool_]]) -> Values:
    """Order states by statements, the most important first: one outweighs all after it (option prioritising).

    Source: Peng, X., Hipel, K. W., Kilgour, D. M. and Fang, L. (1997), Representing ordinal preferences in the decision
    support system GMCR II; a statement in place j of k adds 2^(k-j) where it holds. States in which the same
    statements hold are ties.

    Parameters
    ----------
    truth : sequence of ndarray of bool, shape (m,)
        Where each statement holds.

    >>> import numpy as np
    >>> from_statements([np.array([True, False, True]), np.array([False, True, True])]).tolist()
    [1, 0, 2]
    """
    table = np.column_stack(truth)
    levels: Values = np.unique(table, axis=0, return_inverse=True)[1]
    return levels.reshape(-1).astype(np.int64)
