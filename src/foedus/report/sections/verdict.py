"""The verdict box: one term, its band, the number, its interval, the horizon, the cut-off; confidence apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.charts.likelihood import draw_likelihood
from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, coded, computed
from foedus.report.html.wording import (
    DASH,
    day_words,
    decimal,
    horizon_day,
    percent,
    percent_range,
    points,
    probability,
)
from foedus.terms.outcomes import OUTCOMES, STATES_OF_RELATION


def verdict_section(context: Context) -> dict[str, Any]:
    """What the verdict box shows."""
    verdict = context.verdict
    headline = context.part("headline")
    confidence = context.part("confidence")
    lead = context.sentences.take([headline.get("sentence")]) + context.sentences.section("verdict")
    trust = context.sentences.take([confidence.get("sentence")]) + context.sentences.section("confidence")
    return {
        "term": str(headline.get("term") or DASH),
        "outcome": str(headline.get("outcome") or DASH),
        "mark": headline.get("outcome") if headline.get("outcome") in OUTCOMES else "none",
        "facts": [
            ("Probability", percent(headline.get("probability")), "computed"),
            ("Interval, 5–95 %", percent_range(headline.get("low"), headline.get("high")), "computed"),
            ("Band of the term", str(headline.get("band") or DASH), ""),
            ("Horizon", _horizon(context), ""),
            ("Information cut-off", day_words(verdict.get("as_of")), ""),
        ],
        "level": str(confidence.get("level") or DASH),
        "lead": lead,
        "trust": trust,
        "reasons": [str(reason) for reason in confidence.get("reasons") or []],
        "rules": _rules(context),
        "scale": _scale(context),
        "words": [(b.term, b.low, b.high, percent_range(b.low, b.high)) for b in context.bands],
        "scale_name": context.scale_name,
        "meanings": [(state.name, state.meaning) for state in STATES_OF_RELATION.values()],
    }


def _horizon(context: Context) -> str:
    years = context.verdict.get("horizon_years")
    end = horizon_day(context.verdict.get("as_of"), years)
    length = "1 year" if years == 1 else f"{years} years"
    return f"{length}, to {end}" if end else length


def _rules(context: Context) -> Table:
    rows = [
        Row(
            [
                str(rule.get("label") or rule.get("id")),
                decimal(rule.get("value")),
                _threshold(rule),
                decimal(rule.get("level") or rule.get("points")),
                str(rule.get("text") or ""),
            ]
        )
        for rule in context.rows("confidence", "rules")
    ]
    columns = [
        Column("Rule"),
        computed("Value"),
        Column("Low and high"),
        computed("Speaks for"),
        Column("What it looks at"),
    ]
    return Table("confidence", "The written rules behind the level of confidence", columns, rows, sortable=False)


def _threshold(rule: Mapping[str, Any]) -> str:
    """Below what a rule speaks for low confidence and from what for high, in the words of the rule if it has them."""
    if rule.get("threshold") is not None:
        return decimal(rule["threshold"])
    bounds = [decimal(rule.get(key)) for key in ("low_bound", "high_bound")]
    return f"low at {bounds[0]}, high at {bounds[1]}"


def _scale(context: Context) -> Exhibit:
    outcomes = context.part("outcomes")
    rows = []
    for name in OUTCOMES:
        row = outcomes.get(name)
        if not row:
            continue
        shift = None
        if row.get("probability") is not None and row.get("prior") is not None:
            shift = row["probability"] - row["prior"]
        inside = {"probability": row.get("inside"), "low": row.get("inside_low"), "high": row.get("inside_high")}
        prior = {"probability": row.get("prior"), "low": row.get("prior_low"), "high": row.get("prior_high")}
        rows.append(
            Row(
                [
                    name,
                    str(row.get("term") or DASH),
                    str(row.get("band") or DASH),
                    probability(row) + (" widened to hold the point" if row.get("widened") else ""),
                    probability(prior),
                    probability(inside),
                    points(shift),
                ]
            )
        )
    columns = [
        Column("Outcome"),
        Column("Term"),
        coded("Band of the term"),
        computed("Probability (interval)"),
        computed("Prior: outside view alone"),
        computed("Inside view alone, from a uniform prior"),
        computed("Shift from prior, points"),
    ]
    table = Table("outcomes", "The four outcomes at the horizon", columns, rows, "outcomes.csv", sortable=False)
    return context.exhibit(
        draw_likelihood(outcomes, context.bands, context.scale_name),
        "Filled mark: probability. Bar: interval from the 5th to the 95th percentile of the draws. Upright tick: the prior, "
        "before the evidence of the case. Shaded: the bands of the likelihood words.",
        table,
        context.model_ids(),
        nothing="The verdict holds no probabilities to draw.",
    )
