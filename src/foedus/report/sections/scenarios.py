"""Scenarios: what becomes of the outcomes when factors disappear."""

from __future__ import annotations

from typing import Any

from foedus.charts.scenarios import draw_scenarios
from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import points, probability, proportion
from foedus.terms.outcomes import OUTCOMES


def scenarios_section(context: Context) -> dict[str, Any]:
    """The small multiples, and for each scenario what it removes and why it moves the outcomes."""
    scenarios = context.rows("scenarios")
    cards = [
        {
            "label": str(s.get("label") or s["id"]),
            "removes": [context.label(r) for r in s.get("removes") or []],
            "sentences": context.sentences.take(s.get("reasons") or []),
        }
        for s in scenarios
    ]
    return {
        "cards": [card for card in cards if card["removes"] or card["sentences"]],
        "scenarios": _scenarios(context),
        "sentences": context.sentences.section("scenarios"),
    }


def _scenarios(context: Context) -> Exhibit:
    scenarios = context.rows("scenarios")
    rows = []
    for scenario in scenarios:
        cells: list[Any] = [str(scenario.get("label") or scenario["id"]), proportion(scenario.get("draw_share"))]
        for name in OUTCOMES:
            cell = (scenario.get("outcomes") or {}).get(name) or {}
            cells += [probability(cell), str(cell.get("term") or "–"), points(cell.get("change"))]
        rows.append(Row(cells))
    columns = [Column("Scenario"), computed("Share of patterns")]
    for name in OUTCOMES:
        columns += [computed(name), Column(f"Term for {name}"), computed(f"Change of {name}, points")]
    return context.exhibit(
        draw_scenarios(scenarios),
        "Upright tick: the probability when everything persists. The share says in how many of the patterns of persistence all "
        "removed factors are gone; shares overlap and need not sum to 100 percent. The headline averages over all patterns. The "
        "claims stand with the factors that a scenario removes.",
        Table("scenarios", "The four outcomes in each scenario", columns, rows, "scenarios.csv", sortable=False),
        context.model_ids(),
        nothing="The case names no scenarios.",
    )
