"""The outcomes against each other: the ACH matrix, the pushes of the groups, the path of the verdict, the ratings."""

from __future__ import annotations

from typing import Any

from foedus.charts.verdict_path import draw_path
from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, coded, computed
from foedus.report.html.wording import day_words, decimal, probability, signed, words
from foedus.terms.kinds import RATING_WORDS
from foedus.terms.outcomes import OUTCOMES


def outcomes_section(context: Context) -> dict[str, Any]:
    """The matrix, the groups, the path and the ratings with their grounds."""
    return {
        "sentences": context.sentences.section("outcomes"),
        "ach": _ach(context),
        "inconsistency": _inconsistency(context),
        "groups": _groups(context),
        "path": _path(context),
        "ratings": _ratings(context),
        "legend": [(rating.name, rating.meaning) for rating in RATING_WORDS.values()],
    }


def _ach(context: Context) -> Table:
    rows = []
    matrix = sorted(context.rows("hypotheses", "ach", "rows"), key=lambda row: -float(row.get("diagnosticity") or 0))
    for row in matrix:
        found = row.get("words") or {}
        rows.append(
            Row(
                [
                    str(row.get("label") or row.get("factor")),
                    words(row.get("group") or ""),
                    decimal(row.get("weight")),
                    *(str(found.get(name) or "–") for name in OUTCOMES),
                    decimal(row.get("diagnosticity")),
                ],
                anchor=context.matrix.get(str(row.get("factor")), ""),
            )
        )
    columns = [
        Column("Factor"),
        Column("Group"),
        computed("Weight"),
        *(coded(name) for name in OUTCOMES),
        computed("Diagnosticity"),
    ]
    return Table(
        "ach",
        "Analysis of competing hypotheses: how well each factor fits each outcome, the most diagnostic factor first",
        columns,
        rows,
        "ach.csv",
        sortable=False,
    )


def _inconsistency(context: Context) -> Table:
    ach = context.part("hypotheses", "ach")
    names = (("inconsistency", "Inconsistency"), ("weighted_inconsistency", "Inconsistency, by weight of the factors"))
    rows = [
        Row([label, *(decimal(ach[key].get(name), 1) for name in OUTCOMES)]) for key, label in names if ach.get(key)
    ]
    caption = "How inconsistent the factors are with each outcome; less is better"
    return Table("inconsistency", caption, [Column("Sum"), *(computed(n) for n in OUTCOMES)], rows, sortable=False)


def _groups(context: Context) -> Table:
    rows = []
    for group in context.rows("hypotheses", "groups"):
        push = group.get("push") or {}
        deciding = group.get("deciding") or {}
        factors = list(dict.fromkeys(deciding[name] for name in OUTCOMES if deciding.get(name)))
        rows.append(
            Row(
                [
                    words(group.get("group") or group.get("id") or ""),
                    *(signed(push.get(name)) for name in OUTCOMES),
                    "; ".join(context.label(f) for f in factors) or "none",
                    str(len(group.get("factors") or [])),
                ]
            )
        )
    columns = [
        Column("Group of factors"),
        *(computed(f"Push on {name}") for name in OUTCOMES),
        Column("Deciding factors"),
        computed("Factors in the group"),
    ]
    caption = "What each group of factors adds to the log odds of each outcome, after tempering (natural logarithms)"
    return Table("groups", caption, columns, rows, "groups.csv")


def _path(context: Context) -> Exhibit:
    steps = context.rows("path")
    rows = [
        Row(
            [
                day_words(step.get("as_of")),
                decimal(step.get("claims")),
                *(probability((step.get("outcomes") or {}).get(name)) for name in OUTCOMES),
            ]
        )
        for step in steps
    ]
    columns = [Column("As of"), computed("Claims that could be seen"), *(computed(name) for name in OUTCOMES)]
    return context.exhibit(
        draw_path(steps),
        "At each date the verdict sees only what had happened or been published by then. The ratings were set later, with "
        "hindsight, and are the same at all dates.",
        Table("path", "The verdict as of earlier dates", columns, rows, "path.csv", sortable=False),
        context.model_ids(),
        nothing="There are fewer than two dates, so there is no path to draw.",
    )


def _ratings(context: Context) -> list[dict[str, Any]]:
    """Relative ratings, which move probabilities, by factor and rater; each rater's have an anchor.

    Absolute ratings are left out where the matrix shows them; their grounds stand in the data file.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for key, row in context.evidence.parts["ratings"].items():
        if row.get("scale") == "absolute" and row.get("factor") in context.matrix:
            continue
        by = f"{row.get('scale')}, {row.get('rater')}"
        block: dict[str, Any] = {"by": by, "anchor": context.evidence.anchor(key), "rows": []}
        found.setdefault(str(row.get("factor")), {}).setdefault(by, block)["rows"].append(
            {
                "outcome": str(row.get("outcome") or ""),
                "rating": str(row.get("rating") or "–"),
                "ground": str(row.get("ground") or ""),
            }
        )
    return [{"label": context.label(factor), "blocks": list(blocks.values())} for factor, blocks in found.items()]
