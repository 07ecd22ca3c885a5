"""Threats: Walt's components by source, and the threat that the two have in common."""

from __future__ import annotations

from typing import Any

from foedus.charts.threats import draw_threats
from foedus.report.html.context import Context
from foedus.report.html.parts import CLAIMS, Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import decimal, interval
from foedus.terms.kinds import THREAT_COMPONENTS


def threats_section(context: Context) -> dict[str, Any]:
    """Components, and common threats by source."""
    return {
        "sentences": context.sentences.section("threats"),
        "threats": _threats(context),
        "common": _common(context),
    }


def _threats(context: Context) -> Exhibit:
    threats = context.rows("threats")
    rows = []
    for threat in threats:
        parts = threat.get("components") or {}
        rows.append(
            Row(
                [
                    context.name(threat.get("source")),
                    context.name(threat.get("actor")),
                    *(_component(parts.get(key) or {}) for key in THREAT_COMPONENTS),
                    f"{decimal(threat.get('value'))} ({interval(threat)})",
                    decimal(threat.get("n_eff"), 1),
                    context.evidence.links(threat.get("claims") or []),
                ]
            )
        )
    columns = [
        Column("Threat from"),
        Column("to"),
        *(computed(part.meaning) for part in THREAT_COMPONENTS.values()),
        computed("Mean (interval)"),
        computed("Effective number of works"),
        CLAIMS,
    ]
    return context.exhibit(
        draw_threats(threats, context.rows("common_threats"), context.pair, context.names),
        "Each component runs from 0 to 1. A component on which there is no claim is unknown, not zero: it is drawn from the "
        "whole range, which the dashed line shows. The common threat is the smaller of the two sides' means. The "
        "largest are drawn; all threats stand in the table.",
        Table("threats", "Threats by source and by the actor that they fall on", columns, rows, "threats.csv"),
        [claim for threat in threats for claim in threat.get("claims") or []],
        nothing="No claim speaks of a threat to either of the two.",
    )


def _component(cell: Any) -> str:
    if cell.get("value") is None:
        return "no claim"
    return f"{decimal(cell['value'])} ({interval(cell)})"


def _common(context: Context) -> Table:
    rows = []
    for row in context.rows("common_threats"):
        pair = row.get("pair") or {}
        rows.append(
            Row(
                [
                    context.name(row.get("source")) + (" (headline)" if row.get("headline") else ""),
                    f"{decimal(row.get('value'))} ({interval(row)})",
                    *(decimal(pair.get(actor)) for actor in context.pair),
                    context.evidence.links(row.get("claims") or []),
                ]
            )
        )
    columns = [
        Column("Source"),
        computed("Common threat (interval)"),
        *(computed(f"to {name}") for name in context.pair_names),
        CLAIMS,
    ]
    return Table("common-threats", "Common threats of the pair, by source", columns, rows, "common_threats.csv")
