"""The two sides of the network: how firmly each actor stands on its own, and how often the evidence puts it there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, proportion

_ROW, _NAME = 20.0, 150.0


class Sided(NamedTuple):
    """An actor, whether it stands with the anchor, its margin, and the share of draws in which it stands with the anchor."""

    actor: str
    with_anchor: bool
    margin: float
    share: float


def sides(rows: Iterable[Sided], *, anchor: str) -> Figure | None:
    """Draw one panel for each side, the anchor itself left out; None where nobody is joined with it."""
    found = [row for row in rows if row.actor != anchor]
    if not found:
        return None
    most = max(row.margin for row in found)
    groups = [
        (title, [row for row in found if row.with_anchor == same])
        for title, same in ((f"with {anchor}", True), ("on the other side", False))
    ]
    return Figure(
        "sides",
        "The two sides of the network",
        "One bar for each actor: its margin, the tie strength that it would cost to put it on the other side. The share at "
        f"the right says in how many draws of the evidence it stands with {anchor}. A short bar is an actor whose side is "
        "open.",
        found,
        lambda width: [_panel(title, group, most=most, width=width) for title, group in groups if group],
        layout="panels",
    )


def _panel(title: str, rows: Sequence[Sided], *, most: float, width: float) -> Drawing:
    scale = Scale(0, most or 1.0, _NAME, width - 68)
    parts: list[Markup] = [text(0, 14, words=title, class_="h")]
    y = 24.0
    for row in sorted(rows, key=lambda row: (-row.margin, row.actor)):
        middle = y + _ROW / 2
        length = max(scale(row.margin) - scale.start, 1.5)
        parts.append(text(0, middle + 4, words=fit(row.actor, _NAME - 8)))
        parts.append(
            rect(
                scale.start,
                middle - 5,
                width=length,
                height=10,
                class_="bar first" if row.with_anchor else "bar second",
            )
        )
        parts.append(text(width, middle + 4, words=proportion(row.share), class_="s", anchor="end"))
        y += _ROW
    parts.append(line(scale.start, 22, x2=scale.start, y2=y, class_="axis"))
    return Drawing(join(*parts), y + 6, title)
