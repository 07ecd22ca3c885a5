"""The claim on history: hazard ratios with their intervals, on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import circle, join, line, text
from foedus.charts.figure import Figure
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale

LEAST, MOST = 0.2, 20.0
"""Ends of the scale; an interval that goes on is cut there."""
_TICKS = (0.25, 0.5, 1, 2, 4, 8, 16)


class Ratio(NamedTuple):
    """How much more often dyads made a move under an exposure, as a hazard ratio with its 95 % interval."""

    move: str
    exposure: str
    ratio: float
    low: float
    high: float


def ratios(rows: Iterable[Ratio]) -> Figure | None:
    """Draw a line for each ratio; None without one."""
    found = list(rows)
    if not found:
        return None
    return Figure(
        "history",
        "What a common threat among states did to the moves of dyads",
        "One line for each move and exposure: a dot at the hazard ratio and a bar over its 95 % interval, on a logarithmic "
        "scale with an upright line at 1, which means no difference. A hollow dot marks an interval that holds 1.",
        found,
        lambda width: [_draw(width, found)],
    )


def _draw(width: float, rows: Sequence[Ratio]) -> Drawing:
    narrow = is_narrow(width)
    left = 12.0 if narrow else 430.0
    scale = Scale(math.log(LEAST), math.log(MOST), left, width - (92 if narrow else 130))
    parts: list[Markup] = []
    y = 8.0
    for row in rows:
        label = wrap(_label(row), width - 12 if narrow else left - 24, size=12.5, lines=2)
        parts += [text(0, y + 13 + 15 * at, words=words) for at, words in enumerate(label)]
        middle = y + (15 * len(label) + 10 if narrow else 9)
        if narrow:  # labels stand above their bars: the scale's lines must not cross them
            parts += _scale_lines(scale, middle - 9, bottom=middle + 9)
        parts += _bar(row, scale, y=middle)
        parts.append(
            text(scale.end + 10, middle + 4, words=f"{row.ratio:.1f} ({row.low:.1f}\u2013{row.high:.1f})", class_="s")
        )
        y = (middle + 12) if narrow else y + max(26.0, 15 * len(label) + 10)
    axis = [
        line(scale(math.log(tick)), 2, x2=scale(math.log(tick)), y2=y, class_="prior" if tick == 1 else "grid")
        for tick in _TICKS
    ]
    words = [text(scale(math.log(tick)), y + 16, words=f"{tick:g}", class_="s", anchor="middle") for tick in _TICKS]
    return Drawing(join(*axis, *parts, *words), y + 24)


def _scale_lines(scale: Scale, top: float, *, bottom: float) -> list[Markup]:
    return [
        line(scale(math.log(tick)), top, x2=scale(math.log(tick)), y2=bottom, class_="prior" if tick == 1 else "grid")
        for tick in _TICKS
    ]


def _label(row: Ratio) -> str:
    exposure = {"held": "held", "gained": "newly come", "lost": "lost", "present": "there"}[row.exposure]
    return f"{row.move[0].upper()}{row.move[1:]}: threat {exposure}"


def _bar(row: Ratio, scale: Scale, *, y: float) -> list[Markup]:
    low, high = (scale(math.log(max(end, 1e-6))) for end in (row.low, row.high))
    unclear = row.low <= 1 <= row.high
    dot = circle(scale(math.log(row.ratio)), y, r=4.5, class_="m p-second" if unclear else "m p-first")
    return [line(low, y, x2=high, y2=y, class_="axis"), dot]
