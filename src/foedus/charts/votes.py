"""Two measures of agreement by year, broken where a year has no joint vote, over the number of joint votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import Point, join, line, path, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import text_width
from foedus.charts.marks import Scale, pair_key, pair_mark
from foedus.charts.theme import SMALL

STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0)
COUNTS = 46.0
"""Pixels for the bars of the numbers of joint votes."""


class VoteYear(NamedTuple):
    """A measure in a year; None where it is not known."""

    measure: str
    year: int
    value: float | None
    n: int


def votes_by_year(rows: Iterable[VoteYear], *, title: str, notes: Sequence[str] = ()) -> Figure | None:
    """Draw at most two measures by year; None without a value.

    Parameters
    ----------
    rows : iterable of VoteYear
        Each measure in the order of years, one row for each year.
    title : str
        Whose votes they are.
    notes : sequence of str
        What is counted, told under the figure.
    """
    given = list(rows)
    measures = list(dict.fromkeys(row.measure for row in given))[:2]
    found = [row for row in given if row.measure in measures]
    if all(row.value is None for row in found):
        return None
    marks = ("filled circles on a full line", "hollow diamonds on a thinner line")
    told = ", ".join(f"{measure} by {mark}" for measure, mark in zip(measures, marks, strict=False))
    return Figure(
        "votes",
        title,
        f"By year: {told}. A line is broken where a year has no value. Bars below are the joint votes of each year.",
        found,
        lambda width: [_draw(width, found, measures)],
        notes=notes,
    )


def _draw(width: float, rows: Sequence[VoteYear], measures: Sequence[str]) -> Drawing:
    narrow = is_narrow(width)
    height = 250.0 if narrow else 280.0
    values = [row.value for row in rows if row.value is not None]
    low = max((step for step in STEPS if step <= min(*values, 0.0)), default=STEPS[0])
    x = Scale(min(row.year for row in rows), max(row.year for row in rows), 44, width - 20)
    y = Scale(low, 1, height, 34)
    parts = [pair_key(measures, 40, y=16, room=200), _grid(x, y, low=low)]
    for index, measure in enumerate(measures):
        parts += _line([row for row in rows if row.measure == measure], index, x=x, y=y)
    parts += [_bars([row for row in rows if row.measure == measures[0]], x, top=height + 16)]
    parts += [_years(x, y=height + 16 + COUNTS)]
    return Drawing(join(*parts), height + COUNTS + 42)


def _grid(x: Scale, y: Scale, *, low: float) -> Markup:
    shown = [step for step in STEPS if step >= low]
    lines = [line(x.start - 4, y(step), x2=x.end, y2=y(step), class_="axis" if step == 0 else "grid") for step in shown]
    words = [text(x.start - 10, y(step) + 4, words=f"{step:g}", class_="s", anchor="end") for step in shown]
    return join(*lines, *words)


def _line(rows: Sequence[VoteYear], index: int, *, x: Scale, y: Scale) -> list[Markup]:
    """The line in its unbroken parts, and a mark for each year."""
    parts: list[Markup] = []
    run: list[Point] = []
    before: int | None = None
    points: list[Point] = []
    for row in rows:
        if row.value is None or (before is not None and row.year != before + 1):
            parts += _stroke(run, index)
            run = []
        if row.value is not None:
            run.append((x(row.year), y(row.value)))
            points.append(run[-1])
            before = row.year
    return [*parts, *_stroke(run, index), *(pair_mark(index, px, y=py, size=2.5) for px, py in points)]


def _stroke(run: Sequence[Point], index: int) -> list[Markup]:
    return [path(run, "ties w3" if index == 0 else "ties odd w1")] if len(run) > 1 else []


def _bars(rows: Sequence[VoteYear], x: Scale, *, top: float) -> Markup:
    most = max(1, *(row.n for row in rows))
    height = Scale(0, most, 0, COUNTS - 12)
    thick = max(1.0, 0.7 * (x.end - x.start) / max(1.0, x.high - x.low))
    foot = top + COUNTS
    parts = [
        rect(x(row.year) - thick / 2, foot - height(row.n), width=thick, height=height(row.n), class_="dense")
        for row in rows
        if row.n
    ]
    return join(
        *parts,
        line(x.start - 4, foot, x2=x.end, y2=foot, class_="axis"),
        text(x.start - 10, top + 14, words=f"{most:,}", class_="s", anchor="end"),
        text(x.start, top + 6, words="joint votes", class_="s halo"),
    )


def _years(x: Scale, *, y: float) -> Markup:
    span = int(x.high - x.low)
    step = next(
        step
        for step in (1, 2, 5, 10, 20, 50, 100, 1000)
        if span / step * (text_width("2000", SMALL) + 14) <= x.end - x.start
    )
    years = range(int(-(-x.low // step) * step), int(x.high) + 1, step)
    return join(*(text(x(year), y + 16, words=str(year), class_="s", anchor="middle") for year in years))
