"""Numbers of the evidence with their draws: a point, the draws around it, and the claims that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from foedus.assessment.model import Array
from foedus.evidence.estimates import Estimate
from foedus.intervals import interval


@dataclass(frozen=True)
class Drawn:
    """A number from 0 to 1; `unknown` says why it is drawn from the whole scale, and is empty where it is known."""

    point: float
    draws: Array
    claims: tuple[str, ...] = ()
    unknown: str = ""

    @property
    def span(self) -> tuple[float, float, float]:
        """Point, 5 and 95 % of the draws."""
        low, high, _ = interval(self.draws, self.point)
        return self.point, float(low), float(high)


def unknown(why: str, count: int, rng: np.random.Generator) -> Drawn:
    """Return a number of which nothing is known: a half at the point, the whole scale in the draws."""
    return Drawn(0.5, rng.random(count), unknown=why)


def drawn_of(estimate: Estimate, count: int, rng: np.random.Generator) -> Drawn:
    """Return an estimate with draws that rise to its value from either end of its interval."""
    low, high = min(estimate.low, estimate.value), max(estimate.high, estimate.value)
    draws = rng.triangular(low, estimate.value, high, count) if high > low else np.full(count, estimate.value)
    return Drawn(estimate.value, draws, estimate.claims)


def claims_of(numbers: Iterable[Drawn]) -> tuple[str, ...]:
    """Return the claims of several numbers, each once, in order."""
    return tuple(dict.fromkeys(claim for number in numbers for claim in number.claims))
