"""What the graph model finds about a conflict with names: immutable results."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.conflict.model_file.model import Conflict
from foedus.models.envelope import Answer


@dataclass(frozen=True, slots=True)
class Step:
    """A move: who makes it, and the state after it."""

    mover: str
    state: str


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest legal sequence of moves.

    Parameters
    ----------
    target : str
        Where it leads.
    steps : tuple of Step
        Empty where the target is the start or no sequence leads there.
    improving : bool
        Whether each step improves its mover's lot.
    """

    target: str
    steps: tuple[Step, ...]
    improving: bool


@dataclass(frozen=True, slots=True)
class StatusQuo:
    """What can become of a state.

    Parameters
    ----------
    start : str
        The state.
    reached : tuple of str
        States reached by legal sequences of improvements.
    paths : tuple of Path
        To each equilibrium other than the start: by improvements where they lead there, else by any moves.
    """

    start: str
    reached: tuple[str, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class CoalitionFinding:
    """What a coalition of two or more can better.

    Parameters
    ----------
    members : tuple of str
        Ids of the members.
    stable : dict of str to tuple of str
        States stable for the coalition, by concept.
    improvements : int
        Pairs of states of which the second is a joint improvement on the first.
    from_equilibria : tuple of (str, Path)
        Equilibria that the coalition would leave, each with the joint improvements that it reaches.
    """

    members: tuple[str, ...]
    stable: dict[str, tuple[str, ...]]
    improvements: int
    from_equilibria: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class Deterrent:
    """A move that a decision maker could make, and what would keep it from it.

    Parameters
    ----------
    move : str
        The state that the move leads to.
    no_better : tuple of tuple of str
        The state in question must be at least as good to the decision maker as all states of at least one of these
        sets; an empty set is met whatever the preferences.
    met : bool
        Whether the preferences of the model meet it.
    """

    move: str
    no_better: tuple[tuple[str, ...], ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """The exact condition under which a state is stable for a decision maker under a concept.

    Parameters
    ----------
    maker : str
        Id of the decision maker.
    concept : str
        The concept.
    deterrents : tuple of Deterrent
        All must be met.
    met : bool
        Whether they are: whether the state is stable in the model.
    share : float or None
        Share of all strict rankings that meet the condition; None where too many states stand in it.
    """

    maker: str
    concept: str
    deterrents: tuple[Deterrent, ...]
    met: bool
    share: float | None


@dataclass(frozen=True, eq=False, repr=False)
class ConflictAnalysis(Answer):
    """Stability of every state, and what follows from it.

    Parameters
    ----------
    conflict : Conflict
        The model.
    stable : ndarray of bool, shape (4, n, m)
        By concept (nash, gmr, smr, seq), decision maker and state.
    equilibria : dict of str to tuple of str
        States stable for everybody, by concept.
    coalitions : tuple of CoalitionFinding
        By coalition.
    coalition_equilibria : dict of str to tuple of str
        Equilibria that are stable for each of these coalitions too, by concept.
    status_quo : StatusQuo or None
        What can become of the state from which the conflict starts.
    inverse : tuple of Condition
        Conditions for the state asked for, by concept and decision maker.
    inverse_state : str
        That state; empty if none was asked for.
    """

    model = "conflict"

    conflict: Conflict
    stable: NDArray[np.bool_]
    equilibria: dict[str, tuple[str, ...]]
    coalitions: tuple[CoalitionFinding, ...]
    coalition_equilibria: dict[str, tuple[str, ...]]
    status_quo: StatusQuo | None
    inverse: tuple[Condition, ...]
    inverse_state: str

    @property
    def together(self) -> NDArray[np.bool_]:
        """States stable for everybody, of shape (4, m)."""
        found: NDArray[np.bool_] = np.logical_and.reduce(self.stable, axis=1)
        return found
