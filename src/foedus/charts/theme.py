"""One declaration of every colour, stroke and font size: for the page of the report and for files that stand alone.

Shapes carry classes. A page defines the colours as variables and switches them for a dark screen and for print; a file
holds the rules of one theme with the colours written in, since few viewers of SVG know variables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

from foedus.errors import InputError

FONT = '-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Liberation Sans",sans-serif'
TEXT, SMALL, HEADING = 12.0, 11.5, 14.0
"""Font sizes in pixels."""
DASHES = {"entente": "", "alliance": "", "unaligned": "7 3", "rivalry": "2.5 2.5"}
"""Strokes and gaps of the line of each outcome, so that a line is known without its colour."""
WEIGHTS = {"alliance": 2.2, "entente": 3.2, "unaligned": 2.2, "rivalry": 2.2}
"""Width of the line of each outcome."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a ground and of what stands on it.

    Parameters
    ----------
    paper, panel, faint : str
        Grounds: of the page, of a figure, of a stripe in it.
    ink, soft, accent : str
        Text: plain, second in rank, links.
    rule : str
        Thin lines that carry no value.
    alliance, entente, unaligned, rivalry, first, second : str
        Marks of the outcomes, and of the two of a pair.
    """

    paper: str
    panel: str
    faint: str
    ink: str
    soft: str
    accent: str
    rule: str
    alliance: str
    entente: str
    unaligned: str
    rivalry: str
    first: str
    second: str


THEMES = {
    "light": Theme(
        "#faf9f6", "#ffffff", "#f1efe9", "#1d2430", "#525a67", "#17417e", "#dcd8cf",
        "#17417e", "#2482b8", "#7a7468", "#bf4519", "#2b3d59", "#9a4f12",
    ),
    "dark": Theme(
        "#12151a", "#191d24", "#20252d", "#e8e6e0", "#adb2bc", "#a9c6ff", "#39404b",
        "#a3c0f5", "#4bb0e8", "#a8a296", "#f08a58", "#c3d0e8", "#e8a66a",
    ),
    "print": Theme(
        "#ffffff", "#ffffff", "#efefef", "#000000", "#444444", "#10316b", "#cccccc",
        "#0c2757", "#3e8fc0", "#767166", "#a03a12", "#1b2a42", "#a8560f",
    ),
}  # fmt: skip

RULES = {
    "text": f"font-size:{TEXT:g}px;fill:$ink",
    ".s": f"font-size:{SMALL:g}px;fill:$soft",
    ".sb": f"font-size:{SMALL:g}px;font-weight:700",
    ".b": "font-weight:700",
    ".e": "text-anchor:end",
    ".c": "text-anchor:middle",
    ".i": "font-style:italic",
    ".h": f"font-size:{HEADING:g}px;font-weight:700",
    ".halo": "paint-order:stroke;stroke:$panel;stroke-width:3.5px;stroke-linejoin:round",
    ".band": "fill:$faint",
    ".band.alt": "fill:$rule;opacity:.55",
    ".grid": "stroke:$rule;stroke-width:1",
    ".axis": "stroke:$ink;stroke-width:1.2",
    ".lead": "stroke:$soft;stroke-width:.8;fill:none;opacity:.7",
    ".lead.strong": "stroke:$ink;stroke-width:1;opacity:1",
    ".prior": "stroke:$ink;stroke-width:1.8",
    ".m": "fill:$c;stroke:$panel;stroke-width:1.2",
    ".span": "fill:$c;opacity:.38",
    ".curve": "fill:none;stroke:$c;stroke-width:$weight;stroke-dasharray:$dash;stroke-linejoin:round",
    ".veil": "fill:$c;opacity:.13",
    ".shade": "fill:$c;opacity:.3",
    ".thin": "fill:none;stroke:$c;stroke-width:1",
    ".p-first": "fill:$first;stroke:$panel;stroke-width:1.2",
    ".p-second": "fill:$panel;stroke:$second;stroke-width:2.2",
    ".reach": "stroke-width:2;stroke-linecap:round",
    ".reach.first": "stroke:$first;opacity:.6",
    ".reach.second": "stroke:$second;opacity:.75",
    ".unknown": "stroke:$soft;stroke-width:1.4;stroke-dasharray:3 4;fill:none",
    ".gap": "stroke:$rule;stroke-width:9;stroke-linecap:round",
    ".track": "stroke:$rule;stroke-width:1.5",
    ".bar.binds": "fill:$first;opacity:.85",
    ".bar.factor": "fill:$first;opacity:.85",
    ".bar.divides": "fill:$second;opacity:.85",
    ".bar.first": "fill:$first",
    ".bar.second": "fill:$second",
    ".bar.method": "fill:$panel;stroke:$first;stroke-width:1.6",
    ".bar.method.second": "stroke:$second",
    ".bar.unknown": "fill:$panel;stroke:$first;stroke-width:1.6;stroke-dasharray:4 3",
    ".pale": "fill:$soft;opacity:.14",
    ".dense": "fill:$soft;opacity:.25",
    ".whisker": "stroke:$ink;stroke-width:1.4;fill:none",
    ".whisker.lit": "stroke:$panel;stroke-width:2",
    ".lane": "fill:$faint",
    ".climb": "fill:none;stroke:$entente;stroke-width:2",
    ".event": "fill:$first",
    ".turn": "fill:$panel;stroke:$rivalry;stroke-width:2.4",
    ".stripe": "fill:$faint",
    ".pos": "fill:$alliance",
    ".neg": "fill:none;stroke:$rivalry;stroke-width:2.4",
    ".ring": "fill:none;stroke:$rivalry;stroke-width:1.5",
    ".nought": "stroke:$soft;stroke-width:2.4",
    ".ties": "stroke:$first;opacity:.55;fill:none",
    ".ties.odd": "stroke:$second;opacity:1",
    ".ties.hostile": "stroke:$rivalry;stroke-dasharray:5 4;opacity:.75",
    ".w1": "stroke-width:1.1",
    ".w2": "stroke-width:1.8",
    ".w3": "stroke-width:2.7",
    ".w4": "stroke-width:3.7",
    ".kind": "fill:$panel;stroke:$first;stroke-width:2;stroke-linejoin:round",
    ".two .kind": "stroke:$second",
    ".focal .kind": "fill:$first",
    ".focal.two .kind": "fill:$second",
    ".nodes text": "paint-order:stroke;stroke:$panel;stroke-width:3.5px;stroke-linejoin:round",
    ".narrow .nodes text": f"font-size:{SMALL:g}px",
    ".focal text": "font-weight:700",
}
"""What each class looks like; ``$name`` is a colour of the theme, ``$c`` that of the outcome in a second class (``o-...``)."""


def theme(name: str) -> Theme:
    """Return a theme by its name. Raises InputError if there is none of this name."""
    if name not in THEMES:
        raise InputError(f"no theme {name!r}; expected one of {', '.join(THEMES)}")
    return THEMES[name]


def _style(scope: str, font: str, *, paint: Callable[[str], str]) -> str:
    """The rules under a selector, with colours as `paint` writes them."""
    lines = [f"{scope}{{font:{TEXT:g}px {font};fill:{paint('ink')};font-variant-numeric:tabular-nums}}"]
    for selector, declared in RULES.items():
        for outcome in DASHES if "$c" in declared else ("",):
            own = declared.replace("$c", f"${outcome}")
            if outcome:
                own = own.replace("$weight", f"{WEIGHTS[outcome]:g}").replace("$dash", DASHES[outcome] or "none")
            painted = re.sub(r"\$(\w+)", lambda name: paint(name[1]), own)
            lines.append(f"{scope} {selector}{f'.o-{outcome}' if outcome else ''}{{{painted}}}")
    return "\n".join(lines)


def file_style(name: str) -> str:
    """The style of a file that stands alone, under the class ``foedus-NAME`` of its root."""
    return _style(f".foedus-{name}", FONT, paint=asdict(theme(name)).__getitem__)


def page_style() -> str:
    """The style of charts in a page: colours as variables for light, dark and print, and the rules that use them."""

    def variables(name: str) -> str:
        return (
            f":root{{--sans:{FONT};"
            + ";".join(f"--{key}:{colour}" for key, colour in asdict(THEMES[name]).items())
            + "}"
        )

    return "\n".join(
        [
            variables("light"),
            f"@media screen and (prefers-color-scheme:dark){{{variables('dark')}}}",
            f"@media print{{{variables('print')}}}",
            _style(":is(.chart,.glyph)", "var(--sans)", paint="var(--{})".format),
        ]
    )
