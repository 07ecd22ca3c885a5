"""The keys of a panel as small integer arrays, so that a join is an index into a table.

Every row of a panel is a cell of a box with one axis per state and one for years. A dataset is laid into
the same box once; what it says of each row is then read off by position. Nothing is sorted or hashed, the
order of rows never matters, and the number of rows cannot change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from foedus.terms.states.systems import Scheme

Ints = npt.NDArray[np.int32]
Cells = npt.NDArray[np.int64]

LARGEST_BOX = 64_000_000
"""Cells up to which a box is laid out in memory (four bytes each); larger ones are searched instead."""

LAST_YEAR = 2100
"""Year beyond which nothing is carried forward; a row of a later year has unknown values."""

Order = Literal["12", "21"]

NO_CODE = 0
"""Stands for a state that the list of the keys does not have; no list uses it."""


@dataclass(frozen=True)
class PanelKeys:
    """Positions of a panel's rows on the axes of its box."""

    codes: Ints  #: Shape (states,). The codes that occur, rising.
    first: int  #: `first`, `last`: the years that the box spans.
    last: int
    sides: tuple[Ints, ...]  #: Shape (rows,). Position in `codes` of the row's state, or of its two states.
    year: Ints  #: Shape (rows,). Year of the row minus `first`.
    #: Shape (rows,) for each side. Whether the state is a member in the year; None where all are by construction.
    member: tuple[npt.NDArray[np.bool_], ...] | None = None
    scheme: Scheme = "cow"  #: The list of states that the codes are of.
    #: Shape (rows,) for each side. Number of the row's leader, or of its two leaders; None where rows are of states.
    leader: tuple[Ints, ...] | None = None

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.year)

    @property
    def years(self) -> int:
        """Number of years that the box spans."""
        return self.last - self.first + 1

    @cached_property
    def calendar_year(self) -> Ints:
        """Year of each row."""
        return self.year + np.int32(self.first)

    def speaks_of_state(self, side: int) -> npt.NDArray[np.bool_] | None:
        """Rows whose first (0) or second (1) state is a member, so that its absence from a dataset says something."""
        return None if self.member is None else self.member[side]

    def speaks_of_dyad(self) -> npt.NDArray[np.bool_] | None:
        """Rows of two different members; None where all are."""
        if self.member is None:
            return None
        known: npt.NDArray[np.bool_] = self.member[0] & self.member[1] & (self.sides[0] != self.sides[1])
        return known

    def state_cells(self, side: int) -> Cells:
        """Cell (state, year) of each row's first (0) or second (1) state."""
        return self.sides[side].astype(np.int64) * self.years + self.year

    def dyad_cells(self, order: Order = "12") -> Cells:
        """Cell (state, state, year) of each row; `order` "21" swaps the two states."""
        one, two = self.sides if order == "12" else self.sides[::-1]
        return (one.astype(np.int64) * len(self.codes) + two) * self.years + self.year

    def positions(self, codes: npt.NDArray[np.integer]) -> Ints:
        """Position of each code on the axis of states; -1 where the panel has no such state."""
        if not len(self.codes):
            return np.full(len(codes), -1, dtype=np.int32)
        place = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[place] == codes, place, -1).astype(np.int32)

    def table_state_cells(self, code: Ints, year: Ints) -> tuple[npt.NDArray[np.intp], Cells]:
        """Rows of a state-year table that fall into the box, and their cells."""
        place = self.positions(code)
        inside = np.flatnonzero((place >= 0) & (year >= self.first) & (year <= self.last))
        return inside, place[inside].astype(np.int64) * self.years + (year[inside] - self.first)

    def table_dyad_cells(self, code1: Ints, code2: Ints, year: Ints) -> tuple[npt.NDArray[np.intp], Cells]:
        """Rows of a dyad-year table that fall into the box, and their cells."""
        one, two = self.positions(code1), self.positions(code2)
        inside = np.flatnonzero((one >= 0) & (two >= 0) & (year >= self.first) & (year <= self.last))
        pair = one[inside].astype(np.int64) * len(self.codes) + two[inside]
        return inside, pair * self.years + (year[inside] - self.first)

    @property
    def state_box(self) -> int:
        """Number of cells (state, year)."""
        return len(self.codes) * self.years

    @property
    def dyad_box(self) -> int:
        """Number of cells (state, state, year)."""
        return len(self.codes) ** 2 * self.years


def make_keys(
    states: tuple[npt.NDArray[np.integer], ...], year: npt.NDArray[np.integer], *, scheme: Scheme = "cow"
) -> PanelKeys:
    """Keys of rows given by their codes and years, in whatever order.

    >>> keys = make_keys((np.array([365, 2]), np.array([630, 200])), np.array([2001, 1990]))
    >>> keys.codes.tolist(), keys.sides[0].tolist(), keys.year.tolist()
    ([2, 200, 365, 630], [2, 0], [11, 0])
    """
    codes = np.unique(np.concatenate([np.unique(side) for side in states])).astype(np.int32)
    first, last = (int(year.min()), int(year.max())) if len(year) else (0, 0)
    keys = PanelKeys(codes, first, last, (), (year - first).astype(np.int32), scheme=scheme)
    return replace(keys, sides=tuple(keys.positions(side) for side in states))


def locate(table: Cells, wanted: Cells, *, box: int) -> Ints:
    """Row of a table for each wanted cell; -1 where the table has none.

    Parameters
    ----------
    table : int array, shape (m,)
        Cell of each row of the table, each at most once.
    wanted : int array, shape (n,)
        Cells to look up.
    box : int
        Number of cells of the box; decides between a laid-out box and a search.

    >>> locate(np.array([7, 3]), np.array([3, 4, 7, 7]), box=10).tolist()
    [1, -1, 0, 0]
    """
    if not len(table):
        return np.full(len(wanted), -1, dtype=np.int32)
    if box <= LARGEST_BOX:
        pointer = np.full(box, -1, dtype=np.int32)
        pointer[table] = np.arange(len(table), dtype=np.int32)
        return pointer[wanted]
    order = np.argsort(table, kind="stable").astype(np.int32)
    place = np.minimum(np.searchsorted(table, wanted, sorter=order), len(table) - 1)
    found = order[place]
    return np.where(table[found] == wanted, found, np.int32(-1))
