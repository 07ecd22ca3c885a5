"""The synthesis in the verdict: factors, issues, networks, ties, threats, ladder, support."""

from __future__ import annotations

from foedus.assessment.model import Assessment
from foedus.evidence.estimates import Estimate
from foedus.evidence.networks import Edge as Found
from foedus.terms.cooperation import RUNGS
from foedus.verdict.fill import fill
from foedus.verdict.numbers import by_outcome, estimate, known, number
from foedus.verdict.types.synthesis import (
    CommonThreat,
    Component,
    Edge,
    Factor,
    Issue,
    Networks,
    Persistence,
    Position,
    Rung,
    Support,
    Threat,
    Tie,
)


def factors(found: Assessment) -> tuple[Factor, ...]:
    """Return the factors with strength, shift, ratings and evidence."""
    sided = _one_sided(found, "factor")
    raters: dict[str, set[str]] = {}
    for rating in found.case.ratings:
        if rating.scale == "relative":
            raters.setdefault(rating.factor, set()).add(rating.rater)
    rows = []
    for at, factor in enumerate(found.case.factors):
        row = found.synthesis.strengths[at]
        low, central, high = factor.persistence
        rows.append(
            fill(
                Factor,
                factor,
                strength=number(row.estimate.value),
                low=number(row.estimate.low),
                high=number(row.estimate.high),
                widened=row.estimate.widened,
                magnitude=number(row.magnitude),
                weight_for=number(row.weight_for),
                weight_against=number(row.weight_against),
                n_eff=number(row.estimate.n_eff),
                persistence=Persistence(low=low, central=central, high=high, ground=factor.persistence_ground),
                carried_by_history=bool(found.judgment.carried[at]),
                ratings=by_outcome(found.judgment.rating[at]),
                raters=len(raters.get(factor.id, ())),
                shift=by_outcome(found.factor_shift[at]),
                claims=tuple(row.estimate.claims),
                claims_against=tuple(row.against),
                references=tuple(row.references),
                one_sided=sided.get(factor.id, ""),
            )
        )
    return tuple(rows)


def _one_sided(found: Assessment, kind: str) -> dict[str, str]:
    """Return whose perspective holds a finding of a kind, by its name."""
    return {name: whose for what, name, whose, _ in found.balance.one_sided if what == kind}


def issues(found: Assessment) -> tuple[Issue, ...]:
    """Return the issues with all positions and the pair's convergence."""
    sided = _one_sided(found, "position")
    rows = []
    for issue, meeting in zip(found.case.issues, found.synthesis.convergence, strict=True):
        positions = tuple(
            Position(
                actor=actor,
                **estimate(held.estimate),
                salience=known(held.salience.value),
                salience_low=known(held.salience.low),
                salience_high=known(held.salience.high),
                salience_claims=tuple(held.salience.claims),
                one_sided=sided.get(f"{actor} on {issue.id}", ""),
            )
            for (actor, name), held in found.synthesis.positions.items()
            if name == issue.id
        )
        close, weight = _interval(meeting.convergence), _interval(meeting.importance)
        rows.append(
            fill(
                Issue,
                issue,
                positions=positions,
                convergence=close[0],
                convergence_low=close[1],
                convergence_high=close[2],
                importance=weight[0],
                importance_low=weight[1],
                importance_high=weight[2],
                claims=tuple(meeting.convergence.claims) if meeting.convergence else (),
            )
        )
    return tuple(rows)


def _interval(found: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if found is None else (known(found.value), known(found.low), known(found.high))


def networks(found: Assessment) -> Networks:
    """Return the congruence, conflict and subtract networks."""

    def rows(edges: tuple[Found, ...]) -> tuple[Edge, ...]:
        return tuple(fill(Edge, edge) for edge in edges)

    nets = found.synthesis.networks
    return Networks(congruence=rows(nets.congruence), conflict=rows(nets.conflict), subtract=rows(nets.subtract))


def ties(found: Assessment) -> tuple[Tie, ...]:
    """Return the ties by pair and window."""
    return tuple(fill(Tie, tie, **estimate(tie.estimate)) for tie in found.synthesis.ties)


def threats(found: Assessment) -> tuple[Threat, ...]:
    """Return threats by source and actor with their components; a component without a claim is null."""
    rows = []
    for threat in found.synthesis.threats:
        components = {}
        for part in threat.components:
            value, low, high = _interval(part.estimate)
            claims = tuple(part.estimate.claims) if part.estimate else ()
            general = part.from_general
            components[part.name] = Component(value=value, low=low, high=high, claims=claims, from_general=general)
        rows.append(fill(Threat, threat, **estimate(threat.estimate), components=components))
    return tuple(rows)


def common_threats(found: Assessment) -> tuple[CommonThreat, ...]:
    """Return the common threats of the pair, largest first."""
    return tuple(
        fill(
            CommonThreat,
            threat,
            **estimate(threat.estimate),
            pair={actor: number(value) for actor, value in threat.pair.items()},
        )
        for threat in found.synthesis.common_threats
    )


def ladder(found: Assessment) -> tuple[Rung, ...]:
    """Return the rungs of the pair's cooperation."""
    return tuple(
        fill(
            Rung,
            rung,
            date="" if rung.date is None else rung.date.text,
            day="" if rung.day is None else rung.day.isoformat(),
            label=RUNGS[rung.level],
        )
        for rung in found.synthesis.ladder
    )


def support(found: Assessment) -> tuple[Support, ...]:
    """Return who supports whom with what."""
    return tuple(fill(Support, row) for row in found.synthesis.support)
