"""The outside view: each state of relation by year, what history says beside it, and how well such forecasts did."""

from __future__ import annotations

from typing import Any

from foedus.charts.ratios import draw_ratios
from foedus.charts.reliability import draw_reliability
from foedus.charts.states import draw_states
from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import DASH, decimal, interval, probability, words
from foedus.terms.outcomes import OUTCOMES


def outside_section(context: Context) -> dict[str, Any]:
    """The prior's model, its course, and for the outlook its covariates, its like and its record."""
    outside = context.part("outside")
    sentences = context.sentences.take(outside.get("text") or []) + context.sentences.section("outside")
    return {
        "sentences": sentences,
        "label": str(outside.get("label") or ""),
        "states": _states(context),
        "annual": _annual(context),
        "history": _history(context) if context.rows("outside", "thesis_on_history") else None,
        "reliability": _reliability(context) if context.rows("outside", "reliability") else None,
        "tables": [
            (label, table)
            for label, table in (
                ("Effects of the covariates", _effects(context)),
                ("Covariates of the pair", _covariates(context)),
                ("Like dyads of history and what became of them", _neighbours(context)),
                ("Covariates that the installed datasets give otherwise", _refreshed(context)),
            )
            if table.rows
        ],
    }


def _states(context: Context) -> Exhibit:
    by_year = context.rows("outside", "by_year")
    without = context.rows("outside", "without_enemy")
    bloc = context.part("outside").get("bloc_by_year") or []
    rows = [
        Row([str(row.get("year")), *(probability(row["outcomes"].get(name)) for name in OUTCOMES)]) for row in by_year
    ]
    rows += [
        Row(
            [
                f"{row.get('year')} without the state enemy",
                *(probability(row["outcomes"].get(name)) for name in OUTCOMES),
            ]
        )
        for row in without[1:]
    ]
    columns = [Column("Year"), *(computed(name) for name in OUTCOMES)]
    caption = (
        "What usually becomes of dyads in the present state of relation, year by year to the horizon, before any evidence "
        "of the case. Veils are intervals."
    )
    caption += " Thin lines: once the state that makes the common threat threatens neither." if without else ""
    caption += " Shade: the way into alliance through a bloc, which is no forecast." if bloc else ""
    return context.exhibit(
        draw_states(by_year, without, bloc),
        caption,
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


def _history(context: Context) -> Exhibit:
    found = context.rows("outside", "thesis_on_history")
    columns = [
        Column("Move"),
        Column("Common threat"),
        computed("Hazard ratio"),
        computed("95 % interval"),
        computed("Treaties: exposed, all"),
        Column("What the interval allows"),
    ]
    rows = [
        Row(
            [
                str(row["words"]),
                f"{row['exposure']} against {row['compared_with']}",
                decimal(row["ratio"]),
                interval(row),
                f"{row['exposed']}, {row['events']}",
                str(row["verdict"]),
            ]
        )
        for row in found
    ]
    return context.exhibit(
        draw_ratios(found),
        "The claim that a common threat binds and its end loosens, on dyads of 1821-2010. Right of the upright line the move "
        "is more frequent. Hollow: the interval holds 1. A treaty that allies many dyads counts once.",
        Table("history", "Hazard ratios of the claim", columns, rows, "history.csv", sortable=False),
        ["model:record"],
        nothing="",
    )


def _reliability(context: Context) -> Exhibit:
    names = {"a": "any alliance, dyads", "c": "pacts of up to four, treaties"}
    rows = [
        Row(
            [
                f"{names[row['target']]}: {row['model']}",
                decimal(row["auc"], 3),
                decimal(row["log_skill"]),
                decimal(row["gain"], 1),
                f"{decimal(row['gain_low'], 1)} to {decimal(row['gain_high'], 1)}",
            ]
        )
        for row in context.rows("outside", "scores")
    ]
    columns = [
        Column("Target and model"),
        computed("ROC area"),
        computed("Log skill"),
        computed("Nats over plain"),
        computed("95 % interval"),
    ]
    return context.exhibit(
        draw_reliability(context.rows("outside", "reliability")),
        "Each five years of 1986-2010 forecast from the years before. Points on the diagonal came true as often as forecast.",
        Table("reliability", "Scores of the backtest", columns, rows, "scores.csv", sortable=False),
        ["model:record"],
        nothing="",
    )


def _effects(context: Context) -> Table:
    columns = [Column("Move"), Column("Change"), computed("Odds ratio"), computed("95 % interval")]
    rows = [
        Row([str(row["route"]), str(row["change"]), decimal(row["ratio"]), interval(row)])
        for row in context.rows("outside", "effects")
    ]
    return Table("effects", "What each covariate does to the moves open to the pair", columns, rows, "effects.csv")


def _covariates(context: Context) -> Table:
    year = context.part("outside").get("covariates_year")
    columns = [Column("Covariate"), computed("Value"), computed("Without the state enemy")]
    rows = [
        Row(
            [
                words(row["covariate"]),
                decimal(row["value"], 3),
                DASH if row["without_enemy"] in (None, row["value"]) else decimal(row["without_enemy"], 3),
            ]
        )
        for row in context.rows("outside", "covariates")
    ]
    return Table("covariates", f"Covariates of {year}", columns, rows, "covariates.csv", sortable=False)


def _neighbours(context: Context) -> Table:
    columns = [Column("Dyad"), Column("Year"), Column("Ten years on"), Column("Allied in")]
    rows = [
        Row([f"{row['one']} and {row['other']}", str(row["year"]), str(row["later"]), str(row["allied"] or DASH)])
        for row in context.rows("outside", "neighbours")
    ]
    return Table("neighbours", "Nearest dyad-years in the same state of relation", columns, rows, "neighbours.csv")


def _refreshed(context: Context) -> Table:
    columns = [Column("Covariate"), Column("Year"), Column("Case"), Column("Datasets")]
    rows = [
        Row([words(row["covariate"]), str(row["year"]), str(row["case"] or DASH), str(row["datasets"] or DASH)])
        for row in context.rows("outside", "refreshed")
    ]
    return Table(
        "refreshed", "Differences from the installed datasets, which were used", columns, rows, "refreshed.csv"
    )
