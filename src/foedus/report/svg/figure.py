"""A figure: one chart in a wide and a narrow variant, with its title and its description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from foedus.report.svg.element import el, merge

WIDE = 960.0
NARROW = 358.0
"""Widths in CSS pixels: the column of a desktop page, and a telephone of 390 pixels less its margins."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, ready for the page.

    Parameters
    ----------
    key : str
        Short name, part of the ids in the page.
    title : str
        What is drawn.
    description : str
        The alternative text: how it is drawn and where the numbers stand. No findings.
    wide, narrow : Markup
        The two variants; a style sheet shows one of them.
    """

    key: str
    title: str
    description: str
    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class Drawing:
    """The content of one variant and its height in pixels."""

    content: Markup
    height: float


Draw = Callable[[float], Drawing]


def build_figure(key: str, title: str, description: str, draw: Draw, *, class_: str = "") -> Figure:
    """Draw both variants and wrap each in an accessible ``svg`` element."""

    def variant(width: float, name: str) -> Markup:
        drawing = draw(width)
        ids = f"fig-{key}-{name}-title", f"fig-{key}-desc"
        return el(
            "svg",
            el("title", title, id=ids[0]),
            # One description serves both: what is not displayed may still be referred to.
            el("desc", description, id=ids[1]) if name == "wide" else Markup(""),
            merge(drawing.content),
            viewBox=f"0 0 {width:.0f} {drawing.height:.0f}",
            width=width,
            height=round(drawing.height),
            role="img",
            aria_labelledby=" ".join(ids),
            class_=f"chart {name} {class_}".strip(),
        )

    return Figure(key, title, description, variant(WIDE, "wide"), variant(NARROW, "narrow"))


def is_narrow(width: float) -> bool:
    """Whether the variant is the one for telephones."""
    return width < 600
