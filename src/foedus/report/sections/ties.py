"""Ties and blocs: the network of all actors, ties by period, likeness of positions, and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from foedus.charts.network import draw_kind_key, draw_network, drawn_ties
from foedus.charts.sides import draw_sides
from foedus.report.html.context import Context
from foedus.report.html.parts import CLAIMS, Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import DASH, decimal, interval, proportion, signed, words
from foedus.terms.kinds import ACTOR_KINDS

NETWORKS = {
    "congruence": "agreement: how much they agree over all issues",
    "conflict": "conflict: how much they disagree",
    "subtract": "agreement less conflict",
}

MOST = 20
"""Pairs of actors in the table of likeness; their number grows with the square of the actors."""


def ties_section(context: Context) -> dict[str, Any]:
    """The network and the tables behind it."""
    return {
        "sentences": context.sentences.section("ties"),
        "network": _network(context),
        "sides": _sides(context) if context.part("alignments") else None,
        "windows": _windows(context),
        "landscape": _landscape(context),
        "networks": _likeness(context),
        "actors": _actors(context),
    }


def _network(context: Context) -> Exhibit:
    ties = context.rows("ties")
    shown = drawn_ties(ties)
    rows = [
        Row(
            [
                context.name(tie.get("a")),
                context.name(tie.get("b")) + _window(tie),
                f"{signed(tie.get('value'))} ({interval(tie)})",
                decimal(tie.get("n_eff"), 1),
                context.evidence.links(tie.get("claims") or []),
            ]
        )
        for tie in ties
        if tie in shown or {tie.get("a"), tie.get("b")} == set(context.pair[:2])
    ]
    columns = [
        Column("Actor"),
        Column("Other actor"),
        computed("Tie, −1 to 1 (interval)"),
        computed("Effective number of works"),
        CLAIMS,
    ]
    drawn = {str(tie[end]) for tie in shown for end in ("a", "b")}
    kinds = [k for k in ACTOR_KINDS if any((context.actors.get(a) or {}).get("kind") == k for a in drawn)]
    items = Markup("").join(Markup("<li>{} {}</li>").format(draw_kind_key(kind), words(kind)) for kind in kinds)
    return context.exhibit(
        draw_network(
            ties,
            context.pair,
            context.actors,
            sides=_side_of(context),
            against=[(str(row["a"]), str(row["b"])) for row in context.rows("alignments", "frustrated")],
        ),
        "Solid line: friendly. Dashed line: hostile. Width: strength. Shape: kind of actor. Filled: the pair. "
        + ("Colour of the marks: the two sides; of the lines: ties against their grain. " if _side_of(context) else "")
        + "Select an actor (Tab and Enter, or a click) to see its ties alone; Escape shows all again.",
        Table(
            "ties",
            "Ties between actors over all years, and those of the pair by window (the windows of all others are in the data file)",
            columns,
            rows,
            "ties.csv",
        ),
        [claim for tie in shown for claim in tie.get("claims") or []],
        nothing="No claim speaks of a relation or an action between two actors.",
        key=Markup('<ul class="kinds">{}</ul>').format(items) if kinds else None,
    )


def _side_of(context: Context) -> dict[str, int]:
    """1 for the anchor's side, 2 for the other; actors that no chain of ties joins with the anchor have none."""
    rows = [row for row in context.rows("alignments", "actors") if row.get("with_anchor") is not None]
    own = next((row["side"] for row in rows if row["actor"] == context.part("alignments").get("anchor")), None)
    return {str(row["actor"]): 1 if row["side"] == own else 2 for row in rows}


