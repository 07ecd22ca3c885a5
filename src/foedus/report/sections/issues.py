"""Issues: where the pair stands, where everybody stands, and who gives way on what divides the two."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from foedus.charts import Figure
from foedus.charts.disputes import Dispute, Weighed, disputes
from foedus.charts.heatmap import Stand, heatmap
from foedus.charts.positions import Position, positions
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.template import fill, heading
from foedus.report.html.wording import DASH, decimal, measure, proportion, signed
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, chosen, claims_of, explain_estimate, formula_of
from foedus.verdict.types import Verdict, synthesis
from foedus.verdict.types.bargaining import DisputedIssue, TradedIssue
from foedus.verdict.types.synthesis import Issue


def positions_figure(context: Context, *, issue: str | None = None) -> Figure | None:
    """The pair's positions on each issue, or on one of them by its id."""
    every = context.verdict.issues
    wanted = None if issue is None else chosen(issue, [each.id for each in every], noun="issue")
    rows = []
    for each in (each for each in every if wanted in (None, each.id)):
        for name, held in zip(context.pair_names, _of_pair(each, context), strict=True):
            stand = (None, None, None) if held is None else (held.value, held.low, held.high)
            poles = each.negative_pole, each.positive_pole
            rows.append(Position(each.id, each.question, *poles, name, *stand, each.convergence))
    return positions(rows, actors=context.pair_names)


def _of_pair(issue: Issue, context: Context) -> list[synthesis.Position | None]:
    """The positions of the two, None where one is silent."""
    by_actor = {held.actor: held for held in issue.positions if held.value is not None}
    return [by_actor.get(actor) for actor in context.pair]


def heatmap_figure(context: Context) -> Figure | None:
    """The positions of all actors on all issues."""
    rows = [
        Stand(context.name(held.actor), issue.id, number, held.value, held.low, held.high)
        for number, issue in enumerate(context.verdict.issues, start=1)
        for held in issue.positions
        if held.value is not None
    ]
    return heatmap(rows, first=context.pair_names, issues=[issue.question for issue in context.verdict.issues])


def disputes_figure(context: Context) -> Figure | None:
    """Bargaining on the disputed issues that could be weighed."""
    rows, compromises = [], []
    for issue in context.verdict.bargaining.issues:
        if issue.baselines is None or issue.error_low is None or issue.error_high is None:
            continue
        question, mean = context.label(issue.issue), issue.baselines["weighted_mean"]
        compromises.append(Dispute(question, mean.value, mean.low, mean.high, issue.error_low, issue.error_high))
        rows += [
            Weighed(question, context.name(held.actor), held.position, held.weight, _after(issue, held.actor))
            for held in issue.actors
        ]
    return disputes(rows, compromises)


def _after(issue: DisputedIssue, actor: str) -> float | None:
    """Where an actor stands after the rounds; None where it takes no part in them."""
    course = issue.rounds.positions.get(actor, ()) if issue.rounds else ()
    return course[-1] if course else None


def _of_all(verdict: Verdict) -> list[str]:
    return [*claims_of(held for issue in verdict.issues for held in issue.positions), "model:positions"]


POSITIONS = Picture("positions", positions_figure, lambda v: [*claims_of(v.issues), "model:positions"], "convergence")
HEATMAP = Picture("heatmap", heatmap_figure, _of_all, "position")
DISPUTES = Picture("disputes", disputes_figure, lambda v: ["model:bargaining", *_of_all(v)], "bargaining")


def _build(context: Context) -> Iterable[Block]:
    yield context.say("issues")
    yield heading("The pair")
    names = context.pair_names
    yield context.exhibit(
        POSITIONS,
        f"Filled circle: {names[0]}. Hollow diamond: {names[1]}. Thin lines: intervals. Convergence runs from 0, opposite poles, "
        "to 1, the same position. The widest gap stands first.",
        table=_pair(context),
        nothing="Neither of the two has a coded position on any issue.",
    )
    yield heading("All actors")
    yield context.exhibit(
        HEATMAP,
        "Filled square: towards the positive pole. Ring: towards the negative pole. Size: how far. Stroke: neutral. Empty: "
        "silence, which is missing and not neutral.",
        table=_all(context),
        nothing="No actor has a coded position on any issue.",
        key=fill(_KEY, issues=context.verdict.issues),
    )
    if context.verdict.bargaining.issues:
        basis = "; ".join(dict.fromkeys(row.source for row in context.verdict.bargaining.capabilities)) or "none"
        yield heading("What divides the two, weighed")
        yield context.exhibit(
            DISPUTES,
            f"Weight: capability times salience, as a share. Capability: {basis}. Upright line: compromise; bands: its interval "
            "and the error of past such figures. Hollow circles: positions after the rounds of the expected utility model, which "
            "forecast no better than the compromise.",
            table=_disputes(context),
            nothing="On no disputed issue do three actors have a position and a capability, so there is nothing to weigh.",
        )
        yield folded("A trade across the issues", _trade(context))


