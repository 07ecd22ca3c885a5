"""Through whose eyes: the share of the evidence's weight that each perspective brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Drawing, Figure, build_figure, is_narrow
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, proportion


def draw_perspectives(perspectives: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw ``verdict["balance"]["perspectives"]``, the heaviest first; None without one."""
    if not perspectives:
        return None
    rows = sorted(perspectives, key=lambda row: -float(row.get("weight_share") or 0))

    def draw(width: float) -> Drawing:
        return _draw(width, rows)

    return build_figure(
        "perspectives",
        "Balance of perspectives",
        "One bar for each perspective: its share of the weight of all claims. A hollow, dashed bar is an unknown perspective. "
        "Beside it the number of claims and of works.",
        draw,
    )


def _draw(width: float, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    narrow = is_narrow(width)
    top = max(0.01, *(float(row.get("weight_share") or 0) for row in rows), 0.01)
    scale = Scale(0, top, 4, width - 50) if narrow else Scale(0, top, 190, width - 250)
    tall = 48.0 if narrow else 34.0
    parts: list[Markup] = []
    y = 0.0
    for row in rows:
        share = float(row.get("weight_share") or 0)
        middle = y + (34 if narrow else tall / 2)
        label = str(row.get("label") or row.get("perspective"))
        counts = f"{row.get('claims', 0)} claims, {row.get('references', 0)} works"
        unknown = row.get("perspective") == "unknown"
        room = width - 150 if narrow else 178
        parts.append(text(0, y + 17 if narrow else middle + 4, fit(label, room, bold=True), "b"))
        parts.append(text(width, y + 17 if narrow else middle + 4, counts, "s", anchor="end"))
        parts.append(
            rect(scale(0), middle - 8, scale(share) - scale(0), 16, "bar unknown" if unknown else "bar factor")
        )
        parts.append(text(scale(share) + 6, middle + 4, proportion(share), "b"))
        y += tall
    parts.insert(0, line(scale(0), 0 if not narrow else 24, scale(0), y, "axis"))
    return Drawing(join(*parts), y + 2)
