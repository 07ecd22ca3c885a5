"""What threatens the pair: Walt's four components of each source's threat, side by side for the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, pair_key, pair_mark
from foedus.terms.kinds import THREAT_COMPONENTS

MOST = 6
"""Panels; further sources of threat stand in the table alone."""
_SCALE = Scale(0, 1, 128, NARROW - 86)
_ROW = 26.0


def draw_threats(
    threats: Sequence[Mapping[str, Any]],
    common: Sequence[Mapping[str, Any]],
    pair: Sequence[str],
    names: Mapping[str, str],
) -> Figure | None:
    """Draw the threats to the pair by source, the largest common threats first; None where nobody threatens them."""
    rows: dict[str, dict[str, Mapping[str, Any]]] = {}
    for threat in threats:
        if threat.get("actor") in pair[:2]:
            rows.setdefault(str(threat["source"]), {})[str(threat["actor"])] = threat
    if not rows:
        return None
    shared = {str(row["source"]): float(row["value"]) for row in common if row.get("value") is not None}
    largest = {
        source: max(float(row.get("value") or 0) for row in by_actor.values()) for source, by_actor in rows.items()
    }
    order = sorted(rows, key=lambda source: (-shared.get(source, -1.0), -largest[source], source))[:MOST]
    return build_panels(
        "threats",
        "Components of each threat to the pair",
        "A panel for each source of threat. Its rows are aggregate power, proximity, offensive power, aggressive intent "
        "and their mean, from 0 to 1. A filled circle is the first of the pair, a hollow diamond the second; "
        "lines are intervals. A dashed line from 0 to 1 is a component on which no claim was found.",
        [_panel(source, rows[source], shared.get(source), pair, names) for source in order],
    )


def _panel(
    source: str,
    by_actor: Mapping[str, Mapping[str, Any]],
    shared: float | None,
    pair: Sequence[str],
    names: Mapping[str, str],
) -> Drawing:
    name = names.get(source, source)
    parts = [text(0, 14, fit(name, NARROW, 14, bold=True), "h")]
    if shared is not None:
        parts.append(text(NARROW, 35, f"common threat {shared:.2f}", "b", anchor="end"))
    parts.append(pair_key([fit(names.get(actor, actor), 80, bold=True) for actor in pair[:2]], 0, 35))
    y = 44.0
    for key in (*THREAT_COMPONENTS, "value"):
        parts += _component(key, [by_actor.get(actor) for actor in pair[:2]], y)
        y += _ROW
    parts += [text(_SCALE(tick), y + 15, f"{tick:g}", "s", anchor="middle") for tick in (0, 0.5, 1)]
    return Drawing(join(*parts), y + 20, name)


def _component(key: str, threats: Sequence[Mapping[str, Any] | None], y: float) -> list[Markup]:
    whole = key == "value"
    middle = y + _ROW / 2
    parts = [rect(0, y, NARROW, _ROW, "stripe") if whole else line(0, y, NARROW, y, "grid")]
    parts.append(
        text(0, middle + 4, "mean of the four" if whole else THREAT_COMPONENTS[key].meaning, "b" if whole else "")
    )
    values = []
    for index, threat in enumerate(threats):
        if threat is None:
            values.append("\u2013")
            continue
        cell = threat if whole else (threat.get("components") or {}).get(key) or {}
        at = middle + (-5 if index == 0 else 5)
        if cell.get("value") is None:
            parts.append(line(_SCALE(0), at, _SCALE(1), at, "unknown"))
            values.append("?")
            continue
        values.append(f"{float(cell['value']):.2f}")
        if cell.get("low") is not None and cell.get("high") is not None:
            class_ = "reach first" if index == 0 else "reach second"
            parts.append(line(_SCALE(float(cell["low"])), at, _SCALE(float(cell["high"])), at, class_))
        parts.append(pair_mark(index, _SCALE(float(cell["value"])), at, 4.2))
    return [*parts, text(NARROW, middle + 4, "  ·  ".join(values), "s", anchor="end")]
