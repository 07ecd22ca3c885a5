"""The whole dyadic record behind a panel, where a row needs more than its own dyad and year.

Allies of allies, enemies in common and earlier years reach beyond the rows that a user holds. They are read
from the arrays of `foedus.synthesize.history`, the same that the outlook is fitted on, over all states of
the system from 1816 on, so that neither the window of the panel nor its choice of states moves a value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.synthesize.history.build import Relations, StateYears, read_state_years
from foedus.synthesize.history.grid import DyadGrid, Mask
from foedus.synthesize.history.relations import (
    ALLIANCE,
    ENTENTE,
    both_members,
    pacts,
    recent_disputes,
    relation_states,
)
from foedus.synthesize.history.sources import Sources
from foedus.synthesize.panel.additions.disputes import RECORDS
from foedus.synthesize.panel.source import Source
from foedus.synthesize.panel.step import Build
from foedus.synthesize.panel.tables import carried

FIRST = 1816


@dataclass(frozen=True)
class World:
    """All pairs of states of the system by year, and where the rows of a panel stand in them.

    Parameters
    ----------
    panel : Build
        The panel that is built; datasets are loaded through it, and what was made once is kept there.
    grid : DyadGrid
        Years from 1816 to the panel's last, and every state that was ever a member.
    both : bool array, shape (years, pairs)
        Both states are members; those of the last covered year remain so.
    row, pair : int array, shape (rows,)
        Cell of each row of the panel; 0 where it has none.
    member : bool array, shape (rows,)
        True where both states of the row are members in its year.
    """

    panel: Build
    grid: DyadGrid
    both: Mask
    row: NDArray[np.intp]
    pair: NDArray[np.intp]
    member: NDArray[np.bool_]

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
        return self._once("alliance", lambda: pacts(self.grid, self.load("atop").frame, ALLIANCE))

    def hostile(self, disputes: Sequence[str]) -> Mask:
        """A strategic rivalry, or a dispute in this year or the four before; none is known after coverage."""

        def read() -> Mask:
            ongoing = [RECORDS[name].rows(self.load(name).frame).filter(pl.col("ongoing") == 1) for name in disputes]
            rivalries = self.grid.from_spells(self.load("tss-rivalries").frame)
            hostile: Mask = rivalries | recent_disputes(self.grid, ongoing)
            return hostile

        return self._once(f"hostile {','.join(disputes)}", read)

    def relations(self, disputes: Sequence[str]) -> NDArray[np.int8]:
        """State of relation as a position in `STATES`."""

        def read() -> NDArray[np.int8]:
            entente = pacts(self.grid, self.load("atop").frame, ENTENTE)
            return relation_states(self.alliance(), entente, self.hostile(disputes)).astype(np.int8)

        return self._once(f"relations {','.join(disputes)}", read)

    def states(self) -> StateYears:
        """Power, capitals and rank of every state, gaps filled; democracy is left empty."""
        last, nothing = self.grid.last, pl.DataFrame()
        sources = Sources(
            states=spell_years(self.load("states"), last),
            majors=spell_years(self.load("majors"), last),
            capabilities=self.load("nmc").frame,
            capitals=_capital_years(self.load("capitals").frame),
            democracy=pl.DataFrame(schema={"ccode": pl.Int32, "year": pl.Int32, "euds": pl.Float64}),
            alliances=nothing,
            treaty_members=nothing,
            disputes=nothing,
            rivalries=nothing,
            contiguity=nothing,
            versions={},
        )
        return read_state_years(self.grid, sources)

    def pairs(self, disputes: Sequence[str]) -> Relations:
        """Masks of all pairs in the form that the threats are computed from."""
        border = carried(self.load("contiguity"), self.grid.last).frame
        return Relations(
            both=self.both,
            alliance=self.alliance(),
            hostile=self.hostile(disputes),
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
    last = max(panel.keys.last, FIRST)
    members = spell_years(panel.load("states", None), last)
    grid = DyadGrid(FIRST, last, tuple(sorted(members["ccode"].unique().to_list())))
    both = both_members(grid, grid.members(members))
    one, two = (grid.places(panel.keys.codes)[side] for side in panel.keys.sides)
    year = panel.keys.calendar_year
    inside = (one >= 0) & (two >= 0) & (one != two) & (year >= FIRST)
    row, pair = np.where(inside, year - FIRST, 0), np.where(inside, grid.pair_of[one, two], 0)
    return World(panel, grid, both, row, pair, inside & both[row, pair])


def spell_years(source: Source, last: int) -> pl.DataFrame:
    """First and last year of each spell of a state; one that reaches the end of coverage goes on to `last`."""
    end = pl.col("end").dt.year().fill_null(source.coverage[1])
    until = pl.when(end >= source.coverage[1]).then(pl.max_horizontal(end, pl.lit(last))).otherwise(end)
    return source.frame.select("ccode", pl.col("start").dt.year(), until.cast(pl.Int32).alias("end"))


def _capital_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Years at whose last day each capital stands; one without an end stands to this day."""
    end = (pl.col("end").dt.offset_by("1d").dt.year() - 1).fill_null(9999)
    return frame.select("ccode", "lat", "lng", pl.col("start").dt.year(), end.alias("end"))
