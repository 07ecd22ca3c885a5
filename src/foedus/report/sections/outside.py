"""The outside view: each state of relation by year, what history says beside it, and how well such forecasts did."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from msgspec.structs import asdict

from foedus.charts import Figure
from foedus.charts.ratios import Ratio, ratios
from foedus.charts.reliability import Bin, reliability
from foedus.charts.states import State, states
from foedus.outlook.record import EVENTS
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.template import fold, note
from foedus.report.html.wording import DASH, decimal, interval, probability, words
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, formula_of
from foedus.terms.wording import percent
from foedus.verdict.types import Verdict
from foedus.verdict.types.outside import HazardContrast, Outside, Score, StateYear

SHOWN = 3
"""Sentences that stand unfolded."""


def states_figure(context: Context) -> Figure | None:
    """The prior: each state of relation by year, with the state enemy and without."""
    outside = context.verdict.outside
    blocs = dict(zip((row.year for row in outside.by_year), outside.bloc_by_year or (), strict=False))
    rows = [
        State(row.year, name, p.probability, p.low, p.high, blocs.get(row.year) if name == "alliance" and enemy else None, enemy)
        for enemy, years in ((True, outside.by_year), (False, outside.without_enemy or ()))
        for row in years
        for name, p in row.outcomes.items()
    ]  # fmt: skip
    return states(rows)


def history_figure(context: Context) -> Figure | None:
    """The claim on history as hazard ratios."""
    rows = context.verdict.outside.thesis_on_history
    return ratios(Ratio(row.words, row.exposure, row.ratio, row.low, row.high) for row in rows)


def reliability_figure(context: Context) -> Figure | None:
    """The backtest: what was forecast against how often it came."""
    return reliability(
        Bin(EVENTS.get(row.target, row.target), row.estimand, row.forecast, row.observed, row.weight)
        for row in context.verdict.outside.reliability
    )


STATES = Picture("states", states_figure, lambda v: [v.outside.model], "prior")
HISTORY = Picture("history", history_figure, lambda _: ["model:record"], "record")
RELIABILITY = Picture("reliability", reliability_figure, lambda _: ["model:record"], "record")


def _build(context: Context) -> Iterable[Block]:
    outside = context.verdict.outside
    said = [*context.sentences.take(outside.text), *context.sentences.section("outside")]
    yield note("Prior: {}.", outside.label)
    yield context.sentences.show(said[:SHOWN])
    yield fold("More on the outside view, in sentences", context.sentences.show(said[SHOWN:]))
    caption = (
        "What usually becomes of dyads in the present state of relation, year by year to the horizon, before any evidence "
        "of the case. Veils are intervals."
    )
    caption += (
        " Thin lines: once the state that makes the common threat threatens neither." if outside.without_enemy else ""
    )
    caption += " Shade: the way into alliance through a bloc, which is no forecast." if outside.bloc_by_year else ""
    nothing = "The prior was given as such, so there is no course by year to draw."
    yield context.exhibit(STATES, caption, table=_states(outside), nothing=nothing)
    yield folded("The transition table", _annual(outside))
    if outside.thesis_on_history:
        found = context.exhibit(
            HISTORY,
            "The claim that a common threat binds and its end loosens, on dyads of 1821-2010. Right of the upright line the "
            "move is more frequent. Hollow: the interval holds 1. A treaty that allies many dyads counts once.",
            table=_history(outside),
        )
        yield fold("What history says on the thesis", found)
    if outside.reliability:
        found = context.exhibit(
            RELIABILITY,
            "Each five years of 1986-2010 forecast from the years before. Points on the diagonal came true as often as "
            "forecast.",
            table=_scores(outside),
        )
        yield fold("How well such forecasts did", found)
    for label, table in _folds(outside):
        yield folded(label, table)


def _states(outside: Outside) -> Table[tuple[str, StateYear]]:
    rows = [(str(row.year), row) for row in outside.by_year]
    rows += [(f"{row.year} without the state enemy", row) for row in (outside.without_enemy or ())[1:]]
    return (
        Table("states", "Probability of each state of relation by year", rows, "outside.csv", sortable=False)
        .words("Year", lambda r: r[0])
        .outcomes("{}", lambda r, name: probability(r[1].outcomes[name]))
    )


def _annual(outside: Outside) -> Table[tuple[str, tuple[float, ...]]]:
    rows = list(zip(outside.states, outside.annual or (), strict=False))
    labels = {str(at): f"to {state}" for at, state in enumerate(outside.states)}
    return (
        Table("annual", "The transition table: probability of each state one year later", rows, sortable=False)
        .words("In one year", lambda r: f"from {r[0]}")
        .each(labels, lambda r, at: decimal(r[1][int(at)], 4))
    )


def _history(outside: Outside) -> Table[HazardContrast]:
    return (
        Table("history", "Hazard ratios of the claim", outside.thesis_on_history, "history.csv", sortable=False)
        .words("Move", lambda r: r.words)
        .words("Common threat", lambda r: f"{r.exposure} against {r.compared_with}")
        .computed("Hazard ratio", lambda r: decimal(r.ratio))
        .computed("95 % interval", lambda r: interval(r.low, r.high))
        .computed("Treaties: exposed, all", lambda r: f"{r.exposed}, {r.events}")
        .words("What the interval allows", lambda r: r.verdict)
    )


def _scores(outside: Outside) -> Table[Score]:
    names = {"a": "any alliance, dyads", "c": "pacts of up to four, treaties"}
    return (
        Table("reliability", "Scores of the backtest", outside.scores, "scores.csv", sortable=False)
        .words("Target and model", lambda s: f"{names[s.target]}: {s.model}")
        .computed("ROC area", lambda s: decimal(s.auc, 3))
        .computed("Log skill", lambda s: decimal(s.log_skill))
        .computed("Nats over plain", lambda s: decimal(s.gain, 1))
        .computed("95 % interval", lambda s: interval(s.gain_low, s.gain_high, digits=1))
    )


def _folds(outside: Outside) -> list[tuple[str, Table[Any]]]:
    effects = (
        Table("effects", "What each covariate does to the moves open to the pair", outside.effects, "effects.csv")
        .words("Move", lambda e: e.route)
        .words("Change", lambda e: e.change)
        .computed("Odds ratio", lambda e: decimal(e.ratio))
        .computed("95 % interval", lambda e: interval(e.low, e.high))
    )
    covariates = (
        Table(
            "covariates",
            f"Covariates of {outside.covariates_year}",
            outside.covariates,
            "covariates.csv",
            sortable=False,
        )
        .words("Covariate", lambda c: words(c.covariate))
        .computed("Value", lambda c: decimal(c.value, 3))
        .computed(
            "Without the state enemy", lambda c: DASH if c.without_enemy == c.value else decimal(c.without_enemy, 3)
        )
    )
    neighbours = (
        Table("neighbours", "Nearest dyad-years in the same state of relation", outside.neighbours, "neighbours.csv")
        .words("Dyad", lambda n: f"{n.one} and {n.other}")
        .words("Year", lambda n: str(n.year))
        .words("Ten years on", lambda n: n.later)
        .words("Allied in", lambda n: str(n.allied or DASH))
    )
    ahead = (
        Table(
            "ten-years", "Forecasts ten years ahead and what came, by class of dyad", outside.ten_years, sortable=False
        )
        .words("Class of dyad", lambda r: f"{r.words} (the pair's)" if r.own else r.words)
        .words("Ends", lambda r: f"{r.first}-{r.last}")
        .words("Dyad-years", lambda r: f"{r.dyad_years:,}")
        .outcomes("{}: forecast / came", lambda r, name: f"{percent(r.forecast[name])} / {percent(r.observed[name])}")
    )
    caption = "Differences from the installed datasets, which were used"
    refreshed = (
        Table("refreshed", caption, outside.refreshed or (), "refreshed.csv")
        .words("Covariate", lambda r: words(r.covariate))
        .words("Year", lambda r: str(r.year))
        .words("Case", lambda r: r.case or DASH)
        .words("Datasets", lambda r: r.datasets or DASH)
    )
    return [
        ("How forecasts ten years ahead did", ahead),
        ("Effects of the covariates", effects),
        ("Covariates of the pair", covariates),
        ("Like dyads of history and what became of them", neighbours),
        ("Covariates that the installed datasets give otherwise", refreshed),
    ]


def _explain(v: Verdict) -> Index:
    return {"outside": partial(_explain_outside, v)}


def _explain_outside(v: Verdict) -> Explanation:
    """The prior: its last year with and without the state enemy, the small-pact route, the class, the covariates."""
    o = v.outside
    values = {
        "prior": _year(o.by_year[-1]),
        "without the state enemy": _year(o.without_enemy[-1]) if o.without_enemy else None,
        "state enemy": o.enemy,
        "through a bloc": o.bloc_by_year[-1] if o.bloc_by_year else None,
        **({f"small pact, {name}": row for name, row in asdict(o.small_pact).items()} if o.small_pact else {}),
        "reference class": o.reference_class,
    }
    used = [name for name in ("dataset:prior", "dataset:covariates") if name in v.evidence.datasets]
    return Explanation(
        "outside", "outside view", o.label, {key: value for key, value in values.items() if value},
        formula_of(v, "prior"),
        {row.covariate: row.value for row in o.covariates}, ("model:prior", *used),
    )  # fmt: skip


def _year(row: StateYear) -> dict[str, Any]:
    return {"year": row.year, **row.outcomes}


SECTION = Section("outside", "Outside view", 40, _build, [STATES, HISTORY, RELIABILITY], explain=_explain)
