"""What was recorded of a pair, lane under lane on one axis of time: the coded climb, series with their turning points, acts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import circle, join, line, path, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale
from foedus.charts.verdict_path import day_number
from foedus.terms.cooperation import TOP

_TALL, _FLAT, _BETWEEN = 74.0, 20.0, 16.0
_YEAR = 365.2425
_BREAK = 1.6
"""Lengths of a period behind which the line is broken: what lies between has no value."""


class Recorded(NamedTuple):
    """A mark of a lane; days are ISO texts, both included."""

    lane: str
    what: str  #: `rung`, `value`, `change` (its interval, with the value of its own day) or `act`.
    start: str
    stop: str
    value: float | None  #: Height; of a change the day of its peak, counted from the year 1.
    text: str


def recorded(rows: Iterable[Recorded], *, cut_off: str = "") -> Figure | None:
    """Draw lanes in the order in which they come; None where there is none.

    Parameters
    ----------
    rows : iterable of Recorded
        Marks, of each lane in the order of time.
    cut_off : str
        Day of an upright stroke, ISO; empty for none.
    """
    marks = [row for row in rows if day_number(row.start) is not None]
    if not marks:
        return None
    return Figure(
        "observed",
        "What was recorded of the two",
        "Time runs to the right. The upper lane holds the coded climb of the cooperation, from rung 1 to 6. Each lane with a line "
        "holds a series of a dataset; the line is broken where the dataset has no value, and a shade marks the interval of a turning "
        "point. The lowest lanes hold acts of registers.",
        marks,
        lambda width: [_draw(width, marks, cut_off=cut_off)],
    )


def _draw(width: float, marks: Sequence[Recorded], *, cut_off: str) -> Drawing:
    narrow = is_narrow(width)
    x = _time(marks, width, narrow=narrow)
    lanes = list(dict.fromkeys(mark.lane for mark in marks))
    parts: list[Markup] = []
    top = 4.0
    places: list[tuple[str, list[Recorded], float, float]] = []
    for lane in lanes:
        rows = [mark for mark in marks if mark.lane == lane]
        tall = _FLAT if all(mark.what == "act" for mark in rows) else _TALL
        head = 18.0 if narrow else 0.0
        places.append((lane, rows, top + head, tall))
        top += head + tall + (_BETWEEN if tall == _TALL else 6.0)
    parts += _years(x, top, narrow=narrow)
    for lane, rows, at, tall in places:
        parts += _lane(lane, rows, x=x, top=at, tall=tall, narrow=narrow)
    stroke = day_number(cut_off)
    if stroke is not None and x.low <= stroke <= x.high:
        parts.append(line(x(stroke), 0, x2=x(stroke), y2=top, class_="prior"))
    return Drawing(join(*parts), top + 24)


def _time(marks: Sequence[Recorded], width: float, *, narrow: bool) -> Scale:
    first = min(int(mark.start[:4]) for mark in marks)
    last = max(int(mark.stop[:4]) for mark in marks) + 1
    return Scale(_first_day(first), _first_day(last), 40 if narrow else 204, width - 14)


def _first_day(year: int) -> float:
    return day_number(datetime.date(min(max(year, 1), 9999), 1, 1).isoformat()) or 0.0


def _years(x: Scale, bottom: float, *, narrow: bool) -> list[Markup]:
    first, last = round(x.low / _YEAR) + 1, round(x.high / _YEAR) + 1
    gap = (x.end - x.start) / max(1, last - first)
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if gap * n > (40 if narrow else 36))
    shown = [year for year in range(first, last + 1) if year % every == 0 or every == 1]
    parts = [line(x(_first_day(year)), 2, x2=x(_first_day(year)), y2=bottom, class_="grid") for year in shown]
    parts += [text(x(_first_day(year)) + 3, bottom + 16, words=str(year), class_="s") for year in shown if year < last]
    return [*parts, line(x.start, bottom, x2=x.end, y2=bottom, class_="axis")]


def _lane(name: str, rows: Sequence[Recorded], *, x: Scale, top: float, tall: float, narrow: bool) -> list[Markup]:
    parts = [rect(x.start, top, width=x.end - x.start, height=tall, class_="lane")]
    if narrow:
        parts.append(text(0, top - 5, words=fit(name, x.end, bold=True), class_="b"))
    else:
        words = _wrapped(name, 150)
        middle = top + tall / 2 + 4 - 8 * (len(words) - 1)
        parts += [text(0, middle + 16 * row, words=words[row], class_="b") for row in range(len(words))]
    whats = {row.what for row in rows}
    if "act" in whats:
        return parts + [mark for row in rows for mark in _act(row, x=x, middle=top + tall / 2)]
    if "rung" in whats:
        return parts + _climb(rows, x=x, y=Scale(0.5, TOP + 0.5, top + tall, top))
    return parts + _series(rows, x=x, top=top, tall=tall)


def _wrapped(name: str, room: float) -> list[str]:
    """A name in at most three lines."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if fit(longer, room, bold=True) == longer:
            lines[-1] = longer
        else:
            lines.append(word)
    return [fit(one, room, bold=True) for one in lines[:3]]