def _pair(context: Context) -> Table[Issue]:
    table = (
        Table("issues", "Positions of the pair on each issue", context.verdict.issues, "convergence.csv")
        .words("Issue", lambda i: i.question)
        .words("Poles", lambda i: f"{i.negative_pole or DASH} (−1) … {i.positive_pole or DASH} (+1)")
    )
    labels = {str(at): f"Position of {name}" for at, name in enumerate(context.pair_names)}
    return (
        table.each(labels, lambda i, at: _stand(_of_pair(i, context)[int(at)]))
        .computed("Convergence, 0 to 1", _convergence)
        .computed("Importance, 0 to 1", lambda i: decimal(i.importance))
    )


def _stand(held: synthesis.Position | None) -> str:
    return "silent" if held is None else measure(held.value, held.low, high=held.high, write=signed)


def _convergence(issue: Issue) -> str:
    if issue.convergence is None:
        return "one side silent"
    return measure(issue.convergence, issue.convergence_low, high=issue.convergence_high)


def _all(context: Context) -> Table[tuple[str, synthesis.Position]]:
    rows = [
        (f"{number} {issue.id}", held)
        for number, issue in enumerate(context.verdict.issues, start=1)
        for held in issue.positions
    ]

    def who(held: synthesis.Position) -> str:
        return context.name(held.actor) + (f" (one-sided: {context.name(held.one_sided)})" if held.one_sided else "")

    return (
        Table("positions", "Positions of all actors on all issues", rows, "positions.csv")
        .words("Actor", lambda r: who(r[1]))
        .words("Issue", lambda r: r[0])
        .computed("Position, −1 to 1 (interval)", lambda r: measure(r[1].value, r[1].low, high=r[1].high, write=signed))
        .computed("Effective number of works", lambda r: decimal(r[1].n_eff, 1))
        .computed("Salience", lambda r: decimal(r[1].salience))
        .links("Claims", lambda r: context.links.cell(r[1].claims))
    )


def _disputes(context: Context) -> Table[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for issue in context.verdict.bargaining.issues:
        question = context.label(issue.issue)
        for held in issue.actors:
            numbers = signed(held.position), decimal(held.salience), proportion(held.weight)
            rows.append((question, context.name(held.actor), *numbers, signed(_after(issue, held.actor))))
        rows += [(question, f"{context.name(row.actor)}: {row.reason}", *(DASH,) * 4) for row in issue.left_out]
    return (
        Table("disputes", "Bargaining on the disputed issues", rows, "bargaining.csv", sortable=False)
        .words("Issue", lambda r: r[0])
        .words("Actor", lambda r: r[1])
        .computed("Position", lambda r: r[2])
        .computed("Salience", lambda r: r[3])
        .computed("Weight", lambda r: r[4])
        .computed("After the rounds", lambda r: r[5])
    )


def _trade(context: Context) -> Table[TradedIssue]:
    trade = context.verdict.bargaining.trade
    rows = trade.issues if trade else ()
    return (
        Table("trade", "What the two could gain by settling the issues together", rows, "trade.csv", sortable=False)
        .words("Issue", lambda t: context.label(t.issue))
        .computed("Without a trade", lambda t: signed(t.default))
        .computed("With it", lambda t: signed(t.agreed))
        .words("Better for", lambda t: context.name(t.winner) if t.winner else "nobody")
    )


def _explain(v: Verdict) -> Index:
    issues = {row.id: partial(_issue, v, row) for row in v.issues}
    disputed = {f"bargaining:{row.issue}": partial(_bargaining, v, row) for row in v.bargaining.issues}
    positions = {
        f"position:{held.actor}:{issue.id}": partial(_position, v, issue, held)
        for issue in v.issues
        for held in issue.positions
    }
    return {**positions, **issues, **disputed}


def _position(v: Verdict, issue: Issue, held: synthesis.Position) -> Explanation:
    poles = {"-1": issue.negative_pole, "+1": issue.positive_pole, "salience": held.salience}
    name, title = f"position:{held.actor}:{issue.id}", f"{held.actor} on: {issue.question}"
    return explain_estimate(v, name, formula="position", title=title, row=held, inputs=poles)


def _issue(v: Verdict, row: Issue) -> Explanation:
    values = {
        "convergence": row.convergence,
        "convergence_low": row.convergence_low,
        "convergence_high": row.convergence_high,
        "importance": row.importance,
    }
    stands = {held.actor: held.value for held in row.positions if held.value is not None}
    inputs = {"poles": {"-1": row.negative_pole, "+1": row.positive_pole}, "positions": stands}
    return Explanation(
        row.id, "issue", row.question, values, formula_of(v, "convergence"), inputs, claims_of(row.positions)
    )


def _bargaining(v: Verdict, row: DisputedIssue) -> Explanation:
    issue = next(issue for issue in v.issues if issue.id == row.issue)
    inputs = {held.actor: f"{held.position} at weight {held.weight}" for held in row.actors}
    values = {**(row.baselines or {}), "error": [row.error_low, row.error_high], "left out": row.left_out}
    return Explanation(
        f"bargaining:{row.issue}", "bargaining", issue.question, values, formula_of(v, "bargaining"), inputs,
        ("model:bargaining", *claims_of(issue.positions)),
    )  # fmt: skip


_KEY = """\
<ol class="key">
{% for issue in issues %}
<li><b>{{ loop.index }}</b> {{ issue.question }}</li>
{% endfor %}
</ol>
"""

SECTION = Section("issues", "Issues", 60, _build, [POSITIONS, HEATMAP, DISPUTES], explain=_explain, annex=True)
