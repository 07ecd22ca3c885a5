"""What binds and what divides: the strength of each factor with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale, decimal_or_dash, points
from foedus.terms.kinds import PULLS


def draw_factors(factors: Sequence[Mapping[str, Any]], outcome: str) -> Figure | None:
    """Draw the strengths, strongest first, and the shift of one outcome that each factor causes.

    Parameters
    ----------
    factors : sequence of mapping
        ``verdict["factors"]``.
    outcome : str
        The outcome whose shift is written beside each bar.

    Returns
    -------
    Figure or None
        None without a factor.
    """
    lowest = min([0.0, *(float(f.get(key) or 0) for f in factors for key in ("low", "strength"))])
    panels = []
    for pull in PULLS:
        group = sorted((f for f in factors if f.get("pull") == pull), key=lambda f: -float(f.get("strength") or 0))
        if group:
            panels.append(_panel(f"What {pull}", group, Scale(lowest, 1, 4, NARROW - 92), outcome))
    if not panels:
        return None
    return build_panels(
        "factors",
        "Factors that bind and factors that divide",
        "One bar for each factor from no strength to its strength, with the interval as a thin line; one panel for the "
        f"binding factors, one for the dividing. Beside each bar: the strength, and the shift of {outcome} in percentage "
        "points.",
        panels,
    )


def _panel(heading: str, factors: Sequence[Mapping[str, Any]], scale: Scale, outcome: str) -> Drawing:
    parts = [
        text(0, 14, heading, "h"),
        text(NARROW - 52, 14, "strength", "s", anchor="end"),
        text(NARROW, 14, outcome, "s", anchor="end"),
    ]
    y = 26.0
    for factor in factors:
        row, y = _row(factor, scale, y, outcome)
        parts += row
    parts += [text(scale(tick), y + 16, f"{tick:g}", "s", anchor="middle") for tick in (0.0, 0.5, 1.0)]
    return Drawing(join(*parts), y + 22, heading)


def _row(factor: Mapping[str, Any], scale: Scale, y: float, outcome: str) -> tuple[list[Markup], float]:
    label = str(factor.get("label") or factor["id"])
    strength = float(factor.get("strength") or 0)
    lines = wrap(label, NARROW - 8, 12, lines=3)
    parts = [text(0, y + 14 + 14 * i, words) for i, words in enumerate(lines)]
    middle = y + 14 * len(lines) + 15
    left, right = sorted((scale(0), scale(strength)))
    parts.append(rect(left, middle - 6, right - left, 12, f"bar {factor.get('pull')}"))
    parts.append(line(scale(0), middle - 9, scale(0), middle + 9, "axis"))
    if factor.get("low") is not None and factor.get("high") is not None:
        low, high = scale(float(factor["low"])), scale(float(factor["high"]))
        parts.append(line(low, middle, high, middle, "whisker"))
        parts += [line(end, middle - 4, end, middle + 4, "whisker") for end in (low, high)]
    parts.append(text(NARROW - 52, middle + 4, decimal_or_dash(factor.get("strength")), "b", anchor="end"))
    parts.append(text(NARROW, middle + 4, points((factor.get("shift") or {}).get(outcome)), anchor="end"))
    return parts, middle + 12
