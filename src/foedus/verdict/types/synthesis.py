"""What the evidence says: factors, issues, networks, ties, threats, ladder, support."""

from __future__ import annotations

from foedus.verdict.types.checklist import Enters
from foedus.verdict.types.parts import Amount, ByOutcome, ComponentName, Count, Grade, Part, Pull, Share, Signed, Slug


class Persistence(Part, frozen=True):
    """Probability that it lasts to the case's horizon, given what it depends on."""

    low: Share  #: Low.
    central: Share  #: Central.
    high: Share  #: High.
    ground: str  #: Why.


class Factor(Part, frozen=True):
    """A factor."""

    id: Slug  #: Id.
    label: str  #: Label.
    pull: Pull  #: Direction.
    kind: str  #: Kind.
    group: str  #: Factors of one group say much the same and count once.
    checklist: str  #: Kind of the checklist that it is an instance of, or empty.
    enters: Enters  #: How it enters the verdict: by its kind, by ratings, counted by history, or not at all.
    base: Share  #: Base rate of its kind in the present state.
    presence: Share  #: Probability that it is there, by its own claims.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.
    widened: bool  #: Whether the interval was widened to hold the point.
    works_for: Count  #: Works that say it is there.
    works_against: Count  #: Works that say it is not.
    threat_source: str  #: Actor that is the threat, or empty.
    depends_on: dict[str, Share]  #: Factors that it weakens with, and the share that goes with each.
    persistence: Persistence  #: Probability that it lasts to the case's horizon, given what it depends on.
    covariate: str  #: Covariate of the outlook that may carry it, or empty.
    carried_by_history: bool  #: Whether the prior has counted it, so that it moves nothing of its own.
    #: Its part of the verdict minus the prior; of what stands for the enemy that history counts, the headline minus that
    #: of a prior without the enemy.
    shift: ByOutcome[float]
    claims: tuple[str, ...]  #: Claims that bear on it.
    claims_against: tuple[str, ...]  #: Those that bear against it.
    references: tuple[str, ...]  #: Works behind them.
    one_sided: str  #: Perspective with at least 80 % of the weight, or empty.


class Position(Part, frozen=True):
    """Where an actor stands."""

    actor: str  #: Actor.
    value: Signed | None  #: Position, -1 to 1; null where the evidence is silent.
    low: Signed | None  #: 5 % of the draws.
    high: Signed | None  #: 95 % of the draws.
    n_eff: Amount  #: Kish's effective number of references.
    claims: tuple[str, ...]  #: Ids of the claims that it rests on.
    salience: Share | None  #: How much the issue matters to it.
    salience_low: Share | None  #: 5 % of the draws.
    salience_high: Share | None  #: 95 % of the draws.
    salience_claims: tuple[str, ...]  #: Claims behind the salience.
    one_sided: str  #: Perspective with at least 80 % of the weight, or empty.


class Issue(Part, frozen=True):
    """An issue."""

    id: Slug  #: Id.
    question: str  #: Question.
    negative_pole: str  #: What -1 means.
    positive_pole: str  #: What 1 means.
    positions: tuple[Position, ...]  #: Actors with a claim on it.
    convergence: Share | None  #: Of the pair: 1 the same, 0 opposite poles; null where one is silent.
    convergence_low: Share | None  #: 5 % of the draws.
    convergence_high: Share | None  #: 95 % of the draws.
    importance: Share | None  #: Geometric mean of the pair's saliences.
    importance_low: Share | None  #: 5 % of the draws.
    importance_high: Share | None  #: 95 % of the draws.
    claims: tuple[str, ...]  #: Claims behind the convergence.


class Edge(Part, frozen=True):
    """An undirected edge."""

    a: str  #: Actor.
    b: str  #: Actor.
    value: float  #: Weight.
    issues: tuple[str, ...]  #: Issues on which it rests.


class Networks(Part, frozen=True):
    """Discourse networks over positions."""

    congruence: tuple[Edge, ...]  #: Same side.
    conflict: tuple[Edge, ...]  #: Opposite sides.
    subtract: tuple[Edge, ...]  #: Congruence minus conflict.


class Tie(Part, frozen=True):
    """A tie."""

    a: str  #: Actor, first in the alphabet.
    b: str  #: Actor.
    window: str  #: `all`, or first and last year as 2015/2017.
    value: Signed | None  #: Tie, -1 hostile to 1 friendly; null where the evidence is silent.
    low: Signed | None  #: 5 % of the draws.
    high: Signed | None  #: 95 % of the draws.
    n_eff: Amount  #: Kish's effective number of references.
    claims: tuple[str, ...]  #: Ids of the claims that it rests on.


class Component(Part, frozen=True):
    """One of Walt's components."""

    value: Share | None  #: The component; null where no claim gives it (.5 at the point, drawn from 0 to 1).
    low: Share | None  #: 5 % of the draws.
    high: Share | None  #: 95 % of the draws.
    claims: tuple[str, ...]  #: Ids of the claims that it rests on.
    from_general: bool  #: Whether it comes from a claim that names no component.


class Threat(Part, frozen=True):
    """A threat."""

    source: str  #: Who threatens.
    actor: str  #: Who is threatened.
    value: Share | None  #: Mean of the components; null where the evidence is silent.
    low: Share | None  #: 5 % of the draws.
    high: Share | None  #: 95 % of the draws.
    n_eff: Amount  #: Kish's effective number of references.
    claims: tuple[str, ...]  #: Ids of the claims that it rests on.
    components: dict[ComponentName, Component]  #: Walt's components.


class CommonThreat(Part, frozen=True):
    """A common threat."""

    source: str  #: Who threatens both.
    value: Share | None  #: The smaller of the two; null where the evidence is silent.
    low: Share | None  #: 5 % of the draws.
    high: Share | None  #: 95 % of the draws.
    n_eff: Amount  #: Kish's effective number of references.
    claims: tuple[str, ...]  #: Ids of the claims that it rests on.
    pair: dict[str, Share]  #: Threat by actor.
    headline: bool  #: Whether it is the largest.


class Rung(Part, frozen=True):
    """A rung."""

    channel: str  #: Channel, or empty.
    date: str  #: EDTF date, or empty.
    day: str  #: First possible day, or empty.
    level: Grade  #: 1 to 6.
    label: str  #: What the level means.
    claims: tuple[str, ...]  #: Ids of the claims that it rests on.
    turning_point: bool  #: Whether a new height is first reached.
    text: str  #: What happened.


class Support(Part, frozen=True):
    """A channel of support."""

    supporter: str  #: Who.
    recipient: str  #: Whom.
    types: tuple[str, ...]  #: With what.
    claims: tuple[str, ...]  #: Ids of the claims that it rests on.
    first: str  #: Earliest EDTF date, or empty.
