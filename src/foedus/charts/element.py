"""The one way to make an SVG element: names, attributes and children, all text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

Value = str | int | float | None
Child = str | Markup
Point = tuple[float, float]

# What may not stand in XML or HTML at all; it is shown as the replacement character.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text: object) -> str:
    """Text that may stand in a document: control characters become U+FFFD.

    >>> plain("a\\x00b")
    'a\ufffdb'
    """
    return _CONTROL.sub("\ufffd", str(text))


def number(value: float) -> str:
    """A coordinate with at most one decimal.

    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def el(name: str, *children: Child, **attributes: Value) -> Markup:
    """An element; attributes with None are left out, ``class_`` and ``stroke_width`` lose their underscores.

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


def line(x1: float, y1: float, *, x2: float, y2: float, class_: str) -> Markup:
    """A straight line on whole pixels, which is sharp."""
    return el("line", x1=round(x1), y1=round(y1), x2=round(x2), y2=round(y2), class_=class_)


def rect(x: float, y: float, *, width: float, height: float, class_: str) -> Markup:
    """A box; a negative size becomes 0.

    The edges of a bar stand on whole pixels, where they are sharp, and a bar is never thinner than one; a square, whose
    area may tell a size, keeps its tenths.

    >>> rect(84.3, 10, width=111.8, height=12, class_="bar")
    Markup('<rect x="84" y="10" width="112" height="12" class="bar"/>')
    """
    right, bottom = x + max(0.0, width), y + max(0.0, height)
    if width != height:
        left, top = round(x), round(y)
        right = max(round(right), left + 1) if width > 0 else left
        bottom = max(round(bottom), top + 1) if height > 0 else top
        x, y = left, top
    return el("rect", x=x, y=y, width=right - x, height=bottom - y, class_=class_)


def text(x: float, y: float, *, words: str, class_: str = "", anchor: str | None = None) -> Markup:
    """A line of text; `anchor` is ``middle`` or ``end``."""
    side = {"middle": "c", "end": "e"}.get(anchor or "", "")
    return el("text", words, x=round(x), y=round(y), class_=f"{class_} {side}".strip() or None)


def paragraph(
    x: float, y: float, *, lines: Iterable[str], class_: str = "", step: float = 14.0, anchor: str | None = None
) -> list[Markup]:
    """Lines of text one below the other, the first at `y`."""
    return [text(x, y + step * place, words=words, class_=class_, anchor=anchor) for place, words in enumerate(lines)]


def circle(x: float, y: float, *, r: float, class_: str) -> Markup:
    """A circle around a point."""
    return el("circle", cx=x, cy=y, r=r, class_=class_)


def path(points: Iterable[Point], class_: str, *, close: bool = False) -> Markup:
    """A broken line through the points, closed to an area on demand.

    >>> path([(100, 50), (104, 53), (102.5, 57)], "m", close=True)
    Markup('<path d="M100 50L104 53L102.5 57Z" class="m"/>')
    """
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return el("path", d=f"M{steps}{'Z' if close else ''}", class_=class_ or None)
