"""Bargaining on disputed issues: who stands where with what weight, the compromise, and who gives way."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import circle, join, line, path, rect, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.letters import fit, wrap
from foedus.charts.marks import Scale, proportion

_ROW, _NAME = 22.0, 104.0
_SCALE = Scale(-1, 1, _NAME + 6, NARROW - 50)


def draw_disputes(
    issues: Sequence[Mapping[str, Any]], questions: Mapping[str, str], names: Mapping[str, str]
) -> Figure | None:
    """Draw ``verdict["bargaining"]["issues"]``, one panel for each that could be weighed; None without one.

    Parameters
    ----------
    issues : sequence of mapping
    questions, names : mapping of str to str
        Of the issues and of the actors.
    """
    shown = [row for row in issues if row.get("baselines")]
    if not shown:
        return None
    return build_panels(
        "disputes",
        "Bargaining on what divides the two",
        "One row for each actor from the negative pole on the left to the positive one on the right: the filled circle is its "
        "position, larger with more weight; a line leads to the hollow circle, where it stands after the rounds of the "
        "expected utility model. The upright line is the compromise, the dark band its interval, the pale band the error of "
        "past such figures.",
        [_panel(row, questions.get(str(row["issue"]), str(row["issue"])), names) for row in shown],
    )


def _panel(row: Mapping[str, Any], question: str, names: Mapping[str, str]) -> Drawing:
    title = wrap(question, NARROW - 4, 12, lines=3, bold=True)
    parts: list[Markup] = [text(0, 14 + 15 * at, words, "b") for at, words in enumerate(title)]
    top = 15.0 * len(title) + 26
    bottom = top + _ROW * len(row["actors"]) + 4
    mean = row["baselines"]["weighted_mean"]
    bands = [
        rect(_SCALE(row["error_low"]), top, _SCALE(row["error_high"]) - _SCALE(row["error_low"]), bottom - top, "pale"),
        rect(_SCALE(mean["low"]), top, _SCALE(mean["high"]) - _SCALE(mean["low"]), bottom - top, "dense"),
    ]
    parts.append(
        text(_SCALE(mean["value"]), top - 6, f"{mean['value']:+.2f}".replace("-", "\u2212"), "sb", anchor="middle")
    )
    parts.append(line(_SCALE(mean["value"]), top - 2, _SCALE(mean["value"]), bottom, "prior"))
    ends = (row.get("rounds") or {}).get("positions") or {}
    heaviest = max(held["weight"] for held in row["actors"])
    for at, held in enumerate(sorted(row["actors"], key=lambda held: (held["position"], held["actor"]))):
        parts += _actor(held, ends.get(held["actor"]), top + _ROW * (at + 0.5), heaviest, names)
    axis = [line(_SCALE(value), bottom, _SCALE(value), bottom + 4, "axis") for value in (-1, 0, 1)]
    words = [
        text(_SCALE(value), bottom + 17, shown, "s", anchor="middle")
        for value, shown in ((-1, "\u22121"), (0, "0"), (1, "+1"))
    ]
    return Drawing(
        join(*bands, line(_SCALE.start, bottom, _SCALE.end, bottom, "axis"), *axis, *words, *parts),
        bottom + 24,
        question,
    )


def _actor(
    held: Mapping[str, Any], path_: Sequence[float] | None, y: float, heaviest: float, names: Mapping[str, str]
) -> list[Markup]:
    at = _SCALE(float(held["position"]))
    size = 2.5 + 4.5 * math.sqrt(held["weight"] / heaviest) if heaviest > 0 else 2.5
    parts = [text(0, y + 4, fit(names.get(held["actor"], held["actor"]), _NAME - 4))]
    if path_ and abs(path_[-1] - path_[0]) > 0.005:
        end = _SCALE(float(path_[-1]))
        parts.append(path([(at, y), (end, y)], "lead strong"))
        parts.append(circle(end, y, 4, "m p-second"))
    parts.append(circle(at, y, size, "m p-first"))
    parts.append(text(NARROW, y + 4, proportion(held["weight"]), "s", anchor="end"))
    return parts
