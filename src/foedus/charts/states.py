"""The outside view: probability of each state of relation, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.charts.curves import Knot, Tick, draw_curves, lines_of
from foedus.charts.figure import Figure


class State(NamedTuple):
    """Probability of a state of relation in a year, with its interval.

    `through_a_bloc` is the part of it that is the way through a bloc, none where that is not told; `enemy` says whether the
    state enemy of the two is there.
    """

    year: int
    outcome: str
    probability: float
    low: float
    high: float
    through_a_bloc: float | None
    enemy: bool


def states(rows: Iterable[State]) -> Figure | None:
    """Draw the states by year, once more in thin lines without the state enemy; None without a row."""
    found = list(rows)
    if not found:
        return None
    years = sorted({row.year for row in found})
    ticks = [Tick(float(year), str(year)) for year in years]
    there, gone = (
        lines_of(
            (row.outcome, Knot(float(row.year), row.probability, row.low, row.high))
            for row in found
            if row.enemy == enemy
        )
        for enemy in (True, False)
    )
    blocs = [
        Knot(float(row.year), row.probability, row.probability - row.through_a_bloc, row.probability)
        for row in found
        if row.through_a_bloc is not None
    ]

    more = " Thin lines: the same once the state enemy is gone." if gone else ""
    more += " The shade under the line of alliance is the way through a bloc." if blocs else ""
    return Figure(
        "states",
        "Outside view: probability of each state of relation by year",
        "Four lines over the years to the horizon, one for each state of relation, with the interval as a veil around "
        f"the line and the last value written at its right end.{more}",
        found,
        lambda width: [
            draw_curves(width, there, ticks=ticks, beside=gone, band={"alliance": blocs} if blocs else None)
        ],
    )
