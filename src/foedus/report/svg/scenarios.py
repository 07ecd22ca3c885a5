"""Scenarios as small multiples: the four outcomes in each, against the baseline in which everything persists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.report.svg.element import join, line, rect, text
from foedus.report.svg.figure import Drawing, Figure, build_figure, is_narrow
from foedus.report.svg.letters import wrap
from foedus.report.svg.marks import OUTCOMES, Scale, outcome_mark, percent, points

_ROW = 30.0


def draw_scenarios(scenarios: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw ``verdict["scenarios"]``, the first of them as the baseline; None without one."""
    if not scenarios:
        return None

    def draw(width: float) -> Drawing:
        return _draw(width, scenarios)

    return build_figure(
        "scenarios",
        "The four outcomes in each scenario",
        "One panel for each scenario, and in it a row for each outcome from 0 to 100 percent: the bar is the interval, the "
        "mark the probability, the upright tick the probability when everything persists. The numbers on the right are "
        "the probability and its change in percentage points.",
        draw,
    )


def _draw(width: float, scenarios: Sequence[Mapping[str, Any]]) -> Drawing:
    columns = 1 if is_narrow(width) else 2
    gap = 44.0
    panel = (width - gap * (columns - 1)) / columns
    base = {name: _value(scenarios[0], name) for name in OUTCOMES}
    parts: list[Markup] = []
    y = 0.0
    for start in range(0, len(scenarios), columns):
        row = scenarios[start : start + columns]
        heads = [wrap(str(s.get("label") or s["id"]), panel, 14, lines=3, bold=True) for s in row]
        head = max(len(lines) for lines in heads) * 18
        for i, (scenario, lines) in enumerate(zip(row, heads, strict=True)):
            parts += _panel(scenario, lines, (panel + gap) * i, y, panel, head, None if start + i == 0 else base)
        y += head + 24 + _ROW * len(OUTCOMES) + 26
    return Drawing(join(*parts), y - 12)


def _value(scenario: Mapping[str, Any], name: str) -> float | None:
    cell = (scenario.get("outcomes") or {}).get(name) or {}
    return None if cell.get("probability") is None else float(cell["probability"])


def _panel(
    scenario: Mapping[str, Any],
    head: Sequence[str],
    left: float,
    top: float,
    width: float,
    head_height: float,
    base: Mapping[str, float | None] | None,
) -> list[Markup]:
    parts = [text(left, top + 16 + 18 * i, words, "h") for i, words in enumerate(head)]
    share = scenario.get("draw_share")
    words = "baseline" if base is None else "holds in " + percent(share) + " of the patterns"
    parts.append(text(left, top + head_height + 17, words, "s"))
    scale = Scale(0, 1, left + 88, left + width - 98)
    y = top + head_height + 26
    rows = [y + _ROW * (i + 0.5) for i in range(len(OUTCOMES))]
    parts += [line(scale(0), middle, scale(1), middle, "track") for middle in rows]
    if base is not None:
        ticks = [
            (scale(value), middle)
            for middle, name in zip(rows, OUTCOMES, strict=True)
            if (value := base[name]) is not None
        ]
        parts += [line(at, middle - 10, at, middle + 10, "prior") for at, middle in ticks]
    for middle, name in zip(rows, OUTCOMES, strict=True):
        cell = (scenario.get("outcomes") or {}).get(name) or {}
        value = _value(scenario, name)
        parts.append(text(left, middle + 4, name))
        if value is not None:
            if cell.get("low") is not None and cell.get("high") is not None:
                low, high = scale(float(cell["low"])), scale(float(cell["high"]))
                parts.append(rect(low, middle - 4, high - low, 8, f"span o-{name}"))
            parts.append(outcome_mark(name, scale(value), middle, 4.6))
            parts.append(text(left + width - 52, middle + 4, percent(value), "b", anchor="end"))
            if base is not None:
                parts.append(text(left + width, middle + 4, points(cell.get("change")), "s", anchor="end"))
    return parts
