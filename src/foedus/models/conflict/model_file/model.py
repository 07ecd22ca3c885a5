"""What a conflict is once it is read: immutable, every reference resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from foedus.models.envelope import InputFile

MOST_OPTIONS = 16
"""Most options; they make at most 65,536 combinations."""

ONCE_TAKEN, ONCE_DROPPED = "once-taken", "once-dropped"
IRREVERSIBLE = (ONCE_TAKEN, ONCE_DROPPED)
"""`once-taken`: stays taken; `once-dropped`: stays given up."""


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """Who decides.

    Parameters
    ----------
    id : str
        Short name.
    name : str
        Name as it is printed.
    source : str
        How its preferences were given: ranking, weights or statements.
    """

    id: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Option:
    """A course of action that its owner takes or leaves.

    Parameters
    ----------
    id : str
        Short name.
    label : str
        What it is.
    owner : int
        Place of the decision maker who holds it.
    irreversible : str
        Empty, `once-taken` or `once-dropped`.
    """

    id: str
    label: str
    owner: int
    irreversible: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A conflict with its feasible states.

    Parameters
    ----------
    title : str
        Title.
    decision_makers : tuple of DecisionMaker
        Who decides, in the order of the file.
    options : tuple of Option
        What they decide on, in the order of the file.
    states : tuple of str
        Names of the feasible states.
    codes : ndarray of int, shape (c,)
        Feasible combinations of options, bit b set where option b is taken.
    state_of : ndarray of int, shape (c,)
        State of each combination; several combinations may be one state.
    values : ndarray of int, shape (n, m)
        Ordinal value of each state to each decision maker, from 0; higher is better, equal is indifferent.
    status_quo : int or None
        State from which the conflict starts.
    coalitions : tuple of tuple of int or None
        Coalitions to look at; None for all of two and more.
    inputs : tuple of InputFile
        The file.
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    states: tuple[str, ...]
    codes: NDArray[np.int64]
    state_of: NDArray[np.int64]
    values: NDArray[np.int64]
    status_quo: int | None
    coalitions: tuple[tuple[int, ...], ...] | None
    inputs: tuple[InputFile, ...] = ()

    def ranking(self, maker: int) -> str:
        """Preferences of a decision maker, the best first; = is a tie."""
        values = self.values[maker]
        levels = [np.flatnonzero(values == level) for level in np.unique(values)[::-1]]
        return " > ".join(" = ".join(self.states[state] for state in level) for level in levels)

    def patterns(self, states: Sequence[int] | None = None) -> list[str]:
        """Which options are taken in states: Y, N, or - where the combinations of a state differ; default all states.

        The options stand in the order of the file, with a blank where the owner changes.
        """
        always = np.full(len(self.states), -1, dtype=np.int64)
        ever = np.zeros(len(self.states), dtype=np.int64)
        np.bitwise_and.at(always, self.state_of, self.codes)
        np.bitwise_or.at(ever, self.state_of, self.codes)
        blanks = [a.owner != b.owner for a, b in pairwise(self.options)]
        gaps = ["", *(" " if blank else "" for blank in blanks)]
        found = []
        for state in range(len(self.states)) if states is None else states:
            both = (int(always[state]), int(ever[state]))
            letters = (
                "NY"[both[0] >> bit & 1] if (both[0] ^ both[1]) >> bit & 1 == 0 else "-" for bit in range(len(gaps))
            )
            found.append("".join(gap + letter for gap, letter in zip(gaps, letters, strict=True)))
        return found
