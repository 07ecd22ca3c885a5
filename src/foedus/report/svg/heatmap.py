"""All actors on all issues: a filled square towards the positive pole, a ring towards the negative one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.report.svg.element import circle, join, line, rect, text
from foedus.report.svg.figure import Drawing, Figure, build_figure, is_narrow
from foedus.report.svg.letters import fit

Table = Mapping[str, Mapping[int, float]]
"""Value by actor and number of the issue."""


def draw_heatmap(issues: Sequence[Mapping[str, Any]], pair: Sequence[str], names: Mapping[str, str]) -> Figure | None:
    """Draw every position; the pair first, then the actors with most positions. None without a position.

    Issues carry the numbers 1, 2, ... in the order given; the page explains them.
    """
    cells: dict[str, dict[int, float]] = {}
    for number, issue in enumerate(issues, start=1):
        for position in issue.get("positions") or []:
            if position.get("value") is not None:
                cells.setdefault(str(position["actor"]), {})[number] = float(position["value"])
    if not cells:
        return None
    order = sorted(cells, key=lambda a: (pair.index(a) if a in pair else len(pair), -len(cells[a]), names.get(a, a)))
    table = {actor: cells[actor] for actor in order}

    def draw(width: float) -> Drawing:
        return _draw(width, table, len(issues), names, pair)

    return build_figure(
        "heatmap",
        "Positions of all actors on all issues",
        "A row for each actor, a column for each issue, numbered as in the list below the figure. A filled square is a "
        "position towards the positive pole, a ring one towards the negative pole; the larger the mark, the "
        "further. An empty cell is silence, never neutrality.",
        draw,
    )


def _draw(width: float, table: Table, issues: int, names: Mapping[str, str], pair: Sequence[str]) -> Drawing:
    narrow = is_narrow(width)
    label = 124.0 if narrow else 250.0
    room = width - label
    block = max(1, min(issues, int(room // 14.5)))
    cell = min(44.0, room / block)
    row = 22.0 if narrow else 26.0
    parts: list[Markup] = []
    y = 0.0
    for start in range(1, issues + 1, block):
        columns = range(start, min(issues, start + block - 1) + 1)
        rows = {actor: values for actor, values in table.items() if any(n in values for n in columns)}
        if not rows:
            continue
        drawn, y = _block(rows, columns, y, (label, cell, row), names, pair)
        parts += drawn
        y += 18
    return Drawing(join(*parts), max(20.0, y - 10))


def _block(
    rows: Table,
    columns: range,
    y: float,
    sizes: tuple[float, float, float],
    names: Mapping[str, str],
    pair: Sequence[str],
) -> tuple[list[Markup], float]:
    label, cell, row = sizes
    parts = [text(label + cell * (i + 0.5), y + 14, str(n), "s", anchor="middle") for i, n in enumerate(columns)]
    y += 22
    bottom = y + row * len(rows)
    parts += [rect(0, y + row * i, label + cell * len(columns), row, "stripe") for i in range(0, len(rows), 2)]
    parts += [line(label + cell * k, y, label + cell * k, bottom, "grid") for k in range(len(columns) + 1)]
    marks: list[tuple[str, Markup]] = []
    for actor, values in rows.items():
        middle = y + row / 2
        parts.append(text(2, middle + 4, fit(names.get(actor, actor), label - 8), "b" if actor in pair[:2] else ""))
        for k, number in enumerate(columns):
            if number in values:
                marks.append(_mark(label + cell * (k + 0.5), middle, values[number], min(cell, row) - 4))
        y += row
    parts += [mark for _, mark in sorted(marks, key=lambda mark: mark[0])]
    return parts, y


def _mark(x: float, y: float, value: float, room: float) -> tuple[str, Markup]:
    """The class of a mark and its drawing."""
    side = 3.5 + (room - 3.5) * min(1.0, abs(value)) ** 0.5
    if abs(value) < 0.05:
        return "nought", line(x - 3, y, x + 3, y, "nought")
    if value > 0:
        return "pos", rect(x - side / 2, y - side / 2, side, side, "pos")
    return "neg", circle(x, y, max(1.2, side / 2 - 1.2), "neg")
