"""Blocs as a picture of its own: actors on a circle by bloc, and the ties that do not fit as chords.

Friendly ties inside a bloc and hostile ties between blocs agree with it and are drawn faintly; a friendly tie between blocs
and a hostile one inside a bloc stand out. Nothing is told by colour alone: each mark holds the number of its bloc, friendly
lines are solid and hostile ones dashed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import Value, circle, el, join, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit, text_width, wrap
from foedus.models.blocs.balance import Blocs
from foedus.models.blocs.balance.graph import Ints
from foedus.models.blocs.result import BlocAnalysis
from foedus.models.blocs.words import CAVEAT, headline, show_number

STEP, ROOM, LEAST_RADIUS, MOST = 15.5, 150.0, 150.0, 160

STROKES = {"fits": ("thin o-unaligned", 0.6), "wrong": ("ties odd", 2.0), "some": ("ties odd", 4.0)}
"""Class and width of the line of a tie that fits, that is frustrated in every best division, or in some."""


@dataclass(frozen=True, slots=True)
class _Seat:
    """Place of an actor on the circle."""

    actor: int
    bloc: int
    angle: float
    x: float
    y: float


class Tie(NamedTuple):
    """A tie between two actors that are drawn, and whether the division contradicts it."""

    source: str
    target: str
    sign: int
    weight: float
    source_bloc: int
    target_bloc: int
    frustrated: bool
    frustrated_in_optima: str


def draw(found: BlocAnalysis) -> Figure:
    """Draw the blocs of a network."""
    graph, names, labels = found.network.graph, found.network.actors, found.partition.labels
    drawn = set(_chosen(found).tolist())
    ends = zip(graph.tail.tolist(), graph.head.tolist(), strict=True)
    rows = [
        Tie(
            names[a], names[b], int(graph.sign[at]), float(found.network.weights[at]), int(labels[a]), int(labels[b]),
            bool(found.partition.frustrated[at]), str(found.statuses[at]),
        )
        for at, (a, b) in enumerate(ends) if a in drawn and b in drawn
    ]  # fmt: skip
    title = f"Blocs of {found.inputs[0].name}" if found.inputs else "Blocs of a network"
    return Figure("blocs", title, headline(found), rows, lambda width: [_circle(width, found, title=title)])


def _circle(width: float, found: BlocAnalysis, *, title: str) -> Drawing:
    """The whole picture, drawn as wide as its circle needs and shrunk to the width that there is."""
    ring = _ring(found)
    radius = max(LEAST_RADIUS, len(ring) * STEP / (2 * math.pi))
    room = max((text_width(found.network.actors[at], 12, bold=True) for at, _ in ring if at >= 0), default=0.0)
    room = min(ROOM, room + 36)
    whole = max(width, 2 * (radius + room + 30))
    head, top = _heading(found, title, width=whole)
    middle = whole / 2, top + room + 24 + radius
    turn = 2 * math.pi / max(len(ring), 1)
    seats = [
        _seat(actor, bloc, angle=turn * at - math.pi / 2, radius=radius, middle=middle)
        for at, (actor, bloc) in enumerate(ring)
        if actor >= 0
    ]
    foot, height = _foot(found, seats, y=middle[1] + radius + room + 40, width=whole)
    parts = [head, _chords(found, seats, middle=middle), *(_mark(found, seat) for seat in seats), foot]
    shrunk = width / whole
    return Drawing(el("g", *parts, transform=f"scale({shrunk:.4g})" if shrunk < 1 else None), height * shrunk)


def _ring(analysis: BlocAnalysis) -> list[tuple[int, int]]:
    """Return (actor, bloc) around the circle, firm actors in the middle of their bloc; (-1, 0) is a gap between groups."""
    chosen = set(_chosen(analysis).tolist())
    alone = np.flatnonzero(analysis.partition.labels == 0).tolist()
    ring: list[tuple[int, int]] = []
    for _, bloc, members in [*analysis.groups(), (0, 0, alone)]:
        drawn = sorted((at for at in members if at in chosen), key=lambda at: (-_firmness(analysis, at), at))
        if drawn:
            ring += [(at, bloc) for at in [*reversed(drawn[1::2]), *drawn[0::2]]]
            ring += [(-1, 0)] * (2 if len(chosen) > 12 else 1)
    return ring


def _chosen(analysis: BlocAnalysis) -> Ints:
    """Return the actors that are drawn: all, or those with most frustrated ties, then with most ties."""
    graph = analysis.network.graph
    ends = np.concatenate([graph.tail, graph.head])
    wrong = np.bincount(ends, np.tile(analysis.partition.frustrated, 2), graph.size)
    ties = np.bincount(ends, minlength=graph.size)
    return np.lexsort((np.arange(graph.size), -ties, -wrong))[:MOST]


def _firmness(analysis: BlocAnalysis, actor: int) -> float:
    if actor == analysis.anchor:
        return math.inf
    margin = analysis.margin_of(actor)
    return 0.0 if margin is None else margin[0]


def _seat(actor: int, bloc: int, *, angle: float, radius: float, middle: tuple[float, float]) -> _Seat:
    return _Seat(actor, bloc, angle, middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))


def _group(bloc: int) -> str | None:
    """Neighbouring blocs take turns in colour; the number in the mark says which one it is."""
    return "two" if bloc and bloc % 2 == 0 else None


def _heading(analysis: BlocAnalysis, title: str, *, width: float) -> tuple[Markup, float]:
    """The title, the index, and the blocs with their sizes."""
    lines = wrap(title, width, size=14, lines=2, bold=True)
    parts = [text(0, 14 + 21 * at, words=words, class_="h") for at, words in enumerate(lines)]
    y = 14 + 21 * len(lines)
    parts.append(text(0, y, words=headline(analysis), class_="b"))
    x, y = 0.0, y + 22
    found = analysis.groups()
    for component, bloc, members in found[:12]:
        where = f", component {component}" if component else ""
        words = f"bloc {bloc}{where}: {len(members):,}"
        if x + 26 + text_width(words) > width:
            x, y = 0.0, y + 20
        parts.append(_swatch(x + 8, y - 4, bloc=bloc, words=words))
        x += 40 + text_width(words)
    alone = int((analysis.partition.labels == 0).sum())
    if alone:
        parts.append(_swatch(x + 8, y - 4, bloc=0, words=f"in no bloc: {alone:,}"))
        x += 140
    if len(found) > 12:
        parts.append(text(x, y, words=f"and {len(found) - 12:,} more", class_="s"))
    return join(*parts), y


def _swatch(x: float, y: float, *, bloc: int, words: str) -> Markup:
    inner = [
        circle(x, y, r=8, class_="kind"),
        text(x, y + 4, words=str(bloc) if bloc else "", class_="s", anchor="middle"),
        text(x + 14, y + 4, words=words),
    ]
    return el("g", *inner, class_=_group(bloc))


def _mark(analysis: BlocAnalysis, seat: _Seat) -> Markup:
    """A circle with the number of the bloc, and the name with its margin, outward."""
    name = analysis.network.actors[seat.actor]
    margin = analysis.margin_of(seat.actor)
    value = ""
    if margin is not None:
        low, high = margin
        value = show_number(low) if low == high else f"{show_number(low)}+"
    bold = seat.actor == analysis.anchor
    shown = fit(name, ROOM - 12 - text_width(f"  {value}", 12), size=12, bold=bold)
    figure = el("tspan", f"\u00a0 {value}", class_="b") if value else Markup("")
    left = math.cos(seat.angle) < -1e-9
    degrees = math.degrees(seat.angle) + (180 if left else 0)
    label = el(
        "text",
        shown,
        figure,
        x=-12 if left else 12,
        y=4,
        transform=f"translate({seat.x:.1f} {seat.y:.1f}) rotate({degrees:.1f})",
        class_=f"{'b' if bold else ''}{' e' if left else ''}".strip() or None,
    )
    words = name if margin is None else f"{name}: margin {value}"
    # Who may stand on either side has a broken edge.
    mark = el(
        "circle", cx=seat.x, cy=seat.y, r=8, class_="kind", stroke_dasharray="3 2" if margin == (0.0, 0.0) else None
    )
    number = text(seat.x, seat.y + 4, words=str(seat.bloc) if seat.bloc else "", class_="s", anchor="middle")
    return el("g", el("title", words), mark, number, label, class_=_group(seat.bloc))


def _chords(analysis: BlocAnalysis, seats: list[_Seat], *, middle: tuple[float, float]) -> Markup:
    """Ties as curves: those that fit first, frustrated ones on top of them."""
    graph, wrong = analysis.network.graph, analysis.partition.frustrated
    at = {seat.actor: seat for seat in seats}
    layers: dict[tuple[int, str, bool], list[str]] = {}
    for tie in range(graph.ties):
        one, other = at.get(int(graph.tail[tie])), at.get(int(graph.head[tie]))
        if one is None or other is None:
            continue
        # Curved more where the ends are near, so that ties inside a bloc can be told from its edge.
        bend = 0.25 + 0.35 * abs(math.cos((one.angle - other.angle) / 2))
        cx = middle[0] + bend * ((one.x + other.x) / 2 - middle[0])
        cy = middle[1] + bend * ((one.y + other.y) / 2 - middle[1])
        sure = "wrong" if analysis.statuses[tie] == "every" else "some"
        kind = (1, sure) if wrong[tie] else (0, "fits")
        step = f"M{one.x:.0f} {one.y:.0f}Q{cx:.0f} {cy:.0f} {other.x:.0f} {other.y:.0f}"
        layers.setdefault((kind[0], kind[1], bool(graph.sign[tie] < 0)), []).append(step)
    return join(*(_stroke("path", name, foe=foe, d="".join(steps)) for (_, name, foe), steps in sorted(layers.items())))


def _stroke(shape: str, name: str, *, foe: bool, **attributes: Value) -> Markup:
    """A line of a kind of tie; hostile ones are broken."""
    class_, thick = STROKES[name]
    broken = "5 3" if foe else None
    return el(shape, **attributes, stroke_width=thick, stroke_dasharray=broken, class_=class_)


def _foot(analysis: BlocAnalysis, seats: list[_Seat], *, y: float, width: float) -> tuple[Markup, float]:
    """The key to the lines, what was left out, and the source."""
    parts = []
    keys = (
        ("wrong", False, "friendly tie between blocs: frustrated in every best division"),
        ("wrong", True, "hostile tie inside a bloc: the same"),
        ("some", False, "wide: frustrated here, in other best divisions not (or not known)"),
        ("fits", False, "friendly tie that fits"),
        ("fits", True, "hostile tie that fits"),
    )
    for at, (name, foe, words) in enumerate(keys):
        x, row = (at % 2) * width / 2, y + 18 * (at // 2)
        parts += [
            _stroke("line", name, foe=foe, x1=x, y1=row - 4, x2=x + 34, y2=row - 4),
            text(x + 42, row, words=words, class_="s"),
        ]
    y += 18 * 3 + 8
    notes = []
    if analysis.margins is not None and analysis.anchor is not None:
        anchor = analysis.network.actors[analysis.anchor]
        notes.append(
            f"Numbers beside names: what the index rises by if the actor is put on the other side of {anchor}; "
            "0, a broken edge: best divisions disagree on it."
        )
    if len(seats) < len(analysis.network.actors):
        total = len(analysis.network.actors)
        notes.append(f"Drawn are {len(seats):,} of {total:,} actors, those with most frustrated ties; all are counted.")
    if analysis.blocs is Blocs.TWO and any(component for component, _, _ in analysis.groups()):
        notes.append("Blocs of different components say nothing of each other.")
    for words in [*notes, CAVEAT, analysis.source]:
        for shown in wrap(words, width, size=11.5, lines=3):
            parts.append(text(0, y, words=shown, class_="s"))
            y += 15
    return join(*parts), y
