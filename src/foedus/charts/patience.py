"""Critical patience of each side against the shadow of the future in each scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import join, line, paragraph, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit, wrap
from foedus.charts.marks import Scale, decimal_or_dash, pair_mark, percent

_LANE, _BAR = 32.0, 10.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


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
        "A block for each side on a scale from 0 to 1, a lane for each scenario. The upright line is the side's critical patience in "
        "it, the shaded band its interval. The bar is the shadow of the future: patience times the chance a year "
        "that the game goes on, with its interval as a thin line. A bar is filled where the side keeps the bond in most draws, "
        "and hollow where it lets go. At the right stands the share of draws in which it keeps the bond.",
        found,
        lambda width: [_draw(found, width)],
        notes=[
            "Filled bar: the side keeps the bond in most draws; hollow bar: it lets go. Per cent: share of draws in which it keeps it."
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
    for tick in _TICKS:
        parts.append(text(scale(tick), y + 16, words=f"{tick:g}", class_="s", anchor="middle"))
    parts.append(text(scale.end, y + 34, words="worth of next year as a share of this one", class_="s", anchor="end"))
    return Drawing(join(*parts), y + 42)


def _block(rows: Sequence[Shadow], index: int, *, y: float, scale: Scale, narrow: bool) -> tuple[list[Markup], float]:
    """The lanes of a side, and where the next block begins."""
    first, lane = rows[0], _LANE + (20 if narrow else 0)
    top, bottom = y + 30, y + 34 + lane * len(rows)
    words = f"critical patience {decimal_or_dash(first.critical, 2)}"
    head = fit(first.side, 130 if narrow else scale.start - 30, bold=True)
    middle = min(max(scale(first.critical), scale.start + (210 if narrow else 80)), scale.end - 80)
    parts = [
        *(line(scale(t), top, x2=scale(t), y2=bottom, class_="grid") for t in _TICKS),
        pair_mark(index, 8, y=y + 14),
        text(22, y + 18, words=head, class_="h"),
        text(middle, y + 18, words=words, class_="b", anchor="middle"),
    ]
    for place, row in enumerate(rows):
        parts += _lane(row, index, top=top + lane * place, lane=lane, scale=scale, narrow=narrow)
    return parts, bottom + 8


def _lane(row: Shadow, index: int, *, top: float, lane: float, scale: Scale, narrow: bool) -> list[Markup]:
    """A scenario: its name, the interval of critical patience behind the bar, and the line that the bar must reach."""
    middle = top + lane - 14
    side = "first" if index == 0 else "second"
    filled = row.share >= 0.5
    class_ = f"bar {side}" if filled else f"bar method {side}"
    lines = wrap(row.scenario, scale.end - scale.start if narrow else scale.start - 16, lines=1 if narrow else 2)
    left, right = scale(row.critical_low), scale(row.critical_high)
    at = (scale.start, middle - 18) if narrow else (scale.start - 10, middle + 4 - 6.5 * (len(lines) - 1))
    return [
        *paragraph(*at, lines=lines, class_="s", step=13, anchor=None if narrow else "end"),
        rect(left, middle - 12, width=right - left, height=24, class_="pale"),
        rect(scale.start, middle - _BAR / 2, width=scale(row.shadow) - scale.start, height=_BAR, class_=class_),
        line(scale(row.low), middle, x2=scale(row.high), y2=middle, class_="whisker"),
        *([line(scale(row.low), middle, x2=scale(row.shadow), y2=middle, class_="whisker lit")] if filled else []),
        line(scale(row.critical), middle - 13, x2=scale(row.critical), y2=middle + 13, class_="prior"),
        text(scale.end + 8, middle + 4, words=percent(row.share), class_="b"),
    ]
