"""A figure as an SVG document that stands alone: as wide as asked for, panels in columns, its style inside."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from foedus.charts.element import el, join, number, paragraph
from foedus.charts.letters import wrap
from foedus.charts.theme import SMALL, file_style, theme
from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.charts.drawn import Drawn

LEAST_ROOM = 358.0
"""Pixels that every chart can do with; what is to be narrower is drawn so and shrunk."""
GUTTER, LEAD, MARGIN, NOTE = 40.0, 26.0, 12.0, 15.0
"""Between panels side by side, between panels one below the other, around a file, and from line to line of the notes."""
PIXELS = {"px": 1.0, "": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
"""CSS pixels in a unit of length."""
MOST = 20_000.0
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(px|cm|mm|in|)\s*")


class Width(NamedTuple):
    """A width in pixels, the unit in which it was given (empty for pixels), and the pixels in that unit."""

    pixels: float
    unit: str
    per_unit: float


def read_width(width: float | str) -> Width:
    """Read a number of pixels or a length with its unit.

    Raises InputError if it is neither, or not between 1 and 20,000 pixels.

    >>> read_width("2in"), read_width(640).pixels
    (Width(pixels=192.0, unit='in', per_unit=96.0), 640.0)
    """
    found = _LENGTH.fullmatch(str(width))
    unit = "" if found is None or found[2] == "px" else found[2]
    pixels = math.nan if found is None else float(found[1]) * PIXELS[unit]
    if not 1 <= pixels <= MOST:
        raise InputError(
            f"no width {str(width)[:40]!r}; expected a number of pixels from 1 to {MOST:,.0f}, or a length such as 12cm, 120mm or 5in"
        )
    return Width(pixels, unit, PIXELS[unit])


def render_document(figure: Drawn, length: Width) -> str:
    """A document as wide as asked for; what would be too narrow to be drawn is drawn wider and shrunk."""
    room = max(length.pixels - 2 * MARGIN, LEAST_ROOM)
    content, height = _arrange(figure, room)
    lines = [shown for note in figure.notes for shown in wrap(note, room, size=SMALL, lines=4)]
    content += join(*paragraph(0, height + LEAD, lines=lines, class_="s", step=NOTE))
    height += LEAD + NOTE * len(lines) if lines else 0
    across, down = room + 2 * MARGIN, height + 2 * MARGIN
    wide = length.pixels / length.per_unit
    narrow = " narrow" if room < 600 else ""
    names = f"foedus-{figure.key}-title", f"foedus-{figure.key}-desc"
    picture = el(
        "svg",
        el("title", figure.title, id=names[0]),
        el("desc", figure.description, id=names[1]),
        el("style", Markup(file_style(figure.theme))),
        el("rect", width=across, height=down, fill=theme(figure.theme).panel),
        el("g", content, transform=f"translate({MARGIN:g} {MARGIN:g})"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(across)} {number(down)}",
        width=f"{wide:.6g}{length.unit}",
        height=f"{wide * down / across:.6g}{length.unit}",
        role="img",
        aria_labelledby=" ".join(names),
        class_=f"foedus-{figure.theme}{narrow} {figure.class_}".strip(),
    )
    return f"{picture}\n"


def _arrange(figure: Drawn, room: float) -> tuple[Markup, float]:
    """The panels in as many columns as there is room for, in the order of reading, and the height that they need."""
    if figure.layout == "variants":
        drawing = figure.draw(room)[0]
        return drawing.content, drawing.height
    columns = min(max(1, int((room + GUTTER) // (LEAST_ROOM + GUTTER))), len(figure.draw(LEAST_ROOM)))
    wide = (room - GUTTER * (columns - 1)) / columns
    panels = figure.draw(min(wide, 1.25 * LEAST_ROOM))
    placed, y = Markup(""), 0.0
    for start in range(0, len(panels), columns):
        row = panels[start : start + columns]
        for place, panel in enumerate(row):
            at = f"translate({number((wide + GUTTER) * place)} {number(y)})"
            placed += el("g", panel.content, transform=at)
        y += max(panel.height for panel in row) + LEAD
    return placed, y - LEAD
