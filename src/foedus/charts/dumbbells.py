"""Where the pair stands on each issue: two marks with their intervals, and the gap between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts.element import join, line, text
from foedus.charts.figure import NARROW, Drawing, Figure, build_panels
from foedus.charts.letters import fit, wrap
from foedus.charts.marks import Scale, pair_key, pair_mark

_SMALL = 11.5
_SCALE = Scale(-1, 1, 8, NARROW - 8)


def pair_positions(issue: Mapping[str, Any], pair: Sequence[str]) -> list[Mapping[str, Any] | None]:
    """The positions of the two, None where one is silent."""
    by_actor = {row["actor"]: row for row in issue.get("positions") or [] if row.get("value") is not None}
    return [by_actor.get(actor) for actor in pair[:2]]


def draw_dumbbells(issues: Sequence[Mapping[str, Any]], pair: Sequence[str], names: Sequence[str]) -> Figure | None:
    """Draw the issues on which at least one of the pair has a position, furthest apart first, in two panels.

    Parameters
    ----------
    issues : sequence of mapping
        ``verdict["issues"]``.
    pair : sequence of str
        The two actors' ids.
    names : sequence of str
        Their names.
    """
    rows = [issue for issue in issues if any(pair_positions(issue, pair))]
    if not rows:
        return None
    rows = sorted(rows, key=lambda issue: (issue.get("convergence") is None, issue.get("convergence") or 0.0))
    half = (len(rows) + 1) // 2
    groups = [group for group in (rows[:half], rows[half:]) if group]
    titles = ["wider gaps", "narrower gaps, or one side silent"] if len(groups) > 1 else [""]
    return build_panels(
        "dumbbells",
        "Positions of the pair on each issue",
        "One row for each issue from its negative pole on the left to its positive pole on the right. A filled circle is "
        f"{names[0]}, a hollow diamond {names[1]}; thin lines are intervals, the thick line is the gap. The issues with "
        "the widest gap come first, those on which one of the two is silent last.",
        [_panel(group, pair, names, title) for group, title in zip(groups, titles, strict=True)],
    )


def _panel(rows: Sequence[Mapping[str, Any]], pair: Sequence[str], names: Sequence[str], title: str) -> Drawing:
    parts = [pair_key([fit(name, 120, bold=True) for name in names], 0, 14)]
    ground: list[Markup] = []
    y = 26.0
    for issue in rows:
        under, over, bottom = _row(issue, y, pair)
        ground += [line(0, y, NARROW, y, "grid"), *under]
        parts += over
        y = bottom
    ground.sort(key=lambda mark: 'class="grid"' not in mark)
    return Drawing(join(*ground, *parts), y + 2, title)


def _row(issue: Mapping[str, Any], y: float, pair: Sequence[str]) -> tuple[list[Markup], list[Markup], float]:
    """Lines below the marks, the marks and words, and the lower edge of the row."""
    convergence = issue.get("convergence")
    lines = wrap(str(issue.get("question") or issue.get("id")), NARROW - 74, 12, lines=3, bold=True)
    middle = y + 14 * len(lines) + 24
    parts = [text(0, y + 17 + 14 * i, words, "b") for i, words in enumerate(lines)]
    shown = "one silent" if convergence is None else f"{convergence:.2f}"
    parts.append(text(NARROW, y + 17, shown, "s" if convergence is None else "b", anchor="end"))
    room = (NARROW - 16) / 2 - 8
    deepest = 1
    for end, anchor, pole in ((_SCALE.start, None, "negative_pole"), (_SCALE.end, "end", "positive_pole")):
        words = wrap(str(issue.get(pole) or ""), room, _SMALL, lines=2)
        parts += [text(end, middle + 26 + 13 * i, part, "s", anchor=anchor) for i, part in enumerate(words)]
        deepest = max(deepest, len(words))
    found = pair_positions(issue, pair)
    values = [_SCALE(float(position["value"])) for position in found if position]
    under = [
        line(_SCALE(-1), middle, _SCALE(1), middle, "track"),
        line(_SCALE(0), middle - 9, _SCALE(0), middle + 9, "track"),
    ]
    if len(values) == 2:
        parts.append(line(min(values), middle, max(values), middle, "gap"))
    for index, position in enumerate(found):
        if position is None:
            continue
        at = middle + (-6 if index == 0 else 6)
        if position.get("low") is not None and position.get("high") is not None:
            low, high = _SCALE(float(position["low"])), _SCALE(float(position["high"]))
            parts.append(line(low, at, high, at, "reach first" if index == 0 else "reach second"))
        parts.append(pair_mark(index, _SCALE(float(position["value"])), at))
    return under, parts, middle + 23 + 13 * deepest
