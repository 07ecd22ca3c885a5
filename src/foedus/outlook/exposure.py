"""Is a common threat present, newly gained, lately lost? By several measures of threat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.history.covariates import GAIN_YEARS, LOSS_YEARS
from foedus.history.grid import Mask
from foedus.outlook.record import MAIN

#: Measures of a common threat: slug and words.
MEASURES = {
    "theta": "a third state, rival or dispute enemy of both, with theta of .25 or more to each",
    "any-theta": "the same with any theta above 0",
    "enemy": "a third state that is rival or dispute enemy of both, whatever its power",
    "rival": "a third state that is a strategic rival of both (no disputes)",
}


#: The measure that the sentences speak of, and the least common threat that it counts.
LEAST = 0.25


@dataclass(frozen=True)
class Exposure:
    """Whether a common threat is there, by dyad-year; arrays of bool, shape (rows,)."""

    held: Mask  #: It stands and stood four years ago.
    gained: Mask  #: It stands and did not four years ago.
    lost: Mask  #: It does not stand but did within the last five years.

    @property
    def present(self) -> Mask:
        """Held or gained."""
        found: Mask = self.held | self.gained
        return found


def build_exposure(history: History, measure: str) -> Exposure:
    """Exposure of every dyad-year by a measure of `MEASURES`."""
    now = _present(history, measure)
    before = np.zeros_like(now)
    before[GAIN_YEARS:] = now[:-GAIN_YEARS]
    recent = np.zeros_like(now)
    for lag in range(1, LOSS_YEARS + 1):
        recent[lag:] |= now[:-lag]
    at = (history.year - history.grid.first, history.pair)
    return Exposure((now & before)[at], (now & ~before)[at], (recent & ~now)[at])


def _present(history: History, measure: str) -> Mask:
    """Mask of (year, pair): a common threat stands."""
    if measure in (MAIN, "any-theta"):
        grid = history.grid.empty()
        least = LEAST if measure == MAIN else np.nextafter(0, 1)
        grid[history.year - history.grid.first, history.pair] = history.column("common_threat") >= least
        return grid
    pairs = history.pairs
    hostile = pairs.hostile if measure == "enemy" else pairs.rivalry
    return _shared(history, hostile & ~pairs.alliance & pairs.both)


def _shared(history: History, enemy: Mask) -> Mask:
    """Pairs with a third state that is an enemy of both."""
    low, high = history.grid.pairs
    found = history.grid.empty()
    size = len(history.grid.codes)
    for year in range(len(enemy)):
        matrix = np.zeros((size, size), dtype=np.float32)
        at = np.nonzero(enemy[year])[0]
        matrix[low[at], high[at]] = matrix[high[at], low[at]] = 1.0
        found[year] = (matrix @ matrix)[low, high] > 0
    both: NDArray[np.bool_] = found & history.pairs.both
    return both
