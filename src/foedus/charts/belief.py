"""The belief sweep: how much the verdict hangs on the weight given to what the evidence says of the factors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.charts.curves import Knot, Tick, draw_curves, lines_of
from foedus.charts.figure import Figure


class AtBelief(NamedTuple):
    """The probability of an outcome at a belief, from 0, prior and steps alone, to 1.5."""

    belief: float
    outcome: str
    probability: float


def belief(rows: Iterable[AtBelief], *, used: float = 1.0) -> Figure | None:
    """Draw the outcomes over the belief; None with fewer than two."""
    found = sorted(rows, key=lambda row: row.belief)
    ticks = [Tick(at, f"{at:g}") for at in dict.fromkeys(row.belief for row in found)]
    if len(ticks) < 2:
        return None
    curves = lines_of((row.outcome, Knot(row.belief, row.probability)) for row in found)
    return Figure(
        "belief",
        "The outcomes over the belief in the factors",
        "Four lines over the belief from 0, prior and steps alone, to 1.5. An upright stroke marks the belief in use.",
        found,
        lambda width: [draw_curves(width, curves, ticks=ticks, marker=Tick(used, "used here"))],
    )
