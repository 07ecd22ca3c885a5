"""The climb of the cooperation: a lane for each channel, a rung for each level, turning points numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import circle, join, line, path, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, spread
from foedus.charts.verdict_path import day_number
from foedus.terms.cooperation import CHANNELS, RUNGS, TOP

_STEP = 10.0


class Event(NamedTuple):
    """An act on the ladder; days and dates are ISO texts, a turning point has a number."""

    channel: str
    date: str
    day: str
    level: int
    label: str
    text: str
    turning_point: int | None


def ladder(rows: Iterable[Event]) -> Figure | None:
    """Draw the events that have a day, a lane for each channel; None where none has."""
    events = [row for row in rows if day_number(row.day) is not None]
    if not events:
        return None
    turning = [(event.turning_point, event) for event in events if event.turning_point is not None]
    return Figure(
        "ladder",
        "The ladder of cooperation by channel",
        "Time runs to the right, a lane for each channel. In each lane the height is the rung from "
        f"1, {RUNGS[1]}, to {TOP}, {RUNGS[TOP]}; a stepped line shows the highest rung so far, a dot each event, a numbered diamond "
        "each turning point. The numbers lead to the list below the figure.",
        events,
        lambda width: [_draw(width, events)],
        notes=[f"{number}  {event.date}: {event.text}" for number, event in sorted(turning)],
    )


def _day(event: Event) -> float:
    return day_number(event.day) or 0.0


def _draw(width: float, events: Sequence[Event]) -> Drawing:
    narrow = is_narrow(width)
    days = [_day(event) for event in events]
    found = {event.channel or "other" for event in events}
    lanes = [c for c in CHANNELS if c in found] + sorted(found - set(CHANNELS))
    year = 365.2425
    first, last = int((min(days) - 1) / year) + 1, int((max(days) - 1) / year) + 2
    x = Scale((first - 1) * year + 1, (last - 1) * year + 1, 22 if narrow else 132, width - 12)
    head = 20 if narrow else 0
    tall = TOP * _STEP + 30 + head
    bottom = 4 + tall * len(lanes)
    parts: list[Markup] = []
    gap = (x.end - x.start) / max(1, last - first)
    every = next(n for n in (1, 2, 5, 10, 20, 50, 1000) if gap * n > 36)
    years = [(start, x((start - 1) * year + 1)) for start in range(first, last + 1)]
    parts += [line(at, 4, x2=at, y2=bottom, class_="grid") for _, at in years]
    parts += [text(at + 3, bottom + 16, words=str(start), class_="s") for start, at in years[:-1:every]]
    for i, lane in enumerate(lanes):
        rows = [event for event in events if (event.channel or "other") == lane]
        parts += _lane(lane, rows, x=x, top=4 + tall * i, head=head, narrow=narrow)
    parts.append(line(x.start, bottom, x2=x.end, y2=bottom, class_="axis"))
    return Drawing(join(*parts), bottom + 24)


def _lane(name: str, rows: Sequence[Event], *, x: Scale, top: float, head: float, narrow: bool) -> list[Markup]:
    floor = top + head + 22 + TOP * _STEP - 4
    parts = [
        rect(x.start, floor - (TOP - 0.5) * _STEP, width=x.end - x.start, height=(TOP - 0.5) * _STEP, class_="lane")
    ]
    for level in RUNGS:
        y = floor - (level - 0.5) * _STEP
        parts.append(line(x.start, y, x2=x.end, y2=y, class_="grid"))
    for level in (1, TOP):
        y = floor - (level - 0.5) * _STEP
        parts.append(text(x.start - 6, y + 4, words=str(level), class_="s", anchor="end"))
    if narrow:
        parts.append(text(x.start, top + 14, words=fit(name, x.end - x.start, bold=True), class_="b"))
    else:
        parts.append(text(0, floor - 2.7 * _STEP + 4, words=fit(name, 108, bold=True), class_="b"))
    ordered = sorted(rows, key=lambda event: (_day(event), event.level))

    def height(event: Event) -> float:
        return floor - (event.level - 0.5) * _STEP

    best, steps = ordered[0], [(x(_day(ordered[0])), height(ordered[0]))]
    for event in ordered[1:]:
        if height(event) < height(best):
            steps += [(x(_day(event)), height(best)), (x(_day(event)), height(event))]
            best = event
    parts.append(path([*steps, (x.end, height(best))], "climb"))
    parts += [circle(x(_day(e)), height(e), r=3.5, class_="event") for e in ordered if e.turning_point is None]
    turning = [event for event in ordered if event.turning_point is not None]
    places = spread([x(_day(event)) for event in turning], 20, low=x.start + 8, high=x.end - 8)
    for event, place in zip(turning, places, strict=True):
        at, y, ceiling = x(_day(event)), height(event), floor - TOP * _STEP
        parts.append(path([(place, ceiling), (at, y)], "lead strong"))
        parts.append(path([(at, y - 6), (at + 6, y), (at, y + 6), (at - 6, y)], "turn", close=True))
        parts.append(text(place, ceiling - 4, words=str(event.turning_point), class_="b", anchor="middle"))
    return parts
