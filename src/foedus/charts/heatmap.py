"""All actors on all issues: a filled square towards the positive pole, a ring towards the negative one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing
from foedus.charts.element import circle, join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit

Table = Mapping[str, Mapping[int, float]]
"""Value by actor and number of the issue."""

_LABEL, _ROW = 124.0, 22.0


class Stand(NamedTuple):
    """Where an actor stands on an issue, from -1, the negative pole, to 1; issues are numbered as in the page's list."""

    actor: str
    issue: str
    number: int
    value: float
    low: float | None
    high: float | None


def heatmap(rows: Iterable[Stand], *, first: Sequence[str], issues: Sequence[str]) -> Figure | None:
    """Draw every position, the actors named first on top, then those with most positions; None without a position."""
    stands = list(rows)
    cells: dict[str, dict[int, float]] = {}
    for row in stands:
        cells.setdefault(row.actor, {})[row.number] = row.value
    if not cells:
        return None
    order = sorted(cells, key=lambda a: (first.index(a) if a in first else len(first), -len(cells[a]), a))
    table = {actor: cells[actor] for actor in order}
    return Figure(
        "heatmap",
        "Positions of all actors on all issues",
        "A row for each actor, a column for each issue, numbered as in the list beside the figure. A filled square is a "
        "position towards the positive pole, a ring one towards the negative pole; the larger the mark, the "
        "further. An empty cell is silence, never neutrality.",
        stands,
        lambda width: [_draw(table, len(issues), first=first, width=width)],
        layout="beside",
        notes=[f"{number}  {words}" for number, words in enumerate(issues, start=1)],
    )


def _draw(table: Table, issues: int, *, first: Sequence[str], width: float) -> Drawing:
    """Blocks of as many columns as fit, one below the other."""
    room = width - _LABEL
    block = max(1, min(issues, int(room // 14.5)))
    # Columns of equal number in each block look better than a full block and a rest.
    block = -(-issues // -(-issues // block))
    cell = min(26.0, room / block)
    parts: list[Markup] = []
    y = 0.0
    for start in range(1, issues + 1, block):
        columns = range(start, min(issues, start + block - 1) + 1)
        rows = {actor: values for actor, values in table.items() if any(n in values for n in columns)}
        if rows:
            drawn, y = _block(rows, columns, y=y, cell=cell, first=first)
            parts += drawn
            y += 18
    return Drawing(join(*parts), max(20.0, y - 10))


def _block(rows: Table, columns: range, *, y: float, cell: float, first: Sequence[str]) -> tuple[list[Markup], float]:
    parts = [
        text(_LABEL + cell * (i + 0.5), y + 14, words=str(n), class_="s", anchor="middle")
        for i, n in enumerate(columns)
    ]
    y += 22
    bottom = y + _ROW * len(rows)
    parts += [
        rect(0, y + _ROW * i, width=_LABEL + cell * len(columns), height=_ROW, class_="stripe")
        for i in range(0, len(rows), 2)
    ]
    parts += [
        line(_LABEL + cell * k, y, x2=_LABEL + cell * k, y2=bottom, class_="grid") for k in range(len(columns) + 1)
    ]
    marks: list[tuple[str, Markup]] = []
    for actor, values in rows.items():
        middle = y + _ROW / 2
        strong = actor in first
        words = fit(actor, _LABEL - 8, size=12, bold=strong)
        parts.append(text(2, middle + 4, words=words, class_="b" if strong else ""))
        for k, number in enumerate(columns):
            if number in values:
                marks.append(_mark(_LABEL + cell * (k + 0.5), middle, value=values[number], room=min(cell, _ROW) - 3))
        y += _ROW
    parts += [mark for _, mark in sorted(marks, key=lambda mark: mark[0])]
    return parts, y


def _mark(x: float, y: float, *, value: float, room: float) -> tuple[str, Markup]:
    """The class of a mark and its drawing."""
    side = 3.5 + (room - 3.5) * min(1.0, abs(value)) ** 0.5
    if abs(value) < 0.05:
        return "nought", line(x - 3, y, x2=x + 3, y2=y, class_="nought")
    if value > 0:
        return "pos", rect(x - side / 2, y - side / 2, width=side, height=side, class_="pos")
    return "neg", circle(x, y, r=max(1.2, side / 2 - 1), class_="neg")
