"""A repeated game as a picture: the shadow of the future in each scenario against each side's critical patience."""

from __future__ import annotations

from dataclasses import replace

from foedus.charts import Figure
from foedus.charts.patience import Shadow, patience
from foedus.errors import OutputError
from foedus.models.commitment.result import Commitment


def draw(found: Commitment) -> Figure:
    """Draw each side's critical patience and its shadow of the future by scenario."""
    rows = [
        Shadow(
            side.name,
            row.name,
            critical.value,
            critical.low,
            critical.high,
            kept.shadow.value,
            kept.shadow.low,
            kept.shadow.high,
            kept.share,
        )
        for at, side in enumerate(found.sides)
        for critical in [side.critical["grim trigger"]]
        for row in found.scenarios
        for kept in [row.sides[at]]
    ]
    figure = patience(rows)
    if figure is None:
        raise OutputError("there is nothing to draw")
    return replace(figure, title=f"{found.game.title}: {figure.title}", notes=(*figure.notes, found.source))
