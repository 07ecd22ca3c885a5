"""How the verdict moved while the evidence came in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.charts.curves import Knot, Tick, draw_curves
from foedus.charts.figure import Drawing, Figure, build_figure
from foedus.terms.outcomes import OUTCOMES


def day_number(text: str) -> float | None:
    """Days since year 1 of an ISO date, or None where the text is none.

    Examples
    --------
    >>> day_number("0001-01-01"), day_number("soon")
    (1.0, None)
    """
    try:
        return float(datetime.date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def draw_path(steps: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw ``verdict["path"]``: the four outcomes as of each date; None with fewer than two dates."""
    dated = [(day, step) for step in steps if (day := day_number(str(step.get("as_of")))) is not None]
    if len(dated) < 2:
        return None
    curves = {
        name: [
            Knot(day, float(cell["probability"]), cell.get("low"), cell.get("high"))
            for day, step in dated
            if (cell := step["outcomes"].get(name)) is not None
        ]
        for name in OUTCOMES
    }
    ticks = [Tick(day, str(step["as_of"])[:7]) for day, step in dated]

    def draw(width: float) -> Drawing:
        return draw_curves(width, curves, ticks)

    return build_figure(
        "path",
        "The verdict as of earlier dates",
        "Four lines, one for each outcome: its probability from the evidence that could be seen by each date, with the "
        "interval as a veil and the last value at the right end.",
        draw,
    )
