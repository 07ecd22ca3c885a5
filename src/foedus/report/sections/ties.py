"""Ties and blocs: the network of all actors, ties by period, likeness of positions, and who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from foedus.charts import Figure
from foedus.charts import network as chart
from foedus.charts.sides import Sided, sides
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.template import fill, heading
from foedus.report.html.wording import DASH, decimal, measure, proportion, signed, words
from foedus.report.picture import Picture
from foedus.report.section import Block, Explanation, Index, Section, claims_of, explain_estimate, formula_of
from foedus.terms.kinds import ACTOR_KINDS
from foedus.verdict.types import Verdict
from foedus.verdict.types.alignments import AlignedActor, Alignments, Minimum
from foedus.verdict.types.evidence import Actor
from foedus.verdict.types.synthesis import Tie

NETWORKS = {
    "congruence": "agreement: how much they agree over all issues",
    "conflict": "conflict: how much they disagree",
    "subtract": "agreement less conflict",
}

ORDER = "subtract"
"""Network by whose weight the pairs are listed."""

MOST = 20
"""Pairs of actors in the table of likeness; their number grows with the square of the actors."""


def _is_drawn(tie: Tie) -> bool:
    return tie.window == "all" and tie.value is not None


def _drawn(verdict: Verdict) -> list[Tie]:
    """The ties over the whole period that have a value."""
    return list(filter(_is_drawn, verdict.ties))


def network_figure(context: Context) -> Figure | None:
    """The network of ties between all actors."""
    verdict = context.verdict
    side = _side_of(verdict.alignments)
    odd = [{tie.a, tie.b} for tie in verdict.alignments.frustrated] if verdict.alignments else []
    return chart.network(
        (
            chart.Tie(context.name(tie.a), context.name(tie.b), tie.value or 0.0, {tie.a, tie.b} in odd)
            for tie in _drawn(verdict)
        ),
        (
            chart.Actor(context.name(key), actor.kind, key in context.pair, side.get(key))
            for key, actor in verdict.evidence.actors.items()
        ),
    )


def sides_figure(context: Context) -> Figure | None:
    """The two sides of the network, with each actor's margin."""
    found = context.verdict.alignments
    if found is None:
        return None
    side = _side_of(found)
    rows = [
        Sided(context.name(row.actor), side[row.actor] == 1, row.margin_low or 0.0, row.with_anchor)
        for row in found.actors
        if row.with_anchor is not None
    ]
    return sides(rows, anchor=context.name(found.anchor))


def _side_of(found: Alignments | None) -> dict[str, int]:
    """1 for the anchor's side, 2 for the other; actors that no chain of ties joins with the anchor have none."""
    rows = [row for row in found.actors if row.with_anchor is not None] if found else []
    own = next((row.side for row in rows if found and row.actor == found.anchor), None)
    return {row.actor: 1 if row.side == own else 2 for row in rows}


NETWORK = Picture("network", network_figure, lambda v: [*claims_of(_drawn(v)), "model:ties"], "tie")
SIDES = Picture("sides", sides_figure, lambda v: ["model:blocs", *claims_of(_drawn(v))], "blocs")


def _build(context: Context) -> Iterable[Block]:
    verdict = context.verdict
    found = verdict.alignments
    actors = verdict.evidence.actors
    drawn = {end for tie in _drawn(verdict) for end in (tie.a, tie.b)}
    kinds = [kind for kind in ACTOR_KINDS if any(actors[a].kind == kind for a in drawn if a in actors)]
    told = "Colour of the marks: the two sides; of the lines: ties against their grain. " if found else ""
    yield context.say("ties")
    yield context.exhibit(
        NETWORK,
        "Solid line: friendly. Dashed line: hostile. Width: strength. Shape: kind of actor. Filled: the pair. "
        f"{told}Select an actor (Tab and Enter, or a click) to see its ties alone; Escape shows all again.",
        table=_ties(context),
        nothing="No claim speaks of a relation or an action between two actors.",
        key=fill(_KINDS, kinds=[(chart.draw_kind_key(kind), words(kind)) for kind in kinds]),
    )
    if found:
        anchor = context.name(found.anchor)
        yield heading("The two sides")
        yield context.exhibit(
            SIDES,
            f"Margin: tie strength that it would cost to put the actor on the other side of {anchor}; share: draws of the "
            f"evidence in which it stands with {anchor}. A description of the ties, not a forecast.",
            table=_sides(context, found),
            nothing="No chain of ties joins the first of the pair with anybody.",
        )
        yield folded("Sides by window of years", _windows(context, found))
        yield folded("Landscape of alignments", _landscape(context, found))
    yield folded("Who agrees with whom over the issues", _likeness(context))
    yield folded("Who is who", _actors(context))


def _ties(context: Context) -> Table[Tie]:
    pair = set(context.pair)
    rows = [tie for tie in context.verdict.ties if _is_drawn(tie) or {tie.a, tie.b} == pair]
    caption = "Ties between actors over all years, and those of the pair by window (the windows of all others are in the data file)"
    return (
        Table("ties", caption, rows, "ties.csv")
        .words("Actor", lambda t: context.name(t.a))
        .words("Other actor", lambda t: context.name(t.b) + ("" if t.window == "all" else f" ({_years(t.window)})"))
        .computed("Tie, −1 to 1 (interval)", lambda t: measure(t.value, t.low, high=t.high, write=signed))
        .computed("Effective number of works", lambda t: decimal(t.n_eff, 1))
        .links("Claims", lambda t: context.links.cell(t.claims))
    )


def _years(window: str) -> str:
    return window.replace("/", "–")


