"""What a repeated game of two sides comes to: immutable results."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.models.commitment.game import Game
from foedus.models.envelope import Answer


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the 5 and 95 % points of its draws."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """How patient a side must be.

    Parameters
    ----------
    id, name : str
        The side.
    critical : dict of str to Estimate
        Critical patience under grim trigger, tit for tat and a mild punishment; 1 where no patience is enough.
    least_continuation : float or None
        Least yearly chance that the game goes on at which it keeps the bond under grim trigger; None above 1: then it
        lets go of a bond that is sure to last.
    dilemma : float
        Share of draws in which its payoffs are a prisoner's dilemma.
    """

    id: str
    name: str
    critical: dict[str, Estimate]
    least_continuation: float | None
    dilemma: float


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a side keeps the bond in a scenario, its effective patience, and the share of draws in which it does."""

    side: str
    shadow: Estimate
    keeps: bool
    share: float


@dataclass(frozen=True, slots=True)
class ScenarioAnswer:
    """A scenario: its chance that the game goes on, each side, the share of draws in which both keep, and who lets go first."""

    id: str
    name: str
    continuation: Estimate
    sides: tuple[Kept, Kept]
    both: float
    lets_go: str
    wait: float | None


@dataclass(frozen=True, slots=True)
class Played:
    """A strategy against itself under noise: payoffs per year, and what each side would gain by the best reply."""

    strategy: str
    long_run: tuple[float, float] | None
    discounted: tuple[float, float]
    gains: tuple[float, float]

    @property
    def holds(self) -> bool:
        """Whether neither side gains by another strategy."""
        return max(self.gains) < 1e-9


@dataclass(frozen=True, slots=True)
class Dependence:
    """How much a side depends on the other in a channel and a year, and on how few it depends at all."""

    channel: str
    year: int | None
    side: str
    on: str
    value: float
    share: float
    replaceable: float
    concentration: float
    next_best: str
    balance: float | None
    """Its dependence less that of the other; None where no row says what the other takes."""


@dataclass(frozen=True, eq=False, repr=False)
class Commitment(Answer):
    """Critical patience of both sides, what each scenario does to the bond, strategies under noise, dependence.

    Parameters
    ----------
    game : Game
        The game.
    sides : tuple of SideAnswer
        The two.
    scenarios : tuple of ScenarioAnswer
        The first is the course of things as it is.
    played : tuple of Played
        Strategies under noise, in the first scenario.
    dependence : tuple of Dependence
        By channel and year, where flows were given.
    """

    model = "commitment"

    game: Game
    sides: tuple[SideAnswer, SideAnswer]
    scenarios: tuple[ScenarioAnswer, ...]
    played: tuple[Played, ...]
    dependence: tuple[Dependence, ...]
