"""What threatens the pair: Walt's four components of each source's threat, side by side for the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit
from foedus.charts.marks import Scale, pair_key, pair_mark

MEAN = "mean of the four"
MOST = 6
"""Panels; further sources of threat stand in the table alone."""
_ROW = 26.0


class Threat(NamedTuple):
    """A component of the threat from a source to one of the pair, or the mean of the four, from 0 to 1.

    No value where no claim gives the component; `common` is the threat to both, none where it does not fall on both.
    """

    source: str
    actor: str
    component: str
    value: float | None
    low: float | None
    high: float | None
    common: float | None


def threats(rows: Iterable[Threat], *, actors: Sequence[str]) -> Figure | None:
    """Draw the threats by source, the largest common threats first; None where nobody threatens the two.

    Parameters
    ----------
    rows : iterable of Threat
        For each source and actor the components in the order in which they are drawn, the mean last.
    actors : sequence of str
        The two, as they are called in the rows.
    """
    found = list(rows)
    if not found:
        return None
    by_source: dict[str, list[Threat]] = {}
    for row in found:
        by_source.setdefault(row.source, []).append(row)

    def rank(source: str) -> tuple[float, float, str]:
        means = [row.value or 0.0 for row in by_source[source] if row.component == MEAN]
        common = by_source[source][0].common
        return 1.0 if common is None else -common, -max(means), source

    order = sorted(by_source, key=rank)[:MOST]
    return Figure(
        "threats",
        "Components of each threat to the pair",
        "A panel for each source of threat. Its rows are aggregate power, proximity, offensive power, aggressive intent "
        "and their mean, from 0 to 1. A filled circle is the first of the pair, a hollow diamond the second; "
        "lines are intervals. A dashed line from 0 to 1 is a component on which no claim was found.",
        found,
        lambda width: [_panel(by_source[source], actors, width=width) for source in order],
        layout="panels",
    )


def _panel(rows: Sequence[Threat], actors: Sequence[str], *, width: float) -> Drawing:
    source, common = rows[0].source, rows[0].common
    scale = Scale(0, 1, 128, width - 86)
    parts = [text(0, 14, words=fit(source, width, size=14, bold=True), class_="h")]
    if common is not None:
        parts.append(text(width, 35, words=f"common threat {common:.2f}", class_="b", anchor="end"))
    parts.append(pair_key(actors, 0, y=35, room=80))
    y = 44.0
    for component in dict.fromkeys(row.component for row in rows):
        held = {row.actor: row for row in rows if row.component == component}
        parts.append(
            rect(0, y, width=width, height=_ROW, class_="stripe")
            if component == MEAN
            else line(0, y, x2=width, y2=y, class_="grid")
        )
        parts.append(text(0, y + _ROW / 2 + 4, words=component, class_="b" if component == MEAN else ""))
        parts += _component([held.get(actor) for actor in actors], y + _ROW / 2, scale=scale)
        y += _ROW
    parts += [text(scale(tick), y + 15, words=f"{tick:g}", class_="s", anchor="middle") for tick in (0, 0.5, 1)]
    return Drawing(join(*parts), y + 20, source)


def _component(pair: Sequence[Threat | None], middle: float, *, scale: Scale) -> list[Markup]:
    parts, values = [], []
    for index, row in enumerate(pair):
        at = middle + (-5 if index == 0 else 5)
        if row is None:
            values.append("\u2013")
        elif row.value is None:
            parts.append(line(scale(0), at, x2=scale(1), y2=at, class_="unknown"))
            values.append("?")
        else:
            values.append(f"{row.value:.2f}")
            if row.low is not None and row.high is not None:
                reach = "reach first" if index == 0 else "reach second"
                parts.append(line(scale(row.low), at, x2=scale(row.high), y2=at, class_=reach))
            parts.append(pair_mark(index, scale(row.value), y=at, size=4.2))
    return [*parts, text(scale.end + 86, middle + 4, words="  \u00b7  ".join(values), class_="s", anchor="end")]
