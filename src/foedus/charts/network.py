"""The network of ties: shape tells the kind of actor, a dashed line a hostile tie, width its strength.

The script of the page makes every actor a button that isolates it; without the script the chart is a plain picture.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

from foedus.charts.element import Point, circle, el, join, path, text
from foedus.charts.figure import Drawing, Figure, build_figure, is_narrow
from foedus.charts.layout import Floats, place_boxes
from foedus.charts.letters import text_width, wrap
from foedus.terms.kinds import ACTOR_KINDS

_R = 7.5
_CIRCLE: list[Point] = [(math.cos(math.pi * k / 8), math.sin(math.pi * k / 8)) for k in range(16)]


def drawn_ties(ties: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The ties over the whole period that have a value and two different ends."""
    return [t for t in ties if t.get("window", "all") == "all" and t.get("value") is not None and t["a"] != t["b"]]


def draw_network(
    ties: Sequence[Mapping[str, Any]],
    pair: Sequence[str],
    actors: Mapping[str, Mapping[str, Any]],
    *,
    sides: Mapping[str, int] | None = None,
    against: Collection[tuple[str, str]] = (),
) -> Figure | None:
    """Draw ``verdict["ties"]`` over all time; None without a tie.

    Parameters
    ----------
    ties : sequence of mapping
        With ``a``, ``b``, ``value`` (-1..1).
    pair : sequence of str
        The focal pair, drawn filled.
    actors : mapping
        ``verdict["evidence"]["actors"]``: names and kinds.
    sides : mapping of str to int, optional
        1 or 2 by actor: the colour of its mark.
    against : collection of (str, str), optional
        Ties against the grain of the two sides, drawn in a colour of their own.
    """
    shown = drawn_ties(ties)
    if not shown:
        return None
    nodes = sorted({str(t[end]) for t in shown for end in ("a", "b")}, key=lambda a: (a not in pair, a))
    weights = np.zeros((len(nodes), len(nodes)))
    index = {actor: i for i, actor in enumerate(nodes)}
    for tie in shown:
        i, j = index[str(tie["a"])], index[str(tie["b"])]
        weights[i, j] = weights[j, i] = float(np.clip(tie["value"], -1, 1))

    odd = {(min(index[a], index[b]), max(index[a], index[b])) for a, b in against if a in index and b in index}

    def draw(width: float) -> Drawing:
        return _draw(width, nodes, weights, pair, actors, sides or {}, odd)

    return build_figure(
        "network",
        "Network of ties between the actors",
        "Each mark is an actor; its shape tells the kind of actor, and the focal pair is filled. A solid line is a friendly "
        "tie, a dashed line a hostile one; the wider the line, the stronger the tie. Nearness follows friendly "
        "ties and has no other meaning. All ties stand in the table below the figure."
        + (" Colour tells the two sides." if sides else ""),
        draw,
        class_="network",
    )


def _name(actor: str, actors: Mapping[str, Mapping[str, Any]]) -> str:
    return str((actors.get(actor) or {}).get("name") or actor)


def _draw(
    width: float,
    nodes: Sequence[str],
    weights: Floats,
    pair: Sequence[str],
    actors: Mapping[str, Mapping[str, Any]],
    sides: Mapping[str, int],
    against: Collection[tuple[int, int]],
) -> Drawing:
    narrow = is_narrow(width)
    room, size = (94.0, 11.5) if narrow else (118.0, 12.0)
    labels = [wrap(_name(a, actors), room, size, lines=4, bold=a in pair) for a in nodes]
    sizes = np.array(
        [
            (max(26.0, *(text_width(w, size, bold=a in pair) for w in lines)) + 4, 28.0 + 13.5 * len(lines))
            for a, lines in zip(nodes, labels, strict=True)
        ]
    )
    area = float((sizes[:, 0] * sizes[:, 1]).sum())
    height = max(360.0, area * (2.1 if narrow else 4.2) / width)
    centres, height = place_boxes(weights, sizes, width, height if narrow else min(height, 640.0))
    marks = np.column_stack([centres[:, 0], centres[:, 1] - sizes[:, 1] / 2 + 12]).round()
    drawn = []
    for i, actor in enumerate(nodes):
        kind = str((actors.get(actor) or {}).get("kind") or "state")
        x, y = float(marks[i, 0]), float(marks[i, 1])
        friendly, hostile = int((weights[i] > 0).sum()), int((weights[i] < 0).sum())
        words = f"{_name(actor, actors)} ({kind.replace('_', ' ')}): {friendly} friendly, {hostile} hostile ties"
        # The script takes the names for the narrow variant from the wide one: they need to be here only once.
        name = Markup("") if narrow else el("title", words)
        lines = [text(x, y + 21 + 13.5 * k, line + " ") for k, line in enumerate(labels[i])]
        drawn.append(
            el("g", name, kind_mark(kind, x, y), *lines, class_=_class(actor, pair, sides), data_at=f"{x:.0f} {y:.0f}")
        )
    return Drawing(_edges(weights, marks, against) + el("g", *drawn, class_="nodes"), height + 4)


def _class(actor: str, pair: Sequence[str], sides: Mapping[str, int]) -> str | None:
    focal = "focal" if actor in pair else ""
    return f"{focal} {'two' if sides.get(actor) == 2 else ''}".strip() or None


def _edges(weights: Floats, marks: Floats, against: Collection[tuple[int, int]]) -> Markup:
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


def kind_mark(kind: str, x: float, y: float) -> Markup:
    """The mark of a kind of actor around a whole pixel."""
    x, y = round(x), round(y)
    if _shape(kind) == "circle":
        return circle(x, y, _R, "kind")
    return path([(x + round(dx), y + round(dy)) for dx, dy in kind_corners(kind, 0, 0)], "kind", close=True)


def kind_corners(kind: str, x: float, y: float) -> list[Point]:
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
        "svg",
        kind_mark(kind, 11, 11),
        viewBox="0 0 22 22",
        width=22,
        height=22,
        aria_hidden="true",
        class_="glyph",
    )
