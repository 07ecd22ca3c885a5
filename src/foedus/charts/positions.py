"""Where the pair stands on each issue: two marks with their intervals, and the gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import join, line, paragraph, text
from foedus.charts.figure import Figure
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale, pair_key, pair_mark
from foedus.charts.theme import SMALL


class Position(NamedTuple):
    """One of the pair on one issue; no value where it is silent.

    Positions run from -1, the negative pole, to 1, the positive one; convergence from 0, opposite poles, to 1.
    """

    issue: str
    question: str
    negative_pole: str
    positive_pole: str
    actor: str
    value: float | None
    low: float | None
    high: float | None
    convergence: float | None


def positions(rows: Iterable[Position], *, actors: Sequence[str]) -> Figure | None:
    """Draw the issues on which at least one of the pair has a position, furthest apart first, in two panels.

    Parameters
    ----------
    rows : iterable of Position
        Two for each issue.
    actors : sequence of str
        The two, as they are called in the rows.
    """
    found = list(rows)
    heard = {row.issue for row in found if row.value is not None}
    order = {issue: place for place, issue in enumerate(dict.fromkeys(row.issue for row in found))}
    found = sorted(
        (row for row in found if row.issue in heard),
        key=lambda row: (row.convergence is None, row.convergence or 0.0, order[row.issue], actors.index(row.actor)),
    )
    if not found:
        return None
    issues = [list(group) for _, group in groupby(found, key=lambda row: row.issue)]
    half = (len(issues) + 1) // 2
    groups = [group for group in (issues[:half], issues[half:]) if group]
    titles = ["wider gaps", "narrower gaps, or one side silent"] if len(groups) > 1 else [""]
    return Figure(
        "positions",
        "Positions of the pair on each issue",
        "One row for each issue from its negative pole on the left to its positive pole on the right. A filled circle is "
        f"{actors[0]}, a hollow diamond {actors[1]}; thin lines are intervals, the thick line is the gap. The issues with "
        "the widest gap come first, those on which one of the two is silent last.",
        found,
        lambda width: [
            _panel(group, actors, width=width, title=title) for group, title in zip(groups, titles, strict=True)
        ],
        layout="panels",
    )


def _panel(issues: Sequence[Sequence[Position]], actors: Sequence[str], *, width: float, title: str) -> Drawing:
    parts = [pair_key(actors, 0, y=14, room=120)]
    ground: list[Markup] = []
    y = 26.0
    for pair in issues:
        under, over, bottom = _issue(pair, y, width=width)
        ground += [line(0, y, x2=width, y2=y, class_="grid"), *under]
        parts += over
        y = bottom
    return Drawing(join(*ground, *parts), y + 2, title)


def _issue(pair: Sequence[Position], y: float, *, width: float) -> tuple[list[Markup], list[Markup], float]:
    """Lines below the marks, the marks and words, and the lower edge of the row."""
    scale = Scale(-1, 1, 8, width - 8)
    issue = pair[0]
    question = wrap(issue.question, width - 74, lines=3, bold=True)
    middle = y + 14 * len(question) + 24
    words = paragraph(0, y + 17, lines=question, class_="b")
    silent = issue.convergence is None
    words.append(
        text(
            width,
            y + 17,
            words="one silent" if silent else f"{issue.convergence:.2f}",
            class_="s" if silent else "b",
            anchor="end",
        )
    )
    poles = [wrap(pole, width / 2 - 16, size=SMALL, lines=2) for pole in (issue.negative_pole, issue.positive_pole)]
    for pole, at, anchor in zip(poles, (scale.start, scale.end), (None, "end"), strict=True):
        words += paragraph(at, middle + 26, lines=pole, class_="s", step=13, anchor=anchor)
    under = [
        line(scale.start, middle, x2=scale.end, y2=middle, class_="track"),
        line(scale(0), middle - 9, x2=scale(0), y2=middle + 9, class_="track"),
    ]
    held = [scale(row.value) for row in pair if row.value is not None]
    if len(held) == 2:
        under.append(line(min(held), middle, x2=max(held), y2=middle, class_="gap"))
    marks = [mark for index, row in enumerate(pair) for mark in _held(row, index, scale=scale, middle=middle)]
    return under, [*words, *marks], middle + 23 + 13 * max(map(len, poles))


def _held(row: Position, index: int, *, scale: Scale, middle: float) -> list[Markup]:
    """The interval and the mark of one of the two, the first a little above the line and the second below."""
    if row.value is None:
        return []
    y = middle + (-6 if index == 0 else 6)
    marks = [pair_mark(index, scale(row.value), y=y)]
    if row.low is not None and row.high is not None:
        marks.insert(
            0, line(scale(row.low), y, x2=scale(row.high), y2=y, class_="reach first" if index == 0 else "reach second")
        )
    return marks
