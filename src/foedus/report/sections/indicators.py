"""Indicators: observable events that would change the view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.template import fold, nothing
from foedus.report.html.wording import DASH, points
from foedus.report.section import Block, Index, Section, explain_judged
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import Indicator

SHOWN = 8
"""Indicators that stand unfolded, those that move most."""


def _build(context: Context) -> Iterable[Block]:
    asked = context.verdict.answer.outcome
    rows = sorted(context.verdict.indicators, key=lambda row: -abs(row.shift[asked]))
    caption = f"Indicators: what to watch, by when, and how far it would move {asked}, the largest first"
    yield _indicators(context, "indicators", rows=rows[:SHOWN], caption=caption) or nothing(
        "The case names no indicators."
    )
    more = _indicators(
        context, "indicators-more", rows=rows[SHOWN:], caption=f"Indicators that would move {asked} less"
    )
    yield folded(f"{len(rows[SHOWN:])} more that would move it less", more)
    yield fold("The indicators in sentences, with their evidence", context.say("indicators"))


def _indicators(context: Context, key: str, *, rows: Sequence[Indicator], caption: str) -> Table[Indicator]:
    asked = context.verdict.answer.outcome
    moves = {"+": "strengthens: ", "-": "weakens: "}
    return (
        Table(key, caption, rows, "indicators.csv", anchor=lambda i: context.row("indicator", i.id))
        .words("Indicator", lambda i: i.text)
        .words("By", lambda i: i.by_date or "undated", "given")
        .words("What it does to which factor", lambda i: moves[i.direction] + context.label(i.factor))
        .words("Favours", lambda i: i.favours or DASH)
        .computed(f"Moves {asked}, points: full swing", lambda i: points(i.shift[asked]))
        .computed("One work", lambda i: points(i.shift_one_reference[asked]))
    )


def _explain(v: Verdict) -> Index:
    return {row.id: partial(explain_judged, v, "indicator", row=row, factors=(row.factor,)) for row in v.indicators}


SECTION = Section("indicators", "Indicators", 110, _build, explain=_explain)