def _sides(context: Context) -> Exhibit:
    found = context.part("alignments")
    side = _side_of(context)
    anchor = context.name(found.get("anchor"))
    words_of = {1: f"with {anchor}", 2: "the other"}
    rows = [
        Row(
            [
                context.name(row["actor"]),
                words_of.get(side.get(str(row["actor"]), 0), "not joined"),
                _margin(row),
                proportion(row.get("with_anchor")),
            ]
        )
        for row in context.rows("alignments", "actors")
    ]
    columns = [Column("Actor"), Column("Side"), computed("Margin"), computed(f"Draws with {anchor}")]
    return context.exhibit(
        draw_sides(found, context.names),
        f"Margin: tie strength that it would cost to put the actor on the other side of {anchor}; share: draws of the evidence in "
        f"which it stands with {anchor}. A description of the ties, not a forecast.",
        Table("sides", "Sides, margins and how sure the evidence is", columns, rows, "sides.csv"),
        ["model:blocs"],
        nothing="No chain of ties joins the first of the pair with anybody.",
    )


def _margin(row: Mapping[str, Any]) -> str:
    low, high = row.get("margin_low"), row.get("margin_high")
    if low is None:
        return DASH
    return (
        f"at least {decimal(low)}"
        if high is None
        else decimal(low)
        if low == high
        else f"{decimal(low)} to {decimal(high)}"
    )


def _windows(context: Context) -> Table:
    windows = context.rows("alignments", "windows")
    names = sorted({str(actor) for row in windows for actor in row["sides"]}, key=context.name)
    rows = [Row([context.name(actor), *(str(row["sides"].get(actor, DASH)) for row in windows)]) for actor in names]
    rows.append(Row(["crossed", *(", ".join(map(context.name, row["changed"])) or "nobody" for row in windows)]))
    rows.append(Row(["strength against the grain", *(decimal(row["frustration_index"]) for row in windows)]))
    columns = [Column("Actor"), *(computed(str(row["window"]).replace("/", "\u2013")) for row in windows)]
    caption = "Side of each actor by window of years; sides are turned to overlap most with the window before"
    return Table("windows", caption, columns, rows if windows else [], "alignment_windows.csv", sortable=False)


def _landscape(context: Context) -> Table:
    rows = [
        Row(
            [
                "; ".join(map(context.name, row["sides"][0])) or "nobody",
                "; ".join(map(context.name, row["sides"][1])) or "nobody",
                decimal(row["energy"], 5),
                proportion(row["share"]),
            ]
        )
        for row in context.rows("alignments", "landscape", "minima")
    ]
    columns = [Column("One side"), Column("Other side"), computed("Energy"), computed("Basin")]
    return Table(
        "landscape",
        "Stable alignments of the states by landscape theory, the lowest first",
        columns,
        rows,
        "landscape.csv",
    )


def _window(tie: Mapping[str, Any]) -> str:
    """The years of a tie in brackets; empty where it is over all years."""
    window = tie.get("window")
    return "" if window in (None, "all") else f" ({str(window).replace('/', '–')})"


def _likeness(context: Context) -> Table:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for kind in NETWORKS:
        for row in context.rows("networks", kind):
            a, b = sorted((str(row.get("a")), str(row.get("b"))))
            found.setdefault((a, b), {})[kind] = row.get("value")
    pair = tuple(sorted(context.pair[:2]))
    order = sorted(found, key=lambda ends: (ends != pair, -abs(found[ends].get("subtract") or 0.0), ends))
    rows = [
        Row([context.name(a), context.name(b), *(decimal(found[a, b].get(kind)) for kind in NETWORKS)])
        for a, b in order[:MOST]
    ]
    columns = [Column("Actor"), Column("Other actor"), *(computed(label) for label in NETWORKS.values())]
    caption = "Who agrees and who disagrees over the issues"
    if len(found) > MOST:
        caption += f": the pair and the {MOST - 1} strongest of {len(found)} (all are in the data file)"
    return Table("networks", caption, columns, rows, "network_subtract.csv")


def _actors(context: Context) -> Table:
    rows = [
        Row(
            [
                str(row.get("name") or key),
                words(row.get("kind") or ""),
                context.name(row["part_of"]) if row.get("part_of") else "",
                ", ".join(map(str, row.get("aliases") or [])),
            ]
        )
        for key, row in context.actors.items()
    ]
    columns = [Column("Actor"), Column("Kind"), Column("Part of"), Column("Also called")]
    return Table("actors", "Who is who", columns, rows)
