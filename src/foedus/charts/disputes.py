"""Bargaining on disputed issues: who stands where with what weight, the compromise, and who gives way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import circle, join, line, path, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit, wrap
from foedus.charts.marks import Scale, proportion, signed

_ROW, _NAME, _SHARE = 22.0, 104.0, 60.0


class Dispute(NamedTuple):
    """A disputed issue, from -1, its negative pole, to 1: the compromise, its interval, and the error of past ones."""

    question: str
    compromise: float
    low: float
    high: float
    error_low: float
    error_high: float


class Weighed(NamedTuple):
    """An actor on a disputed issue with its share of the weight; `after` the rounds, none where they were not run."""

    question: str
    actor: str
    position: float
    weight: float
    after: float | None


def disputes(rows: Iterable[Weighed], compromises: Sequence[Dispute]) -> Figure | None:
    """Draw one panel for each issue that could be weighed; None without one.

    Parameters
    ----------
    rows : iterable of Weighed
    compromises : sequence of Dispute
        One for each issue, in the order of the panels.
    """
    weighed = list(rows)
    if not compromises:
        return None
    return Figure(
        "disputes",
        "Bargaining on what divides the two",
        "One row for each actor from the negative pole on the left to the positive one on the right: the filled circle is its "
        "position, larger with more weight; a line leads to the hollow circle, where it stands after the rounds of the "
        "expected utility model. The upright line is the compromise, the dark band its interval, the pale band the error of "
        "past such figures.",
        weighed,
        lambda width: [
            _panel(issue, [row for row in weighed if row.question == issue.question], width=width)
            for issue in compromises
        ],
        layout="panels",
    )


def _panel(issue: Dispute, rows: Sequence[Weighed], *, width: float) -> Drawing:
    scale = Scale(-1, 1, _NAME + 6, width - _SHARE)
    title = wrap(issue.question, width - 4, size=12, lines=3, bold=True)
    parts: list[Markup] = [text(0, 14 + 15 * at, words=words, class_="b") for at, words in enumerate(title)]
    top = 15.0 * len(title) + 26
    bottom = top + _ROW * len(rows) + 4
    middle = scale(issue.compromise)
    bands = [
        rect(scale(low), top, width=scale(high) - scale(low), height=bottom - top, class_=class_)
        for low, high, class_ in ((issue.error_low, issue.error_high, "pale"), (issue.low, issue.high, "dense"))
    ]
    parts.append(text(middle, top - 6, words=signed(issue.compromise), class_="sb", anchor="middle"))
    parts.append(line(middle, top - 2, x2=middle, y2=bottom, class_="prior"))
    heaviest = max(row.weight for row in rows)
    for at, row in enumerate(sorted(rows, key=lambda row: (row.position, row.actor))):
        parts += _actor(row, heaviest, y=top + _ROW * (at + 0.5), scale=scale)
    axis = [line(scale(value), bottom, x2=scale(value), y2=bottom + 4, class_="axis") for value in (-1, 0, 1)]
    words = [
        text(scale(value), bottom + 17, words=shown, class_="s", anchor="middle")
        for value, shown in ((-1, "\u22121"), (0, "0"), (1, "+1"))
    ]
    baseline = line(scale.start, bottom, x2=scale.end, y2=bottom, class_="axis")
    return Drawing(join(*bands, baseline, *axis, *words, *parts), bottom + 24, issue.question)


def _actor(row: Weighed, heaviest: float, *, y: float, scale: Scale) -> list[Markup]:
    at = scale(row.position)
    size = 2.5 + 4.5 * math.sqrt(row.weight / heaviest) if heaviest > 0 else 2.5
    parts = [text(0, y + 4, words=fit(row.actor, _NAME - 4))]
    if row.after is not None and abs(row.after - row.position) > 0.005:
        parts.append(path([(at, y), (scale(row.after), y)], "lead strong"))
        parts.append(circle(scale(row.after), y, r=4, class_="m p-second"))
    parts.append(circle(at, y, r=size, class_="m p-first"))
    parts.append(text(scale.end + _SHARE, y + 4, words=proportion(row.weight), class_="s", anchor="end"))
    return parts
