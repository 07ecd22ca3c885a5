"""Who gives way on what divides the pair."""

from __future__ import annotations

from foedus.verdict.types.parts import Amount, Part, SentenceId, Share, Signed, Slug


class Capability(Part, frozen=True):
    """A capability."""

    actor: Slug  #: Actor.
    value: Amount  #: Value; ratios alone matter.
    source: str  #: Where it comes from.


class Bargainer(Part, frozen=True):
    """An actor."""

    actor: Slug  #: Actor.
    position: Signed  #: Position.
    salience: Share  #: Salience.
    weight: Share  #: Share of the weight.


class LeftOut(Part, frozen=True):
    """An actor."""

    actor: Slug  #: Actor.
    reason: str  #: Why.


class Placed(Part, frozen=True):
    """The compromise."""

    value: Signed  #: Value.
    low: Signed  #: 5 %.
    high: Signed  #: 95 %.


class Move(Part, frozen=True):
    """A move."""

    round: int  #: Round.
    actor: Slug  #: Actor.
    by: Slug  #: By whose offer.
    kind: str  #: conflict, compromise or compelled.
    before: Signed  #: Position before.
    after: Signed  #: Position after.


class Rounds(Part, frozen=True):
    """Rounds of the expected utility model; null where it was not run."""

    variant: str  #: Reading of the model.
    state: str  #: settled, cycle or moving.
    medians: tuple[Signed, ...]  #: Weighted median after every round.
    positions: dict[str, tuple[Signed, ...]]  #: Positions after every round, by actor.
    moves: tuple[Move, ...]  #: Who gives way.


class DisputedIssue(Part, frozen=True):
    """An issue."""

    issue: Slug  #: Issue.
    actors: tuple[Bargainer, ...]  #: Actors weighed.
    left_out: tuple[LeftOut, ...]  #: Actors with a position that were not weighed.
    baselines: dict[str, Placed] | None  #: Baselines; null where fewer than three actors can be weighed.
    error_low: Signed | None  #: Compromise less the error of past such figures.
    error_high: Signed | None  #: Compromise plus that error.
    draws: int  #: Draws of the inputs.
    rounds: Rounds | None  #: Rounds of the expected utility model; null where it was not run.
    notes: tuple[str, ...]  #: Notes.


class TradedIssue(Part, frozen=True):
    """An issue."""

    issue: Slug  #: Issue.
    default: Signed  #: Outcome without a trade.
    agreed: Signed  #: Outcome with it.
    winner: str  #: Who is better off; empty for nobody.


class Trade(Part, frozen=True):
    """What the pair could gain by settling the issues together; null with fewer than two."""

    power: Share  #: Exponent of the first one's gain.
    gains: dict[str, float]  #: Gain by actor, as a share of what is at stake for it.
    issues: tuple[TradedIssue, ...]  #: Issues traded.


class Bargaining(Part, frozen=True):
    """Who gives way on what divides the pair. No probability moves by it."""

    model: str  #: Its model.
    capabilities: tuple[Capability, ...]  #: Capabilities that were used.
    issues: tuple[DisputedIssue, ...]  #: Issues on which the pair diverges.
    trade: Trade | None  #: What the pair could gain by settling the issues together; null with fewer than two.
    text: tuple[SentenceId, ...]  #: Sentences on it.
