"""The rounds of the expected utility model, told by actor: who presses whom, who gives way, and where it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from foedus.intervals import interval
from foedus.models.bargaining.baselines import weighted_mean, weighted_median
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.offers import KINDS, STALEMATE
from foedus.models.bargaining.rounds import Round, find_cycle, play
from foedus.models.bargaining.variants import PRESETS, Variant

Array = npt.NDArray[np.float64]

MOST_ACTORS = 1_000
"""The model compares every two actors: above this number of actors it is not run."""

MOST_COMPARED = 300
"""Above this number of actors only the chosen variant is run."""

WORK = 40_000_000
"""Pairs of actors times draws times rounds over which the model's interval is drawn."""

FEWEST_DRAWS = 20
"""With fewer draws than this the model has no interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and its 5-95 % interval over the uncertainty of the inputs.

    Parameters
    ----------
    value, low, high : float
        In the unit of the positions.
    widened : bool
        Whether the interval was widened to hold the value.
    """

    value: float
    low: float
    high: float
    widened: bool = False

    @classmethod
    def over(cls, draws: Array, value: float) -> Estimate:
        """A value with the interval of its draws, shape (draws,)."""
        low, high, widened = interval(draws, value)
        return cls(value, float(low), float(high), bool(widened))


@dataclass(frozen=True, slots=True)
class Move:
    """An actor gives way in a round.

    Parameters
    ----------
    actor, sender : str
        Who moves, and by whose offer.
    kind : str
        ``conflict``, ``compromise`` or ``compelled``.
    before, after : float
        Its position.
    own, others : float
        What it expects from challenging the sender, and what it thinks that the sender expects from challenging it.
    """

    actor: str
    sender: str
    kind: str
    before: float
    after: float
    own: float
    others: float


@dataclass(frozen=True, eq=False)
class Dynamics:
    """Rounds of the expected utility model on the inputs as given.

    Parameters
    ----------
    variant : Variant
        The reading of the model.
    positions : array of shape (rounds + 1, n)
        Before the first round and after every round.
    medians, means : array of shape (rounds + 1,)
        Weighted, after every round.
    exponents : array of shape (rounds, n)
        Exponents of risk.
    moves : tuple of tuple of Move
        By round, in the order of the actors.
    cycle : tuple of int or None
        Round in which positions return and after how many; None where they do not.
    result : Estimate
        The weighted median after the last round; the interval is the value where it could not be drawn.
    draws : int
        Draws behind the interval; 0 for none.
    by_variant : mapping of str to float
        Weighted median after the last round of every preset; empty where there are too many actors.
    """

    variant: Variant
    positions: Array
    medians: Array
    means: Array
    exponents: Array
    moves: tuple[tuple[Move, ...], ...]
    cycle: tuple[int, int] | None
    result: Estimate
    draws: int
    by_variant: Mapping[str, float]

    @property
    def state(self) -> str:
        """``settled``, ``cycle`` or ``moving``, by what the rounds showed."""
        if self.cycle is None:
            return "moving"
        return "settled" if self.cycle[1] == 1 else "cycle"


def final_medians(
    positions: Array,
    capability: Array,
    salience: Array,
    *,
    variant: Variant,
    rounds: int,
    rng: np.random.Generator | None = None,
) -> Array:
    """Weighted median after the last round, of shape (draws,), from inputs of shape (draws, n)."""
    played = play(positions, capability, salience, variant=variant, rounds=rounds, rng=rng)
    last = played[-1].positions if played else positions
    return weighted_median(last, capability / capability.max(axis=1, keepdims=True) * salience)


def run_dynamics(
    issue: Issue,
    draws: tuple[Array, Array, Array],
    *,
    variant: Variant,
    rounds: int,
    rng: np.random.Generator,
    compare: bool = True,
) -> Dynamics:
    """Play the model on an issue whose actors do not all stand at one place.

    Parameters
    ----------
    issue : Issue
        At most `MOST_ACTORS` actors.
    draws : tuple of arrays of shape (draws, n)
        Positions, capabilities and saliences; as many as the work allows are played.
    variant, rounds
        The reading and the number of rounds.
    rng : Generator
        For conflicts that chance decides.
    compare : bool
        Whether to run every preset too.
    """
    given = issue.position[None], issue.capability[None], issue.salience[None]
    played = play(*given, variant=variant, rounds=rounds, rng=rng)
    positions = np.concatenate([given[0], *(r.positions for r in played)])
    medians, means = weighted_median(positions, issue.weights), weighted_mean(positions, issue.weights)
    count = min(len(draws[0]), WORK // (len(issue.actors) ** 2 * max(rounds, 1)))
    value = float(medians[-1])
    result = Estimate(value, value, value)
    if count >= FEWEST_DRAWS:
        part = tuple(values[:count] for values in draws)
        ends = final_medians(part[0], part[1], part[2], variant=variant, rounds=rounds, rng=rng)
        result = Estimate.over(ends, value)
    by_variant = {}
    if compare and len(issue.actors) <= MOST_COMPARED:
        for name, (other, _) in PRESETS.items():
            by_variant[name] = float(final_medians(*given, variant=other, rounds=rounds)[0])
    cycle = None if variant.conflict == "drawn" else find_cycle((positions - issue.low) / issue.span)
    return Dynamics(
        variant, positions, medians, means, np.array([r.exponents[0] for r in played]),
        tuple(_moves(issue, before, played=r) for before, r in zip(positions, played, strict=False)),
        cycle, result, count if count >= FEWEST_DRAWS else 0, by_variant,
    )  # fmt: skip


def _moves(issue: Issue, before: Array, *, played: Round) -> tuple[Move, ...]:
    return tuple(
        Move(
            issue.actors[i], issue.actors[int(played.partner[0, i])], KINDS[int(played.kind[0, i])],
            float(before[i]), float(played.positions[0, i]), float(played.own[0, i]), float(played.others[0, i]),
        )
        for i in np.flatnonzero(played.kind[0] != STALEMATE)
    )  # fmt: skip
