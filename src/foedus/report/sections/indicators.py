"""Indicators: observable events that would change the view."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import nothing
from foedus.report.html.wording import DASH, points
from foedus.report.section import Block, Index, Section, explain_judged
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import Indicator


def _build(context: Context) -> Iterable[Block]:
    yield _indicators(context) or nothing("The case names no indicators.")
    yield context.sentences.many("indicators", "The indicators in sentences, with their evidence")


def _indicators(context: Context) -> Table[Indicator]:
    moves = {"+": "strengthens: ", "-": "weakens: "}
    caption = "Indicators: what to watch, by when, and how far it would move each outcome"
    return (
        Table("indicators", caption, context.verdict.indicators, "indicators.csv")
        .words("Indicator", lambda i: i.text)
        .words("By", lambda i: i.by_date or "undated", "given")
        .words("What it does to which factor", lambda i: moves[i.direction] + context.label(i.factor))
        .words("Favours", lambda i: i.favours or DASH)
        .outcomes(
            "{}: full swing (one work), points",
            lambda i, name: f"{points(i.shift[name])} ({points(i.shift_one_reference[name])})",
        )
    )


def _explain(v: Verdict) -> Index:
    return {row.id: partial(explain_judged, v, "indicator", row=row, factors=(row.factor,)) for row in v.indicators}


SECTION = Section("indicators", "Indicators", 110, _build, explain=_explain)
