"""Undirected dyad-years as one Boolean array, and the state of relation of every dyad-year.

With 217 states and 203 years the whole history is 4.8 million cells, so a plain array (year, pair) beats
every join: a window over years is a shift of rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
from _official_files import (
    LAST_YEAR,
    read_alliances,
    read_disputes,
    read_rivalries,
    read_states,
)

Mask = npt.NDArray[np.bool_]

#: Order of the four states of relation in every table.
STATES = ("alliance", "entente", "unaligned", "rivalry")
#: A dispute counts in its own year and in the four years after it.
DISPUTE_YEARS = 5


@dataclass(frozen=True)
class DyadGrid:
    """The axes of a (year, pair) array: years first to last, and pairs of sorted COW codes."""

    first: int
    last: int
    codes: tuple[int, ...]

    @cached_property
    def pairs(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Positions in `codes` of the lower and the higher code of each pair."""
        return np.triu_indices(len(self.codes), 1)

    @cached_property
    def _pair_of(self) -> npt.NDArray[np.intp]:
        """Matrix from two positions in `codes` to the pair; -1 on the diagonal."""
        low, high = self.pairs
        matrix = np.full((len(self.codes), len(self.codes)), -1, dtype=np.intp)
        matrix[low, high] = matrix[high, low] = np.arange(len(low))
        return matrix

    @cached_property
    def position(self) -> dict[int, int]:
        """Position of a code in `codes`."""
        return {code: place for place, code in enumerate(self.codes)}

    def pair(self, ccode1: int, ccode2: int) -> int:
        """Column of a pair, in whichever order it is named."""
        return int(self._pair_of[self.position[ccode1], self.position[ccode2]])

    def empty(self) -> Mask:
        """A mask that is false everywhere."""
        return np.zeros((self.last - self.first + 1, len(self.pairs[0])), dtype=bool)

    def from_rows(self, rows: pl.DataFrame) -> Mask:
        """True where either order of (ccode1, ccode2, year) has a row; states never in the system drop out."""
        known = rows.filter(
            pl.col("ccode1").is_in(self.codes)
            & pl.col("ccode2").is_in(self.codes)
            & pl.col("year").is_between(self.first, self.last)
        )
        place = np.zeros(max(self.codes) + 1, dtype=np.intp)
        place[list(self.codes)] = np.arange(len(self.codes))
        mask = self.empty()
        columns = self._pair_of[place[known["ccode1"].to_numpy()], place[known["ccode2"].to_numpy()]]
        mask[known["year"].to_numpy() - self.first, columns] = True
        return mask

    def from_spells(self, spells: pl.DataFrame) -> Mask:
        """True from `start` to `end` of each spell of (ccode1, ccode2), both years included."""
        seen = spells.filter((pl.col("end") >= self.first) & (pl.col("start") <= self.last))
        first, last = pl.col("start").clip(lower_bound=self.first), pl.col("end").clip(upper_bound=self.last)
        years = seen.with_columns(pl.int_ranges(first, last + 1).alias("year"))
        return self.from_rows(years.explode("year"))


def build_grid(first: int = 1816, last: int = 2018) -> DyadGrid:
    """Grid over every state that was ever a member of the system (COW 2016)."""
    codes = tuple(sorted(read_states()["ccode"].unique().to_list()))
    return DyadGrid(first, last, codes)


def members(grid: DyadGrid) -> Mask:
    """Both states belong to the system on some day of the year; members of 2016 are carried to the last year.

    Sharing a day instead of a year changes 30 dyad-years of 1816-2018 and no transition of 1920-2010.
    """
    alive = np.zeros((grid.last - grid.first + 1, len(grid.codes)), dtype=bool)
    for ccode, start, end in read_states().iter_rows():
        last = grid.last if end == LAST_YEAR["states"] else end
        alive[start - grid.first : last - grid.first + 1, grid.position[ccode]] = True
    low, high = grid.pairs
    return alive[:, low] & alive[:, high]


def pacts(grid: DyadGrid, obligations: Iterable[str]) -> Mask:
    """A pact in which either side owes the other one of `obligations` (ATOP 5.1)."""
    rows = read_alliances().filter(pl.any_horizontal(pl.col(name) == 1 for name in obligations))
    return grid.from_rows(rows)


def recent_disputes(grid: DyadGrid, datasets: Sequence[str]) -> Mask:
    """A dispute of any of `datasets` in this year or the four before it; nothing is known after coverage."""
    ongoing = grid.empty()
    for dataset in datasets:
        ongoing |= grid.from_rows(read_disputes(dataset))
    recent = ongoing.copy()
    for lag in range(1, DISPUTE_YEARS):
        recent[lag:] |= ongoing[:-lag]
    return recent


def relation_states(grid: DyadGrid, datasets: Sequence[str]) -> npt.NDArray[np.intp]:
    """State of relation of every dyad-year as a position in `STATES`.

    Alliance (a defence or offence obligation) goes before entente (neutrality, non-aggression or
    consultation), entente before rivalry (a strategic rivalry, or a dispute within five years by
    `datasets`), and what is none of them is unaligned.
    """
    alliance = pacts(grid, ("defense", "offense"))
    entente = pacts(grid, ("neutral", "nonagg", "consul"))
    rivalry = grid.from_spells(read_rivalries()) | recent_disputes(grid, datasets)
    names = [alliance, entente, rivalry]
    places = [STATES.index(name) for name in ("alliance", "entente", "rivalry")]
    return np.select(names, places, default=STATES.index("unaligned"))
