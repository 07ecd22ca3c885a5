"""A backtest in one figure: what was forecast against how often it came, both on logarithmic scales."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from foedus.charts.drawn import Drawing
from foedus.charts.element import circle, join, line, paragraph, path, text
from foedus.charts.figure import Figure
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale
from foedus.charts.theme import HEADING

LEAST = 1e-6
"""Foot of both scales; what never happened stands there."""


class Bin(NamedTuple):
    """Forecasts of about the same size: their mean, the share that came, and the dyad-years among them."""

    event: str
    counted_by: str
    forecast: float
    observed: float
    weight: float


def reliability(rows: Iterable[Bin]) -> Figure | None:
    """Draw a panel for each event and way of counting, in the order in which they come; None without a row."""
    found = list(rows)
    if not found:
        return None
    groups = [list(group) for _, group in groupby(found, key=lambda row: (row.event, row.counted_by))]
    return Figure(
        "reliability",
        "Forecasts of the outlook against what came",
        "Points of a backtest: across, the yearly chance that was forecast; up, the share of dyads to which it happened; "
        "both on logarithmic scales. On the diagonal forecasts came true as often as they said. Hollow points at the foot: "
        "it never happened.",
        found,
        lambda width: [_panel(group, width) for group in groups],
        layout="panels",
    )


def _panel(rows: Sequence[Bin], width: float) -> Drawing:
    title = f"{rows[0].event[:1].upper()}{rows[0].event[1:]}, counted by {rows[0].counted_by}"
    lines = wrap(title, width, size=HEADING, lines=2, bold=True)
    top = 30 + 18.0 * (len(lines) - 1)
    x, y = Scale(math.log10(LEAST), 0, 62, width - 14), Scale(math.log10(LEAST), 0, top + 226, top)
    parts = paragraph(0, 14, lines=lines, class_="h", step=18)
    for power in (-6, -4, -2, 0):
        share = f"{10.0 ** (power + 2):g}\u00a0%"
        parts += [
            line(x.start, y(power), x2=x.end, y2=y(power), class_="grid"),
            line(x(power), y(0), x2=x(power), y2=y.start, class_="grid"),
        ]
        parts.append(text(x.start - 5, y(power) + 4, words=share, class_="s", anchor="end"))
        parts.append(text(x(power), y.start + 16, words=share, class_="s", anchor="end" if power == 0 else "middle"))
    parts.append(path([(x.start, y.start), (x.end, y(0))], "lead"))
    told = "forecast for a year (upright: observed)"
    parts.append(text((x.start + x.end) / 2, y.start + 36, words=told, class_="s", anchor="middle"))
    parts += [
        circle(
            x(_log(row.forecast)),
            y(_log(row.observed)),
            r=4.5,
            class_="m p-first" if row.observed > 0 else "m p-second",
        )
        for row in rows
    ]
    return Drawing(join(*parts), y.start + 44, title)


def _log(share: float) -> float:
    return math.log10(max(share, LEAST))
