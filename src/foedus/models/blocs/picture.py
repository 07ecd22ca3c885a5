"""Blocs as a picture of its own: actors on a circle by bloc, and the ties that do not fit as chords.

Friendly ties inside a bloc and hostile ties between blocs agree with it and are drawn faintly; a friendly tie between blocs
and a hostile one inside a bloc stand out. Nothing is told by colour alone: each mark holds the number of its bloc, friendly
lines are solid and hostile ones dashed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from foedus.charts.element import circle, el, join, line, rect, text
from foedus.charts.figure import WIDE
from foedus.charts.letters import fit, text_width, wrap
from foedus.models.blocs.balance import Blocs
from foedus.models.blocs.balance.graph import Ints
from foedus.models.blocs.result import BlocAnalysis
from foedus.models.blocs.words import CAVEAT, headline, show_number
from foedus.models.picture import Picture

COLOURS = ("#2f5f9e", "#b0571b", "#3c7a4a", "#7d4a94", "#8a6d0f", "#a33a55", "#2c7f86", "#5d6470")
"""By bloc, in turn; the number in the mark says which."""

STYLE = (
    "text{font:12px Arial,'Liberation Sans',Helvetica,sans-serif;fill:#1d2430}"
    ".h{font-size:17px;font-weight:700}.b{font-weight:700}.s{font-size:11.5px;fill:#525a67}"
    ".n{font-size:8.5px;font-weight:700;fill:#fff;text-anchor:middle}.e{text-anchor:end}.c{text-anchor:middle}"
    "path{fill:none}.page{fill:#fff}.fits{stroke:#aab1bd;stroke-width:.5;opacity:.45}.foe{stroke-dasharray:5 3}"
    ".few .fits{stroke-width:1.1;opacity:.9}.wrong{stroke:#c2185b;stroke-width:1.8}.some{stroke:#d08700;stroke-width:3.2}"
    + "".join(f".k{at}{{stroke:{colour}}}.k{at} .mark{{fill:{colour}}}" for at, colour in enumerate(COLOURS))
    + "".join(f".free.k{at} .mark{{fill:#fff}}.free.k{at} .n{{fill:{colour}}}" for at, colour in enumerate(COLOURS))
    + ".k{stroke:#8d96a5}.k .mark{fill:#8d96a5}.mark{stroke-width:1.5;stroke:inherit}.n,.name{stroke:none}"
)
PAD, STEP, ROOM, LEAST_RADIUS, MOST = 24.0, 15.5, 150.0, 150.0, 160


FEW = 150
"""Ties up to which those that fit are drawn more strongly."""


@dataclass(frozen=True, slots=True)
class _Seat:
    """Place of an actor on the circle."""

    actor: int
    bloc: int
    angle: float
    x: float
    y: float


def draw(analysis: BlocAnalysis) -> Picture:
    """Draw the blocs of a network."""
    title, source = analysis.inputs[0].name if analysis.inputs else "a network", analysis.source
    ring = _ring(analysis)
    places = len(ring)
    radius = max(LEAST_RADIUS, places * STEP / (2 * math.pi))
    room = max((text_width(analysis.network.actors[at], 12, bold=True) for at, _ in ring if at >= 0), default=0.0)
    room = min(ROOM, room + 36)
    width = max(WIDE, 2 * (radius + room + 30) + 2 * PAD)
    head, top = _heading(analysis, title, width)
    middle = width / 2, top + room + 24 + radius
    seats = [
        _seat(actor, bloc, 2 * math.pi * at / places - math.pi / 2, radius, middle)
        for at, (actor, bloc) in enumerate(ring)
        if actor >= 0
    ]
    foot, height = _foot(analysis, seats, source, middle[1] + radius + room + 40, width)
    document = el(
        "svg",
        el("title", f"Blocs: {title[:300]}"),
        el("desc", headline(analysis)),
        el("style", Markup(STYLE)),
        rect(0, 0, width, height, "page"),
        head,
        _chords(analysis, seats, middle),
        *(_mark(analysis, seat) for seat in seats),
        foot,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=round(width),
        height=round(height),
        role="img",
    )
    return Picture(f"{document}\n")


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


def _seat(actor: int, bloc: int, angle: float, radius: float, middle: tuple[float, float]) -> _Seat:
    return _Seat(actor, bloc, angle, middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))


def _class(bloc: int) -> str:
    return f"k{(bloc - 1) % len(COLOURS)}" if bloc else "k"


def _heading(analysis: BlocAnalysis, title: str, width: float) -> tuple[Markup, float]:
    """The title, the index, and the blocs with their sizes."""
    lines = wrap(f"Blocs of {title}", width - 2 * PAD, 17, lines=2, bold=True)
    parts = [text(PAD, PAD + 10 + 21 * at, words, "h") for at, words in enumerate(lines)]
    y = PAD + 10 + 21 * len(lines)
    parts.append(text(PAD, y, headline(analysis), "b"))
    x, y = PAD, y + 22
    found = analysis.groups()
    for component, bloc, members in found[:12]:
        where = f", component {component}" if component else ""
        words = f"bloc {bloc}{where}: {len(members):,}"
        if x + 26 + text_width(words) > width - PAD:
            x, y = PAD, y + 20
        parts.append(_swatch(x + 8, y - 4, bloc, words))
        x += 40 + text_width(words)
    alone = int((analysis.partition.labels == 0).sum())
    if alone:
        parts.append(_swatch(x + 8, y - 4, 0, f"in no bloc: {alone:,}"))
        x += 140
    if len(found) > 12:
        parts.append(text(x, y, f"and {len(found) - 12:,} more", "s"))
    return join(*parts), y


def _swatch(x: float, y: float, bloc: int, words: str) -> Markup:
    inner = [
        circle(x, y, 7, "mark"),
        text(x, y + 3, str(bloc) if bloc else "", "n"),
        text(x + 14, y + 4, words, "name"),
    ]
    return el("g", *inner, class_=_class(bloc))


def _mark(analysis: BlocAnalysis, seat: _Seat) -> Markup:
    """A circle with the number of the bloc, and the name with its margin, outward."""
    name = analysis.network.actors[seat.actor]
    margin = analysis.margin_of(seat.actor)
    value = ""
    if margin is not None:
        low, high = margin
        value = show_number(low) if low == high else f"{show_number(low)}+"
    bold = seat.actor == analysis.anchor
    shown = fit(name, ROOM - 12 - text_width(f"  {value}", 12), 12, bold=bold)
    figure = el("tspan", value, dx=6, class_="b") if value else Markup("")
    left = math.cos(seat.angle) < -1e-9
    degrees = math.degrees(seat.angle) + (180 if left else 0)
    label = el(
        "text",
        shown,
        figure,
        x=-12 if left else 12,
        y=4,
        transform=f"translate({seat.x:.1f} {seat.y:.1f}) rotate({degrees:.1f})",
        class_=f"name{' b' if bold else ''}{' e' if left else ''}",
    )
    free = " free" if margin == (0.0, 0.0) else ""
    words = name if margin is None else f"{name}: margin {value}"
    mark = circle(seat.x, seat.y, 6.5, "mark")
    number = text(seat.x, seat.y + 3, str(seat.bloc) if seat.bloc else "", "n")
    return el("g", el("title", words), mark, number, label, class_=f"{_class(seat.bloc)}{free}")


def _chords(analysis: BlocAnalysis, seats: list[_Seat], middle: tuple[float, float]) -> Markup:
    """Ties as curves: those that fit first, frustrated ones on top of them."""
    graph, wrong = analysis.network.graph, analysis.partition.frustrated
    at = {seat.actor: seat for seat in seats}
    layers: dict[tuple[int, str], list[str]] = {}
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
        name = f"{kind[1]} foe" if graph.sign[tie] < 0 else kind[1]
        step = f"M{one.x:.0f} {one.y:.0f}Q{cx:.0f} {cy:.0f} {other.x:.0f} {other.y:.0f}"
        layers.setdefault((kind[0], name), []).append(step)
    curves = (el("path", d="".join(steps), class_=name) for (_, name), steps in sorted(layers.items()))
    return el("g", *curves, class_="few" if graph.ties <= FEW else None)


def _foot(analysis: BlocAnalysis, seats: list[_Seat], source: str, y: float, width: float) -> tuple[Markup, float]:
    """The key to the lines, what was left out, and the source."""
    parts = []
    keys = (
        ("wrong", "friendly tie between blocs: frustrated in every best division"),
        ("wrong foe", "hostile tie inside a bloc: the same"),
        ("some", "wide: frustrated here, in other best divisions not (or not known)"),
        ("fits", "friendly tie that fits"),
        ("fits foe", "hostile tie that fits"),
    )
    for at, (name, words) in enumerate(keys):
        x, row = PAD + (at % 2) * (width / 2 - PAD), y + 18 * (at // 2)
        parts += [line(x, row - 4, x + 34, row - 4, name), text(x + 42, row, words, "s")]
    y += 18 * 3 + 8
    notes = []
    if analysis.margins is not None and analysis.anchor is not None:
        anchor = analysis.network.actors[analysis.anchor]
        notes.append(
            f"Numbers beside names: what the index rises by if the actor is put on the other side of {anchor}; "
            "0, a hollow mark: best divisions disagree on it."
        )
    if len(seats) < len(analysis.network.actors):
        total = len(analysis.network.actors)
        notes.append(f"Drawn are {len(seats):,} of {total:,} actors, those with most frustrated ties; all are counted.")
    if analysis.blocs is Blocs.TWO and any(component for component, _, _ in analysis.groups()):
        notes.append("Blocs of different components say nothing of each other.")
    for words in [*notes, CAVEAT, source]:
        for shown in wrap(words, width - 2 * PAD, 11.5, lines=3):
            parts.append(text(PAD, y, shown, "s"))
            y += 15
    return join(*parts), y + PAD - 10
