"""Whether each of the pair would keep a closer bond, and who depends on whom."""

from __future__ import annotations

from foedus.verdict.types.parts import Amount, ChannelOrNone, Count, Part, SentenceId, Share, Slug


class Measured(Part, frozen=True):
    """A number from 0 to 1 with its interval."""

    value: Share  #: The point.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.


class Waited(Part, frozen=True):
    """Years, 100 at most, with their interval."""

    value: Amount  #: The point.
    low: Amount  #: 5 % of the draws.
    high: Amount  #: 95 % of the draws.


class CommittedSide(Part, frozen=True):
    """One of the pair; everything from 0 to 1, stated as judgment."""

    actor: Slug  #: Who.
    convergence: Measured  #: How close the two stand on what matters to it.
    dependence: Measured  #: How much it depends on the other, over the channels.
    exposure: Measured  #: The largest threat to it.
    option: str  #: The best alternative partner; empty where none is known.
    option_worth: Measured  #: What that one is worth.
    gain: Measured  #: What the bond is worth to it.
    temptation: Measured  #: What a breach would bring beyond that.
    loss: Measured  #: What it would lose when let down.
    abandonment: Measured  #: Fear that the other leaves it.
    entrapment: Measured  #: Fear that the other draws it into a conflict that is not its own.
    unknown: tuple[str, ...]  #: What nothing is known of, and was drawn from the whole scale.
    claims: tuple[str, ...]  #: Claims that it rests on.


class SideInScenario(Part, frozen=True):
    """A side in a scenario."""

    actor: Slug  #: Who.
    critical: Measured  #: Critical patience, the middle draw; 1 where no patience is enough.
    #: Chance a year that the bond goes on below which it lets go; null where it would let go of a sure bond.
    least_continuation: Amount | None
    keeps: bool  #: Whether it keeps the bond at the point.
    share: Share  #: Share of draws in which it keeps it.


class CommitmentScenario(Part, frozen=True):
    """A scenario."""

    scenario: Slug  #: Id of the scenario; `all-persist` is the course of things as they are.
    label: str  #: Label.
    continuation: Measured  #: Chance a year that the bond goes on: the share of what binds that is left and lasts.
    shadow: Measured  #: Patience times that chance.
    sides: tuple[SideInScenario, ...]  #: Both, in the order of the pair.
    both: Share  #: Share of draws in which both keep the bond.
    lets_go: str  #: Who lets go first; empty where both keep it.
    wait: Waited | None  #: Mean wait until one accepts the other's terms; null where the bond has no next year.


class ChannelDependence(Part, frozen=True):
    """How much one of the pair depends on the other in a channel."""

    channel: ChannelOrNone  #: Channel.
    period: str  #: Year, or `claims`.
    actor: Slug  #: Who depends.
    partner: Slug  #: On whom.
    dependence: Measured  #: Share x (1 - share of the next best supplier between the two).
    share: Share  #: Share of the other in what it takes.
    concentration: Share  #: Sum of the squared shares of its suppliers.
    balance: float | None  #: Its dependence less that of the other; null where the source tells nothing of the other.
    next_best: str  #: The next best supplier; empty where none is known.
    source: str  #: Dataset; empty where it is from claims.
    part: str  #: What of the channel the dataset tells, such as `votes`; empty where it tells all of it.
    counted: Count | None  #: Records it is counted from, such as roll calls; null where nothing is counted.
    claims: tuple[str, ...]  #: Claims that it rests on.


class Commitment(Part, frozen=True):
    """Whether each of the pair would keep a closer bond, and who depends on whom. No probability moves by it."""

    patience: Share  #: Worth of next year as a share of this one, assumed.
    sides: tuple[CommittedSide, ...]  #: Both.
    scenarios: tuple[CommitmentScenario, ...]  #: The first is the course of things as they are.
    dependence: tuple[ChannelDependence, ...]  #: By channel and period.
    text: tuple[SentenceId, ...]  #: Sentences on it.
