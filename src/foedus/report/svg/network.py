"""The network of ties: shape tells the kind of actor, a dashed line a hostile tie, width its strength.

The script of the page makes every actor a button that isolates it; without the script the chart is a plain picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

from foedus.report.svg.element import circle, el, join, path, rect, text
from foedus.report.svg.figure import Drawing, Figure, build_figure, is_narrow
from foedus.report.svg.layout import Floats, place_boxes
from foedus.report.svg.letters import text_width, wrap

KINDS = {
    "state": "circle",
    "organisation": "square",
    "armed_group": "triangle",
    "government_body": "hexagon",
    "person": "diamond",
    "coalition": "double circle",
}
_R = 7.5


def drawn_ties(ties: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The ties over the whole period that have a value and two different ends."""
    return [t for t in ties if t.get("window", "all") == "all" and t.get("value") is not None and t["a"] != t["b"]]


def draw_network(
    ties: Sequence[Mapping[str, Any]], pair: Sequence[str], actors: Mapping[str, Mapping[str, Any]]
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

    def draw(width: float) -> Drawing:
        return _draw(width, nodes, weights, pair, actors)

    return build_figure(
        "network",
        "Network of ties between the actors",
        "Each mark is an actor; its shape tells the kind of actor, and the focal pair is filled. A solid line is a friendly "
        "tie, a dashed line a hostile one; the wider the line, the stronger the tie. Nearness follows friendly "
        "ties and has no other meaning. All ties stand in the table below the figure.",
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
) -> Drawing:
    narrow = is_narrow(width)
    room, size = (86.0, 11.5) if narrow else (118.0, 12.0)
    labels = [wrap(_name(a, actors), room, size, lines=3, bold=a in pair) for a in nodes]
    sizes = np.array(
        [
            [
                max(26.0, *(text_width(w, size, bold=a in pair) for w in lines)) + 4,
                24.0 + 13.5 * len(lines) + 4,
            ]
            for a, lines in zip(nodes, labels, strict=True)
        ]
    )
    area = float((sizes[:, 0] * sizes[:, 1]).sum())
    height = max(360.0, area * (2.1 if narrow else 4.2) / width)
    centres, height = place_boxes(weights, sizes, width, min(height, 640.0) if not narrow else height)
    marks = np.column_stack([centres[:, 0], centres[:, 1] - sizes[:, 1] / 2 + 12])
    parts = [_edges(weights, marks)]
    for i, actor in enumerate(nodes):
        kind = str((actors.get(actor) or {}).get("kind") or "state")
        x, y = float(marks[i, 0]), float(marks[i, 1])
        friendly, hostile = int((weights[i] > 0).sum()), int((weights[i] < 0).sum())
        words = f"{_name(actor, actors)} ({kind.replace('_', ' ')}): {friendly} friendly, {hostile} hostile ties"
        class_ = "node focal" if actor in pair else "node"
        left, top = centres[i] - sizes[i] / 2
        parts.append(
            el(
                "g",
                el("title", words),
                rect(float(left), float(top), float(sizes[i, 0]), float(sizes[i, 1]), "hit"),
                node_mark(kind, x, y),
                *(text(x, y + 21 + 13.5 * k, line, "n halo", anchor="middle") for k, line in enumerate(labels[i])),
                class_=class_,
                data_n=str(i),
            )
        )
    return Drawing(join(*parts), height + 4)


def _edges(weights: Floats, marks: Floats) -> Markup:
    """Lines between the marks, weak ones first so that strong ones lie on top."""
    pairs = [(i, j) for i, j in zip(*np.nonzero(np.triu(weights)), strict=True)]
    pairs.sort(key=lambda p: (abs(float(weights[p])), int(p[0]), int(p[1])))
    parts = []
    for i, j in pairs:
        value = float(weights[i, j])
        points = [(float(marks[k, 0]), float(marks[k, 1])) for k in (i, j)]
        parts.append(
            el(
                "path",
                d=f"M{points[0][0]:.0f} {points[0][1]:.0f}L{points[1][0]:.0f} {points[1][1]:.0f}",
                class_="tie" if value > 0 else "tie hostile",
                stroke_width=0.8 + 3.4 * abs(value),
                data_e=f"{i} {j}",
            )
        )
    return join(*parts)


def node_mark(kind: str, x: float, y: float) -> Markup:
    """The mark of a kind of actor; an unknown kind is a circle."""
    shape = KINDS.get(kind, "circle")
    r = _R
    if shape == "square":
        return rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, "mk")
    if shape == "triangle":
        return path([(x, y - r * 1.15), (x + r * 1.15, y + r * 0.85), (x - r * 1.15, y + r * 0.85)], "mk", close=True)
    if shape == "diamond":
        return path([(x, y - r * 1.1), (x + r * 1.1, y), (x, y + r * 1.1), (x - r * 1.1, y)], "mk", close=True)
    if shape == "hexagon":
        a, b = r * 0.55, r * 0.95
        corners = [
            (x - r * 1.1, y),
            (x - a, y - b),
            (x + a, y - b),
            (x + r * 1.1, y),
            (x + a, y + b),
            (x - a, y + b),
        ]
        return path(corners, "mk", close=True)
    ring = circle(x, y, r, "mk")
    return ring + circle(x, y, r * 0.5, "mk") if shape == "double circle" else ring


def draw_kind_key(kind: str) -> Markup:
    """A small picture of a kind's mark for the key beside the network."""
    return el(
        "svg",
        node_mark(kind, 11, 11),
        viewBox="0 0 22 22",
        width=22,
        height=22,
        aria_hidden="true",
        class_="glyph",
    )
