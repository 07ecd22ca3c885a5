"""The temper sweep: how much the verdict hangs on the weight given to the case's evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.charts.curves import Knot, Tick, draw_curves, lines_of
from foedus.charts.figure import Figure


class AtTemper(NamedTuple):
    """The probability of an outcome at a temper, from 0, the prior alone, to 1, the ratings at full weight."""

    temper: float
    outcome: str
    probability: float


def temper(rows: Iterable[AtTemper], *, used: float = 0.5) -> Figure | None:
    """Draw the outcomes over the temper; None with fewer than two tempers."""
    found = sorted(rows, key=lambda row: row.temper)
    ticks = [Tick(at, f"{at:g}") for at in dict.fromkeys(row.temper for row in found)]
    if len(ticks) < 2:
        return None
    curves = lines_of((row.outcome, Knot(row.temper, row.probability)) for row in found)
    return Figure(
        "temper",
        "The outcomes over the temper",
        "Four lines over the temper from 0, the prior alone, to 1, the ratings at full weight. An upright stroke marks "
        "the temper in use.",
        found,
        lambda width: [draw_curves(width, curves, ticks=ticks, marker=Tick(used, "used here"))],
    )
