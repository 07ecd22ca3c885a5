"""Steps towards a treaty: which were taken, how likely their treaty is, and what a further step would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import nothing
from foedus.report.html.wording import decimal, percent, points, words
from foedus.report.section import Block, Explanation, Index, Section, formula_of
from foedus.report.tables import cells, spread_outcomes
from foedus.terms.wording import listing
from foedus.verdict.types import Verdict
from foedus.verdict.types.checklist import IfStep, Step


def _build(context: Context) -> Iterable[Block]:
    found = context.verdict.steps
    yield context.say("steps")
    if found.rows:
        yield _steps(context, found.rows)
    else:
        yield nothing("The evidence tells of no step towards a treaty of the two.")
    if found.if_taken:
        yield _if_taken(context, found.if_taken)


def _steps(context: Context, rows: Sequence[Step]) -> Table[Step]:
    return (
        Table(
            "steps",
            "Steps towards a treaty and away from it",
            rows,
            "steps.csv",
            sortable=False,
            anchor=lambda s: context.row("step", s.id),
        )
        .words("Step", lambda s: s.label)
        .words("Obligation", lambda s: listing(list(s.obligations)))
        .words("Date", lambda s: s.date, "given")
        .computed("Happened", lambda s: percent(s.happened))
        .computed("Treaty in force by the horizon", lambda s: percent(s.chance) if s.forward else "–")
        .words("Counts", lambda s: "counted by the present state" if s.counted_by_state else percent(s.counts))
        .computed(
            "Moves alliance, entente, points", lambda s: f"{points(s.shift['alliance'])}, {points(s.shift['entente'])}"
        )
        .links("Claims", lambda s: context.links.cell(s.claims))
    )


def _if_taken(context: Context, rows: Sequence[IfStep]) -> Table[IfStep]:
    return (
        Table(
            "if-taken",
            "If a step towards a defence treaty were taken at the cut-off",
            rows,
            "if_taken.csv",
            sortable=False,
            anchor=lambda s: context.row("taken", s.stage),
        )
        .words("Step", lambda s: words(s.label))
        .outcomes("{}", lambda s, name: percent(s.outcomes[name]))
    )


def _explain(v: Verdict) -> Index:
    return {row.id: partial(_step, v, row) for row in v.steps.rows}


def _step(v: Verdict, row: Step) -> Explanation:
    values = {
        "happened": row.happened, "counts": row.counts, "in force within the horizon": row.chance, "part of the chain": row.part,
        "years pending": decimal(row.pending, 1),
    }  # fmt: skip
    chain = {
        step.id: f"{step.label}: counts {percent(step.counts)}, in force {percent(step.chance)}"
        for step in v.steps.rows
    }
    inputs = {"obligations": row.obligations, "date": row.date, "chain": chain, "shift of the verdict": row.shift}
    return Explanation(row.id, "step", row.label, values, formula_of(v, "steps"), inputs, row.claims)


def _tables(v: Verdict) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return {
        "steps": [{**cells(row), **spread_outcomes(row.shift, "shift_")} for row in v.steps.rows],
        "if_taken": [{**cells(row), **spread_outcomes(row.outcomes)} for row in v.steps.if_taken],
    }


SECTION = Section("steps", "Steps towards a treaty", 26, _build, tables=_tables, explain=_explain)
