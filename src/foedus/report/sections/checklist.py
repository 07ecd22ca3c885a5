"""The checklist: which kinds of factor are there, what each moves, and how far the sides of the evidence are believed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.template import heading, note
from foedus.report.html.wording import decimal, percent, percent_range, points, words
from foedus.report.section import Block, Explanation, Index, Section, formula_of
from foedus.report.tables import cells, spread_outcomes
from foedus.verdict.types import Verdict
from foedus.verdict.types.checklist import KindOfFactor, Side

NAME = "kind:"
"""Stands before the id of a kind where it could be the id of a factor too."""


def _build(context: Context) -> Iterable[Block]:
    found = context.verdict.checklist
    aim = context.verdict.answer.outcome
    heard = [row for row in found.kinds if row.works_for or row.works_against]
    yield note(
        "Each kind is there with a probability, from the votes of the works that speak of it; a kind on which nothing is known "
        "moves nothing. What a kind is worth is measured, from the literature, or judged, as its row says."
    )
    yield _kinds(context, sorted(heard, key=lambda row: -abs(row.shift[aim])), aim=aim)
    silent = [row.label for row in found.kinds if row not in heard]
    if silent:
        yield note("Nothing is known of: {}.", "; ".join(silent))
    if found.sides:
        yield heading("How far the sides of the evidence are believed")
        yield folded("Sides, their accuracy and slant", _sides(found.sides))


def _kinds(context: Context, rows: Sequence[KindOfFactor], *, aim: str) -> Table[KindOfFactor]:
    return (
        Table(
            "kinds",
            "Kinds of factor that the evidence speaks of",
            rows,
            "kinds.csv",
            anchor=lambda k: context.row("kind", k.id),
        )
        .words("Kind", lambda k: k.label)
        .words("Pull", lambda k: k.pull)
        .computed("There with", lambda k: percent(k.presence))
        .computed("Interval", lambda k: percent_range(k.low, k.high))
        .computed("Usual", lambda k: percent(k.base))
        .computed("Works for, against", lambda k: f"{k.works_for}, {k.works_against}")
        .computed(f"Moves {aim}, points", lambda k: points(k.shift[aim]))
        .words("Ground of its worth", lambda k: "counted by history" if k.counted_by_history else words(k.ground))
    )


def _sides(rows: Sequence[Side]) -> Table[Side]:
    return (
        Table("evidence-sides", "Sides of the evidence", rows, "evidence_sides.csv")
        .words("Side", lambda s: s.label)
        .computed("Works", lambda s: str(s.works))
        .computed("Votes", lambda s: str(s.votes))
        .computed("Right in", lambda s: percent(s.accuracy))
        .computed("Says yes whatever holds", lambda s: percent(s.slanted))
        .computed("Slant", lambda s: decimal(s.slanted))
    )


def _explain(v: Verdict) -> Index:
    return {f"{NAME}{row.id}": partial(_kind, v, row) for row in v.checklist.kinds}


def _kind(v: Verdict, row: KindOfFactor) -> Explanation:
    values = {
        "presence": row.presence,
        "low": row.low,
        "high": row.high,
        "evidence": row.evidence,
        "base rate": row.base,
    }
    inputs = {
        "group": row.group, "pull": row.pull, "factors": row.factors, "answer": row.answer, "works for": row.works_for,
        "works against": row.works_against, "ratios": row.ratios, "ground": row.ground, "shift of the verdict": row.shift,
        "claims against": row.claims_against,
    }  # fmt: skip
    return Explanation(f"{NAME}{row.id}", "kind", row.label, values, formula_of(v, "presence"), inputs, row.claims)


def _tables(v: Verdict) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    kinds = [
        {**cells(row), **spread_outcomes(row.ratios, "ratio_"), **spread_outcomes(row.shift, "shift_")}
        for row in v.checklist.kinds
    ]
    return {"kinds": kinds, "evidence_sides": [cells(row) for row in v.checklist.sides]}


SECTION = Section("checklist", "The checklist", 22, _build, tables=_tables, explain=_explain, annex=True)
