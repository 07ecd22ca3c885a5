"""Why: five sentences that open their claims, and the factors that bind and divide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.charts.factors import draw_factors
from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, coded, computed
from foedus.report.html.wording import decimal, interval, points, signed, words
from foedus.terms.outcomes import OUTCOMES


def why_section(context: Context) -> dict[str, Any]:
    """The reasons and the factors."""
    return {
        "sentences": context.sentences.section("why"),
        "factors": _factors(context),
        "persistence": _persistence(context),
    }


def _factors(context: Context) -> Exhibit:
    factors = context.rows("factors")
    outcome = str(context.part("headline").get("outcome") or "alliance")
    columns = [
        Column("Factor"),
        Column("Pull"),
        Column("Kind, group"),
        computed("Strength"),
        computed("Interval"),
        computed("Effective number of works"),
        *(computed(f"Shift of {name}, points") for name in OUTCOMES),
        Column("Claims for", links=True),
        Column("Claims against", links=True),
        Column("Remarks"),
    ]
    table = Table(
        "factors",
        "Factors: strength, what each shifts, and its claims",
        columns,
        [Row(_cells(context, factor)) for factor in factors],
        "factors.csv",
    )
    evidence = [claim for f in factors for claim in [*(f.get("claims") or []), *(f.get("claims_against") or [])]]
    return context.exhibit(
        draw_factors(factors, outcome),
        f"Length: strength from 0 to 1 by the weight of the claims for and against; thin line: interval. On the right: how "
        f"many percentage points {outcome} gains or loses through the factor, with it against without it.",
        table,
        evidence,
        nothing="The case names no factors, so nothing moves the prior.",
    )


def _cells(context: Context, factor: Mapping[str, Any]) -> list[Any]:
    shift = factor.get("shift") or {}
    return [
        str(factor.get("label") or factor["id"]),
        words(factor.get("pull") or ""),
        f"{words(factor.get('kind') or '')}, {words(factor.get('group') or '')}",
        signed(factor.get("strength")),
        interval(factor),
        decimal(factor.get("n_eff"), 1),
        *(points(shift.get(name)) for name in OUTCOMES),
        context.evidence.links(factor.get("claims") or []),
        context.evidence.links(factor.get("claims_against") or []),
        _remarks(context, factor),
    ]


def _remarks(context: Context, factor: Mapping[str, Any]) -> str:
    found = []
    if factor.get("carried_by_history"):
        found.append("history carries it through the outside view; its ratings have no effect")
    if factor.get("threat_source"):
        found.append(
            f"threat from {context.name(factor['threat_source'])}, magnitude {decimal(factor.get('magnitude'))}"
        )
    if factor.get("depends_on"):
        found.append("weakens with " + ", ".join(context.label(f) for f in factor["depends_on"]))
    if factor.get("one_sided"):
        found.append(f"one-sided: mostly through the eyes of {context.name(factor['one_sided'])}")
    return "; ".join(found) or "none"


def _persistence(context: Context) -> Table:
    rows = []
    for factor in context.rows("factors"):
        chance = factor.get("persistence") or {}
        rows.append(
            Row(
                [
                    str(factor.get("label") or factor["id"]),
                    decimal(chance.get("central")),
                    interval(chance),
                    str(chance.get("ground") or ""),
                ]
            )
        )
    columns = [Column("Factor"), coded("Chance to persist"), coded("Low to high"), Column("Ground")]
    return Table(
        "persistence", "How likely each factor is to persist to the horizon of the case", columns, rows, "factors.csv"
    )
