"""The temper sweep: how much the verdict hangs on the weight given to the case's evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.charts.curves import Knot, Tick, draw_curves
from foedus.charts.figure import Drawing, Figure, build_figure
from foedus.terms.outcomes import OUTCOMES


def draw_temper(steps: Sequence[Mapping[str, Any]], *, default: float = 0.5) -> Figure | None:
    """Draw ``verdict["sensitivity"]["temper"]``; None with fewer than two steps."""
    if len(steps) < 2:
        return None
    ordered = sorted(steps, key=lambda step: float(step["temper"]))
    curves = {
        name: [
            Knot(float(step["temper"]), float(step["outcomes"][name]))
            for step in ordered
            if step["outcomes"].get(name) is not None
        ]
        for name in OUTCOMES
    }
    ticks = [Tick(float(step["temper"]), f"{float(step['temper']):g}") for step in ordered]

    def draw(width: float) -> Drawing:
        return draw_curves(width, curves, ticks, marker=Tick(default, "used here"))

    return build_figure(
        "temper",
        "The outcomes over the temper",
        "Four lines over the temper from 0, the prior alone, to 1, the ratings at full weight. An upright stroke marks "
        "the temper in use.",
        draw,
    )
