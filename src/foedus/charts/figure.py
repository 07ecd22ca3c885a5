"""A figure: a chart in a wide and a narrow variant, or panels that flow into as many columns as there is room for.

Panels are drawn once, at the width of a telephone, and stand beside each other on a desktop. Charts that need the whole
width, such as lines over time, are drawn twice, and a style sheet shows one of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from foedus.charts.element import el
from foedus.charts.gather import gather

WIDE = 912.0
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
    body : Markup
        The ``svg`` elements.
    class_ : str
        ``variants``, ``panels`` or ``beside`` (a panel with its key beside it).
    """

    key: str
    title: str
    description: str
    body: Markup
    class_: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The content of one ``svg`` element, its height in pixels, and its title where it is one panel of several."""

    content: Markup
    height: float
    title: str = ""


Draw = Callable[[float], Drawing]


def _svg(drawing: Drawing, width: float, class_: str, title: str, names: tuple[str, str], description: str) -> Markup:
    """An accessible ``svg`` element; `names` are the ids of its title and its description."""
    return el(
        "svg",
        el("title", title, id=names[0]),
        el("desc", description, id=names[1]) if description else Markup(""),
        gather(drawing.content),
        viewBox=f"0 0 {width:.0f} {drawing.height:.0f}",
        role="img",
        aria_labelledby=" ".join(names),
        class_=class_,
    )


def build_figure(key: str, title: str, description: str, draw: Draw, *, class_: str = "") -> Figure:
    """Draw the wide and the narrow variant; one description serves both, since what is hidden may be referred to."""

    def variant(width: float, name: str, words: str) -> Markup:
        names = f"fig-{key}-{name}", f"fig-{key}-desc"
        return _svg(draw(width), width, f"chart {name} {class_}".strip(), title, names, words)

    body = variant(WIDE, "wide", description) + variant(NARROW, "narrow", "")
    return Figure(key, title, description, body, "variants")


def build_panels(
    key: str, title: str, description: str, panels: Sequence[Drawing], *, class_: str = "panels"
) -> Figure:
    """Panels of the narrow width, in the order of reading."""
    body = Markup("").join(
        _svg(
            panel,
            NARROW,
            "chart",
            f"{title}: {panel.title}" if panel.title else title,
            (f"fig-{key}-{number}", f"fig-{key}-desc"),
            description if number == 1 else "",
        )
        for number, panel in enumerate(panels, start=1)
    )
    return Figure(key, title, description, body, class_)


def is_narrow(width: float) -> bool:
    """Whether the variant is the one for telephones."""
    return width < 600
