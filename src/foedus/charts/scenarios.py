"""Scenarios as small multiples: the four outcomes in each, against the baseline in which everything persists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import join, line, paragraph, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale, outcome_mark, percent, points, proportion
from foedus.charts.theme import HEADING

_ROW = 27.0


class InScenario(NamedTuple):
    """An outcome in a scenario: its probability with the interval, and its change against the baseline.

    The share is that of the patterns of persistence in which the scenario holds.
    """

    scenario: str
    label: str
    share: float
    outcome: str
    probability: float
    low: float
    high: float
    change: float


def scenarios(rows: Iterable[InScenario]) -> Figure | None:
    """Draw a panel for each scenario, the first of them as the baseline; None without one."""
    found = list(rows)
    if not found:
        return None
    groups = [list(group) for _, group in groupby(found, key=lambda row: row.scenario)]
    baseline = {row.outcome: row.probability for row in groups[0]}

    def draw(width: float) -> list[Drawing]:
        return [_panel(group, width, baseline=baseline if place else None) for place, group in enumerate(groups)]

    return Figure(
        "scenarios",
        "The four outcomes in each scenario",
        "One panel for each scenario, and in it a row for each outcome from 0 to 100 percent: the bar is the interval, the "
        "mark the probability, the upright tick the probability when everything persists. The numbers on the right are "
        "the probability and its change in percentage points.",
        found,
        draw,
        layout="panels",
    )


def _panel(rows: Sequence[InScenario], width: float, *, baseline: Mapping[str, float] | None) -> Drawing:
    scale = Scale(0, 1, 76, width - 118)
    lines = wrap(rows[0].label, width, size=HEADING, lines=4, bold=True)
    top = 18.0 * len(lines)
    held = "baseline" if baseline is None else f"holds in {proportion(rows[0].share)} of the patterns"
    parts = [*paragraph(0, 15, lines=lines, class_="h", step=18), text(0, top + 14, words=held, class_="s")]
    for place, row in enumerate(rows):
        y = top + 24 + _ROW * (place + 0.5)
        parts += [
            text(0, y + 4, words=row.outcome),
            line(scale(0), y, x2=scale(1), y2=y, class_="track"),
            *_marks(row, scale, y=y),
        ]
        parts.append(text(width - 48, y + 4, words=percent(row.probability), class_="b", anchor="end"))
        if baseline is not None:
            parts.append(text(width, y + 4, words=points(row.change), class_="s", anchor="end"))
            before = scale(baseline[row.outcome])
            parts.append(line(before, y - 9, x2=before, y2=y + 9, class_="prior"))
    return Drawing(join(*parts), top + 28 + _ROW * len(rows), rows[0].label)


def _marks(row: InScenario, scale: Scale, *, y: float) -> list[Markup]:
    return [
        rect(scale(row.low), y - 4, width=scale(row.high) - scale(row.low), height=8, class_=f"span o-{row.outcome}"),
        outcome_mark(row.outcome, scale(row.probability), y, 4.6),
    ]
