"""The synthesis in `verdict.json`: factors, issues, networks, ties, threats, ladder, support."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.assessment.model import Assessment
from foedus.evidence.networks import Edge
from foedus.terms.cooperation import RUNGS
from foedus.terms.kinds import RATING_WORDS
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.numbers import by_outcome, estimate, number


def factors(found: Assessment) -> list[dict[str, Any]]:
    """Return the factors with strength, shift, ratings and evidence."""
    sided = {name: whose for what, name, whose, _ in found.balance.one_sided if what == "factor"}
    raters: dict[str, set[str]] = {}
    for rating in found.case.ratings:
        if rating.scale == "relative":
            raters.setdefault(rating.factor, set()).add(rating.rater)
    rows = []
    for at, factor in enumerate(found.case.factors):
        row = found.synthesis.strengths[at]
        numbers = estimate(row.estimate)
        rows.append(
            {
                "id": factor.id,
                "label": factor.label,
                "pull": factor.pull,
                "kind": factor.kind,
                "group": factor.group,
                "strength": numbers["value"],
                "low": numbers["low"],
                "high": numbers["high"],
                "widened": row.estimate.widened,
                "magnitude": number(row.magnitude),
                "weight_for": number(row.weight_for),
                "weight_against": number(row.weight_against),
                "n_eff": numbers["n_eff"],
                "threat_source": factor.threat_source,
                "depends_on": list(factor.depends_on),
                "persistence": {
                    **dict(zip(("low", "central", "high"), factor.persistence, strict=True)),
                    "ground": factor.persistence_ground,
                },
                "covariate": factor.covariate,
                "carried_by_history": bool(found.judgment.carried[at]),
                "ratings": by_outcome(found.judgment.rating[at]),
                "raters": len(raters.get(factor.id, ())),
                "shift": by_outcome(found.factor_shift[at]),
                "claims": numbers["claims"],
                "claims_against": list(row.against),
                "references": list(row.references),
                "one_sided": sided.get(factor.id, ""),
            }
        )
    return rows


def issues(found: Assessment) -> list[dict[str, Any]]:
    """Return the issues with all positions and the pair's convergence."""
    sided = {name: whose for what, name, whose, _ in found.balance.one_sided if what == "position"}
    rows = []
    for issue, meeting in zip(found.case.issues, found.synthesis.convergence, strict=True):
        positions = [
            {
                "actor": actor,
                **estimate(held.estimate),
                "salience": number(held.salience.value),
                "salience_low": number(held.salience.low),
                "salience_high": number(held.salience.high),
                "salience_claims": list(held.salience.claims),
                "one_sided": sided.get(f"{actor} on {issue.id}", ""),
            }
            for (actor, name), held in found.synthesis.positions.items()
            if name == issue.id
        ]
        close, weight = estimate(meeting.convergence), estimate(meeting.importance)
        rows.append(
            {
                "id": issue.id,
                "question": issue.question,
                "negative_pole": issue.negative_pole,
                "positive_pole": issue.positive_pole,
                "positions": positions,
                "convergence": close["value"],
                "convergence_low": close["low"],
                "convergence_high": close["high"],
                "importance": weight["value"],
                "importance_low": weight["low"],
                "importance_high": weight["high"],
                "claims": close["claims"],
            }
        )
    return rows


def networks(found: Assessment) -> dict[str, list[dict[str, Any]]]:
    """Return the congruence, conflict and subtract networks."""

    def rows(edges: tuple[Edge, ...]) -> list[dict[str, Any]]:
        return [{"a": edge.a, "b": edge.b, "value": number(edge.value), "issues": list(edge.issues)} for edge in edges]

    nets = found.synthesis.networks
    return {"congruence": rows(nets.congruence), "conflict": rows(nets.conflict), "subtract": rows(nets.subtract)}


def ties(found: Assessment) -> list[dict[str, Any]]:
    """Return the ties by pair and window."""
    return [{"a": tie.a, "b": tie.b, "window": tie.window, **estimate(tie.estimate)} for tie in found.synthesis.ties]


