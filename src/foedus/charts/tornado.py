"""The tornado: how far each factor and each choice of method moves an outcome, one panel for each outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale, percent


def draw_tornado(
    rows: Sequence[Mapping[str, Any]], outcomes: Sequence[str], baseline: Mapping[str, Any], *, most: int = 12
) -> Figure | None:
    """Draw the widest bars of ``verdict["sensitivity"]["tornado"]`` for some outcomes; None without a bar.

    Parameters
    ----------
    rows : sequence of mapping
        With ``outcome``, ``label``, ``kind``, ``low``, ``high``, ``width``.
    outcomes : sequence of str
        One panel each.
    baseline : mapping
        Probability in the verdict by outcome.
    most : int
        Bars in a panel.
    """
    panels = []
    for outcome in outcomes:
        found = sorted((r for r in rows if r.get("outcome") == outcome), key=lambda r: -float(r.get("width") or 0))
        if found:
            panels.append(_panel(outcome, found[:most], baseline.get(outcome)))
    if not panels:
        return None
    return build_panels(
        "tornado",
        "What moves the probability of " + " and of ".join(outcomes),
        "One bar for each factor or choice of method, the widest first: the lowest and the highest probability that it "
        "brings about, written at the ends. Filled bars are factors, hollow bars choices of method. The upright line is "
        "the probability in the verdict.",
        panels,
    )


def _panel(outcome: str, rows: Sequence[Mapping[str, Any]], baseline: float | None) -> Drawing:
    ends = [float(r[key]) for r in rows for key in ("low", "high")] + ([] if baseline is None else [baseline])
    scale = Scale(min(ends), max(ends), 46, NARROW - 46)
    parts: list[Markup] = [text(0, 14, outcome, "h")]
    if baseline is not None:
        parts.append(text(NARROW, 14, f"verdict {percent(baseline)}", "b", anchor="end"))
    y = 22.0
    for row in rows:
        method = row.get("kind") != "factor"
        lines = wrap(str(row.get("label") or row.get("id")), NARROW - 8, 12, lines=2)
        parts += [text(0, y + 15 + 14 * i, words, "i" if method else "") for i, words in enumerate(lines)]
        middle = y + 14 * len(lines) + 14
        left, right = scale(float(row["low"])), scale(float(row["high"]))
        parts.append(rect(left, middle - 6, right - left, 12, "bar method" if method else "bar factor"))
        if baseline is not None:
            parts.append(line(scale(baseline), middle - 9, scale(baseline), middle + 9, "prior"))
        parts.append(text(left - 5, middle + 4, percent(float(row["low"])), "s", anchor="end"))
        parts.append(text(right + 5, middle + 4, percent(float(row["high"])), "s"))
        y = middle + 10
    return Drawing(join(*parts), y + 6, outcome)
