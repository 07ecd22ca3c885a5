"""The whole dyadic history as plain arrays (year, pair).

With 217 states and 203 years the history is 4.8 million cells, so an array beats every join: a window
over years is a shift of rows, and the order of a dataset's rows cannot matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class DyadGrid:
    """The axes of a (year, pair) array.

    >>> grid = DyadGrid(1990, 1991, (2, 365, 630))
    >>> grid.pair(630, 365), grid.shape
    (2, (2, 3))
    """

    first: int  #: `first`, `last`: first and last year, both included.
    last: int
    codes: tuple[int, ...]  #: COW codes, sorted; pairs are their upper triangle, the lower code first.

    @property
    def shape(self) -> tuple[int, int]:
        """Number of years and of pairs."""
        return self.last - self.first + 1, len(self.pairs[0])

    @property
    def years(self) -> range:
        """The years of the grid."""
        return range(self.first, self.last + 1)

    @cached_property
    def pairs(self) -> tuple[Places, Places]:
        """Positions in `codes` of the lower and the higher code of each pair."""
        return np.triu_indices(len(self.codes), 1)

    @cached_property
    def pair_of(self) -> Places:
        """Matrix from two positions in `codes` to the pair; -1 on the diagonal."""
        low, high = self.pairs
        matrix = np.full((len(self.codes), len(self.codes)), -1, dtype=np.intp)
        matrix[low, high] = matrix[high, low] = np.arange(len(low))
        return matrix

    @cached_property
    def position(self) -> dict[int, int]:
        """Position of a code in `codes`."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def _place(self) -> Places:
        place = np.full(max(self.codes) + 1, -1, dtype=np.intp)
        place[list(self.codes)] = np.arange(len(self.codes))
        return place

    def pair(self, ccode1: int, ccode2: int) -> int:
        """Column of a pair, in whichever order it is named."""
        return int(self.pair_of[self.position[ccode1], self.position[ccode2]])

    def places(self, codes: NDArray[np.integer]) -> Places:
        """Position of each code, -1 where the code was never a state of the system."""
        known = (codes >= 0) & (codes <= max(self.codes))
        found: Places = np.where(known, self._place[np.where(known, codes, 0)], -1)
        return found

    def empty(self) -> Mask:
        """A mask that is false everywhere."""
        return np.zeros(self.shape, dtype=bool)

    def from_rows(self, rows: pl.DataFrame) -> Mask:
        """True where either order of (ccode1, ccode2, year) has a row; states never in the system drop out."""
        mask = self.empty()
        one, other = self.places(rows["ccode1"].to_numpy()), self.places(rows["ccode2"].to_numpy())
        row = rows["year"].to_numpy() - self.first
        known = (one >= 0) & (other >= 0) & (one != other) & (row >= 0) & (row < len(mask))
        mask[row[known], self.pair_of[one[known], other[known]]] = True
        return mask

    def from_spells(self, spells: pl.DataFrame) -> Mask:
        """True from `start` to `end` of each spell of (ccode1, ccode2), both years included."""
        seen = spells.filter((pl.col("end") >= self.first) & (pl.col("start") <= self.last))
        first, last = pl.col("start").clip(lower_bound=self.first), pl.col("end").clip(upper_bound=self.last)
        years = seen.with_columns(pl.int_ranges(first, last + 1).alias("year"))
        return self.from_rows(years.explode("year"))

    def members(self, spells: pl.DataFrame) -> Mask:
        """True from `start` to `end` (years) of each spell of `ccode`, shape (years, codes)."""
        alive = np.zeros((self.last - self.first + 1, len(self.codes)), dtype=bool)
        for ccode, start, end in spells.select("ccode", "start", "end").iter_rows():
            if ccode in self.position and end >= self.first:
                alive[max(start - self.first, 0) : end - self.first + 1, self.position[ccode]] = True
        return alive

    def state_years(self, frame: pl.DataFrame, column: str) -> NDArray[np.float64]:
        """Values of `column` by (year, code), NaN where the frame has none, shape (years, codes)."""
        values = np.full((self.last - self.first + 1, len(self.codes)), np.nan)
        place, row = self.places(frame["ccode"].to_numpy()), frame["year"].to_numpy() - self.first
        known = (place >= 0) & (row >= 0) & (row < len(values))
        values[row[known], place[known]] = frame[column].cast(pl.Float64).fill_null(np.nan).to_numpy()[known]
        return values
