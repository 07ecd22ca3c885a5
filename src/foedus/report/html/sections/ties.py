"""Ties and blocs: the network of all actors, ties by period, likeness of positions, and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from foedus.report.html.context import Context
from foedus.report.html.parts import CLAIMS, Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import decimal, interval, signed, words
from foedus.report.svg.network import KINDS, draw_kind_key, draw_network, drawn_ties

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
    kinds = [k for k in KINDS if any((context.actors.get(a) or {}).get("kind") == k for a in drawn)]
    items = Markup("").join(Markup("<li>{} {}</li>").format(draw_kind_key(kind), words(kind)) for kind in kinds)
    return context.exhibit(
        draw_network(ties, context.pair, context.actors),
        "Solid line: friendly. Dashed line: hostile. Width: strength. Shape: kind of actor. Filled: the pair. Select an actor "
        "(Tab and Enter, or a click) to see its ties alone; Escape shows all again.",
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
