"""The landscape of two blocs: each minimum with its energy, its basin, and who stands on which side in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import circle, join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit, text_width
from foedus.charts.marks import Scale, pair_mark
from foedus.errors import OutputError
from foedus.models.landscape.result import Landscape, Minimum

MOST_ROWS = 40
"""Actors that are drawn; of more, the largest."""

_TITLE = "Landscape of alignments on two sides"
_WORDS = (
    "One column for each local minimum, the lowest energy first: its energy as a point, the share of configurations that "
    "lead to it as a bar, and below, for each actor, its side: a filled circle for side A, a hollow diamond for side B. "
    "A ring is an actor that stands elsewhere in the given alignment."
)
_ROW, _POINTS, _BARS = 20.0, 80.0, 56.0


class Place(NamedTuple):
    """An actor in a minimum."""

    minimum: int
    energy: float
    share: float
    actor: str
    side: str
    misplaced: bool


def draw(found: Landscape) -> Figure:
    """Draw the minima. Raises OutputError if there is no minimum to draw."""
    if not found.minima:
        raise OutputError(f"there is nothing to draw: {' '.join(found.notes)}")
    wrong = [()] * len(found.minima) if found.alignment is None else [m.misplaced for m in found.alignment.matches]
    rows = [
        Place(number, one.energy, one.share, actor, "A" if actor in one.sides[0] else "B", actor in misplaced)
        for number, (one, misplaced) in enumerate(zip(found.minima, wrong, strict=True), start=1)
        for actor in found.placed
    ]
    return Figure("landscape", _TITLE, _WORDS, rows, lambda width: [_draw(width, found)])


def _draw(width: float, landscape: Landscape) -> Drawing:
    narrow = is_narrow(width)
    shown = landscape.minima[: 5 if narrow else 12]
    size = dict(zip(landscape.names, landscape.sizes, strict=True))
    actors = sorted(landscape.placed, key=lambda name: -size[name])[:MOST_ROWS]
    room = 108.0 if narrow else 260.0
    labels = [fit(name, room - 8) for name in actors]
    left = min(room, max(56.0, *(text_width(label) + 10 for label in labels)))
    step = min(160.0, (width - left - (26 if narrow else 46)) / len(shown))
    columns = [left + (26 if narrow else 46) + step * (k + 0.5) for k in range(len(shown))]
    right = columns[-1] + step / 2
    parts = [text(0, 14, words=_TITLE, class_="h")]
    top = 38.0
    parts.append(text(0, top, words="minimum", class_="s"))
    parts += [text(x, top, words=str(k), class_="b", anchor="middle") for k, x in enumerate(columns, start=1)]
    parts.append(_points(shown, columns, y=top + 16, right=right))
    parts.append(_bars(shown, columns, y=top + 16 + _POINTS + 26, right=right))
    y = top + 16 + _POINTS + 26 + _BARS + 16
    parts.append(_sides(landscape, shown, actors=actors, labels=labels, columns=columns, y=y, right=right))
    y += _ROW * len(actors)
    parts.append(_key(landscape, y + 22, narrow=narrow))
    y += 22 + (20 if narrow and landscape.alignment else 0)
    for words in _left_out(landscape, len(shown), actors=len(actors)):
        y += 16
        parts.append(text(0, y, words=words, class_="s"))
    return Drawing(join(*parts, text(0, y + 16, words=fit(landscape.source, width, size=11.5), class_="s")), y + 24)


def _points(shown: Sequence[Minimum], columns: Sequence[float], *, y: float, right: float) -> Markup:
    """The energies, the deepest at the foot."""
    energies = [minimum.energy for minimum in shown]
    low, high = min(energies), max(energies)
    if high - low < 1e-6 * max(abs(low), abs(high)):  # equal in print: no differences of rounding are drawn
        low = high = (low + high) / 2
    scale = Scale(low, high, y + _POINTS - 8, y + 22)
    parts = [
        text(0, y + _POINTS / 2 + 4, words="energy", class_="s"),
        line(columns[0] + columns[-1] - right, y + _POINTS, x2=right, y2=y + _POINTS, class_="grid"),
    ]
    widest = max(text_width(_number(value), 11.5) for value in energies)
    crowded = len(shown) > 1 and widest + 4 > columns[1] - columns[0]
    for k, (x, value) in enumerate(zip(columns, energies, strict=True)):
        at = scale(value)
        parts.append(pair_mark(0, x, y=at, size=4.5))
        if not crowded or k in (0, len(shown) - 1):
            parts.append(text(x, at - 9, words=_number(value), class_="s", anchor="middle"))
    return join(*parts)


def _bars(shown: Sequence[Minimum], columns: Sequence[float], *, y: float, right: float) -> Markup:
    """The shares of the basins, on one scale from 0."""
    foot = y + _BARS
    scale = Scale(0.0, max(minimum.share for minimum in shown), 0.0, _BARS - 16)
    parts = [
        text(0, y + _BARS / 2 + 4, words="basin", class_="s"),
        line(columns[0] + columns[-1] - right, foot, x2=right, y2=foot, class_="axis"),
    ]
    for x, minimum in zip(columns, shown, strict=True):
        height = max(1.0, scale(minimum.share))
        parts.append(rect(x - 11, foot - height, width=22, height=height, class_="bar factor"))
        parts.append(text(x, foot - height - 4, words=_share(minimum.share), class_="s", anchor="middle"))
    return join(*parts)


def _sides(
    landscape: Landscape,
    shown: Sequence[Minimum],
    *,
    actors: Sequence[str],
    labels: Sequence[str],
    columns: Sequence[float],
    y: float,
    right: float,
) -> Markup:
    """A row for each actor, the largest first; its mark in each column."""
    under, over = [], []
    matches = [()] * len(shown) if landscape.alignment is None else [m.misplaced for m in landscape.alignment.matches]
    for row, (name, label) in enumerate(zip(actors, labels, strict=True)):
        middle = y + _ROW * (row + 0.5)
        if row % 2 == 0:
            under.append(rect(0, middle - _ROW / 2, width=right, height=_ROW, class_="stripe"))
        over.append(text(4, middle + 4, words=label))
        for x, minimum, misplaced in zip(columns, shown, matches, strict=False):
            over.append(pair_mark(0 if name in minimum.sides[0] else 1, x, y=middle, size=5.0))
            if name in misplaced:
                over.append(circle(x, middle, r=9.0, class_="ring"))
    return join(*under, *over)


def _key(landscape: Landscape, y: float, *, narrow: bool) -> Markup:
    entries = [(0, "side A"), (1, "side B")]
    parts, x = [], 0.0
    for index, words in entries:
        parts += [pair_mark(index, x + 6, y=y - 4), text(x + 17, y, words=words)]
        x += 17 + text_width(words) + 20
    if landscape.alignment is not None:
        x, y = (0.0, y + 20) if narrow else (x, y)
        parts += [
            circle(x + 9, y - 4, r=8.0, class_="ring"),
            text(x + 24, y, words="stands elsewhere in the given alignment"),
        ]
    return join(*parts)


def _left_out(landscape: Landscape, minima: int, *, actors: int) -> list[str]:
    words = []
    if minima < landscape.found:
        words.append(f"{landscape.found - minima:,} more minima are not drawn.")
    if actors < len(landscape.placed):
        words.append(f"The {actors} largest of {len(landscape.placed):,} actors are drawn.")
    if landscape.unattached:
        words.append(f"{len(landscape.unattached)} without a propensity other than 0 are not placed.")
    return words


def _share(value: float) -> str:
    """A share in percent; small ones with two digits, since basins may be many."""
    return f"{value * 100:.0f}\u00a0%" if value >= 0.1 else f"{value * 100:.2g}\u00a0%"


def _number(value: float) -> str:
    return f"{value:,.4g}".replace("-", "\u2212") if abs(value) < 1e4 else f"{value:.3g}".replace("-", "\u2212")
