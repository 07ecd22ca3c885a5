"""The network of ties: shape tells the kind of actor, a dashed line a hostile tie, width its strength.

The script of the page makes every actor a button that isolates it; without the script the chart is a plain picture.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import Point, circle, el, join, path, text
from foedus.charts.figure import Figure
from foedus.charts.layout import Floats, place_boxes, spring_places
from foedus.charts.letters import text_width, wrap
from foedus.terms.kinds import ACTOR_KINDS

_R = 7.5
_CIRCLE: list[Point] = [(math.cos(math.pi * k / 8), math.sin(math.pi * k / 8)) for k in range(16)]


class Tie(NamedTuple):
    """A tie between two actors, from -1, hostile, to 1, friendly, and whether it goes against the grain of the two sides."""

    a: str
    b: str
    value: float
    against: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """What the mark of an actor tells: its kind, whether it is one of the pair, and its side, 1 or 2, none where not known."""

    name: str
    kind: str
    focal: bool
    side: int | None


def network(rows: Iterable[Tie], actors: Iterable[Actor]) -> Figure | None:
    """Draw ties between actors; None without a tie.

    Parameters
    ----------
    rows : iterable of Tie
        One for each pair of actors.
    actors : iterable of Actor
        Those named in the rows, and any others, which are not drawn.
    """
    ties = [row for row in rows if row.a != row.b]
    if not ties:
        return None
    ends = {end for tie in ties for end in (tie.a, tie.b)}
    nodes = sorted((actor for actor in actors if actor.name in ends), key=lambda actor: (not actor.focal, actor.name))
    index = {actor.name: i for i, actor in enumerate(nodes)}
    weights = np.zeros((len(nodes), len(nodes)))
    against = set()
    for tie in ties:
        i, j = sorted((index[tie.a], index[tie.b]))
        weights[i, j] = weights[j, i] = float(np.clip(tie.value, -1, 1))
        against |= {(i, j)} if tie.against else set()
    kinds = {actor.kind for actor in nodes}
    shapes = [f"{kind.mark} {kind.name.replace('_', ' ')}" for kind in ACTOR_KINDS.values() if kind.name in kinds]
    places = cache(lambda: spring_places(weights))  # one for every width
    sided = any(actor.side for actor in nodes)
    return Figure(
        "network",
        "Network of ties between the actors",
        "Each mark is an actor; its shape tells the kind of actor, and the focal pair is filled. A solid line is a friendly "
        "tie, a dashed line a hostile one; the wider the line, the stronger the tie. Nearness follows friendly "
        f"ties and has no other meaning. All ties stand in the table below the figure.{' Colour tells the two sides.' * sided}",
        ties,
        lambda width: [_draw(width, nodes, places(), weights=weights, against=against)],
        class_="network",
        notes=[f"Shapes: {', '.join(shapes)}"],
    )


def _draw(
    width: float, nodes: Sequence[Actor], places: Floats, *, weights: Floats, against: Collection[tuple[int, int]]
) -> Drawing:
    narrow = is_narrow(width)
    room, size = (94.0, 11.5) if narrow else (118.0, 12.0)
    labels = [wrap(actor.name, room, size=size, lines=4, bold=actor.focal) for actor in nodes]
    sizes = np.array(
        [
            (max(26.0, *(text_width(w, size, bold=actor.focal) for w in lines)) + 4, 28.0 + 13.5 * len(lines))
            for actor, lines in zip(nodes, labels, strict=True)
        ]
    )
    area = float((sizes[:, 0] * sizes[:, 1]).sum())
    height = max(360.0, area * (2.1 if narrow else 4.2) / width)
    centres, height = place_boxes(places, sizes, width=width, height=height if narrow else min(height, 640.0))
    marks = np.column_stack([centres[:, 0], centres[:, 1] - sizes[:, 1] / 2 + 12]).round()
    drawn = []
    for i, actor in enumerate(nodes):
        x, y = float(marks[i, 0]), float(marks[i, 1])
        friendly, hostile = int((weights[i] > 0).sum()), int((weights[i] < 0).sum())
        words = f"{actor.name} ({actor.kind.replace('_', ' ')}): {friendly} friendly, {hostile} hostile ties"
        # The script takes the names for the narrow variant from the wide one: they need to be here only once.
        name = Markup("") if narrow else el("title", words)
        lines = [text(x, y + 21 + 13.5 * k, words=line + " ", anchor="middle") for k, line in enumerate(labels[i])]
        class_ = f"{'focal' * actor.focal} {'two' * (actor.side == 2)}".strip() or None
        drawn.append(el("g", name, kind_mark(actor.kind, x, y=y), *lines, class_=class_, data_at=f"{x:.0f} {y:.0f}"))
    return Drawing(_edges(weights, marks, against=against) + el("g", *drawn, class_="nodes"), height + 4)


def _edges(weights: Floats, marks: Floats, *, against: Collection[tuple[int, int]]) -> Markup:
    """Lines between the marks, one path for each sign and width, the weak ones first so that strong ones lie on top.

    The script of the page takes the paths apart and finds the two actors of a line by the places of their marks.
    """
    groups: dict[tuple[int, bool, bool], str] = {}
    for i, j in zip(*np.nonzero(np.triu(weights)), strict=True):
        value = float(weights[i, j])
        (x1, y1), (x2, y2) = marks[i], marks[j]
        key = 1 + min(3, int(4 * abs(value))), value < 0, (int(i), int(j)) in against
        groups[key] = groups.get(key, "") + f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}"
    return join(
        *(
            el("path", d=lines, class_=f"ties w{level}{' hostile' if hostile else ''}{' odd' if odd else ''}")
            for (level, hostile, odd), lines in sorted(groups.items(), key=lambda item: (item[0][2], item[0]))
        )
    )


def _shape(kind: str) -> str:
    return ACTOR_KINDS[kind].mark if kind in ACTOR_KINDS else "circle"


def kind_mark(kind: str, x: float, *, y: float) -> Markup:
    """The mark of a kind of actor around a whole pixel."""
    x, y = round(x), round(y)
    if _shape(kind) == "circle":
        return circle(x, y, r=_R, class_="kind")
    return path([(x + round(dx), y + round(dy)) for dx, dy in kind_corners(kind, 0, y=0)], "kind", close=True)


def kind_corners(kind: str, x: float, *, y: float) -> list[Point]:
    """The outline of a kind's mark as corners; a circle is a polygon of sixteen, an unknown kind is a circle."""
    r = _R
    offsets: list[Point] = {
        "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "triangle": [(0, -1.15), (1.15, 0.85), (-1.15, 0.85)],
        "diamond": [(0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)],
        "hexagon": [(-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95)],
        "cross": [
            *[(-0.4, -1.05), (0.4, -1.05), (0.4, -0.4), (1.05, -0.4), (1.05, 0.4), (0.4, 0.4)],
            *[(0.4, 1.05), (-0.4, 1.05), (-0.4, 0.4), (-1.05, 0.4), (-1.05, -0.4), (-0.4, -0.4)],
        ],
    }.get(_shape(kind), _CIRCLE)
    return [(x + r * dx, y + r * dy) for dx, dy in offsets]


def draw_kind_key(kind: str) -> Markup:
    """A small picture of a kind's mark for the key beside the network."""
    return el(
        "svg", kind_mark(kind, 11, y=11), viewBox="0 0 22 22", width=22, height=22, aria_hidden="true", class_="glyph"
    )
