"""Scenarios: what becomes of the outcomes when factors disappear."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from foedus.charts import Figure
from foedus.charts.scenarios import InScenario, scenarios
from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import fill
from foedus.report.html.wording import points, probability, proportion
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, claims_of, formula_of
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict
from foedus.verdict.types.question import Scenario


def scenarios_figure(context: Context) -> Figure | None:
    """The outcomes in each scenario."""
    return scenarios(
        InScenario(found.id, found.label, found.draw_share, name, cell.probability, cell.low, cell.high, cell.change)
        for found in context.verdict.scenarios
        for name, cell in found.outcomes.items()
    )


SCENARIOS = Picture("scenarios", scenarios_figure, lambda v: [*claims_of(v.factors), "model:scenarios"], "scenario")


def _build(context: Context) -> Iterable[Block]:
    reasons = {s.id: context.sentences.show(context.sentences.take(s.reasons)) for s in context.verdict.scenarios}
    yield context.say("scenarios")
    yield context.exhibit(
        SCENARIOS,
        "Upright tick: the probability when everything persists. The share says in how many of the patterns of persistence all "
        "removed factors are gone; shares overlap and need not sum to 100 percent. In the headline everything persists. The "
        "claims stand with the factors that a scenario removes.",
        table=_scenarios(context.verdict.scenarios),
        nothing="The case names no scenarios.",
    )
    for s in context.verdict.scenarios:
        if s.removes or reasons[s.id]:
            removes = list(map(context.label, s.removes))
            change = points(s.outcomes[context.verdict.answer.outcome].change)
            place, asked = context.row("scenario", s.id), context.verdict.answer.outcome
            yield fill(_CARD, s=s, place=place, asked=asked, change=change, removes=removes, reasons=reasons[s.id])


def _scenarios(rows: tuple[Scenario, ...]) -> Table[Scenario]:
    table = (
        Table("scenarios", "The four outcomes in each scenario", rows, "scenarios.csv", sortable=False)
        .words("Scenario", lambda s: s.label)
        .computed("Share of patterns", lambda s: proportion(s.draw_share))
    )
    for name in OUTCOMES:
        table = _with_outcome(table, name)
    return table


def _with_outcome(table: Table[Scenario], name: str) -> Table[Scenario]:
    return (
        table.computed(name, lambda s: probability(s.outcomes[name]))
        .words(f"Term for {name}", lambda s: s.outcomes[name].term)
        .computed(f"Change of {name}, points", lambda s: points(s.outcomes[name].change))
    )


def _explain(v: Verdict) -> Index:
    return {row.id: partial(_scenario, v, row) for row in v.scenarios}


def _scenario(v: Verdict, row: Scenario) -> Explanation:
    values = {"share of persistence patterns": row.draw_share, **row.outcomes}
    inputs = {"removes": row.removes, "share of strength lost": row.lost}
    claims = claims_of(factor for factor in v.factors if factor.id in row.removed_factors)
    return Explanation(
        row.id, "scenario", row.label, values, formula_of(v, "scenario"), inputs, (*claims, "model:scenarios")
    )


_CARD = """\
<details class="fold card"{% if place %} id="{{ place }}"{% endif %}><summary>{{ s.label }}: {{ asked }} {{ change }} points</summary>
{% if removes %}
<p class="note">Removes: {{ removes | join("; ") }}.</p>
{% endif %}
{{ reasons }}
</details>
"""

SECTION = Section("scenarios", "Scenarios", 90, _build, [SCENARIOS], explain=_explain)
