"""The synthesis in the verdict: factors, issues, networks, ties, threats, ladder, support."""

from __future__ import annotations

from foedus.assessment.model import Assessment
from foedus.evidence.estimates import Estimate
from foedus.evidence.networks import Edge as Found
from foedus.intervals import interval
from foedus.judgment.checklist_model import presence
from foedus.judgment.units import unit_of
from foedus.terms.cooperation import RUNGS
from foedus.verdict.fill import fill
from foedus.verdict.numbers import by_outcome, estimate, known, number
from foedus.verdict.types.checklist import Enters
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
    """Return the factors with presence, shift and evidence."""
    sided = _one_sided(found, "factor")
    judge = found.judgment
    there = presence(judge.factor_ratio, judge.factor_base())
    low, high, widened = interval(found.drawn.factor_presence, there)
    rows = []
    for at, factor in enumerate(found.case.factors):
        least, central, most = factor.persistence
        votes = judge.factors.thing == at
        claims = judge.factors.claims[factor.id]
        index = {claim.id: claim for claim in found.evidence.claims}
        switches = at in judge.switches
        rows.append(
            fill(
                Factor,
                factor,
                enters=_enters(found, at),
                base=number(judge.factor_base()[at]),
                presence=number(there[at]),
                low=number(low[at]),
                high=number(high[at]),
                widened=bool(widened[at]),
                works_for=int((votes & judge.factors.yes).sum()),
                works_against=int((votes & ~judge.factors.yes).sum()),
                depends_on={name: number(share) for name, share in factor.parents},
                persistence=Persistence(low=least, central=central, high=most, ground=factor.persistence_ground),
                carried_by_history=bool(judge.carried[at]),
                shift=by_outcome(found.enemy_effect if switches else found.effects.factors[at]),
                claims=tuple(claim for claim, _ in claims),
                claims_against=tuple(claim for claim, sign in claims if sign < 0),
                references=tuple(sorted({key for claim, _ in claims for key in found.evidence.rests_on(index[claim])})),
                one_sided=sided.get(factor.id, ""),
            )
        )
    return tuple(rows)


def _enters(found: Assessment, at: int) -> Enters:
    """Return how a factor enters the verdict."""
    factor, judge = found.case.factors[at], found.judgment
    if judge.carried[at] or factor.checklist in judge.silent:
        return "history"
    unit = unit_of(found.case, factor.id)
    if unit not in judge.units.place:
        return "nothing"
    return "ratings" if unit in judge.units.rated else "checklist"


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
