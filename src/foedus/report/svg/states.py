"""The outside view: probability of each state of relation, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.report.svg.curves import Knot, Tick, draw_curves
from foedus.report.svg.figure import Drawing, Figure, build_figure
from foedus.report.svg.marks import OUTCOMES


def draw_states(by_year: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw ``verdict["outside"]["by_year"]``; None without a row."""
    if not by_year:
        return None
    curves = {
        name: [
            Knot(float(row["year"]), float(cell["probability"]), cell.get("low"), cell.get("high"))
            for row in by_year
            if (cell := row.get(name)) is not None and cell.get("probability") is not None
        ]
        for name in OUTCOMES
    }
    if not any(curves.values()):
        return None
    ticks = [Tick(float(row["year"]), str(row["year"])) for row in by_year]

    def draw(width: float) -> Drawing:
        return draw_curves(width, curves, ticks)

    return build_figure(
        "states",
        "Outside view: probability of each state of relation by year",
        "Four lines over the years to the horizon, one for each state of relation, with the interval as a veil around "
        "the line and the last value written at its right end.",
        draw,
    )
