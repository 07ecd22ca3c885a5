"""The tornado: how far each factor and each choice of method moves one outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.report.svg.element import join, line, rect, text
from foedus.report.svg.figure import Drawing, Figure, build_figure, is_narrow
from foedus.report.svg.letters import wrap
from foedus.report.svg.marks import Scale, percent


def draw_tornado(
    rows: Sequence[Mapping[str, Any]], outcome: str, baseline: float | None, *, most: int = 14
) -> Figure | None:
    """Draw the widest bars of ``verdict["sensitivity"]["tornado"]`` for one outcome; None without a bar."""
    shown = sorted((r for r in rows if r.get("outcome") == outcome), key=lambda r: -float(r.get("width") or 0))[:most]
    if not shown:
        return None

    def draw(width: float) -> Drawing:
        return _draw(width, shown, baseline)

    return build_figure(
        f"tornado-{outcome}",
        f"What moves the probability of {outcome}",
        f"One bar for each factor or choice of method, the widest first: the lowest and the highest probability of {outcome} "
        "that it brings about, written at the ends. Filled bars are factors, hollow bars choices of method. The upright "
        "line is the probability in the verdict.",
        draw,
    )


def _draw(width: float, rows: Sequence[Mapping[str, Any]], baseline: float | None) -> Drawing:
    narrow = is_narrow(width)
    ends = [float(r[key]) for r in rows for key in ("low", "high")] + ([] if baseline is None else [baseline])
    low, high = min(ends), max(ends)
    scale = Scale(low, high, 46, width - 46) if narrow else Scale(low, high, 400, width - 50)
    y = 22.0
    parts: list[Markup] = []
    for row in rows:
        label = str(row.get("label") or row.get("id"))
        method = row.get("kind") != "factor"
        lines = wrap(label, width - 4 if narrow else 340, lines=2)
        tall = 15.0 * len(lines) + (28 if narrow else 11)
        middle = y + tall - 15 if narrow else y + tall / 2
        first = y + 13 if narrow else middle - 7.5 * (len(lines) - 1) + 4
        parts += [text(0, first + 15 * i, words, "i" if method else "") for i, words in enumerate(lines)]
        left, right = scale(float(row["low"])), scale(float(row["high"]))
        parts.append(rect(left, middle - 7, right - left, 14, "bar method" if method else "bar factor"))
        parts.append(text(left - 5, middle + 4, percent(float(row["low"])), "s", anchor="end"))
        parts.append(text(right + 5, middle + 4, percent(float(row["high"])), "s"))
        y += tall
    if baseline is not None:
        at = scale(baseline)
        parts.insert(0, line(at, 16, at, y + 2, "prior"))
        anchor = "start" if at < width * 0.2 else "end" if at > width * 0.8 else "middle"
        parts.append(text(at, 11, f"verdict {percent(baseline)}", "sb", anchor=anchor))
    return Drawing(join(*parts), y + 6)
