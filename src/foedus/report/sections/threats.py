"""Threats: Walt's components by source, and the threat that the two have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from foedus.charts import Figure
from foedus.charts.threats import MEAN, Threat, threats
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, under
from foedus.report.html.wording import decimal, measure
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, claims_of, explain_estimate
from foedus.terms.kinds import THREAT_COMPONENTS
from foedus.verdict.types import Verdict, synthesis


def threats_figure(context: Context) -> Figure | None:
    """The components of each threat to the pair."""
    common = {row.source: row.value for row in context.verdict.common_threats}
    rows = []
    for threat in context.verdict.threats:
        parts = {
            THREAT_COMPONENTS[key].meaning: (part.value, part.low, part.high) for key, part in threat.components.items()
        }
        parts[MEAN] = threat.value, threat.low, threat.high
        ends = context.name(threat.source), context.name(threat.actor)
        if threat.actor in context.pair:
            rows += [Threat(*ends, label, *part, common.get(threat.source)) for label, part in parts.items()]
    return threats(rows, actors=context.pair_names)


THREATS = Picture("threats", threats_figure, lambda v: [*claims_of(v.threats), "model:threats"], "threat")


def _build(context: Context) -> Iterable[Block]:
    yield context.say("threats")
    yield context.exhibit(
        THREATS,
        "Each component runs from 0 to 1. A component on which there is no claim is unknown, not zero: it is drawn from the "
        "whole range, which the dashed line shows. The common threat is the smaller of the two sides' means. The "
        "largest are drawn; all threats stand in the table.",
        table=_threats(context),
        nothing="No claim speaks of a threat to either of the two.",
    )
    yield under("Common threats", _common(context))


def _threats(context: Context) -> Table[synthesis.Threat]:
    return (
        Table("threats", "Threats by source and by the actor that they fall on", context.verdict.threats, "threats.csv")
        .words("Threat from", lambda t: context.name(t.source))
        .words("to", lambda t: context.name(t.actor))
        .each(
            {key: part.meaning for key, part in THREAT_COMPONENTS.items()}, lambda t, key: _component(t.components[key])
        )
        .computed("Mean (interval)", lambda t: measure(t.value, t.low, high=t.high))
        .computed("Effective number of works", lambda t: decimal(t.n_eff, 1))
        .links("Claims", lambda t: context.links.cell(t.claims))
    )


def _component(part: synthesis.Component) -> str:
    return "no claim" if part.value is None else measure(part.value, part.low, high=part.high)


def _common(context: Context) -> Table[synthesis.CommonThreat]:
    rows = context.verdict.common_threats
    return (
        Table("common-threats", "Common threats of the pair, by source", rows, "common_threats.csv")
        .words("Source", lambda t: context.name(t.source) + (" (headline)" if t.headline else ""))
        .computed("Common threat (interval)", lambda t: measure(t.value, t.low, high=t.high))
        .each(
            {actor: f"to {context.name(actor)}" for actor in context.pair}, lambda t, actor: decimal(t.pair.get(actor))
        )
        .links("Claims", lambda t: context.links.cell(t.claims))
    )


def _explain(v: Verdict) -> Index:
    threats = {f"threat:{row.source}:{row.actor}": partial(_threat, v, row) for row in v.threats}
    return {**threats, **{f"common-threat:{row.source}": partial(_common_threat, v, row) for row in v.common_threats}}


def _threat(v: Verdict, row: synthesis.Threat) -> Explanation:
    parts = {name: part.value for name, part in row.components.items()}
    name, title = f"threat:{row.source}:{row.actor}", f"Threat that {row.source} poses to {row.actor}"
    return explain_estimate(v, name, formula="threat", title=title, row=row, inputs=parts)


def _common_threat(v: Verdict, row: synthesis.CommonThreat) -> Explanation:
    name, title = f"common-threat:{row.source}", f"Common threat from {row.source}"
    return explain_estimate(v, name, formula="common-threat", title=title, row=row, inputs=row.pair)


SECTION = Section("threats", "Threats", 70, _build, [THREATS], explain=_explain, annex=True)
