"""Reliability diagrams as one SVG: forecast against what happened, both on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.files.folder import writing

SIZE, MARGIN = 240, 44
LEAST, MOST = 1e-6, 1.0
TITLES = {"a": "any alliance", "b": "alliance, small pact", "c": "alliance or entente, small pact"}


def render_diagrams(bins: Sequence[Mapping[str, Any]]) -> str:
    """One panel per target and estimand; a point on the diagonal is a forecast that came true as often as it said."""
    panels = sorted({(str(row["target"]), str(row["estimand"])) for row in bins})
    width, height = 3 * (SIZE + MARGIN) + MARGIN, 2 * (SIZE + MARGIN) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
        "<title>Reliability of the outlook by target and estimand</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for target, estimand in panels:
        left = MARGIN + "abc".index(target) * (SIZE + MARGIN)
        top = MARGIN + ("dyads", "treaties").index(estimand) * (SIZE + MARGIN)
        rows = [row for row in bins if (row["target"], row["estimand"]) == (target, estimand)]
        parts += _panel(left, top, title=f"{TITLES[target]}, by {estimand}", rows=rows)
    return "\n".join([*parts, "</svg>", ""])


def _panel(left: float, top: float, *, title: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    bottom = top + SIZE
    parts = [
        f'<text x="{left}" y="{top - 6}">{title}</text>',
        f'<rect x="{left}" y="{top}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#666"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIZE}" y2="{top}" stroke="#999" stroke-dasharray="4 3"/>',
    ]
    for power in (-6, -4, -2, 0):
        at = _place(10.0**power)
        parts.append(f'<text x="{left + at:.1f}" y="{bottom + 14}" text-anchor="middle">1e{power}</text>')
        parts.append(f'<text x="{left - 4}" y="{bottom - at + 4:.1f}" text-anchor="end">1e{power}</text>')
    points = [(left + _place(row["forecast"]), bottom - _place(row["observed"]), row) for row in rows]
    for x, y, row in points:
        hollow = row["observed"] == 0
        words = f"forecast {row['forecast']:.2g}, observed {row['observed']:.2g}"
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{"#fff" if hollow else "#1f5fa8"}" stroke="#1f5fa8">'
            f"<title>{words}</title></circle>"
        )
    return parts


def _place(value: float) -> float:
    """Position of a probability on the logarithmic axis; none happened stands at its foot."""
    share = (math.log10(min(max(value, LEAST), MOST)) - math.log10(LEAST)) / -math.log10(LEAST)
    return share * SIZE


def write_diagrams(bins: Sequence[Mapping[str, Any]], target: Path) -> None:
    """Write the diagrams. Raises OutputError if the file cannot be written."""
    with writing(target, option="--reliability"):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render_diagrams(bins), encoding="utf-8", newline="\n")
