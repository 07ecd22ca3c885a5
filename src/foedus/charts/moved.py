"""From the prior to the verdict: the four outcomes before the evidence of the case and after it, small enough for a first page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.marks import Scale, outcome_mark, percent, proportion

ROW = 34.0
"""Height of a row in pixels."""


class Moved(NamedTuple):
    """An outcome: its prior, its probability in the verdict with the interval, and whether it is the one asked about."""

    outcome: str
    prior: float
    probability: float
    low: float
    high: float
    asked: bool


def moved(rows: Iterable[Moved]) -> Figure | None:
    """Draw each outcome from its prior to the verdict, the one asked about in bold; None without one."""
    found = list(rows)
    if not found:
        return None
    return Figure(
        "moved",
        "The four outcomes, prior and verdict",
        "One row for each outcome on a scale from 0 to 100 percent. An upright tick shows the prior, a filled mark the "
        "verdict, a bar its interval; on the right both in numbers. The numbers stand in the table below the figure.",
        found,
        lambda width: [_draw(width, found)],
        layout="panels",
    )


def _draw(width: float, rows: Sequence[Moved]) -> Drawing:
    scale = Scale(0, 1, 80, width - 128)
    bottom = 20 + ROW * len(rows)
    parts = [
        text(width - 78, 12, words="prior", class_="s", anchor="end"),
        text(width - 4, 12, words="verdict", class_="s", anchor="end"),
    ]
    parts += [line(scale(tick), 20, x2=scale(tick), y2=bottom, class_="grid") for tick in (0, 0.5, 1)]
    parts += [text(scale(tick), 12, words=proportion(tick), class_="s", anchor="middle") for tick in (0, 0.5, 1)]
    for at, row in enumerate(rows):
        parts += _row(row, scale, y=20 + ROW * (at + 0.5), width=width)
    return Drawing(join(*parts), bottom + 2)


def _row(row: Moved, scale: Scale, *, y: float, width: float) -> list[Markup]:
    parts = [rect(0, y - ROW / 2, width=width, height=ROW, class_="stripe")] if row.asked else []
    parts += [
        text(6, y + 4, words=row.outcome, class_="b" if row.asked else ""),
        text(width - 78, y + 4, words=percent(row.prior), anchor="end"),
        text(width - 4, y + 4, words=percent(row.probability), class_="b", anchor="end"),
        rect(scale(row.low), y - 4, width=scale(row.high) - scale(row.low), height=8, class_=f"span o-{row.outcome}"),
        line(scale(row.prior), y - 10, x2=scale(row.prior), y2=y + 10, class_="prior"),
        outcome_mark(row.outcome, scale(row.probability), y, 5.5),
    ]
    return parts
