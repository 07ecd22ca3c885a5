"""The whole dyadic record behind a panel, where a row needs more than its own dyad and year.

Allies of allies, enemies in common and earlier years reach beyond the rows that a user holds. They are read
from the arrays of `foedus.synthesize.history`, the same that the outlook is fitted on, over all states of
the system from 1816 on, so that neither the window of the panel nor its choice of states moves a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from foedus.synthesize.history.build import Relations, StateYears, read_relations, read_state_years
from foedus.synthesize.history.grid import DyadGrid
from foedus.synthesize.history.sources import Sources
from foedus.synthesize.panel.additions.disputes import RECORDS
from foedus.synthesize.panel.source import Coverage, Source
from foedus.synthesize.panel.step import Build
from foedus.synthesize.panel.tables import carried

FIRST = 1816
DATASETS = ("states", "majors", "nmc", "atop", "tss-rivalries", "contiguity", "capitals", "democracy")


@dataclass(frozen=True)
class World:
    """All pairs of states of the system by year, and where the rows of the panel stand in them.

    Parameters
    ----------
    grid : DyadGrid
        Years from 1816 to the panel's last, and every state that was ever a member.
    states : StateYears
        Arrays of shape (years, states).
    pairs : Relations
        Masks of shape (years, pairs).
    row, pair : int array, shape (rows,)
        Cell of each row of the panel; 0 where it has none.
    known : bool array, shape (rows,)
        True where both states are members in a year that the record covers.
    """

    grid: DyadGrid
    states: StateYears
    pairs: Relations
    row: NDArray[np.intp]
    pair: NDArray[np.intp]
    known: NDArray[np.bool_]

    def read(self, table: NDArray[np.generic]) -> pl.Series:
        """Values of a (year, pair) table for each row; null where the record does not speak of it."""
        values = pl.Series(table[self.row, self.pair])
        return pl.select(pl.when(pl.Series(self.known)).then(values)).to_series()


def read_world(panel: Build, disputes: Sequence[str]) -> World:
    """The record for the rows of a panel, made once for all steps that ask for the same disputes."""
    name = f"world {','.join(disputes)}"
    if name not in panel.shared:
        panel.shared[name] = _read(panel, tuple(disputes))
    world: World = panel.shared[name]
    return world


def _read(panel: Build, disputes: tuple[str, ...]) -> World:
    found = {dataset: panel.load(dataset, None) for dataset in (*DATASETS, *disputes)}
    last = max(panel.keys.last, FIRST)
    sources = _sources(found, disputes, last)
    grid = DyadGrid(FIRST, last, tuple(sorted(sources.states["ccode"].unique().to_list())))
    states = read_state_years(grid, sources)
    pairs = read_relations(grid, sources, states)
    covered = _covered(found)
    one, two = (grid.places(panel.keys.codes)[side] for side in panel.keys.sides)
    year = panel.keys.calendar_year
    known = (one >= 0) & (two >= 0) & (one != two) & (year >= covered[0]) & (year <= covered[1])
    row, pair = np.where(known, year - FIRST, 0), np.where(known, grid.pair_of[one, two], 0)
    return World(grid, states, pairs, row, pair, known & pairs.both[row, pair])


def _covered(found: dict[str, Source]) -> Coverage:
    """Years in which alliances and rivalries are both known; the rest is carried forward."""
    both = [found[dataset].coverage for dataset in ("atop", "tss-rivalries")]
    return max(FIRST, *(first for first, _ in both)), min(last for _, last in both)


def _sources(found: dict[str, Source], disputes: tuple[str, ...], last: int) -> Sources:
    """The tables in the form that the history reads, the last covered year carried to `last`."""
    ongoing = [RECORDS[name].rows(found[name].frame).filter(pl.col("ongoing") == 1) for name in disputes]
    return Sources(
        states=_spell_years(found["states"], last),
        majors=_spell_years(found["majors"], last),
        capabilities=found["nmc"].frame,
        alliances=found["atop"].frame,
        treaty_members=pl.DataFrame(),
        disputes=pl.concat([frame.select("ccode1", "ccode2", "year") for frame in ongoing]),
        rivalries=found["tss-rivalries"].frame.select("ccode1", "ccode2", "start", "end"),
        contiguity=carried(found["contiguity"], last).frame,
        capitals=_capital_years(found["capitals"].frame),
        democracy=found["democracy"].frame,
        versions={},
    )


def _spell_years(source: Source, last: int) -> pl.DataFrame:
    """First and last year of each spell; one that reaches the end of coverage goes on to `last`."""
    frame = source.frame.select("ccode", *(_calendar(source.frame, name) for name in ("start", "end")))
    until = pl.when(pl.col("end") >= source.coverage[1]).then(pl.max_horizontal("end", pl.lit(last)))
    return frame.with_columns(until.otherwise("end").cast(pl.Int32).alias("end"))


def _calendar(frame: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).dt.year() if frame.schema[name].is_temporal() else pl.col(name)


def _capital_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Years at whose last day each capital stands."""
    return frame.select(
        "ccode", "lat", "lng", pl.col("start").dt.year(), (pl.col("end").dt.offset_by("1d").dt.year() - 1).alias("end")
    )
