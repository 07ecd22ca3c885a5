"""Scenarios as small multiples: the four outcomes in each, against the baseline in which everything persists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale, outcome_mark, percent, points, proportion
from foedus.terms.outcomes import OUTCOMES

_ROW = 27.0
_SCALE = Scale(0, 1, 76, NARROW - 92)


def draw_scenarios(scenarios: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw ``verdict["scenarios"]``, the first of them as the baseline; None without one."""
    if not scenarios:
        return None
    base = {name: _value(scenarios[0], name) for name in OUTCOMES}
    panels = [_panel(scenario, None if i == 0 else base) for i, scenario in enumerate(scenarios)]
    return build_panels(
        "scenarios",
        "The four outcomes in each scenario",
        "One panel for each scenario, and in it a row for each outcome from 0 to 100 percent: the bar is the interval, the "
        "mark the probability, the upright tick the probability when everything persists. The numbers on the right are "
        "the probability and its change in percentage points.",
        panels,
    )


def _value(scenario: Mapping[str, Any], name: str) -> float | None:
    cell = (scenario.get("outcomes") or {}).get(name) or {}
    return None if cell.get("probability") is None else float(cell["probability"])


def _panel(scenario: Mapping[str, Any], base: Mapping[str, float | None] | None) -> Drawing:
    label = str(scenario.get("label") or scenario["id"])
    lines = wrap(label, NARROW, 14, lines=4, bold=True)
    parts = [text(0, 15 + 18 * i, words, "h") for i, words in enumerate(lines)]
    top = 18.0 * len(lines)
    share = scenario.get("draw_share")
    words = "baseline" if base is None else f"holds in {proportion(share)} of the patterns"
    parts.append(text(0, top + 14, words, "s"))
    rows = [(name, top + 24 + _ROW * (i + 0.5)) for i, name in enumerate(OUTCOMES)]
    parts += [line(_SCALE(0), y, _SCALE(1), y, "track") for _, y in rows]
    for name, y in rows:
        cell = (scenario.get("outcomes") or {}).get(name) or {}
        value = _value(scenario, name)
        parts.append(text(0, y + 4, name))
        if value is None:
            continue
        if cell.get("low") is not None and cell.get("high") is not None:
            low, high = _SCALE(float(cell["low"])), _SCALE(float(cell["high"]))
            parts.append(rect(low, y - 4, high - low, 8, f"span o-{name}"))
        parts.append(outcome_mark(name, _SCALE(value), y, 4.6))
        parts.append(text(NARROW - 48, y + 4, percent(value), "b", anchor="end"))
        if base is not None:
            parts.append(text(NARROW, y + 4, points(cell.get("change")), "s", anchor="end"))
    if base is not None:
        ticks = [(_SCALE(at), y) for name, y in rows if (at := base[name]) is not None]
        parts += [line(at, y - 9, at, y + 9, "prior") for at, y in ticks]
    return Drawing(join(*parts), top + 28 + _ROW * len(OUTCOMES), label)
