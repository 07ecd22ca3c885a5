"""Key assumptions with their support and the effect if they are false."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import fold, nothing
from foedus.report.html.wording import percent, points
from foedus.report.section import Block, Index, Section, explain_judged
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import Assumption


def _build(context: Context) -> Iterable[Block]:
    yield _assumptions(context) or nothing("The case names no key assumptions.")
    yield fold("The assumptions in sentences, with their evidence", context.say("assumptions"))


def _assumptions(context: Context) -> Table[Assumption]:
    asked = context.verdict.answer.outcome
    caption = f"Key assumptions, and the probability of {asked} if they are false"
    return (
        Table("assumptions", caption, context.verdict.assumptions, "assumptions.csv", sortable=False)
        .words("Assumption", lambda a: a.text)
        .words("Support", lambda a: a.support or "none given")
        .words("Falls with it", lambda a: "; ".join(map(context.label, a.factors)) or "none")
        .computed(f"{asked} if false (points)", lambda a: f"{percent(a.if_false[asked])} ({points(a.shift[asked])})")
    )


def _explain(v: Verdict) -> Index:
    return {row.id: partial(explain_judged, v, "assumption", row=row, factors=row.factors) for row in v.assumptions}


SECTION = Section("assumptions", "Assumptions", 100, _build, explain=_explain)
