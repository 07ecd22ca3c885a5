"""The climb of the cooperation: a lane for each channel, a rung for each level, turning points numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import circle, join, line, path, rect, text
from foedus.charts.figure import Drawing, Figure, build_figure, is_narrow
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, spread
from foedus.charts.verdict_path import day_number
from foedus.terms.cooperation import CHANNELS, RUNGS, TOP

_STEP = 10.0
Event = tuple[float, Mapping[str, Any], int]
"""Day, row of the ladder, number of the turning point (0 where it is none)."""


def number_turning_points(ladder: Sequence[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """The turning points that have a day, numbered from 1 in the order of their days."""
    rows = [row for row in ladder if row.get("turning_point") and day_number(str(row.get("day"))) is not None]
    return list(enumerate(sorted(rows, key=lambda row: str(row["day"])), start=1))


def draw_ladder(ladder: Sequence[Mapping[str, Any]]) -> Figure | None:
    """Draw ``verdict["ladder"]``; None where no event has a day."""
    numbers = {id(row): number for number, row in number_turning_points(ladder)}
    events: list[Event] = [
        (day, row, numbers.get(id(row), 0))
        for row in ladder
        if (day := day_number(str(row.get("day")))) is not None and row.get("level") is not None
    ]
    if not events:
        return None

    def draw(width: float) -> Drawing:
        return _draw(width, events)

    return build_figure(
        "ladder",
        "The ladder of cooperation by channel",
        "Time runs to the right, a lane for each channel. In each lane the height is the rung from "
        f"1, {RUNGS[1]}, to {TOP}, {RUNGS[TOP]}; a stepped line shows the highest rung so far, a dot each event, a numbered diamond "
        "each turning point. The numbers lead to the list below the figure.",
        draw,
    )


def _draw(width: float, events: Sequence[Event]) -> Drawing:
    narrow = is_narrow(width)
    days = [event[0] for event in events]
    found = {str(event[1].get("channel") or "other") for event in events}
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
    parts += [line(at, 4, at, bottom, "grid") for _, at in years]
    parts += [text(at + 3, bottom + 16, str(start), "s") for start, at in years[:-1:every]]
    for i, lane in enumerate(lanes):
        rows = [event for event in events if str(event[1].get("channel") or "other") == lane]
        parts += _lane(lane, rows, x, 4 + tall * i, head, narrow)
    parts.append(line(x.start, bottom, x.end, bottom, "axis"))
    return Drawing(join(*parts), bottom + 24)


def _lane(name: str, rows: Sequence[Event], x: Scale, top: float, head: float, narrow: bool) -> list[Markup]:
    floor = top + head + 22 + TOP * _STEP - 4
    parts = [rect(x.start, floor - (TOP - 0.5) * _STEP, x.end - x.start, (TOP - 0.5) * _STEP, "lane")]
    for level in RUNGS:
        y = floor - (level - 0.5) * _STEP
        parts.append(line(x.start, y, x.end, y, "grid"))
    for level in (1, TOP):
        y = floor - (level - 0.5) * _STEP
        parts.append(text(x.start - 6, y + 4, str(level), "s", anchor="end"))
    if narrow:
        parts.append(text(x.start, top + 14, fit(name, x.end - x.start, bold=True), "b"))
    else:
        parts.append(text(0, floor - 2.7 * _STEP + 4, fit(name, 108, bold=True), "b"))
    ordered = sorted(rows, key=lambda event: (event[0], int(event[1]["level"])))

    def height(event: Event) -> float:
        return floor - (min(TOP, max(1, int(event[1]["level"]))) - 0.5) * _STEP

    best, steps = ordered[0], [(x(ordered[0][0]), height(ordered[0]))]
    for event in ordered[1:]:
        if height(event) < height(best):
            steps += [(x(event[0]), height(best)), (x(event[0]), height(event))]
            best = event
    parts.append(path([*steps, (x.end, height(best))], "climb"))
    parts += [circle(x(e[0]), height(e), 3.5, "event") for e in ordered if not e[2]]
    turning = [event for event in ordered if event[2]]
    places = spread([x(event[0]) for event in turning], 20, x.start + 8, x.end - 8)
    for event, place in zip(turning, places, strict=True):
        at, y, ceiling = x(event[0]), height(event), floor - TOP * _STEP
        parts.append(path([(place, ceiling), (at, y)], "lead strong"))
        parts.append(path([(at, y - 6), (at + 6, y), (at, y + 6), (at - 6, y)], "turn", close=True))
        parts.append(text(place, ceiling - 4, str(event[2]), "b", anchor="middle"))
    return parts
