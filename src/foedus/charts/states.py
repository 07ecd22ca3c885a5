"""The outside view: probability of each state of relation, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.charts.curves import Knot, Tick, draw_curves
from foedus.charts.figure import Drawing, Figure, build_figure
from foedus.terms.outcomes import OUTCOMES

Rows = Sequence[Mapping[str, Any]]


def draw_states(by_year: Rows, without: Rows = (), bloc: Sequence[float] = ()) -> Figure | None:
    """Draw ``verdict["outside"]["by_year"]``; None without a row.

    Parameters
    ----------
    by_year : sequence of mapping
        States by year.
    without : sequence of mapping
        The same without the state enemy; empty where the prior counts none.
    bloc : sequence of float
        Part of the alliance that is the way through a bloc, by year; empty where the prior does not tell.
    """
    curves = _curves(by_year)
    if not any(curves.values()):
        return None
    ticks = [Tick(float(row["year"]), str(row["year"])) for row in by_year]
    allied = [row["outcomes"]["alliance"]["probability"] for row in by_year]
    band = {
        "alliance": [
            Knot(float(row["year"]), share, share - part, share)
            for row, share, part in zip(by_year, allied, bloc, strict=False)
        ]
    }

    def draw(width: float) -> Drawing:
        return draw_curves(width, curves, ticks, beside=_curves(without), band=band if bloc else None)

    more = " Thin lines: the same once the state enemy is gone." if without else ""
    more += " The shade under the line of alliance is the way through a bloc." if bloc else ""
    return build_figure(
        "states",
        "Outside view: probability of each state of relation by year",
        "Four lines over the years to the horizon, one for each state of relation, with the interval as a veil around "
        f"the line and the last value written at its right end.{more}",
        draw,
    )


def _curves(by_year: Rows) -> dict[str, list[Knot]]:
    found = {
        name: [
            Knot(float(row["year"]), float(cell["probability"]), cell.get("low"), cell.get("high"))
            for row in by_year
            if (cell := row["outcomes"].get(name)) is not None and cell.get("probability") is not None
        ]
        for name in OUTCOMES
    }
    return {name: knots for name, knots in found.items() if knots}