def _act(row: Recorded, *, x: Scale, middle: float) -> list[Markup]:
    start, stop = _span(row)
    if stop - start < 32:
        return [circle(x((start + stop) / 2), middle, r=4, class_="event")]
    wide = max(x(stop) - x(start) - 2, 4.0)
    return [rect(x(start) + 1, middle - 4, width=wide, height=8, class_="bar first")]


def _span(row: Recorded) -> tuple[float, float]:
    start = day_number(row.start) or 0.0
    return start, day_number(row.stop) or start


def _climb(rows: Sequence[Recorded], *, x: Scale, y: Scale) -> list[Markup]:
    parts = [line(x.start, y(level), x2=x.end, y2=y(level), class_="grid") for level in range(1, TOP + 1)]
    parts += [text(x.start - 6, y(level) + 4, words=str(level), class_="s", anchor="end") for level in (1, TOP)]
    ordered = sorted(rows, key=lambda row: (row.start, row.value or 0.0))
    best, steps = 0.0, []
    for row in ordered:
        at, level = x(_span(row)[0]), row.value or 0.0
        if level > best:
            steps += [(at, y(best))] if best else []
            steps.append((at, y(level)))
            best = level
    parts.append(path([*steps, (x.end, y(best))], "climb"))
    for row in ordered:
        at, height = x(_span(row)[0]), y(row.value or 0.0)
        parts.append(path([(at, height - 6), (at + 6, height), (at, height + 6), (at - 6, height)], "turn", close=True))
    return parts


def _series(rows: Sequence[Recorded], *, x: Scale, top: float, tall: float) -> list[Markup]:
    values = [row for row in rows if row.what == "value" and row.value is not None]
    heights = [row.value or 0.0 for row in values]
    low, high = (min(heights), max(heights)) if heights else (0.0, 1.0)
    y = Scale(low, high, top + tall - 8, top + 8)
    parts = [_shade(row, x=x, top=top, tall=tall) for row in rows if row.what == "change"]
    for end in dict.fromkeys((low, high)):
        parts += [
            line(x.start, y(end), x2=x.end, y2=y(end), class_="grid"),
            text(x.start - 6, y(end) + 4, words=_number(end), class_="s", anchor="end"),
        ]
    for run in _runs(values):
        points = [(x(sum(_span(row)) / 2), y(row.value or 0.0)) for row in run]
        parts.append(path(points, "climb"))
        if len(values) <= 80:
            parts += [circle(*point, r=2.6, class_="event") for point in points]
    return parts


def _shade(row: Recorded, *, x: Scale, top: float, tall: float) -> Markup:
    start, stop = _span(row)
    band = rect(x(start), top, width=max(x(stop) - x(start), 2.0), height=tall, class_="veil o-rivalry")
    at = x(row.value or start)
    return join(band, line(at, top, x2=at, y2=top + tall, class_="thin o-rivalry"))


def _runs(values: Sequence[Recorded]) -> list[list[Recorded]]:
    """Stretches without a gap."""
    runs: list[list[Recorded]] = []
    for row in values:
        if runs:
            start, stop = _span(runs[-1][-1])
            if _span(row)[0] - stop <= _BREAK * max(stop - start, 1.0) - (stop - start):
                runs[-1].append(row)
                continue
        runs.append([row])
    return runs


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"
