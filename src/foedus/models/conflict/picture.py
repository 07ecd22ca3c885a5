"""A conflict as a table: under which concepts each state is stable for whom, and where a mover would rather go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from foedus.charts.drawn import Drawing, is_narrow
from foedus.charts.element import circle, join, line, rect, text
from foedus.charts.figure import Figure
from foedus.charts.letters import fit, text_width, wrap
from foedus.models.conflict.result import ConflictAnalysis
from foedus.models.conflict.stability import CONCEPTS
from foedus.models.conflict.words import shown_states
from foedus.models.plain import some

MOST_ROWS = 40
"""States that are drawn; of more, those that are stable for everybody under most concepts."""

LETTERS = "NGSQ"
_ROW, _MARK, _TOP = 24.0, 15.0, 46.0
_WORDS = (
    "A row for each state. For each decision maker, and at the right for all together, four marks say whether the state is "
    "stable: N Nash, G general metarational, S symmetric metarational, Q sequential; filled is stable, hollow is not. "
    "Beside the marks stand the states to which the decision maker would rather move."
)


class Mark(NamedTuple):
    """Whether a state is stable for a decision maker (empty: for everybody) under a concept, and where it would move."""

    state: str
    options: str
    decision_maker: str
    concept: str
    stable: bool
    rather: str


def draw(found: ConflictAnalysis) -> Figure:
    """Draw the states with their stability."""
    rows = _rows(found)
    title = f"{found.conflict.title}: which states are stable, and for whom"
    start = "" if found.status_quo is None else found.status_quo.start
    left_out = len(found.conflict.states) - min(len(found.conflict.states), MOST_ROWS)
    notes = [_WORDS, *([f"A ring marks the status quo, {start}."] if start else [])]
    notes += [f"{left_out:,} more states are not drawn: they are stable for everybody under fewer concepts."] * (
        left_out > 0
    )
    return Figure(
        "conflict", title, _WORDS, rows, lambda width: [_table(width, rows, start=start, notes=[*notes, found.source])]
    )


def _rows(found: ConflictAnalysis) -> list[Mark]:
    conflict, better = found.conflict, found.frames["improvements"]
    rather = {
        (state, maker): some(targets, 4)
        for state, maker, targets in better.group_by("state", "decision_maker", maintain_order=True)
        .agg("target")
        .iter_rows()
    }
    shown = shown_states(found, MOST_ROWS)
    rows = []
    for at, options in zip(shown, conflict.patterns(shown), strict=True):
        state = conflict.states[at]
        for number, maker in enumerate(conflict.decision_makers):
            moves = rather.get((state, maker.id), "")
            rows += [
                Mark(state, options, maker.id, concept, bool(found.stable[row, number, at]), moves)
                for row, concept in enumerate(CONCEPTS)
            ]
        rows += [
            Mark(state, options, "", concept, bool(found.together[row, at]), "") for row, concept in enumerate(CONCEPTS)
        ]
    return rows


def _table(width: float, rows: Sequence[Mark], *, start: str, notes: Sequence[str]) -> Drawing:
    states = list(dict.fromkeys(row.state for row in rows))
    makers = list(dict.fromkeys(row.decision_maker for row in rows))
    patterns = {} if is_narrow(width) else {row.state: row.options for row in rows}
    names = min(140.0, max(text_width(state, bold=True) for state in states) + 22)
    left = names + max((text_width(pattern, 11.5) for pattern in patterns.values()), default=0.0) + 14
    step = (width - left) / len(makers)
    parts = [text(18, _TOP - 8, words="state", class_="s")]
    for at, maker in enumerate(makers):
        x = left + step * at
        parts.append(text(x, _TOP - 26, words=fit(maker or "everybody", step - 8, bold=True), class_="b"))
        parts += [
            text(x + _MARK * (k + 0.5), _TOP - 8, words=letter, class_="s", anchor="middle")
            for k, letter in enumerate(LETTERS)
        ]
    for at, state in enumerate(states):
        y = _TOP + _ROW * (at + 0.5)
        own = [row for row in rows if row.state == state]
        firm = any(row.stable for row in own if not row.decision_maker)
        if firm:
            parts.append(rect(0, y - _ROW / 2, width=width, height=_ROW, class_="stripe"))
        if state == start:
            parts.append(circle(8, y, r=5.5, class_="ring"))
        parts.append(text(18, y + 4, words=fit(state, names - 20, bold=firm), class_="b" if firm else ""))
        parts.append(text(names + 6, y + 4, words=patterns.get(state, ""), class_="s"))
        parts += [
            _cell(left + step * place, y, marks=[row for row in own if row.decision_maker == maker], room=step)
            for place, maker in enumerate(makers)
        ]
    y = _TOP + _ROW * len(states)
    parts.append(line(0, y + 2, x2=width, y2=y + 2, class_="axis"))
    for note in notes:
        for words in wrap(note, width, size=11.5, lines=8):
            y += 15
            parts.append(text(0, y + 6, words=words, class_="s"))
    return Drawing(join(*parts), y + 12)


def _cell(x: float, y: float, *, marks: Sequence[Mark], room: float) -> Markup:
    """Four marks, and the states to which the decision maker would rather move where there is room for them."""
    parts = [
        circle(x + _MARK * (k + 0.5), y, r=5.0, class_="p-first" if mark.stable else "bar method")
        for k, mark in enumerate(marks)
    ]
    rather, left = marks[0].rather, room - 4 * _MARK - 12
    if rather and left > 30:
        parts.append(text(x + 4 * _MARK + 6, y + 4, words=fit(f"\u2192 {rather}", left, size=11.5), class_="s"))
    return join(*parts)
