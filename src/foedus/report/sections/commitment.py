"""Commitment and dependence: would each side keep a closer bond, and who depends on whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import asdict

from foedus.charts import Figure
from foedus.charts.dependence import Depends, dependence
from foedus.charts.dilemma import Feared, dilemma
from foedus.charts.patience import Shadow, patience
from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.wording import decimal, measure, percent, signed
from foedus.report.picture import Picture
from foedus.report.section import Block, Section, claims_of
from foedus.verdict.types import Verdict
from foedus.verdict.types.commitment import (
    ChannelDependence,
    CommitmentScenario,
    CommittedSide,
    Measured,
    SideInScenario,
    Waited,
)

MOST = 60
"""Rows of dependence in the table; all stand in the data file."""


def patience_figure(context: Context) -> Figure | None:
    """Critical patience of each side against the shadow of the future in each scenario."""
    found = context.verdict.commitment
    if found is None:
        return None
    return patience(
        Shadow(
            context.name(side.actor),
            row.label,
            *_ends(side.critical),
            *_ends(row.shadow),
            side.share,
        )
        for at in (0, 1)
        for row in found.scenarios
        for side in [row.sides[at]]
    )


def dependence_figure(context: Context) -> Figure | None:
    """Dependence both ways by channel, the last year of each dataset."""
    found = context.verdict.commitment
    if found is None:
        return None
    last: dict[tuple[str, str, str, str], ChannelDependence] = {}
    for row in found.dependence:
        last[row.channel, row.part, row.source, row.actor] = row
    rows = [
        Depends(
            row.channel if not row.source else f"{row.part or row.channel} {row.period}, {row.source}",
            context.name(row.actor),
            *_ends(row.dependence),
        )
        for row in last.values()
    ]
    return dependence(rows, actors=context.pair_names)


def dilemma_figure(context: Context) -> Figure | None:
    """Both sides' fear of abandonment and of entrapment."""
    found = context.verdict.commitment
    if found is None:
        return None
    return dilemma(
        Feared(context.name(side.actor), *_ends(side.abandonment), *_ends(side.entrapment)) for side in found.sides
    )


def _ends(held: Measured) -> tuple[float, float, float]:
    return held.value, held.low, held.high


def source_of(row: ChannelDependence) -> str:
    """Where a dependence is from, with how many records were counted."""
    counted = "" if row.counted is None else f", {row.counted} roll calls against the majority"
    return f"{row.source}{counted}" if row.source else "claims"


def _evidence_of_sides(verdict: Verdict) -> list[str]:
    found = verdict.commitment
    return [] if found is None else ["model:commitment", "model:scenarios", *claims_of(found.sides)]


def _evidence_of_channels(verdict: Verdict) -> list[str]:
    found = verdict.commitment
    return [] if found is None else ["model:commitment", *claims_of(found.dependence)]


PATIENCE = Picture("patience", patience_figure, _evidence_of_sides, "commitment")
DEPENDENCE = Picture("dependence", dependence_figure, _evidence_of_channels, "commitment")
DILEMMA = Picture("dilemma", dilemma_figure, _evidence_of_sides, "commitment")


class _Row(NamedTuple):
    scenario: CommitmentScenario
    side: SideInScenario


def _build(context: Context) -> Iterable[Block]:
    found = context.verdict.commitment
    if found is None:
        return
    yield context.say("commitment")
    yield context.exhibit(
        PATIENCE,
        "A side keeps the bond where the bar, patience times the chance a year that the bond goes on, reaches its critical "
        "patience, the upright line; shaded: its interval. A model of thresholds, no forecast; no probability moves by it.",
        table=_scenarios(context, found.scenarios),
    )
    yield context.exhibit(
        DEPENDENCE,
        "Dependence runs from 0, nothing taken, to 1, one supplier alone; lines are intervals. A supplier whom no claim names "
        "is reckoned with beside those that are named.",
        table=_dependence(context, found.dependence[:MOST]),
        nothing="No claim tells in which channel either gives the other anything.",
    )
    yield context.exhibit(
        DILEMMA,
        "A stronger bond lowers the fear of being left and raises that of being drawn in (Snyder 1984). Lines are intervals; rules "
        "from dependence, divergence, outside options and how explicit the obligation is.",
        table=_sides(context, found.sides),
    )


