"""The series of one pair, and its turning points with intervals: a shift in what is reported, not a cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.events.choices import Choices
from foedus.events.engines import Engine
from foedus.events.pair_table import EventTable, Pair, table_of
from foedus.events.source import Source
from foedus.events.turning_points import FEWEST, SHORTEST, means_around, posterior, turning_points

MEASURES: Mapping[str, str] = {
    "balance": "log((conflict + 1) / (cooperation + 1))",
    "conflict": "log(1 + conflict per 1,000 of all events of the period)",
}
"""Series that are searched for turning points."""


@dataclass(frozen=True)
class Turn:
    """A turning point of one series; dates are first days of periods."""

    measure: str  #: One of `MEASURES`.
    at: date  #: The likeliest period: where the new segment begins.
    low: date  #: Period below which at most a twentieth of the probability around it lies.
    high: date  #: Period above which at most a twentieth lies.
    expected: float  #: Expected number of changes within six periods of it.
    before: float  #: Mean of the series from the turning point before to this one.
    after: float  #: Mean from this one to the next.
    since: date  #: First period of the segment before.
    until: date  #: Last period of the segment after.


@dataclass(frozen=True)
class PairSeries:
    """A pair's rows in every period and what they say."""

    pair: Pair
    table: EventTable
    turns: tuple[Turn, ...]
    note: str  #: Why nothing was searched, or what was set aside; empty where all was searched.

    @property
    def frame(self) -> pl.DataFrame:
        """The rows of the pair, with the columns of a table and the two series that are searched."""
        return searched(self.table.frame)

    @property
    def events(self) -> int:
        """Events of the pair in all."""
        return int(self.table.frame["events"].sum())

    def record(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        shown = self.frame.with_columns(pl.col("period").cast(pl.String))
        return {
            "pair": list(self.pair),
            "events": self.events,
            "note": self.note,
            "turning_points": [
                {name: str(value) if isinstance(value, date) else value for name, value in vars(turn).items()}
                for turn in self.turns
            ],
            "series": shown.to_dicts(),
            "metadata": dict(self.table.metadata),
        }


def series_of(
    source: Source, one: int, two: int, *, choices: Choices | None = None, engine: str | Engine = "duckdb"
) -> PairSeries:
    """Return the series of a pair, both directions together, with its turning points.

    Parameters
    ----------
    source : Source
        Parsed events.
    one, two : int
        COW codes.
    choices, engine
        As in :func:`foedus.events.pair_table.table_of`.

    Raises
    ------
    InputError
        As `table_of`; also where directions are to be told apart.
    """
    chosen = choices or Choices()
    if chosen.directed:
        raise InputError("the series of a pair pools both directions; ask for a table to have them apart")
    made = table_of(source, choices=replace(chosen, directed=False), pairs=[(one, two)], engine=engine)
    turns, note = found_turns(made.frame)
    return PairSeries((min(one, two), max(one, two)), made, turns, note)


def searched(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a pair with `conflict_log`, the second series that is searched; 0 where nothing at all was reported."""
    return frame.with_columns(
        conflict_log=pl.when(pl.col("events").is_not_null()).then(pl.col("conflict_per_1000").fill_null(0).log1p())
    )


def found_turns(frame: pl.DataFrame) -> tuple[tuple[Turn, ...], str]:
    """Return the turning points of the rows of one pair, in the order of time, and what is to be said of the search.

    Only the longest run of covered periods is searched: a gap is no zero.
    """
    there = frame.select(pl.col("events").is_not_null() & (pl.col("covered") > 0)).to_series()
    events = int(frame["events"].sum())
    if events < FEWEST:
        return (), f"too few events for turning points: {events}, at least {FEWEST} are needed"
    first, last = _longest_run(there.to_numpy())
    run = searched(frame)[first:last]
    if run.height < 2 * SHORTEST:
        return (), f"too few periods in a row for turning points: {run.height}, at least {2 * SHORTEST} are needed"
    left = frame.height - run.height
    note = (
        f"searched from {run['period'][0]} to {run['period'][-1]}; {left} periods before or after a gap are not"
        if left
        else ""
    )
    turns = [turn for measure in MEASURES for turn in _turns(run, measure)]
    return tuple(sorted(turns, key=lambda turn: (turn.at, turn.measure))), note


def _turns(run: pl.DataFrame, measure: str) -> list[Turn]:
    values = run["balance" if measure == "balance" else "conflict_log"].to_numpy().astype(float)
    points = turning_points(posterior(values))
    edges = [0, *(point.at for point in points), len(values)]
    means = means_around(values, points)
    periods = run["period"].to_list()
    return [
        Turn(
            measure,
            at=periods[point.at],
            low=periods[point.low],
            high=periods[point.high],
            expected=point.expected,
            before=means[number][0],
            after=means[number][1],
            since=periods[edges[number]],
            until=periods[edges[number + 2] - 1],
        )
        for number, point in enumerate(points)
    ]


def _longest_run(there: np.ndarray[Any, np.dtype[np.bool_]]) -> tuple[int, int]:
    """First place of the longest run of true values and the first after it."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], there.astype(np.int8), [0]])))
    starts, stops = edges[::2], edges[1::2]
    if not len(starts):
        return 0, 0
    longest = int(np.argmax(stops - starts))
    return int(starts[longest]), int(stops[longest])
