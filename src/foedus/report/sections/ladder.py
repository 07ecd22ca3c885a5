"""The ladder of cooperation and its timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.charts.ladder import draw_ladder, number_turning_points
from foedus.report.html.context import Context
from foedus.report.html.parts import CLAIMS, Column, Exhibit, Row, Table, coded
from foedus.terms.cooperation import RUNGS


def ladder_section(context: Context) -> dict[str, Any]:
    """Events by channel, turning points, and who supports whom."""
    ladder = context.rows("ladder")
    turning = number_turning_points(ladder)
    return {
        "sentences": context.sentences.section("ladder"),
        "ladder": _ladder(context, ladder),
        "turning": [
            {
                "number": number,
                "date": str(row.get("date") or row.get("day")),
                "channel": str(row.get("channel") or ""),
                "level": row.get("level"),
                "label": str(row.get("label") or ""),
                "text": str(row.get("text") or ""),
                "links": context.evidence.links(row.get("claims") or []),
            }
            for number, row in turning
        ],
        "rungs": list(RUNGS.items()),
        "support": _support(context),
    }


def _ladder(context: Context, ladder: list[Mapping[str, Any]]) -> Exhibit:
    rows = [
        Row(
            [
                str(row.get("date") or "undated"),
                str(row.get("channel") or ""),
                str(row.get("level") or "–"),
                str(row.get("label") or ""),
                str(row.get("text") or "") + (" (turning point)" if row.get("turning_point") else ""),
                context.evidence.links(row.get("claims") or []),
            ]
        )
        for row in ladder
    ]
    columns = [
        Column("Date", "given"),
        Column("Channel"),
        coded("Rung"),
        Column("Name of the rung"),
        Column("Event"),
        CLAIMS,
    ]
    return context.exhibit(
        draw_ladder(ladder),
        "Each dot is a dated act between the two, on its rung from 1 to 6; the stepped line is the highest rung so far in "
        "the channel. Numbered diamonds are turning points, listed below.",
        Table("ladder", "Events on the ladder of cooperation", columns, rows, "ladder.csv"),
        [claim for row in ladder for claim in row.get("claims") or []],
        nothing="No dated act between the two stands on the ladder.",
        origin="given",
    )


def _support(context: Context) -> Table:
    rows = [
        Row(
            [
                context.name(row.get("supporter")),
                context.name(row.get("recipient")),
                ", ".join(map(str, row.get("types") or [])),
                str(row.get("first") or "undated"),
                context.evidence.links(row.get("claims") or []),
            ]
        )
        for row in context.rows("support")
    ]
    columns = [
        Column("Supporter"),
        Column("Recipient"),
        Column("Kinds of support"),
        Column("First dated", "given"),
        CLAIMS,
    ]
    return Table("support", "Who supports whom from outside, and how", columns, rows, "support.csv")
