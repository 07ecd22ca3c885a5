"""What binds and what divides: the presence of each factor with its interval."""

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
    """A factor: its pull, the probability that it is there with its interval, and the shift of one outcome that it causes."""

    factor: str
    label: str
    pull: str
    presence: float
    low: float
    high: float
    shift: float | None


def factors(rows: Iterable[Factor], *, outcome: str) -> Figure | None:
    """Draw the presences, the likeliest first, a panel for each pull; None without a factor.

    Parameters
    ----------
    rows : iterable of Factor
        In any order.
    outcome : str
        The outcome whose shift is written beside each bar.
    """
    found = sorted(
        (row for row in rows if row.pull in PULLS), key=lambda row: (list(PULLS).index(row.pull), -row.presence)
    )
    if not found:
        return None
    groups = [group for pull in PULLS if (group := [row for row in found if row.pull == pull])]
    return Figure(
        "factors",
        "Factors that bind and factors that divide",
        "One bar for each factor from 0 to the probability that it is there, with the interval as a thin line; one panel for the "
        f"binding factors, one for the dividing. Beside each bar: that probability, and the shift of {outcome} in percentage "
        "points.",
        found,
        lambda width: [_panel(group, width, outcome=outcome) for group in groups],
        layout="panels",
    )


def _panel(rows: Sequence[Factor], width: float, *, outcome: str) -> Drawing:
    scale, heading = Scale(0, 1, 4, width - 92), f"What {rows[0].pull}"
    parts = [
        text(0, 14, words=heading, class_="h"),
        text(width - 52, 14, words="there", class_="s", anchor="end"),
        text(width, 14, words=outcome, class_="s", anchor="end"),
    ]
    y = 26.0
    for row in rows:
        lines = wrap(row.label, width - 8, lines=3)
        middle = y + 14 * len(lines) + 15
        parts += paragraph(0, y + 14, lines=lines) + _bar(row, scale, y=middle)
        parts.append(text(width - 52, middle + 4, words=decimal_or_dash(row.presence), class_="b", anchor="end"))
        parts.append(text(width, middle + 4, words=points(row.shift), anchor="end"))
        y = middle + 12
    parts += [text(scale(tick), y + 16, words=f"{tick:g}", class_="s", anchor="middle") for tick in (0.0, 0.5, 1.0)]
    return Drawing(join(*parts), y + 22, heading)


def _bar(row: Factor, scale: Scale, *, y: float) -> list[Markup]:
    left, right = sorted((scale(0), scale(row.presence)))
    parts = [
        rect(left, y - 6, width=right - left, height=12, class_=f"bar {row.pull}"),
        line(scale(0), y - 9, x2=scale(0), y2=y + 9, class_="axis"),
    ]
    ends = scale(row.low), scale(row.high)
    parts.append(line(ends[0], y, x2=ends[1], y2=y, class_="whisker"))
    return [*parts, *(line(end, y - 4, x2=end, y2=y + 4, class_="whisker") for end in ends)]
