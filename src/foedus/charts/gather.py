"""Fewer elements for the same picture: strokes and areas of one class become one path wherever nothing lies between them.

A path may be drawn earlier than it stands if it touches nothing that is drawn in between. Boxes around the shapes decide
that, with room for the widest stroke, so that what might touch stays where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup

from foedus.charts.element import merge
from foedus.charts.letters import text_width

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
STROKES = {
    "gap": 9.0, "event": 7.0, "m": 3.2, "reach": 2.0, "prior": 2.0, "whisker": 1.5, "track": 1.5, "axis": 1.5, "grid": 1.0,
}  # fmt: skip
"""Widths by class, not less than in the style sheet; what has corners needs room for their tips."""
_STROKE = 4.0
"""The width of any other class."""
PLAIN = frozenset(("grid", "axis", "prior", "track", "gap"))
"""Classes of lines without opacity: two of them that cross look the same as one path."""

_ELEMENT = re.compile(r"<([a-z]+)[^<>]*?(?:/>|>[^<>]*</\1>)")
_PATH = re.compile(r'<path d="([^"]*)" class="([^"]*)"/>')
_TEXT = re.compile(r'<text x="(-?[\d.]+)" y="(-?[\d.]+)"(?: class="([^"]*)")?>([^<>]*)</text>')
_COMMAND = re.compile(r"([MLHVZmlhvz])([-\d. ]*)")
_CIRCLE = re.compile(r"a([\d.]+) \1 0 110 \.1z")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@dataclass(slots=True)
class Piece:
    """An element of a drawing and the boxes that it covers; places and class where it is a path."""

    source: str
    boxes: list[Box]
    places: str = ""
    class_: str = ""


def gather(drawing: Markup) -> Markup:
    """Make one element of all paths of a class that can be drawn at the same time.

    Parameters
    ----------
    drawing : Markup
        The content of an ``svg`` element as :mod:`foedus.charts.element` writes it. Groups stay as they are.

    Examples
    --------
    >>> gather(Markup('<path d="M0 0H5" class="a"/><path d="M0 30H5" class="b"/><path d="M0 60H5" class="a"/>'))
    Markup('<path d="M0 0H5M0 60H5" class="a"/><path d="M0 30H5" class="b"/>')
    >>> gather(Markup('<path d="M0 0H5" class="a"/><path d="M0 60H5" class="b"/><path d="M0 60H5" class="a"/>'))
    Markup('<path d="M0 0H5" class="a"/><path d="M0 60H5" class="b"/><path d="M0 60H5" class="a"/>')
    """
    source = str(merge(drawing))
    if "<g" in source:
        return Markup(source)
    placed: list[Piece] = []
    for piece in pieces(source):
        home = _home(piece, placed)
        if home is None:
            placed.append(piece)
            continue
        home.places += piece.places
        home.boxes += piece.boxes
        home.source = f'<path d="{home.places}" class="{home.class_}"/>'
    return Markup("".join(piece.source for piece in placed))


def pieces(drawing: str) -> list[Piece]:
    """The elements of a drawing without groups, in their order."""
    return [read_piece(found[0]) for found in _ELEMENT.finditer(drawing)]


def _home(piece: Piece, placed: list[Piece]) -> Piece | None:
    """The path that a piece may join: of its class, with nothing that touches the piece drawn in or after it."""
    if not piece.places:
        return None
    for earlier in reversed(placed):
        alike = bool(earlier.places) and earlier.class_ == piece.class_
        if alike and piece.class_ in PLAIN:
            return earlier
        if any(touch(one, other) for one in piece.boxes for other in earlier.boxes):
            return None
        if alike:
            return earlier
    return None


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes share a place."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def read_piece(source: str) -> Piece:
    """An element with the boxes that its shapes cover; what is not understood covers everything."""
    if found := _PATH.fullmatch(source):
        half = max(STROKES.get(name, _STROKE) for name in found[2].split()[:1]) / 2
        boxes = [_outline(places) for places in re.findall("M[^M]*", found[1])]
        grown = [(left - half, top - half, right + half, bottom + half) for left, top, right, bottom in boxes]
        return Piece(source, grown, found[1], found[2])
    if found := _TEXT.fullmatch(source):
        return Piece(source, [_words(float(found[1]), float(found[2]), (found[3] or "").split(), found[4])])
    return Piece(source, [_EVERYWHERE])


def _words(x: float, y: float, classes: list[str], words: str) -> Box:
    """The box of a line of text, not less than it takes in the sizes of the style sheet."""
    size = 14.0 if "h" in classes else 12.0
    width = text_width(Markup(words).unescape(), size, bold=True)
    left = x - width if "e" in classes else x - width / 2 if "c" in classes else x
    return left - 2, y - size, left + width + 2, y + size / 5


def _outline(places: str) -> Box:
    """The box of a broken line or a circle; everywhere where the path is of another kind."""
    places = _CIRCLE.sub(_corners, places)
    found = _COMMAND.findall(places)
    if "".join(letter + numbers for letter, numbers in found) != places:
        return _EVERYWHERE
    x = y = 0.0
    xs, ys = [], []
    for letter, written in found:
        numbers = [float(number) for number in _NUMBER.findall(written)]
        across = numbers if letter in "Hh" else [] if letter in "Vv" else numbers[::2]
        down = numbers if letter in "Vv" else [] if letter in "Hh" else numbers[1::2]
        for to_x, to_y in zip_longest(across, down):
            x = x if to_x is None else to_x if letter.isupper() else x + to_x
            y = y if to_y is None else to_y if letter.isupper() else y + to_y
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def _corners(circle: re.Match[str]) -> str:
    """Straight steps with the box of the circle."""
    radius = float(circle[1])
    return f"l0 {-radius}l0 {2 * radius}l{2 * radius} {-radius}z"
