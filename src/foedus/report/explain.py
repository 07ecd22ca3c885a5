"""From any id of a result to its formula, its inputs and its claims with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import asdict

from foedus.errors import InputError
from foedus.nearest import near_words
from foedus.report.registry import index_of_sections
from foedus.report.section import Explanation, claims_of, formula_of
from foedus.verdict.types import Verdict
from foedus.verdict.types.alignments import Alignments
from foedus.verdict.types.analysis import Assumption, Indicator
from foedus.verdict.types.bargaining import DisputedIssue
from foedus.verdict.types.evidence import Sentence
from foedus.verdict.types.outside import StateYear
from foedus.verdict.types.parts import Part
from foedus.verdict.types.question import Scenario
from foedus.verdict.types.synthesis import CommonThreat, Factor, Issue, Position, Threat, Tie

Estimated = Position | Tie | Threat | CommonThreat
"""Parts with a value, its interval and an effective number of works."""


def explain(verdict: Verdict, name: str) -> Explanation:
    """Return the explanation of an id.

    Parameters
    ----------
    verdict : Verdict
        A verdict.
    name : str
        Id of an outcome, factor, issue, scenario, sentence, claim, source, actor, assumption, indicator,
        rating, model or dataset; or `position:ACTOR:ISSUE`, `tie:A:B[:WINDOW]`, `threat:SOURCE:ACTOR`,
        `common-threat:SOURCE`, `fig-NAME`.

    Raises
    ------
    InputError
        If nothing in the result has this id; near ones are offered.
    """
    known = index_of(verdict)
    if name in known:
        return known[name]()
    near = near_words(name, known)
    hint = f"; near: {', '.join(near)}" if near else "; list them with: foedus explain --list"
    raise InputError(f"nothing in this result has the id {name!r}{hint}")


def index_of(verdict: Verdict) -> dict[str, Callable[[], Explanation]]:
    """Return every id that can be explained, with the function that does it."""
    known: dict[str, Callable[[], Explanation]] = {}
    for add in (_evidence, index_of_sections, _quantities, _parts):
        known.update(add(verdict))
    return known


Index = dict[str, Callable[[], Explanation]]


def _parts(v: Verdict) -> Index:
    found: Index = {name: partial(_outcome, v, name) for name in v.outcomes}
    found |= {row.id: partial(_factor, v, row) for row in v.factors}
    found |= {row.id: partial(_issue, v, row) for row in v.issues}
    found |= {row.id: partial(_scenario, v, row) for row in v.scenarios}
    found |= {row.id: partial(_sentence, row) for row in v.sentences}
    found |= {row.id: partial(_judged, v, "assumption", row, row.factors) for row in v.assumptions}
    found |= {row.id: partial(_judged, v, "indicator", row, (row.factor,)) for row in v.indicators}
    found["outside"] = partial(_outside, v)
    if v.alignments:
        found["alignments"] = partial(_alignments, v, v.alignments)
    found |= {f"bargaining:{row.issue}": partial(_bargaining, v, row) for row in v.bargaining.issues}
    found["confidence"] = partial(_confidence, v)
    return found


def _outcome(v: Verdict, name: str) -> Explanation:
    row = v.outcomes[name]
    pushes = {group.id: group.push[name] for group in v.hypotheses.groups if group.push[name]}
    moving = sorted(v.factors, key=lambda factor: -abs(factor.shift[name]))[:5]
    return Explanation(
        name, "outcome", f"Probability that the relation is {name}", asdict(row), formula_of(v, "posterior"),
        {"prior": row.prior, "push by group (log odds, all factors there)": pushes},
        (*claims_of(moving), "model:posterior", "model:prior", "model:uncertainty"),
    )  # fmt: skip


def _scenario(v: Verdict, row: Scenario) -> Explanation:
    values = {"share of persistence patterns": row.draw_share, **row.outcomes}
    inputs = {"removes": row.removes, "share of strength lost": row.lost}
    claims = _claims_of(v, row.removed_factors)
    return Explanation(
        row.id, "scenario", row.label, values, formula_of(v, "scenario"), inputs, (*claims, "model:scenarios")
    )


def _sentence(row: Sentence) -> Explanation:
    return Explanation(row.id, f"sentence ({row.kind}, {row.section})", row.text, {}, evidence=row.evidence)


def _judged(v: Verdict, kind: str, row: Assumption | Indicator, factors: Iterable[str]) -> Explanation:
    values = {key: value for key, value in asdict(row).items() if key not in ("id", "text")}
    return Explanation(row.id, kind, row.text, values, formula_of(v, "posterior"), {}, _claims_of(v, factors))


def _confidence(v: Verdict) -> Explanation:
    rules = {rule.id: f"{rule.text}: {rule.level}" for rule in v.confidence.rules}
    return Explanation(
        "confidence", "confidence", f"Confidence: {v.confidence.level}", rules, formula_of(v, "confidence"), {},
        ("model:confidence",),
    )  # fmt: skip


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


def _bargaining(v: Verdict, row: DisputedIssue) -> Explanation:
    issue = next(issue for issue in v.issues if issue.id == row.issue)
    inputs = {held.actor: f"{held.position} at weight {held.weight}" for held in row.actors}
    values = {**(row.baselines or {}), "error": [row.error_low, row.error_high], "left out": row.left_out}
    return Explanation(
        f"bargaining:{row.issue}", "bargaining", issue.question, values, formula_of(v, "bargaining"), inputs,
        ("model:bargaining", *claims_of(issue.positions)),
    )  # fmt: skip


def _outside(v: Verdict) -> Explanation:
    """The prior: its last year with and without the state enemy, the small-pact route, the class, the covariates."""
    o = v.outside
    values = {
        "prior": _year(o.by_year[-1]),
        "without the state enemy": _year(o.without_enemy[-1]) if o.without_enemy else None,
        "state enemy": o.enemy,
        "through a bloc": o.bloc_by_year[-1] if o.bloc_by_year else None,
        **({f"small pact, {name}": row for name, row in asdict(o.small_pact).items()} if o.small_pact else {}),
        "reference class": o.reference_class,
    }
    used = [name for name in ("dataset:prior", "dataset:covariates") if name in v.evidence.datasets]
    return Explanation(
        "outside", "outside view", o.label, {key: value for key, value in values.items() if value},
        formula_of(v, "prior"),
        {row.covariate: row.value for row in o.covariates}, ("model:prior", *used),
    )  # fmt: skip


def _year(row: StateYear) -> dict[str, Any]:
    return {"year": row.year, **row.outcomes}


def _claims_of(v: Verdict, factors: Iterable[str]) -> tuple[str, ...]:
    wanted = set(factors)
    return claims_of(row for row in v.factors if row.id in wanted)


def _factor(v: Verdict, row: Factor) -> Explanation:
    values = {
        "strength": row.strength,
        "low": row.low,
        "high": row.high,
        "magnitude": row.magnitude,
        "weight_for": row.weight_for,
        "weight_against": row.weight_against,
        "n_eff": row.n_eff,
    }
    inputs = {
        "pull": row.pull,
        "group": row.group,
        "depends on": row.depends_on,
        "persistence": row.persistence,
        "mean relative ratings": row.ratings,
        "shift of the verdict": row.shift,
        "claims against": row.claims_against,
    }
    rated = [name for name, rating in v.evidence.ratings.items() if rating.factor == row.id]
    return Explanation(row.id, "factor", row.label, values, formula_of(v, "strength"), inputs, (*row.claims, *rated))


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


def _quantities(v: Verdict) -> Index:
    found: Index = {}

    def add(name: str, kind: str, title: str, row: Estimated, formula: str, inputs: Mapping[str, Any]) -> None:
        values = {"value": row.value, "low": row.low, "high": row.high, "n_eff": row.n_eff}
        found[name] = lambda: Explanation(name, kind, title, values, formula_of(v, formula), inputs, row.claims)

    for issue in v.issues:
        for held in issue.positions:
            name = f"position:{held.actor}:{issue.id}"
            poles = {"-1": issue.negative_pole, "+1": issue.positive_pole, "salience": held.salience}
            add(name, "position", f"{held.actor} on: {issue.question}", held, "position", poles)
    for tie in v.ties:
        tail = "" if tie.window == "all" else f":{tie.window}"
        title = f"Tie between {tie.a} and {tie.b}, {tie.window}"
        for a, b in ((tie.a, tie.b), (tie.b, tie.a)):
            add(f"tie:{a}:{b}{tail}", "tie", title, tie, "tie", {})
    for threat in v.threats:
        title = f"Threat that {threat.source} poses to {threat.actor}"
        parts = {name: part.value for name, part in threat.components.items()}
        add(f"threat:{threat.source}:{threat.actor}", "threat", title, threat, "threat", parts)
    for both in v.common_threats:
        title = f"Common threat from {both.source}"
        add(f"common-threat:{both.source}", "common threat", title, both, "common-threat", both.pair)
    return found


def _evidence(v: Verdict) -> Index:
    found: Index = {}

    def add(kind: str, name: str, row: Part, title: str, formula: str = "", works: Iterable[str] = ()) -> None:
        values = {
            key: value
            for key, value in asdict(row).items()
            if value not in ("", (), None, {}) and key not in ("text", "title")
        }
        found[name] = lambda: Explanation(name, kind, title or name, values, formula, {}, tuple(works))

    e = v.evidence
    for name, actor in e.actors.items():
        add("actor", name, actor, actor.name)
    for name, claim in e.claims.items():
        add("claim", name, claim, claim.text, formula_of(v, "weight"), (*claim.reference, claim.source))
    citing: dict[str, list[str]] = {}
    for name, claim in e.claims.items():
        for work in dict.fromkeys((*claim.reference, claim.source)):
            citing.setdefault(work, []).append(name)
    for name, source in e.sources.items():
        add("source", name, source, source.title, works=citing.get(name, ()))
    for name, dataset in e.datasets.items():
        add("dataset", name, dataset, dataset.title)
    for name, model in e.models.items():
        add("model", name, model, model.title, model.formula)
    for name, rating in e.ratings.items():
        add("rating", name, rating, rating.ground)
    return found
