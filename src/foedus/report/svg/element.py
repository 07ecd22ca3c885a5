"""The one way to make an SVG element: names, attributes and children, all text escaped."""

from __future__ import annotations

import re

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
    inner = Markup("").join(
        child if isinstance(child, Markup) else escape(plain(child)) for child in children
    )
    head = Markup(" ".join(parts))
    return Markup("<{}>{}</{}>").format(head, inner, Markup(name)) if inner else Markup("<{}/>").format(head)


def join(*parts: Markup) -> Markup:
    """Elements one after the other."""
    return Markup("").join(parts)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return el("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str, *, rx: float | None = None) -> Markup:
    """A box; a negative size becomes 0."""
    return el("rect", x=x, y=y, width=max(0.0, width), height=max(0.0, height), rx=rx, class_=class_)


def text(x: float, y: float, words: str, class_: str = "", *, anchor: str | None = None) -> Markup:
    """A line of text; `anchor` is ``middle`` or ``end``."""
    return el("text", words, x=x, y=y, class_=class_ or None, text_anchor=anchor)


def path(points: list[Point], class_: str, *, close: bool = False) -> Markup:
    """A broken line through the points, closed to an area on demand."""
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return el("path", d=f"M{steps}{'Z' if close else ''}", class_=class_)
