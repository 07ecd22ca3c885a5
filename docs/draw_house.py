"""Draws the house: ``python docs/draw_house.py`` writes `images/house.svg` from the contract of layers and the rooms' docstrings.

So the picture cannot drift: the floors are those that import-linter holds, the rules the first sentences of the rooms.
"""

from __future__ import annotations

import ast
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "images" / "house.svg"
GROUPS = {
    "faces": ("cli", "workspace", "session"),
    "saying": ("report", "verdict", "assessment"),
    "analysis": ("judgment", "outlook", "models", "deeds"),
    "synthesis": ("evidence", "panel", "history", "affinity"),
    "processing, collection": ("case", "datasets", "events", "documents"),
    "ground": (
        "charts",
        "terms",
        "files",
        "extras",
        "errors",
        "interruption",
        "nearest",
        "printed_in_c",
        "intervals",
        "version",
    ),
}
"""The four functions of the study's information centre, with the ground below and the faces above."""

WIDTH, LEFT, GAP, FLOOR, LINE = 960, 110, 10, 66, 15


def floors() -> list[list[str]]:
    """Return the floors from the top down, as the contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip().removeprefix("foedus.") for name in layer.split("|")] for layer in layers]


def rule(room: str) -> str:
    """Return the first sentence of a room's docstring."""
    place = ROOT / "src" / "foedus" / room
    source = (place / "__init__.py" if place.is_dir() else place.with_suffix(".py")).read_text(encoding="utf-8")
    return " ".join((ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0].split())


def wrapped(words: str, width: float) -> list[str]:
    """Break a text into lines of about so many pixels."""
    lines = [""]
    for word in words.split():
        if len(f"{lines[-1]} {word}") * 6.1 > width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def draw() -> str:
    """Return the picture."""
    parts, y, marks = [], 34.0, []
    for rooms in floors():
        width = (WIDTH - LEFT - GAP * len(rooms)) / len(rooms)
        texts = [wrapped(rule(room), width - 16) for room in rooms]
        height = 30 + LINE * max(len(lines) for lines in texts)
        for at, (room, lines) in enumerate(zip(rooms, texts, strict=True)):
            x = LEFT + at * (width + GAP)
            parts.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height}" rx="4" class="room"/>')
            parts.append(f'<text x="{x + 8:.0f}" y="{y + 18:.0f}" class="name">{room}/</text>')
            parts += [
                f'<text x="{x + 8:.0f}" y="{y + 34 + LINE * row:.0f}">{escape(line)}</text>'
                for row, line in enumerate(lines)
            ]
        marks.append((rooms[0], y, y + height))
        y += height + GAP
    for group, members in GROUPS.items():
        own = [(top, bottom) for room, top, bottom in marks if room in members]
        top, bottom = min(top for top, _ in own), max(bottom for _, bottom in own)
        parts.append(f'<path d="M{LEFT - 12} {top:.0f}V{bottom:.0f}" class="group"/>')
        for row, word in enumerate(group.split(", ")):
            parts.append(
                f'<text x="{LEFT - 20}" y="{(top + bottom) / 2 + 4 + LINE * row:.0f}" class="side">{word}</text>'
            )
    style = (
        "text{font:12px sans-serif;fill:#222}.name{font-weight:bold;font-size:13px}.side{text-anchor:end;fill:#555}"
        ".room{fill:#f4f6f8;stroke:#8a97a5}.group{stroke:#8a97a5;stroke-width:2}"
    )
    title = "The rooms of foedus: each imports only from those that stand below it"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y:.0f}" role="img" aria-labelledby="title">'
        f'<title id="title">{title}</title><style>{style}</style><rect width="{WIDTH}" height="{y:.0f}" fill="#fff"/>'
        f'<text x="{LEFT}" y="20">{title}</text>{"".join(parts)}</svg>\n'
    )


if __name__ == "__main__":
    TARGET.write_text(draw(), encoding="utf-8")
