"""Series of a pair from event data: what was reported in each period, where nothing was covered, and where it turned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import Point, join, line, path, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import text_width, wrap
from foedus.charts.marks import Scale, spread
from foedus.charts.theme import HEADING, SMALL

PARTLY = 0.999
"""Covered shares below this are shown as gaps: wholly uncovered periods as a band, others as a lighter one."""


class Reported(NamedTuple):
    """A value of one series in one period; None where nothing is covered."""

    measure: str
    period: str
    value: float | None
    covered: float


class Turned(NamedTuple):
    """A turning point: the likeliest period, its interval, and the means from the turning point before and to the next.

    `since` and `until` are the first and the last period of those two segments.
    """

    measure: str
    at: str
    low: str
    high: str
    before: float
    after: float
    since: str
    until: str


def event_series(
    title: str, rows: Iterable[Reported], turns: Sequence[Turned], *, about: str, notes: Sequence[str] = ()
) -> Figure | None:
    """Draw a panel for each series of a pair, one below the other; None without a row.

    Parameters
    ----------
    title : str
        Who and where from.
    rows : iterable of Reported
        Every period of each series, in the order of time.
    turns : sequence of Turned
        Turning points.
    about : str
        What the alternative text adds of where the numbers stand.
    notes : sequence of str
        What is told under the figure.
    """
    found = list(rows)
    if not found:
        return None
    measures = list(dict.fromkeys(row.measure for row in found))
    return Figure(
        "event-series",
        title,
        "Lines over time, one panel for each series: a thin line for the value of each period, an upright stroke at each turning "
        "point with its 90 % interval as a pale bar, thick level lines for the means between turning points, grey bands where "
        f"the files cover nothing or only a part. {about}",
        found,
        lambda width: [_draw(measures, found, turns, width=width)],
        notes=notes,
    )


def _draw(measures: Sequence[str], rows: Sequence[Reported], turns: Sequence[Turned], *, width: float) -> Drawing:
    parts, top = [], 0.0
    for measure in measures:
        own = [row for row in rows if row.measure == measure]
        drawn, top = _panel(measure, own, [turn for turn in turns if turn.measure == measure], width=width, top=top)
        parts.append(drawn)
    return Drawing(join(*parts), top)


def _panel(
    title: str, rows: Sequence[Reported], turns: Sequence[Turned], *, width: float, top: float
) -> tuple[Markup, float]:
    lines = wrap(title, width, size=HEADING, lines=2, bold=True)
    head = top + 16 + 18.0 * len(lines)
    room = 150.0 if is_narrow(width) else 170.0
    values = [row.value for row in rows if row.value is not None]
    days = [_day(row.period) for row in rows]
    step = (days[-1] - days[0]) / max(1, len(days) - 1) if len(days) > 1 else 1.0
    x = Scale(days[0] - step / 2, days[-1] + step / 2, 46, width - 10)
    y = Scale(min([0.0, *values]), max([0.0, *values]) or 1.0, head + room, head + 18)
    parts = [text(0, top + 14 + 18.0 * at, words=words, class_="h") for at, words in enumerate(lines)]
    parts += _gaps(rows, x, y=y, step=step)
    parts += _axes(x, y, days=days)
    parts += _curves(rows, x, y=y)
    parts += _turns(turns, x, y=y)
    bare = len(turns) - len(_labelled(turns, x))
    if bare:
        parts.append(text(x.start, y.start + 36, words=_not_labelled(bare, len(turns)), class_="s"))
    return join(*parts), head + room + (52 if bare else 34)


def _not_labelled(bare: int, total: int) -> str:
    return f"{bare:,} of {total:,} turning points are not labelled for want of room"


def _day(period: str) -> float:
    return float(date.fromisoformat(period).toordinal())


def _gaps(rows: Sequence[Reported], x: Scale, *, y: Scale, step: float) -> list[Markup]:
    """Bands over periods in a row that are covered in part or not at all."""
    bands: list[list[float]] = []  # whether nothing is covered, start, end
    for row in rows:
        if row.covered >= PARTLY:
            continue
        none, at = float(row.covered == 0), _day(row.period)
        if bands and bands[-1][0] == none and at - bands[-1][2] < 0.75 * step:
            bands[-1][2] = at + step / 2
        else:
            bands.append([none, at - step / 2, at + step / 2])
    height = y.start - y.end
    return [
        rect(x(start), y.end, width=x(end) - x(start), height=height, class_="dense" if none else "pale")
        for none, start, end in bands
    ]


def _axes(x: Scale, y: Scale, *, days: Sequence[float]) -> list[Markup]:
    parts = []
    for value in _round_values(y.low, y.high):
        parts.append(line(x.start, y(value), x2=x.end, y2=y(value), class_="axis" if value == 0 else "grid"))
        parts.append(
            text(x.start - 6, y(value) + 4, words=f"{value:g}".replace("-", "\u2212"), class_="s", anchor="end")
        )
    first, last = (date.fromordinal(int(day)) for day in (days[0], days[-1]))
    free = -1e9
    for day, label in _ticks(first, last):
        at, half = x(day), text_width(label, SMALL) / 2
        if at - half > free + 8 and at + half < x.end + 10:
            parts.append(line(at, y.start, x2=at, y2=y.start + 4, class_="axis"))
            parts.append(text(at, y.start + 18, words=label, class_="s", anchor="middle"))
            free = at + half
    return parts


def _ticks(first: date, last: date) -> list[tuple[float, str]]:
    """Years, or months where there are few of them."""
    if last.year - first.year >= 3:
        return [(float(date(year, 1, 1).toordinal()), str(year)) for year in range(first.year + 1, last.year + 1)]
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    return [
        (float(date(year, month, 1).toordinal()), f"{year}-{month:02}")
        for year, month in months
        if first <= date(year, month, 1) <= last
    ]


def _round_values(low: float, high: float) -> list[float]:
    """A few round values from low to high, 0 among them."""
    span = high - low
    unit = next(
        unit
        for unit in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 1e9)
        if span / unit <= 5
    )
    first, last = int(low / unit), int(high / unit)
    return [round(unit * number, 4) for number in range(first, last + 1)]


def _curves(rows: Sequence[Reported], x: Scale, *, y: Scale) -> list[Markup]:
    """The values as lines that break where one is missing; a value alone is a short stroke."""
    runs: list[list[Point]] = [[]]
    for row in rows:
        if row.value is None:
            runs.append([])
        else:
            runs[-1].append((x(_day(row.period)), y(row.value)))
    drawn = [run if len(run) > 1 else [(run[0][0] - 1, run[0][1]), (run[0][0] + 1, run[0][1])] for run in runs if run]
    return [path(run, "thin o-alliance") for run in drawn]


def _turns(turns: Sequence[Turned], x: Scale, *, y: Scale) -> list[Markup]:
    parts: list[Markup] = []
    levels = [(turn.since, turn.at, turn.before) for turn in turns[:1]] + [(t.at, t.until, t.after) for t in turns]
    for start, end, mean in levels:
        parts.append(line(x(_day(start)), y(mean), x2=x(_day(end)), y2=y(mean), class_="prior"))
    for turn in turns:
        at, low, high = (x(_day(day)) for day in (turn.at, turn.low, turn.high))
        parts.append(rect(low, y.end, width=max(high - low, 2), height=y.start - y.end, class_="veil o-rivalry"))
        parts.append(line(at, y.end, x2=at, y2=y.start, class_="whisker"))
    for turn, place in _labelled(turns, x):
        parts.append(line(x(_day(turn.at)), y.end, x2=place, y2=y.end - 4, class_="lead"))
        parts.append(text(place, y.end - 8, words=turn.at[:7], class_="sb", anchor="middle"))
    return parts


def _labelled(turns: Sequence[Turned], x: Scale) -> list[tuple[Turned, float]]:
    """Turning points whose labels find room near them, the largest shifts first, each with the middle of its label."""
    wide = text_width("0000-00", SMALL)
    kept: list[tuple[Turned, float]] = []
    for turn in sorted(turns, key=lambda turn: -abs(turn.after - turn.before)):
        wanted = [*(one for one, _ in kept), turn]
        ats = [x(_day(one.at)) for one in wanted]
        places = spread(ats, wide + 6, low=x.start + wide / 2, high=x.end - wide / 2)
        near = all(abs(place - at) <= wide for place, at in zip(places, ats, strict=True))
        ranks = sorted(places)
        apart = all(after - before > wide + 2 for before, after in pairwise(ranks))
        if near and apart:
            kept = list(zip(wanted, places, strict=True))
    return kept
