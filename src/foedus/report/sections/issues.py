"""Issues: where the pair stands, and where everybody stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.charts import Figure
from foedus.charts.disputes import draw_disputes
from foedus.charts.heatmap import draw_heatmap
from foedus.charts.positions import Position, positions
from foedus.report.html.context import Context
from foedus.report.html.parts import CLAIMS, Column, Exhibit, Row, Table, computed
from foedus.report.html.wording import DASH, decimal, interval, proportion, signed


def issues_section(context: Context) -> dict[str, Any]:
    """The pair's positions side by side, all actors as a heat map."""
    return {
        "sentences": context.sentences.section("issues"),
        "pair": _pair(context),
        "all": _all(context),
        "disputes": _disputes(context) if context.rows("bargaining", "issues") else None,
        "trade": _trade(context),
    }


def _disputes(context: Context) -> Exhibit:
    found = context.rows("bargaining", "issues")
    source = {str(row["actor"]): str(row["source"]) for row in context.rows("bargaining", "capabilities")}
    rows = []
    for issue in found:
        for held in issue["actors"]:
            after = ((issue.get("rounds") or {}).get("positions") or {}).get(held["actor"])
            rows.append(
                Row(
                    [
                        context.label(issue["issue"]),
                        context.name(held["actor"]),
                        signed(held["position"]),
                        decimal(held["salience"]),
                        proportion(held["weight"]),
                        signed(after[-1]) if after else DASH,
                    ]
                )
            )
        rows += [
            Row(
                [
                    context.label(issue["issue"]),
                    f"{context.name(row['actor'])}: {row['reason']}",
                    DASH,
                    DASH,
                    DASH,
                    DASH,
                ]
            )
            for row in issue["left_out"]
        ]
    columns = [
        Column("Issue"),
        Column("Actor"),
        computed("Position"),
        computed("Salience"),
        computed("Weight"),
        computed("After the rounds"),
    ]
    basis = "; ".join(dict.fromkeys(source.values()))
    return context.exhibit(
        draw_disputes(found, context.issue_questions, context.names),
        f"Weight: capability times salience, as a share. Capability: {basis or 'none'}. Upright line: compromise; bands: its interval "
        "and the error of past such figures. Hollow circles: positions after the rounds of the expected utility model, which "
        "forecast no better than the compromise.",
        Table("disputes", "Bargaining on the disputed issues", columns, rows, "bargaining.csv", sortable=False),
        ["model:bargaining", "model:positions"],
        nothing="On no disputed issue do three actors have a position and a capability, so there is nothing to weigh.",
    )


def _trade(context: Context) -> Table:
    rows = [
        Row(
            [
                context.label(row["issue"]),
                signed(row["default"]),
                signed(row["agreed"]),
                context.name(row["winner"]) if row["winner"] else "nobody",
            ]
        )
        for row in context.rows("bargaining", "trade", "issues")
    ]
    columns = [Column("Issue"), computed("Without a trade"), computed("With it"), Column("Better for")]
    return Table(
        "trade", "What the two could gain by settling the issues together", columns, rows, "trade.csv", sortable=False
    )


def positions_figure(context: Context) -> Figure | None:
    """The pair's positions on each issue."""
    rows = [
        Position(
            str(issue["id"]),
            str(issue.get("question") or issue["id"]),
            str(issue.get("negative_pole") or ""),
            str(issue.get("positive_pole") or ""),
            name,
            (held or {}).get("value"),
            (held or {}).get("low"),
            (held or {}).get("high"),
            issue.get("convergence"),
        )
        for issue in context.rows("issues")
        for name, held in zip(context.pair_names, _of_pair(issue, context.pair), strict=False)
    ]
    return positions(rows, actors=context.pair_names)


def _of_pair(issue: Mapping[str, Any], pair: Sequence[str]) -> list[dict[str, Any] | None]:
    """The positions of the two, None where one is silent."""
    by_actor = {row["actor"]: row for row in issue.get("positions") or [] if row.get("value") is not None}
    return [by_actor.get(actor) for actor in pair[:2]]


def _pair(context: Context) -> Exhibit:
    names = [*context.pair_names, "first", "second"][:2]
    rows = []
    evidence: list[str] = []
    for issue in context.rows("issues"):
        found = _of_pair(issue, context.pair)
        claims = [claim for position in found if position for claim in position.get("claims") or []]
        evidence += claims
        cells: list[Any] = [str(issue.get("question") or issue["id"])]
        cells += [f"{issue.get('negative_pole') or DASH} (−1) … {issue.get('positive_pole') or DASH} (+1)"]
        for position in found:
            cells.append(f"{signed(position['value'])} ({interval(position)})" if position else "silent")
        cells += [
            f"{decimal(issue.get('convergence'))} ({interval(issue, 'convergence_low', 'convergence_high')})"
            if issue.get("convergence") is not None
            else "one side silent",
            decimal(issue.get("importance")),
        ]
        rows.append(Row(cells))
    columns = [
        Column("Issue"),
        Column("Poles"),
        *(computed(f"Position of {name}") for name in names[: len(context.pair)]),
        computed("Convergence, 0 to 1"),
        computed("Importance, 0 to 1"),
    ]
    rows = [row for row in rows if len(row.cells) == len(columns)]
    return context.exhibit(
        positions_figure(context),
        f"Filled circle: {names[0]}. Hollow diamond: {names[1]}. Thin lines: intervals. Convergence runs from 0, opposite poles, "
        "to 1, the same position. The widest gap stands first.",
        Table("issues", "Positions of the pair on each issue", columns, rows, "convergence.csv"),
        evidence,
        nothing="Neither of the two has a coded position on any issue.",
    )


def _all(context: Context) -> Exhibit:
    issues = context.rows("issues")
    rows = []
    evidence: list[str] = []
    for number, issue in enumerate(issues, start=1):
        for position in issue.get("positions") or []:
            evidence += position.get("claims") or []
            one_sided = position.get("one_sided")
            rows.append(
                Row(
                    [
                        context.name(position.get("actor"))
                        + (f" (one-sided: {context.name(one_sided)})" if one_sided else ""),
                        f"{number} {issue['id']}",
                        f"{signed(position.get('value'))} ({interval(position)})",
                        decimal(position.get("n_eff"), 1),
                        decimal(position.get("salience")),
                        context.evidence.links(position.get("claims") or []),
                    ]
                )
            )
    columns = [
        Column("Actor"),
        Column("Issue"),
        computed("Position, −1 to 1 (interval)"),
        computed("Effective number of works"),
        computed("Salience"),
        CLAIMS,
    ]
    items = Markup("").join(
        Markup("<li><b>{}</b> {}</li>").format(n, issue.get("question") or issue["id"])
        for n, issue in enumerate(issues, start=1)
    )
    return context.exhibit(
        draw_heatmap(issues, context.pair, context.names),
        "Filled square: towards the positive pole. Ring: towards the negative pole. Size: how far. Stroke: neutral. Empty: "
        "silence, which is missing and not neutral.",
        Table("positions", "Positions of all actors on all issues", columns, rows, "positions.csv"),
        evidence,
        nothing="No actor has a coded position on any issue.",
        key=Markup('<ol class="key">{}</ol>').format(items),
    )
