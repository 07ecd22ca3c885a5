"""The backtest in one figure: what was forecast against how often it came, both on logarithmic scales."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import circle, join, line, path, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.marks import Scale

LEAST, MOST = 1e-6, 1.0
TITLES = {"a": "any alliance, counted by dyads", "c": "pacts of up to four, counted by treaty"}


def draw_reliability(rows: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw ``verdict["outside"]["reliability"]``, one panel for each target; None without a row."""
    targets = [target for target in TITLES if any(row["target"] == target for row in rows)]
    if not targets:
        return None
    return build_panels(
        "reliability",
        "Forecasts of the outlook against what came",
        "Points of a backtest: across, the yearly chance that was forecast; up, the share of dyads to which it happened; "
        "both on logarithmic scales. On the diagonal forecasts came true as often as they said. Hollow points at the foot: "
        "it never happened.",
        [_panel(target, [row for row in rows if row["target"] == target]) for target in targets],
    )


def _panel(target: str, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    height = 300.0
    x = Scale(math.log10(LEAST), 0, 46, NARROW - 14)
    y = Scale(math.log10(LEAST), 0, height - 44, 30)
    parts: list[Markup] = [text(0, 14, TITLES[target], "h")]
    for power in (-6, -4, -2, 0):
        share = f"{10.0 ** (power + 2):g}\u00a0%"
        parts += [line(x.start, y(power), x.end, y(power), "grid"), line(x(power), y(0), x(power), y.start, "grid")]
        parts.append(text(x.start - 5, y(power) + 4, share, "s", anchor="end"))
        parts.append(text(x(power), y.start + 16, share, "s", anchor="middle" if power < 0 else "end"))
    parts.append(path([(x.start, y.start), (x.end, y(0))], "lead"))
    parts.append(
        text((x.start + x.end) / 2, height - 8, "forecast for a year (upright: observed)", "s", anchor="middle")
    )
    for row in rows:
        none = row["observed"] <= 0
        at = (x(_log(row["forecast"])), y(_log(row["observed"])))
        parts.append(circle(*at, 4.5, "m p-second" if none else "m p-first"))
    return Drawing(join(*parts), height, TITLES[target])


def _log(share: float) -> float:
    return math.log10(max(share, LEAST))
