"""The outside view: each state of relation by year, and the table of annual transitions behind it."""

from __future__ import annotations

from typing import Any

from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import decimal, probability
from foedus.report.svg.marks import OUTCOMES
from foedus.report.svg.states import draw_states


def outside_section(context: Context) -> dict[str, Any]:
    """The prior's model, its course and its table."""
    outside = context.part("outside")
    sentences = context.sentences.take(outside.get("text") or []) + context.sentences.section("outside")
    return {
        "sentences": sentences,
        "label": str(outside.get("label") or ""),
        "states": _states(context),
        "annual": _annual(context),
    }


def _states(context: Context) -> Exhibit:
    by_year = context.rows("outside", "by_year")
    rows = [Row([str(row.get("year")), *(probability(row.get(name)) for name in OUTCOMES)]) for row in by_year]
    columns = [Column("Year"), *(computed(name) for name in OUTCOMES)]
    return context.exhibit(
        draw_states(by_year),
        "What usually becomes of dyads in the present state of relation, year by year to the horizon, before any evidence "
        "of the case. Veils are intervals.",
        Table("states", "Probability of each state of relation by year", columns, rows, "outside.csv", sortable=False),
        context.model_ids(),
        nothing="The prior was given as such, so there is no course by year to draw.",
    )


def _annual(context: Context) -> Table:
    states = [str(state) for state in context.part("outside").get("states") or []]
    rows = [
        Row([f"from {state}", *(decimal(float(value), 4) for value in row)])
        for state, row in zip(states, context.part("outside").get("annual") or [], strict=False)
    ]
    columns = [Column("In one year"), *(computed(f"to {state}") for state in states)]
    return Table(
        "annual", "The transition table: probability of each state one year later", columns, rows, sortable=False
    )
