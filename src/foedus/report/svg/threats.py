"""What threatens the pair: Walt's four components of each source's threat, side by side for the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.report.svg.element import join, line, rect, text
from foedus.report.svg.figure import Drawing, Figure, build_figure, is_narrow
from foedus.report.svg.letters import fit
from foedus.report.svg.marks import Scale, pair_key, pair_mark

COMPONENTS = {
    "power": "aggregate power",
    "proximity": "proximity",
    "offensive": "offensive power",
    "intent": "aggressive intent",
}
Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Threat row by source and actor."""


def draw_threats(
    threats: Sequence[Mapping[str, Any]],
    common: Sequence[Mapping[str, Any]],
    pair: Sequence[str],
    names: Mapping[str, str],
) -> Figure | None:
    """Draw the threats to the pair by source, the largest common threat first; None where nobody threatens them."""
    rows: dict[str, dict[str, Mapping[str, Any]]] = {}
    for threat in threats:
        if threat.get("actor") in pair[:2]:
            rows.setdefault(str(threat["source"]), {})[str(threat["actor"])] = threat
    if not rows:
        return None
    shared = {str(row["source"]): row for row in common}
    order = sorted(rows, key=lambda source: (-float((shared.get(source) or {}).get("value") or 0), source))

    def draw(width: float) -> Drawing:
        return _draw(width, {source: rows[source] for source in order}, shared, pair, names)

    return build_figure(
        "threats",
        "Components of each threat to the pair",
        "A panel for each source of threat. Its rows are aggregate power, proximity, offensive power, aggressive intent "
        "and their mean, from 0 to 1. A filled circle is the first of the pair, a hollow diamond the second; "
        "lines are intervals. A dashed line from 0 to 1 is a component on which no claim was found.",
        draw,
    )


def _draw(
    width: float,
    rows: Rows,
    shared: Mapping[str, Mapping[str, Any]],
    pair: Sequence[str],
    names: Mapping[str, str],
) -> Drawing:
    narrow = is_narrow(width)
    scale = Scale(0, 1, 8, width - 8) if narrow else Scale(0, 1, 180, width - 190)
    parts: list[Markup] = [pair_key([fit(names.get(a, a), 120, bold=True) for a in pair[:2]], 0, 14)]
    y = 34.0
    for source, by_actor in rows.items():
        parts.append(text(0, y + 12, fit(names.get(source, source), width * 0.62, 14, bold=True), "h"))
        row = shared.get(source)
        if row is not None and row.get("value") is not None:
            words = f"common {row['value']:.2f}" if narrow else f"common threat {row['value']:.2f}"
            parts.append(text(width, y + 12, words, "b", anchor="end"))
        y += 24
        for key in (*COMPONENTS, "value"):
            drawn, y = _component(key, by_actor, pair, scale, y, width, narrow)
            parts += drawn
        y += 16
    for tick in (0, 0.25, 0.5, 0.75, 1):
        anchor = {0: "start", 1: "end"}.get(int(tick) if tick in (0, 1) else -1, "middle")
        parts.append(text(scale(tick), y, f"{tick:g}", "s", anchor=anchor))
    return Drawing(join(*parts), y + 8)


def _component(
    key: str,
    by_actor: Mapping[str, Mapping[str, Any]],
    pair: Sequence[str],
    scale: Scale,
    y: float,
    width: float,
    narrow: bool,
) -> tuple[list[Markup], float]:
    whole = key == "value"
    label = "mean of the four" if whole else COMPONENTS[key]
    tall = 46.0 if narrow else 30.0
    middle = y + (31 if narrow else tall / 2)
    parts = [rect(0, y, width, tall, "stripe")] if whole else [line(0, y, width, y, "grid")]
    parts.append(text(2 if narrow else 8, y + 14 if narrow else middle + 4, label, "b" if whole else ""))
    values = []
    for index, actor in enumerate(pair[:2]):
        threat = by_actor.get(actor)
        if threat is None:
            values.append("none")
            continue
        cell = threat if whole else (threat.get("components") or {}).get(key) or {}
        at = middle + (-5 if index == 0 else 5)
        value = cell.get("value")
        if value is None:
            parts.append(line(scale(0), at, scale(1), at, "unknown"))
            values.append("no claim")
            continue
        values.append(f"{float(value):.2f}")
        if cell.get("low") is not None and cell.get("high") is not None:
            class_ = "reach first" if index == 0 else "reach second"
            parts.append(line(scale(float(cell["low"])), at, scale(float(cell["high"])), at, class_))
        parts.append(pair_mark(index, scale(float(value)), at))
    words = " · ".join(values)
    parts.append(text(width - 2, y + 14 if narrow else middle + 4, words, "s", anchor="end"))
    return parts, y + tall
