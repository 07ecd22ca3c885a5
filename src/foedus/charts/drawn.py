"""What a figure is made of: its rows, the way to draw them, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from markupsafe import Markup

from foedus.charts.theme import theme as check_theme

WIDE = 912.0
NARROW = 358.0
"""Widths in CSS pixels: the column of a desktop page, and a telephone of 390 pixels less its margins."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn in one ``svg`` element, its height in pixels, and its title where it is one panel of several."""

    content: Markup
    height: float
    title: str = ""


Draw = Callable[[float], Sequence[Drawing]]
"""From a width in pixels to the panels, each of that width."""
Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a figure is made of, whoever shows it.

    Parameters
    ----------
    key : str
        Short name, part of the ids in the page.
    title : str
        What is drawn.
    description : str
        The alternative text: how it is drawn and where the numbers stand. No findings.
    rows : sequence of NamedTuple
        What is drawn, one row for each mark, all of one kind.
    draw : callable
        From a width in pixels to the panels of that width.
    layout : str
        ``variants`` (one panel that takes the whole width), ``panels`` (side by side where there is room) or ``beside``
        (a panel with its key beside it).
    theme : str
        Name of a theme: ``light``, ``dark`` or ``print``.
    class_ : str
        A further class of the ``svg`` element.
    notes : sequence of str
        What numbers and marks mean, told under the figure where it stands alone; the page has them beside it.
    """

    key: str
    title: str
    description: str
    rows: Rows
    draw: Draw
    layout: str = "variants"
    theme: str = "light"
    class_: str = ""
    notes: Sequence[str] = ()

    def with_theme(self, name: str) -> Self:
        """Return the figure in another theme. Raises InputError if there is no such theme."""
        check_theme(name)
        return replace(self, theme=name)


def is_narrow(width: float) -> bool:
    """Whether a drawing is for a telephone or a column of print."""
    return width < 600
