"""The tornado: how far each factor and each choice of method moves an outcome, one panel for each outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from foedus.charts.drawn import Drawing
from foedus.charts.element import join, line, paragraph, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import wrap
from foedus.charts.marks import Scale, percent


class Bar(NamedTuple):
    """What is varied, its kind (``factor`` or a choice of method), and the probabilities that it brings about."""

    outcome: str
    label: str
    kind: str
    low: float
    high: float
    verdict: float


def tornado(rows: Iterable[Bar], *, outcomes: Sequence[str], most: int = 12) -> Figure | None:
    """Draw the widest bars for some outcomes, one panel each; None without a bar.

    Parameters
    ----------
    rows : iterable of Bar
        In any order.
    outcomes : sequence of str
        In the order of the panels.
    most : int
        Bars in a panel.
    """
    every = sorted(rows, key=lambda row: row.low - row.high)
    found = [row for outcome in outcomes for row in [row for row in every if row.outcome == outcome][:most]]
    if not found:
        return None
    groups = [list(group) for _, group in groupby(found, key=lambda row: row.outcome)]
    return Figure(
        "tornado",
        "What moves the probability of " + " and of ".join(outcomes),
        "One bar for each factor or choice of method, the widest first: the lowest and the highest probability that it "
        "brings about, written at the ends. Filled bars are factors, hollow bars choices of method. The upright line is "
        "the probability in the verdict.",
        found,
        lambda width: [_panel(group, width) for group in groups],
        layout="panels",
    )


def _panel(rows: Sequence[Bar], width: float) -> Drawing:
    outcome, verdict = rows[0].outcome, rows[0].verdict
    ends = [verdict, *(end for row in rows for end in (row.low, row.high))]
    scale = Scale(min(ends), max(ends), 64, width - 64)
    parts = [
        text(0, 14, words=outcome, class_="h"),
        text(width, 14, words=f"verdict {percent(verdict)}", class_="b", anchor="end"),
    ]
    y = 22.0
    for row in rows:
        method = row.kind != "factor"
        lines = wrap(row.label, width - 8, lines=2)
        middle = y + 14 * len(lines) + 14
        left, right = scale(row.low), scale(row.high)
        parts += paragraph(0, y + 15, lines=lines, class_="i" if method else "")
        parts.append(
            rect(left, middle - 6, width=right - left, height=12, class_="bar method" if method else "bar factor")
        )
        parts.append(line(scale(verdict), middle - 9, x2=scale(verdict), y2=middle + 9, class_="prior"))
        parts.append(text(left - 5, middle + 4, words=percent(row.low), class_="s", anchor="end"))
        parts.append(text(right + 5, middle + 4, words=percent(row.high), class_="s"))
        y = middle + 10
    return Drawing(join(*parts), y + 6, outcome)
