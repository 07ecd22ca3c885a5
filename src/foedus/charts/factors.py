"""What binds and what divides: the strength of each factor with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import join, line, paragraph, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale, decimal_or_dash, points
from foedus.terms.kinds import PULLS


class Factor(NamedTuple):
    """A factor: its pull, its strength from 0 to 1 with the interval, and the shift of one outcome that it causes."""

    factor: str
    label: str
    pull: str
    strength: float
    low: float
    high: float
    shift: float | None


def factors(rows: Iterable[Factor], *, outcome: str) -> Figure | None:
    """Draw the strengths, strongest first, a panel for each pull; None without a factor.

    Parameters
    ----------
    rows : iterable of Factor
        In any order.
    outcome : str
        The outcome whose shift is written beside each bar.
    """
    found = sorted(
        (row for row in rows if row.pull in PULLS), key=lambda row: (list(PULLS).index(row.pull), -row.strength)
    )
    if not found:
        return None
    lowest = min(0.0, *(end for row in found for end in (row.low, row.strength)))
    groups = [group for pull in PULLS if (group := [row for row in found if row.pull == pull])]
    return Figure(
        "factors",
        "Factors that bind and factors that divide",
        "One bar for each factor from no strength to its strength, with the interval as a thin line; one panel for the "
        f"binding factors, one for the dividing. Beside each bar: the strength, and the shift of {outcome} in percentage "
        "points.",
        found,
        lambda width: [_panel(group, width, lowest, outcome) for group in groups],
        layout="panels",
    )


def _panel(rows: Sequence[Factor], width: float, lowest: float, outcome: str) -> Drawing:
    scale, heading = Scale(lowest, 1, 4, width - 92), f"What {rows[0].pull}"
    parts = [
        text(0, 14, heading, "h"),
        text(width - 52, 14, "strength", "s", anchor="end"),
        text(width, 14, outcome, "s", anchor="end"),
    ]
    y = 26.0
    for row in rows:
        lines = wrap(row.label, width - 8, lines=3)
        middle = y + 14 * len(lines) + 15
        parts += paragraph(0, y + 14, lines) + _bar(row, scale, middle)
        parts.append(text(width - 52, middle + 4, decimal_or_dash(row.strength), "b", anchor="end"))
        parts.append(text(width, middle + 4, points(row.shift), anchor="end"))
        y = middle + 12
    parts += [text(scale(tick), y + 16, f"{tick:g}", "s", anchor="middle") for tick in (0.0, 0.5, 1.0)]
    return Drawing(join(*parts), y + 22, heading)


def _bar(row: Factor, scale: Scale, y: float) -> list[Markup]:
    left, right = sorted((scale(0), scale(row.strength)))
    parts = [rect(left, y - 6, right - left, 12, f"bar {row.pull}"), line(scale(0), y - 9, scale(0), y + 9, "axis")]
    ends = scale(row.low), scale(row.high)
    parts.append(line(ends[0], y, ends[1], y, "whisker"))
    return [*parts, *(line(end, y - 4, end, y + 4, "whisker") for end in ends)]
