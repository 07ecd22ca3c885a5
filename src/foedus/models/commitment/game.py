"""What a repeated game of two sides is once it is read: immutable, every number a range."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.envelope import InputFile

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Range:
    """A number with the ends between which it may lie, all alike where it is sure."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The middle, which stands for the number."""
        return (self.low + self.high) / 2

    def draws(self, number: int, rng: np.random.Generator) -> Floats:
        """Draw evenly between the ends."""
        found: Floats = self.low + (self.high - self.low) * rng.random(number)
        return found


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Parameters
    ----------
    id, name : str
        Short name, and name as it is printed.
    payoffs : tuple of Range
        Temptation, reward, punishment, sucker: a year's payoffs.
    patience : Range
        Worth of next year as a share of this one, of a game that is sure to go on.
    terms : tuple of (float, float) or None
        A year's payoff of the bond on its own terms and on the other's, where they are told.
    """

    id: str
    name: str
    payoffs: tuple[Range, Range, Range, Range]
    patience: Range
    terms: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A course of things, and the yearly chance in it that the game goes on."""

    id: str
    name: str
    continuation: Range


@dataclass(frozen=True, slots=True)
class Flow:
    """What a supplier gave to a recipient in a channel and a year; the year is None where the file tells none."""

    channel: str
    year: int | None
    supplier: str
    recipient: str
    value: float


@dataclass(frozen=True, slots=True)
class Game:
    """A repeated game.

    Parameters
    ----------
    title : str
        Title.
    sides : tuple of (Side, Side)
        The two.
    scenarios : tuple of Scenario
        The first is the course of things as it is.
    noise : float
        Chance that a move comes out as its opposite.
    years_punished : int
        Years of a mild punishment.
    flows : tuple of Flow
        What the sides take from outside, and from whom.
    inputs : tuple of InputFile
        The files.
    """

    title: str
    sides: tuple[Side, Side]
    scenarios: tuple[Scenario, ...]
    noise: float = 0.05
    years_punished: int = 3
    flows: tuple[Flow, ...] = ()
    inputs: tuple[InputFile, ...] = ()