def _scenarios(context: Context, scenarios: Sequence[CommitmentScenario]) -> Table[_Row]:
    rows = [_Row(row, side) for row in scenarios for side in row.sides]
    return (
        Table("commitment", "Critical patience and the shadow of the future by scenario", rows, "commitment.csv")
        .words("Scenario", lambda r: r.scenario.label)
        .words("Side", lambda r: context.name(r.side.actor))
        .computed("Critical patience (interval)", lambda r: _measure(r.side.critical))
        .computed("Shadow of the future (interval)", lambda r: _measure(r.scenario.shadow))
        .computed("Draws in which it keeps the bond", lambda r: percent(r.side.share))
        .computed("In which both do", lambda r: percent(r.scenario.both))
        .computed(
            "Wait for terms in years (interval)", lambda r: _measure(r.scenario.wait) if r.scenario.wait else "none"
        )
        .words("Lets go first", lambda r: context.name(r.scenario.lets_go) if r.scenario.lets_go else "neither")
    )


def _dependence(context: Context, rows: Sequence[ChannelDependence]) -> Table[ChannelDependence]:
    return (
        Table("dependence", "Dependence by channel", rows, "dependence.csv")
        .words("Channel", lambda r: f"{r.channel}, {r.part}" if r.part else r.channel)
        .words("Period", lambda r: r.period)
        .words("Who", lambda r: context.name(r.actor))
        .words("On whom", lambda r: context.name(r.partner))
        .computed("Dependence (interval)", lambda r: _measure(r.dependence))
        .computed("Share", lambda r: percent(r.share))
        .computed("Balance", lambda r: "unknown" if r.balance is None else signed(r.balance))
        .words("Next best", lambda r: r.next_best or "none known")
        .words("Source", source_of)
        .links("Claims", lambda r: context.links.cell(r.claims))
    )


def _sides(context: Context, sides: Sequence[CommittedSide]) -> Table[CommittedSide]:
    parts = {
        "convergence": "Convergence on what matters to it",
        "dependence": "Dependence",
        "exposure": "Exposure",
        "option_worth": "Worth of the best alternative",
        "gain": "Gain",
        "temptation": "Temptation",
        "loss": "Loss when let down",
        "abandonment": "Fear of abandonment",
        "entrapment": "Fear of entrapment",
    }
    return (
        Table("payoffs", "Payoffs of each side, stated as judgment, from 0 to 1", sides, "payoffs.csv")
        .words("Side", lambda s: context.name(s.actor))
        .each(parts, lambda s, key: _measure(getattr(s, key)))
        .words("Best alternative", lambda s: context.name(s.option) if s.option else "none known")
        .words("Unknown", lambda s: "; ".join(s.unknown) or "nothing")
        .links("Claims", lambda s: context.links.cell(s.claims))
    )


def _measure(held: Measured | Waited) -> str:
    return measure(held.value, held.low, high=held.high, write=decimal)


def _tables(verdict: Verdict) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    found = verdict.commitment
    if found is None:
        return {"commitment": [], "dependence": [], "payoffs": []}
    scenarios = [
        {"scenario": row.scenario, "label": row.label, **_flat("continuation", row.continuation), **_flat("shadow", row.shadow),
         "actor": side.actor, **_flat("critical", side.critical), "least_continuation": side.least_continuation,
         "keeps": side.keeps, "share": side.share, "both": row.both, "lets_go": row.lets_go,
         **({"wait": None, "wait_low": None, "wait_high": None} if row.wait is None else _flat("wait", row.wait))}
        for row in found.scenarios
        for side in row.sides
    ]  # fmt: skip
    return {
        "commitment": scenarios,
        "dependence": [_row(row) for row in found.dependence],
        "payoffs": [_row(side) for side in found.sides],
    }


def _row(part: ChannelDependence | CommittedSide) -> dict[str, Any]:
    """The fields of a part; a number becomes three columns, a list one cell."""
    row: dict[str, Any] = {}
    for name, value in asdict(part).items():
        row |= (
            _flat(name, value)
            if isinstance(value, Measured)
            else {name: "|".join(value) if isinstance(value, tuple) else value}
        )
    return row


def _flat(name: str, held: Measured | Waited) -> dict[str, float]:
    return {name: held.value, f"{name}_low": held.low, f"{name}_high": held.high}


SECTION = Section(
    "commitment", "Commitment and dependence", 75, _build, [PATIENCE, DEPENDENCE, DILEMMA], tables=_tables, annex=True
)