def _sides(context: Context, found: Alignments) -> Table[AlignedActor]:
    side, anchor = _side_of(found), context.name(found.anchor)
    words_of = {None: "not joined", 1: f"with {anchor}", 2: "the other"}
    return (
        Table("sides", "Sides, margins and how sure the evidence is", found.actors, "sides.csv")
        .words("Actor", lambda a: context.name(a.actor))
        .words("Side", lambda a: words_of[side.get(a.actor)])
        .computed("Margin", _margin)
        .computed(f"Draws with {anchor}", lambda a: proportion(a.with_anchor))
    )


def _margin(row: AlignedActor) -> str:
    low, high = decimal(row.margin_low), decimal(row.margin_high)
    if row.margin_low is None or low == high:
        return low
    return f"at least {low}" if row.margin_high is None else f"{low} to {high}"


def _windows(context: Context, found: Alignments) -> Table[tuple[str, ...]]:
    windows = found.windows
    names = sorted({actor for row in windows for actor in row.sides}, key=context.name)
    rows: list[tuple[str, ...]] = [
        (context.name(actor), *(str(row.sides.get(actor, DASH)) for row in windows)) for actor in names
    ]
    rows.append(("crossed", *(", ".join(map(context.name, row.changed)) or "nobody" for row in windows)))
    rows.append(("strength against the grain", *(decimal(row.frustration_index) for row in windows)))
    caption = "Side of each actor by window of years; sides are turned to overlap most with the window before"
    labels = {str(at): _years(row.window) for at, row in enumerate(windows, start=1)}
    return (
        Table("windows", caption, rows if windows else [], "alignment_windows.csv", sortable=False)
        .words("Actor", lambda r: r[0])
        .each(labels, lambda r, at: r[int(at)])
    )


def _landscape(context: Context, found: Alignments) -> Table[Minimum]:
    caption = "Stable alignments of the states by landscape theory, the lowest first"
    return (
        Table("landscape", caption, found.landscape.minima if found.landscape else (), "landscape.csv")
        .words("One side", lambda m: "; ".join(map(context.name, m.sides[0])) or "nobody")
        .words("Other side", lambda m: "; ".join(map(context.name, m.sides[1])) or "nobody")
        .computed("Energy", lambda m: decimal(m.energy, 5))
        .computed("Basin", lambda m: proportion(m.share))
    )


def _likeness(context: Context) -> Table[tuple[str, str]]:
    networks = context.verdict.networks
    kinds = {"congruence": networks.congruence, "conflict": networks.conflict, "subtract": networks.subtract}
    found: dict[tuple[str, str], dict[str, float]] = {}
    for kind, edges in kinds.items():
        for edge in edges:
            found.setdefault((min(edge.a, edge.b), max(edge.a, edge.b)), {})[kind] = edge.value
    pair = min(context.pair), max(context.pair)
    order = sorted(found, key=lambda ends: (ends != pair, -abs(found[ends].get(ORDER, 0.0)), ends))
    caption = "Who agrees and who disagrees over the issues"
    if len(found) > MOST:
        caption += f": the pair and the {MOST - 1} strongest of {len(found)} (all are in the data file)"
    return (
        Table("networks", caption, order[:MOST], "network_subtract.csv")
        .words("Actor", lambda ends: context.name(ends[0]))
        .words("Other actor", lambda ends: context.name(ends[1]))
        .each(NETWORKS, lambda ends, kind: decimal(found[ends].get(kind)))
    )


def _actors(context: Context) -> Table[Actor]:
    return (
        Table("actors", "Who is who", list(context.verdict.evidence.actors.values()))
        .words("Actor", lambda a: a.name)
        .words("Kind", lambda a: words(a.kind))
        .words("Part of", lambda a: context.name(a.part_of))
        .words("Also called", lambda a: ", ".join(a.aliases))
    )


def _explain(v: Verdict) -> Index:
    found: dict[str, Callable[[], Explanation]] = {}
    for tie in v.ties:
        tail = "" if tie.window == "all" else f":{tie.window}"
        for a, b in ((tie.a, tie.b), (tie.b, tie.a)):
            found[f"tie:{a}:{b}{tail}"] = partial(_tie, v, tie, f"tie:{a}:{b}{tail}")
    if v.alignments:
        found["alignments"] = partial(_alignments, v, v.alignments)
    return found


def _tie(v: Verdict, tie: Tie, name: str) -> Explanation:
    return explain_estimate(v, name, formula="tie", title=f"Tie between {tie.a} and {tie.b}, {tie.window}", row=tie)


def _alignments(v: Verdict, found: Alignments) -> Explanation:
    """The sides: index with bounds, the pair, each actor's side, margin and share of draws."""
    values = {
        "frustration_index": found.frustration_index,
        "lower": found.lower,
        "upper": found.upper,
        "status": found.status,
        "unique": found.unique,
        "ties": found.ties,
        "hostile": found.hostile,
        "pair_margin_low": found.pair_margin_low,
        "pair_together": found.pair_together,
    }
    sides = {
        row.actor: f"side {row.side}, margin {row.margin_low}, with {found.anchor} in {row.with_anchor}"
        for row in found.actors
    }
    return Explanation(
        "alignments", "alignments", f"Who stands with whom, seen from {found.anchor}", values, formula_of(v, "blocs"), sides,
        ("model:blocs", *claims_of(v.ties)),
    )  # fmt: skip


_KINDS = """\
{% if kinds %}
<ul class="kinds">
{% for mark, kind in kinds %}
<li>{{ mark }} {{ kind }}</li>
{% endfor %}
</ul>
{% endif %}
"""

SECTION = Section("ties", "Ties and blocs", 80, _build, [NETWORK, SIDES], explain=_explain, annex=True)