def threats(found: Assessment) -> list[dict[str, Any]]:
    """Return threats by source and actor with their components; a component without a claim is null."""
    rows = []
    for threat in found.synthesis.threats:
        components = {}
        for part in threat.components:
            numbers = estimate(part.estimate)
            components[part.name] = {key: numbers[key] for key in ("value", "low", "high", "claims")}
            components[part.name]["from_general"] = part.from_general
        rows.append(
            {"source": threat.source, "actor": threat.actor, **estimate(threat.estimate), "components": components}
        )
    return rows


def common_threats(found: Assessment) -> list[dict[str, Any]]:
    """Return the common threats of the pair, largest first."""
    return [
        {
            "source": threat.source,
            **estimate(threat.estimate),
            "pair": {actor: number(value) for actor, value in threat.pair.items()},
            "headline": threat.headline,
        }
        for threat in found.synthesis.common_threats
    ]


def ladder(found: Assessment) -> list[dict[str, Any]]:
    """Return the rungs of the pair's cooperation."""
    return [
        {
            "channel": rung.channel,
            "date": "" if rung.date is None else rung.date.text,
            "day": "" if rung.day is None else rung.day.isoformat(),
            "level": rung.level,
            "label": RUNGS[rung.level],
            "claims": list(rung.claims),
            "turning_point": rung.turning_point,
            "text": rung.text,
        }
        for rung in found.synthesis.ladder
    ]


def support(found: Assessment) -> list[dict[str, Any]]:
    """Return who supports whom with what."""
    return [
        {
            "supporter": row.supporter,
            "recipient": row.recipient,
            "types": list(row.types),
            "claims": list(row.claims),
            "first": row.first,
        }
        for row in found.synthesis.support
    ]


def hypotheses(found: Assessment) -> dict[str, Any]:
    """Return the ACH table of the absolute ratings and the pushes of the groups in the posterior."""
    from foedus.judgment.ach import diagnosticity, inconsistency

    table = np.full((len(found.case.factors), len(OUTCOMES)), np.nan)
    column = {factor.id: at for at, factor in enumerate(found.case.factors)}
    given: dict[tuple[int, int], list[float]] = {}
    for rating in found.case.ratings:
        if rating.scale == "absolute":
            given.setdefault((column[rating.factor], OUTCOMES.index(rating.outcome)), []).append(rating.value)
    for cell, values in given.items():
        table[cell] = np.mean(values)
    strength = np.abs(found.synthesis.strength_point)
    spread = diagnosticity(table) if len(table) else np.zeros(0)
    rows = [
        {
            "factor": factor.id,
            "label": factor.label,
            "group": factor.group,
            "weight": number(float(strength[at])),
            "ratings": by_outcome(table[at]),
            "words": {outcome: _word(table[at, o]) for o, outcome in enumerate(OUTCOMES)},
            "diagnosticity": number(float(spread[at])),
        }
        for at, factor in enumerate(found.case.factors)
    ]
    return {
        "ach": {
            "outcomes": list(OUTCOMES),
            "rows": rows,
            "inconsistency": by_outcome(inconsistency(table)),
            "weighted_inconsistency": by_outcome(inconsistency(table, strength)),
        },
        "groups": _groups(found),
    }


def _word(rating: float) -> str:
    """Return the rating word nearest to a mean; empty where unrated."""
    if np.isnan(rating):
        return ""
    return next(word.name for word in RATING_WORDS.values() if word.steps == round(float(rating)))


def _groups(found: Assessment) -> list[dict[str, Any]]:
    from foedus.judgment.inside_view import TEMPER
    from foedus.judgment.posterior import LN2, group_push

    strength, judge, rows = found.synthesis.strength_point, found.judgment, []
    by_name = sorted(judge.members, key=lambda own: found.case.factors[own[0]].group)
    for own in by_name:
        push = group_push(strength[own], judge.rating[own]) * TEMPER * LN2
        each = strength[own, None] * judge.rating[own]
        deciding = {}
        for o, outcome in enumerate(OUTCOMES):
            strongest = int(np.argmax(np.abs(each[:, o])))
            deciding[outcome] = found.case.factors[own[strongest]].id if each[strongest, o] else ""
        rows.append(
            {
                "id": found.case.factors[own[0]].group,
                "push": by_outcome(push),
                "factors": [found.case.factors[at].id for at in own],
                "deciding": deciding,
            }
        )
    return rows
