"""Dependence of two actors on each other by channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import join, line, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, decimal_or_dash, pair_key, pair_mark

_LANE, _HEAD = 40.0, 28.0


class Depends(NamedTuple):
    """How much an actor depends on the other in a channel, with its interval."""

    channel: str
    actor: str
    value: float
    low: float
    high: float


def dependence(rows: Iterable[Depends], *, actors: Sequence[str]) -> Figure | None:
    """Draw a lane for each channel with a mark for each of the two; None without a row.

    Parameters
    ----------
    rows : iterable of Depends
        In any order; lanes stand in the order in which their channels come first.
    actors : sequence of str
        The two.
    """
    found = list(rows)
    if not found:
        return None
    one, two = actors
    return Figure(
        "dependence",
        f"How much {one} and {two} depend on each other, by channel",
        "A lane for each channel on a scale from 0 to 1. In each lane a mark for each of the two says how much it depends on "
        "the other, with its interval as a line; the value stands at the right.",
        found,
        lambda width: [_draw(found, width, actors=actors)],
    )


def _draw(rows: Sequence[Depends], width: float, *, actors: Sequence[str]) -> Drawing:
    narrow = is_narrow(width)
    scale = Scale(0, 1, 8 if narrow else 250, width - 58)
    lane = _LANE + (16 if narrow else 0)
    channels = list(dict.fromkeys(row.channel for row in rows))
    bottom = _HEAD + lane * len(channels)
    parts: list[Markup] = [
        pair_key(actors, scale.start, y=16, room=(scale.end - scale.start) / 2 - 41, after=" depends")
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(line(scale(tick), _HEAD, x2=scale(tick), y2=bottom, class_="grid"))
        parts.append(text(scale(tick), bottom + 16, words=f"{tick:g}", class_="s", anchor="middle"))
    for place, channel in enumerate(channels):
        top = _HEAD + lane * place + (16 if narrow else 0)
        words = fit(channel, scale.end - scale.start if narrow else scale.start - 16)
        at = (scale.start, top - 2) if narrow else (scale.start - 10, top + 24)
        parts.append(text(*at, words=words, class_="b", anchor=None if narrow else "end"))
        for index, actor in enumerate(actors):
            y = top + 12 + 17 * index
            for row in rows:
                if row.channel == channel and row.actor == actor:
                    side = "first" if index == 0 else "second"
                    parts += [
                        line(scale(row.low), y, x2=scale(row.high), y2=y, class_=f"reach {side}"),
                        pair_mark(index, scale(row.value), y=y),
                        text(scale.end + 10, y + 4, words=decimal_or_dash(row.value, 2), class_="s"),
                    ]
    parts.append(line(scale.start, bottom, x2=scale.end, y2=bottom, class_="axis"))
    return Drawing(join(*parts), bottom + 24)
