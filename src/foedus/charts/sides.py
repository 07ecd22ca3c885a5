"""The two sides of the network: how firmly each actor stands on its own, and how often the evidence puts it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, proportion

_ROW, _NAME = 20.0, 150.0


def draw_sides(alignments: Mapping[str, Any], names: Mapping[str, str]) -> Figure | None:
    """Draw ``verdict["alignments"]["actors"]``, one panel for each side; None where nobody is joined with the anchor.

    Parameters
    ----------
    alignments : mapping
        ``verdict["alignments"]``.
    names : mapping of str to str
        Names of the actors.
    """
    rows = [row for row in alignments.get("actors") or [] if row.get("with_anchor") is not None]
    anchor = alignments.get("anchor")
    own = next((row["side"] for row in rows if row["actor"] == anchor), None)
    rows = [row for row in rows if row["actor"] != anchor]
    if own is None or not rows:
        return None
    name = names.get(str(anchor), str(anchor))
    most = max(float(row["margin_low"] or 0.0) for row in rows)
    panels = []
    for title, same in ((f"with {name}", True), ("on the other side", False)):
        group = [row for row in rows if (row["side"] == own) == same]
        if group:
            panels.append(_panel(title, group, most, same, names))
    return build_panels(
        "sides",
        "The two sides of the network",
        "One bar for each actor: its margin, the tie strength that it would cost to put it on the other side. The share at "
        f"the right says in how many draws of the evidence it stands with {name}. A short bar is an actor whose side is open.",
        panels,
    )


def _panel(title: str, rows: Sequence[Mapping[str, Any]], most: float, same: bool, names: Mapping[str, str]) -> Drawing:
    scale = Scale(0, most or 1.0, _NAME, NARROW - 56)
    parts: list[Markup] = [text(0, 14, title, "h")]
    y = 24.0
    for row in sorted(rows, key=lambda row: (-(row["margin_low"] or 0.0), row["actor"])):
        middle = y + _ROW / 2
        parts.append(text(0, middle + 4, fit(names.get(row["actor"], row["actor"]), _NAME - 8)))
        width = scale(float(row["margin_low"] or 0.0)) - scale.start
        parts.append(rect(scale.start, middle - 5, max(width, 1.5), 10, "bar first" if same else "bar second"))
        parts.append(text(NARROW, middle + 4, proportion(row["with_anchor"]), "s", anchor="end"))
        y += _ROW
    parts.append(line(scale.start, 22, scale.start, y, "axis"))
    return Drawing(join(*parts), y + 6, title)
