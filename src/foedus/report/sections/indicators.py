"""Indicators: observable events that would change the view."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import fold, nothing
from foedus.report.html.wording import DASH, points
from foedus.report.section import Block, Index, Section, explain_judged
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import Indicator


def _build(context: Context) -> Iterable[Block]:
    yield _indicators(context) or nothing("The case names no indicators.")
    yield fold("The indicators in sentences, with their evidence", context.say("indicators"))


def _indicators(context: Context) -> Table[Indicator]:
    moves = {"+": "strengthens: ", "-": "weakens: "}
    asked = context.verdict.answer.outcome
    caption = f"Indicators: what to watch, by when, and how far it would move {asked}, the largest first"
    rows = sorted(context.verdict.indicators, key=lambda i: -abs(i.shift[asked]))
    return (
        Table("indicators", caption, rows, "indicators.csv", anchor=lambda i: context.row("indicator", i.id))
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
