"""How the verdict moved while the evidence came in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from foedus.charts.curves import Knot, Tick, draw_curves, lines_of
from foedus.charts.figure import Figure


class AsOf(NamedTuple):
    """The probability of an outcome, with its interval, from the evidence that could be seen by an ISO date."""

    as_of: str
    outcome: str
    probability: float
    low: float | None
    high: float | None


def day_number(text: str) -> float | None:
    """Days since year 1 of an ISO date, or None where the text is none.

    >>> day_number("0001-01-01"), day_number("soon")
    (1.0, None)
    """
    try:
        return float(datetime.date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def verdict_path(rows: Iterable[AsOf]) -> Figure | None:
    """Draw the outcomes as of each date; None with fewer than two dates."""
    dated = [(day, row) for row in rows if (day := day_number(row.as_of)) is not None]
    ticks = [Tick(day, as_of[:7]) for day, as_of in dict.fromkeys((day, row.as_of) for day, row in dated)]
    if len(ticks) < 2:
        return None
    curves = lines_of((row.outcome, Knot(day, row.probability, row.low, row.high)) for day, row in dated)
    return Figure(
        "path",
        "The verdict as of earlier dates",
        "Four lines, one for each outcome: its probability from the evidence that could be seen by each date, with the "
        "interval as a veil and the last value at the right end.",
        [row for _, row in dated],
        lambda width: [draw_curves(width, curves, ticks=ticks)],
    )
