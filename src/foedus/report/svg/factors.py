"""What binds and what divides: the strength of each factor with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.report.svg.element import el, join, line, rect, text
from foedus.report.svg.figure import Drawing, Figure, build_figure, is_narrow
from foedus.report.svg.letters import wrap
from foedus.report.svg.marks import Scale, points, signed

HEADINGS = {"binds": "What binds", "divides": "What divides"}


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
    if not factors:
        return None

    def draw(width: float) -> Drawing:
        return _draw(width, factors, outcome)

    return build_figure(
        "factors",
        "Factors that bind and factors that divide",
        "One bar for each factor from no strength to its strength, with the interval as a thin line; binding factors "
        f"above, dividing factors below. Beside each bar: the shift of {outcome} in percentage points.",
        draw,
    )


def _draw(width: float, factors: Sequence[Mapping[str, Any]], outcome: str) -> Drawing:
    narrow = is_narrow(width)
    lowest = min([0.0, *(float(f.get("low") or 0) for f in factors), *(float(f.get("strength") or 0) for f in factors)])
    scale = Scale(min(lowest, 0), 1, 4, width - 64) if narrow else Scale(min(lowest, 0), 1, 360, width - 190)
    parts: list[Markup] = []
    y = 18.0
    if narrow:
        parts.append(text(width, 12, f"shift of {outcome}", "s", anchor="end"))
    else:
        parts.append(text(width - 170, 12, "strength", "s"))
        parts.append(text(width, 12, f"shift of {outcome}", "s", anchor="end"))
    for pull, heading in HEADINGS.items():
        group = sorted((f for f in factors if f.get("pull") == pull), key=lambda f: -float(f.get("strength") or 0))
        if not group:
            continue
        parts.append(text(0, y + 14, heading, "h"))
        y += 26
        start = y
        for factor in group:
            row, y = _row(factor, scale, y, width, narrow, outcome)
            parts += row
        parts.append(line(scale(0), start - 2, scale(0), y, "axis"))
        y += 12
    for tick in (0.0, 0.5, 1.0):
        parts.append(text(scale(tick), y + 4, f"{tick:g}", "s", anchor="middle"))
    return Drawing(join(*parts), y + 12)


def _row(
    factor: Mapping[str, Any], scale: Scale, y: float, width: float, narrow: bool, outcome: str
) -> tuple[list[Markup], float]:
    label = str(factor.get("label") or factor["id"])
    strength = float(factor.get("strength") or 0)
    class_ = "bar binds" if factor.get("pull") == "binds" else "bar divides"
    lines = wrap(label, width - 4 if narrow else 340, lines=2)
    height = (len(lines) * 15 + 25) if narrow else max(30, len(lines) * 15 + 9)
    middle = y + height - 14 if narrow else y + height / 2
    parts: list[Markup] = []
    first = y + 12 if narrow else middle - (len(lines) - 1) * 7.5 + 4
    for i, words in enumerate(lines):
        parts.append(text(0, first + 15 * i, words))
    left, right = sorted((scale(0), scale(strength)))
    parts.append(rect(left, middle - 6, right - left, 12, class_))
    if factor.get("low") is not None and factor.get("high") is not None:
        low, high = scale(float(factor["low"])), scale(float(factor["high"]))
        parts.append(
            el(
                "path",
                d=f"M{low:.1f} {middle:.1f}H{high:.1f}M{low:.1f} {middle - 4:.1f}v8M{high:.1f} {middle - 4:.1f}v8",
                class_="whisker",
            )
        )
    shift = (factor.get("shift") or {}).get(outcome)
    if not narrow:
        parts.append(text(width - 170, middle + 4, signed(strength), "b"))
    parts.append(text(width, middle + 4, points(shift), "b" if narrow else "", anchor="end"))
    return parts, y + height
