"""What the verdict rests on and what would change it: assumptions, indicators, dissent, sensitivity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.charts.temper import draw_temper
from foedus.charts.tornado import draw_tornado
from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import decimal, percent, points
from foedus.terms.outcomes import OUTCOMES

MOST = 12
"""Rows of the tables of what moves the verdict; the data files hold the rest."""


def assumptions_section(context: Context) -> dict[str, Any]:
    """Key assumptions with their support and the effect if they are false."""
    rows = []
    for row in context.rows("assumptions"):
        false, shift = row.get("if_false") or {}, row.get("shift") or {}
        rows.append(
            Row(
                [
                    str(row.get("text") or row["id"]),
                    str(row.get("support") or "none given"),
                    "; ".join(context.label(f) for f in row.get("factors") or []) or "none",
                    *(f"{percent(false.get(n))} ({points(shift.get(n))})" for n in OUTCOMES),
                ]
            )
        )
    columns = [
        Column("Assumption"),
        Column("Support"),
        Column("Falls with it"),
        *(computed(f"{name} if false (change, points)") for name in OUTCOMES),
    ]
    caption = "Key assumptions, and the probability of each outcome if they are false"
    return {
        "sentences": context.sentences.section("assumptions"),
        "table": Table("assumptions", caption, columns, rows, "assumptions.csv", sortable=False),
    }


def indicators_section(context: Context) -> dict[str, Any]:
    """Observable events that would change the view."""
    rows = []
    for row in context.rows("indicators"):
        shift, one = row.get("shift") or {}, row.get("shift_one_reference") or {}
        up = row.get("direction") == "+"
        rows.append(
            Row(
                [
                    str(row.get("text") or row["id"]),
                    str(row.get("by_date") or "undated"),
                    ("strengthens: " if up else "weakens: ") + context.label(row.get("factor") or "no factor"),
                    str(row.get("favours") or "–"),
                    *(f"{points(shift.get(n))} ({points(one.get(n))})" for n in OUTCOMES),
                ]
            )
        )
    columns = [
        Column("Indicator"),
        Column("By", "given"),
        Column("What it does to which factor"),
        Column("Favours"),
        *(computed(f"{name}: full swing (one work), points") for name in OUTCOMES),
    ]
    caption = "Indicators: what to watch, by when, and how far it would move each outcome"
    return {
        "sentences": context.sentences.section("indicators"),
        "table": Table("indicators", caption, columns, rows, "indicators.csv"),
    }


def dissent_section(context: Context) -> dict[str, Any]:
    """The two views side by side, and the strongest contrary evidence."""
    dissent = context.part("dissent")
    sentences = context.sentences.take(dissent.get("sentences") or []) + context.sentences.section("dissent")
    outside, inside = dissent.get("outside") or {}, dissent.get("inside") or {}
    views = Table(
        "views",
        "The two views by themselves",
        [Column("View"), *(computed(name) for name in OUTCOMES)],
        [
            Row([label, *(percent(view.get(n)) for n in OUTCOMES)])
            for label, view in (("Outside view alone", outside), ("Inside view alone", inside))
            if view
        ],
        sortable=False,
    )
    rows = []
    for row in context.rows("dissent", "contrary"):
        push = row.get("push") or {}
        rows.append(
            Row(
                [
                    context.evidence.link(str(row.get("claim"))),
                    str(row.get("text") or ""),
                    context.label(row.get("factor") or ""),
                    *(points(push.get(name)) for name in OUTCOMES),
                ]
            )
        )
    columns = [Column("Claim"), Column("What it says"), Column("Factor"), *(computed(f"{n}, points") for n in OUTCOMES)]
    contrary = Table("contrary", "The strongest contrary evidence", columns, rows, sortable=False)
    return {"sentences": sentences, "views": views, "contrary": contrary, "distance": decimal(dissent.get("distance"))}


def sensitivity_section(context: Context) -> dict[str, Any]:
    """Tornado, temper sweep, and what the verdict is when something is left out or chosen otherwise."""
    headline = str(context.part("headline").get("outcome") or "alliance")
    return {
        "sentences": context.sentences.section("sensitivity"),
        "decides": _decides(context),
        "tornado": _tornado(context, list(dict.fromkeys((headline, "alliance")))),
        "temper": _temper(context),
        "tables": [
            _left_out(context, "leave_one_perspective_out", "perspective", "One perspective left out"),
            _left_out(context, "leave_one_reference_out", "reference", "One work left out"),
            _choices(context, "prior", "Another prior"),
            _choices(context, "ratings", "Another convention of rating"),
        ],
    }


def _decides(context: Context) -> Table:
    rows = [
        Row([str(row.get("what") or ""), decimal(row.get("distance")), str(row.get("text") or "")])
        for row in context.rows("sensitivity", "decides")
    ]
    columns = [Column("What"), computed("Moves, 0 to 1"), Column("In words")]
    caption = "Which decides: how much probability moves when each is neutralised (total variation)"
    return Table("decides", caption, columns, rows, "decides.csv", sortable=False)


def _tornado(context: Context, outcomes: list[str]) -> Exhibit:
    every = context.rows("sensitivity", "tornado")
    rows = [
        Row(
            [
                str(row.get("label") or row.get("id")),
                str(row.get("kind") or ""),
                str(row.get("outcome")),
                percent(row.get("low")),
                percent(row.get("high")),
                points(row.get("width")).removeprefix("+"),
            ]
        )
        for outcome in outcomes
        for row in [row for row in every if row.get("outcome") == outcome][:MOST]
    ]
    columns = [
        Column("What is varied"),
        Column("Kind"),
        Column("Outcome"),
        computed("Lowest"),
        computed("Highest"),
        computed("Width, points"),
    ]
    return context.exhibit(
        draw_tornado(every, outcomes, context.part("sensitivity", "baseline"), most=MOST),
        "Each bar spans the lowest and the highest probability when one thing is varied and all else stays. Filled: a factor. "
        "Hollow, in italics: a choice of method. The claims of each factor stand in the table of factors.",
        Table(
            "tornado",
            "What moves the probability of each outcome most (the data file holds all)",
            columns,
            rows,
            "tornado.csv",
        ),
        context.model_ids(),
        nothing="Nothing was varied.",
    )


def _temper(context: Context) -> Exhibit:
    steps = context.rows("sensitivity", "temper")
    rows = [
        Row([decimal(step.get("temper"), 1), *(percent((step.get("outcomes") or {}).get(n)) for n in OUTCOMES)])
        for step in steps
    ]
    columns = [Column("Temper"), *(computed(name) for name in OUTCOMES)]
    return context.exhibit(
        draw_temper(steps),
        "The temper sets how much the ratings of the factors count against the prior: at 0 the prior stands alone, at 1 they count "
        "in full.",
        Table("temper", "The outcomes over the temper", columns, rows, "temper_sweep.csv", sortable=False),
        context.model_ids(),
        nothing="The temper was not varied.",
    )


def _cells(row: Mapping[str, Any]) -> list[str]:
    outcomes, shift = row.get("outcomes") or {}, row.get("shift") or {}
    return [
        f"{percent(outcomes.get(n))} ({points(shift[n])})" if shift.get(n) is not None else percent(outcomes.get(n))
        for n in OUTCOMES
    ]


def _left_out(context: Context, key: str, name: str, caption: str) -> Table:
    rows = []
    every = sorted(context.rows("sensitivity", key), key=_moved)
    for row in every[:MOST]:
        what = str(row.get(name))
        shown = context.evidence.link(what) if name == "reference" else context.name(what)
        rows.append(Row([shown, decimal(row.get("claims")), *_cells(row), "yes" if row.get("flips") else "no"]))
    columns = [
        Column("Left out"),
        computed("Claims"),
        *(computed(f"{n} (change, points)") for n in OUTCOMES),
        Column("Turns the verdict"),
    ]
    if len(every) > MOST:
        caption += f": the {MOST} of {len(every)} that move most (all are in the data file)"
    return Table(key.replace("_", "-"), caption, columns, rows, f"{key}.csv")


def _moved(row: Mapping[str, Any]) -> tuple[bool, float]:
    """Sorts what turns the verdict first, then what moves most probability."""
    shift = row.get("shift") or {}
    return not row.get("flips"), -sum(abs(float(value or 0)) for value in shift.values())


def _choices(context: Context, key: str, caption: str) -> Table:
    rows = [Row([str(row.get("label") or row.get("id")), *_cells(row)]) for row in context.rows("sensitivity", key)]
    columns = [Column("Choice"), *(computed(n) for n in OUTCOMES)]
    return Table(f"other-{key}", caption, columns, rows, f"{key.removesuffix('s')}_sweep.csv", sortable=False)
