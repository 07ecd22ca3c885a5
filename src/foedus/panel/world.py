"""The whole dyadic record behind a panel, where a row needs more than its own dyad and year.

Allies of allies, enemies in common and earlier years reach beyond the rows that a user holds. They are read
from the arrays of `foedus.history`, the same that the outlook is fitted on, over all states of
the system from 1816 on, so that neither the window of the panel nor its choice of states moves a value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.history.build import Relations, StateYears
from foedus.history.covariates import fill_years
from foedus.history.grid import DyadGrid, Mask
from foedus.history.load import carry_spells
from foedus.history.relations import both_members, pacts, recent_disputes, relation_states
from foedus.history.terms import ALLIANCE, ENTENTE
from foedus.panel.additions.disputes import one_each
from foedus.panel.additions.distance import standing_capitals
from foedus.panel.keys import LAST_YEAR, PanelKeys
from foedus.panel.source import Source
from foedus.panel.step import Build
from foedus.panel.tables import carried

FIRST = 1816


@dataclass(frozen=True)
class World:
    """All pairs of states of the system by year, and where the rows of a panel stand in them."""

    panel: Build  #: The panel that is built; datasets are loaded through it, and what was made once is kept there.
    grid: DyadGrid  #: Years from 1816 to the panel's last, and every state that was ever a member.
    both: Mask  #: Shape (years, pairs). Both states are members; those of the last covered year remain so.
    row: NDArray[np.intp]  #: `row`, `pair`: shape (rows,). Cell of each row of the panel; 0 where it has none.
    pair: NDArray[np.intp]
    member: NDArray[np.bool_]  #: Shape (rows,). True where both states of the row are members in its year.

    def load(self, dataset: str) -> Source:
        """A dataset, newest version."""
        return self.panel.load(dataset, None)

    def read(self, table: NDArray[Any], datasets: Sequence[str]) -> pl.Series:
        """Values of a (year, pair) table for each row; null where a dataset does not cover the year."""
        year, known = self.panel.keys.calendar_year, self.member
        for first, last in (self.load(dataset).coverage for dataset in datasets):
            known = known & (year >= first) & (year <= last)
        values = pl.Series(table[self.row, self.pair])
        return values if known.all() else pl.select(pl.when(pl.Series(known)).then(values)).to_series()

    def alliance(self) -> Mask:
        """A defence or offence obligation of either side."""
        return self._once("alliance", lambda: pacts(self.grid, self.load("atop").frame, obligations=ALLIANCE))

    def hostile(self, disputes: Sequence[str]) -> Mask:
        """A strategic rivalry, or a dispute in this year or the four before; none is known after coverage."""

        def read() -> Mask:
            ongoing = [one_each(name, self.panel.load).frame.filter(pl.col("ongoing") == 1) for name in disputes]
            hostile: Mask = self.rivalries() | recent_disputes(self.grid, ongoing)
            return hostile

        return self._once(f"hostile {','.join(disputes)}", read)

    def rivalries(self) -> Mask:
        """A strategic rivalry that is active."""
        return self._once("rivalries", lambda: self.grid.from_spells(self.load("tss-rivalries").frame))

    def relations(self, disputes: Sequence[str]) -> NDArray[np.int8]:
        """State of relation as a position in `STATES`."""

        def read() -> NDArray[np.int8]:
            entente = pacts(self.grid, self.load("atop").frame, obligations=ENTENTE)
            return relation_states(self.alliance(), entente, self.hostile(disputes)).astype(np.int8)

        return self._once(f"relations {','.join(disputes)}", read)

    def states(self) -> StateYears:
        """Power, capitals and rank of every state, gaps filled; democracy, which no threat needs, is left out."""
        alive = self.grid.members(spell_years(self.load("states"), self.grid.last))
        capitals = self.load("capitals")
        standing = standing_capitals(_box(self.grid), capitals, day="last").T
        degrees = [np.append(capitals.frame[name].to_numpy(), np.nan) for name in ("lat", "lng")]
        return StateYears(
            alive=alive,
            power=fill_years(self.grid.state_years(self.load("nmc").frame, "cinc"), alive),
            democracy=np.full(alive.shape, np.nan),
            major=self.grid.members(spell_years(self.load("majors"), self.grid.last)) & alive,
            lat=fill_years(degrees[0][standing], alive),
            lng=fill_years(degrees[1][standing], alive),
        )

    def pairs(self, disputes: Sequence[str]) -> Relations:
        """Masks of all pairs in the form that the threats are computed from."""
        border = carried(self.load("contiguity"), self.grid.last).frame
        return Relations(
            both=self.both,
            alliance=self.alliance(),
            hostile=self.hostile(disputes),
            rivalry=self.rivalries(),
            land=self.grid.from_rows(border.filter(pl.col("conttype") == 1)),
            contiguous=self.grid.from_rows(border),
            state=self.relations(disputes).astype(np.intp),
        )

    def _once(self, name: str, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        if name not in self.panel.shared:
            self.panel.shared[name] = make()
        kept: NDArray[Any] = self.panel.shared[name]
        return kept


def read_world(panel: Build) -> World:
    """The record for the rows of a panel, made once for all steps."""
    if "world" not in panel.shared:
        panel.shared["world"] = _read(panel)
    world: World = panel.shared["world"]
    return world


def _read(panel: Build) -> World:
    last = min(max(panel.keys.last, FIRST), LAST_YEAR)
    members = spell_years(panel.load("states", None), last)
    grid = DyadGrid(FIRST, last, tuple(sorted(members["ccode"].unique().to_list())))
    both = both_members(grid, grid.members(members))
    one, two = (grid.places(panel.keys_in("cow").codes)[side] for side in panel.keys_in("cow").sides)
    year = panel.keys.calendar_year
    inside = (one >= 0) & (two >= 0) & (one != two) & (year >= FIRST) & (year <= last)
    row, pair = np.where(inside, year - FIRST, 0), np.where(inside, grid.pair_of[one, two], 0)
    return World(panel, grid, both, row, pair, inside & both[row, pair])


def spell_years(source: Source, last: int) -> pl.DataFrame:
    """First and last year of each spell of a state; one that reaches the end of coverage goes on to `last`."""
    covered = source.coverage[1]
    years = source.frame.select("ccode", pl.col("start").dt.year(), pl.col("end").dt.year().fill_null(covered))
    return carry_spells(years, covered, last=last)


def _box(grid: DyadGrid) -> PanelKeys:
    """The states and years of the grid as a box without rows."""
    return PanelKeys(np.array(grid.codes, dtype=np.int32), grid.first, grid.last, (), np.zeros(0, dtype=np.int32))
