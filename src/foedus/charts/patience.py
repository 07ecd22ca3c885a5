"""Critical patience of each side against the shadow of the future in each scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, decimal_or_dash, pair_mark, percent

_LANE, _BAR = 26.0, 10.0


class Shadow(NamedTuple):
    """A side in a scenario: its critical patience, its shadow of the future, and the share of draws in which it keeps the bond."""

    side: str
    scenario: str
    critical: float
    critical_low: float
    critical_high: float
    shadow: float
    low: float
    high: float
    share: float


def patience(rows: Iterable[Shadow]) -> Figure | None:
    """Draw a block for each side; None without a row.

    Parameters
    ----------
    rows : iterable of Shadow
        By side, the scenarios of each in the order in which they are drawn.
    """
    found = list(rows)
    if not found:
        return None
    return Figure(
        "patience",
        "Critical patience against the shadow of the future",
        "A block for each side on a scale from 0 to 1. The mark and the upright line are the side's critical patience, the "
        "shaded band its interval. A bar for each scenario is the shadow of the future: patience times the chance a year "
        "that the game goes on, with its interval as a thin line. A bar that reaches the upright line is filled: the side "
        "keeps the bond; a hollow bar falls short. At the right stands the share of draws in which it keeps the bond.",
        found,
        lambda width: [_draw(found, width)],
        notes=[
            "Filled bar: the side keeps the bond; hollow bar: it lets go. Per cent: share of draws in which it keeps it."
        ],
    )


def _draw(rows: Sequence[Shadow], width: float) -> Drawing:
    narrow = is_narrow(width)
    scale = Scale(0, 1, 8 if narrow else 250, width - 74)
    parts: list[Markup] = []
    y = 4.0
    for index, (_, group) in enumerate(groupby(rows, key=lambda row: row.side)):
        block, y = _block(list(group), index, y=y, scale=scale, narrow=narrow)
        parts += block
    parts.append(line(scale.start, y, x2=scale.end, y2=y, class_="axis"))
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(text(scale(tick), y + 16, words=f"{tick:g}", class_="s", anchor="middle"))
    parts.append(text(scale.end, y + 34, words="worth of next year as a share of this one", class_="s", anchor="end"))
    return Drawing(join(*parts), y + 42)


def _block(rows: Sequence[Shadow], index: int, *, y: float, scale: Scale, narrow: bool) -> tuple[list[Markup], float]:
    """The lanes of a side, and where the next block begins."""
    first, lane = rows[0], _LANE + (16 if narrow else 0)
    top, bottom = y + 34, y + 38 + lane * len(rows)
    at = scale(first.critical)
    left, right = scale(first.critical_low), scale(first.critical_high)
    words = f"critical patience {decimal_or_dash(first.critical, 2)}"
    head = fit(first.side, (scale.start - 30) if not narrow else 130, bold=True)
    parts = [
        rect(left, top - 6, width=right - left, height=bottom - top + 6, class_="pale"),
        *(line(scale(t), top, x2=scale(t), y2=bottom, class_="grid") for t in (0.0, 0.25, 0.5, 0.75, 1.0)),
        pair_mark(index, 8, y=y + 14),
        text(22, y + 18, words=head, class_="h"),
        text(min(max(at, scale.start + 80), scale.end - 80), y + 18, words=words, class_="b", anchor="middle"),
    ]
    for place, row in enumerate(rows):
        middle = top + lane * place + lane - 10
        keeps = row.shadow >= row.critical
        side = "first" if index == 0 else "second"
        words = fit(row.scenario, scale.start - 16 if not narrow else scale.end - scale.start)
        parts += [
            text(
                8 if narrow else scale.start - 10,
                middle - (10 if narrow else -4),
                words=words,
                class_="s",
                anchor=None if narrow else "end",
            ),
            rect(
                scale.start,
                middle - _BAR / 2,
                width=scale(row.shadow) - scale.start,
                height=_BAR,
                class_=f"bar {side}" if keeps else "bar method",
            ),
            line(scale(row.low), middle, x2=scale(row.high), y2=middle, class_="whisker"),
            text(scale.end + 8, middle + 4, words=percent(row.share), class_="b"),
        ]
    parts.append(line(at, top - 8, x2=at, y2=bottom, class_="prior"))
    return parts, bottom + 8
