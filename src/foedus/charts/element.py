"""The one way to make an SVG element: names, attributes and children, all text escaped."""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup, escape

Value = str | int | float | None
Child = str | Markup
Point = tuple[float, float]

# What may not stand in XML or HTML at all; it is shown as the replacement character.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: object) -> str:
    """Text that may stand in a document: control characters become U+FFFD.

    Examples
    --------
    >>> plain("a\\x00b")
    'a\ufffdb'
    """
    return _CONTROL.sub("\ufffd", str(text))


def number(value: float) -> str:
    """A coordinate with at most one decimal.

    Examples
    --------
    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def el(name: str, *children: Child, **attributes: Value) -> Markup:
    """An element; attributes with None are left out, ``class_`` and ``stroke_width`` lose their underscores.

    Examples
    --------
    >>> el("text", "a < b", x=1.04, class_="s")
    Markup('<text x="1" class="s">a &lt; b</text>')
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        shown = number(value) if isinstance(value, int | float) else plain(value)
        parts.append(f'{key.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    inner = Markup("").join(child if isinstance(child, Markup) else escape(plain(child)) for child in children)
    head = Markup(" ".join(parts))
    return Markup("<{}>{}</{}>").format(head, inner, Markup(name)) if inner else Markup("<{}/>").format(head)


def join(*parts: Markup) -> Markup:
    """Elements one after the other."""
    return Markup("").join(parts)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line on whole pixels, which is sharp; a path, which takes half the bytes of a line element."""
    left, top, right, bottom = (round(value) for value in (x1, y1, x2, y2))
    step = f"H{right}" if top == bottom else f"V{bottom}" if left == right else f"L{right} {bottom}"
    return el("path", d=f"M{left} {top}{step}", class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str) -> Markup:
    """A box; a negative size becomes 0.

    The edges of a bar stand on whole pixels, where they are sharp, and a bar is never thinner than one; a square, whose
    area may tell a size, keeps its tenths.

    Examples
    --------
    >>> rect(84.3, 10, 111.8, 12, "bar")
    Markup('<path d="M84 10H196V22H84z" class="bar"/>')
    """
    right, bottom = x + max(0.0, width), y + max(0.0, height)
    if width != height:
        left, top = round(x), round(y)
        right = max(round(right), left + 1) if width > 0 else left
        bottom = max(round(bottom), top + 1) if height > 0 else top
        x, y = left, top
    across, down = number(x), number(y)
    return el("path", d=f"M{across} {down}H{number(right)}V{number(bottom)}H{across}z", class_=class_)


def text(x: float, y: float, words: str, class_: str = "", *, anchor: str | None = None) -> Markup:
    """A line of text; `anchor` is ``middle`` or ``end``."""
    side = {"middle": "c", "end": "e"}.get(anchor or "", "")
    return el("text", words, x=round(x), y=round(y), class_=f"{class_} {side}".strip() or None)


def circle(x: float, y: float, r: float, class_: str) -> Markup:
    """A circle, as a path so that it can share an element with its neighbours: an arc all around to a tenth of a pixel.

    Examples
    --------
    >>> circle(9, 5, 4, "a")
    Markup('<path d="M5 5a4 4 0 110 .1z" class="a"/>')
    """
    r = round(r, 1)
    size = number(r)
    return el("path", d=f"M{number(x - r)} {number(y)}a{size} {size} 0 110 .1z", class_=class_)


def path(points: list[Point], class_: str, *, close: bool = False) -> Markup:
    """A broken line through the points, closed to an area on demand.

    Steps are written from point to point, which takes fewer digits than places do.

    Examples
    --------
    >>> path([(100, 50), (104, 53), (102.5, 57)], "m", close=True)
    Markup('<path d="M100 50l4 3-1.5 4z" class="m"/>')
    """
    places = [(round(x, 1), round(y, 1)) for x, y in points]
    steps = ""
    for (x1, y1), (x2, y2) in pairwise(places):
        for step in (number(x2 - x1), number(y2 - y1)):
            steps += step if step.startswith("-") or not steps else f" {step}"
    start = f"M{number(places[0][0])} {number(places[0][1])}"
    return el("path", d=f"{start}{'l' if steps else ''}{steps}{'z' if close else ''}", class_=class_ or None)


def dot(x: float, y: float, class_: str) -> Markup:
    """A dot as a stroke without length; the class gives it width and a round end."""
    return el("path", d=f"M{number(x)} {number(y)}h0", class_=class_)


_TWINS = re.compile(r'(<path d="[^"]*)" class="([^"]*)"/><path d="([^"]*)" class="\2"/>')


def merge(drawing: Markup) -> Markup:
    """Make one element of neighbouring paths that share their class; the picture stays the same, the page gets smaller.

    Examples
    --------
    >>> merge(line(0, 0, 5, 0, "grid") + line(0, 9, 5, 9, "grid"))
    Markup('<path d="M0 0H5M0 9H5" class="grid"/>')
    """
    text_, before = str(drawing), ""
    while text_ != before:
        before = text_
        text_ = _TWINS.sub(r'\1\3" class="\2"/>', text_)
    return Markup(text_)
