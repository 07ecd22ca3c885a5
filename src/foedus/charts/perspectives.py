"""Through whose eyes: the share of the evidence's weight that each perspective brings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, proportion


class Perspective(NamedTuple):
    """A perspective: its share of the weight of all claims, and how many claims and works it brings."""

    perspective: str
    label: str
    share: float
    claims: int
    works: int


def perspectives(rows: Iterable[Perspective]) -> Figure | None:
    """Draw the shares, the heaviest first; None without one."""
    found = sorted(rows, key=lambda row: -row.share)
    if not found:
        return None
    return Figure(
        "perspectives",
        "Balance of perspectives",
        "One bar for each perspective: its share of the weight of all claims. A hollow, dashed bar is an unknown perspective. "
        "Beside it the number of claims and of works.",
        found,
        lambda width: [_draw(width, found)],
    )


def _draw(width: float, rows: Sequence[Perspective]) -> Drawing:
    narrow = is_narrow(width)
    most = max(0.01, rows[0].share)
    scale = Scale(0, most, 4, width - 70) if narrow else Scale(0, most, 190, width - 250)
    tall = 48.0 if narrow else 34.0
    parts = [line(scale(0), 24 if narrow else 0, x2=scale(0), y2=tall * len(rows), class_="axis")]
    for place, row in enumerate(rows):
        middle = tall * place + (34 if narrow else tall / 2)
        y = tall * place + 17 if narrow else middle + 4
        bar = "bar unknown" if row.perspective == "unknown" else "bar factor"
        parts += [
            text(0, y, words=fit(row.label, width - 150 if narrow else 178, bold=True), class_="b"),
            text(width, y, words=f"{row.claims} claims, {row.works} works", class_="s", anchor="end"),
            rect(scale(0), middle - 8, width=scale(row.share) - scale(0), height=16, class_=bar),
            text(scale(row.share) + 6, middle + 4, words=proportion(row.share), class_="b"),
        ]
    return Drawing(join(*parts), tall * len(rows) + 2)
