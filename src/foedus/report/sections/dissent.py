"""Dissent: the two views side by side, and the strongest contrary evidence."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import note, nothing
from foedus.report.html.wording import decimal, percent, points
from foedus.report.section import Block, Section
from foedus.verdict.types.analysis import Contrary


def _build(context: Context) -> Iterable[Block]:
    dissent = context.verdict.dissent
    views = ("Outside view alone", dissent.outside), ("Inside view alone", dissent.inside)
    yield context.sentences.show([*context.sentences.take(dissent.sentences), *context.sentences.section("dissent")])
    yield (
        Table("views", "The two views by themselves", views, sortable=False)
        .words("View", lambda v: v[0])
        .outcomes("{}", lambda v, name: percent(v[1][name]))
    )
    yield note("Distance between the two views (total variation, 0 to 1): {}.", decimal(dissent.distance))
    yield _contrary(context) or nothing("No claim speaks against the outcome asked about.")


def _contrary(context: Context) -> Table[Contrary]:
    return (
        Table(
            "contrary",
            f"The strongest evidence against {context.verdict.answer.outcome}",
            context.verdict.dissent.contrary,
            sortable=False,
        )
        .words("Claim", lambda c: context.links.link(c.claim))
        .words("What it says", lambda c: c.text)
        .words("Factor", lambda c: context.label(c.factor))
        .computed("Its share, points", lambda c: points(c.push[context.verdict.answer.outcome]))
    )


SECTION = Section("dissent", "Dissent", 120, _build)
