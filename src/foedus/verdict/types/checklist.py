"""What moved the verdict: the kinds of the checklist, the sides of the evidence, and the steps towards a treaty."""

from __future__ import annotations

from typing import Annotated, Literal

from foedus.terms.checklist import ANSWERS, GROUNDS, SLANTS
from foedus.terms.steps import STAGES
from foedus.verdict.types.parts import Amount, ByOutcome, Count, OutcomeName, Part, Pull, Share, one_of


class KindOfFactor(Part, frozen=True):
    """A kind of the checklist, or a rated factor that is of none."""

    id: str  #: Kind, or `factor:` and the id of a factor.
    label: str  #: As reports print it.
    group: str  #: Kinds of one group say much the same; only the strongest counts in full.
    pull: Pull  #: Whether it binds or divides.
    base: Share  #: Base rate in the present state.
    presence: Share  #: Probability that it is there.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.
    evidence: Amount  #: Likelihood ratio of the evidence for its presence, 1/49 to 49; 1 where nothing is known.
    factors: tuple[str, ...]  #: Factors of the case that are of it.
    answer: Annotated[str, one_of(("", *ANSWERS))]  #: Answer of the checklist without a factor, or empty.
    works_for: Count  #: Works that say it is there.
    works_against: Count  #: Works that say it is not.
    claims: tuple[str, ...]  #: Claims on it.
    claims_against: tuple[str, ...]  #: Those that say it is not there.
    ratios: ByOutcome[float]  #: Prevalence among pairs that moved to an outcome over that among those that stayed.
    ground: Annotated[str, one_of((*GROUNDS, "ratings"))]  #: Where the ratios come from.
    counted_by_history: bool  #: Whether the prior has counted it, so that it moves nothing.
    shift: ByOutcome[float]  #: Its part of the verdict minus the prior.


class Side(Part, frozen=True):
    """A side of the evidence."""

    label: str  #: In words.
    slant: Annotated[str, one_of(SLANTS)]  #: How free it is in what it says.
    works: Count  #: Works that say something of a kind.
    votes: Count  #: What they say: one for each work and kind.
    accuracy: Share  #: How often it is right where it does not say yes whatever holds; learnt, mean.
    slanted: Share  #: Chance that it says yes whatever holds; learnt, mean.


class Checklist(Part, frozen=True):
    """Kinds, sides, and how an alliance would come."""

    kinds: tuple[KindOfFactor, ...]  #: In the order of the checklist.
    sides: tuple[Side, ...]  #: Sides with a vote.
    small_prior: Share  #: Probability of an alliance by a small pact before the evidence; the rest is by way of a bloc.
    small: Share  #: The same in the verdict.


class Step(Part, frozen=True):
    """A step towards a treaty or away from it."""

    id: str  #: Id.
    makes: OutcomeName  #: State of relation that the treaty makes.
    obligations: tuple[str, ...]  #: What it promises.
    stage: Annotated[str, one_of(STAGES)]  #: How far it came.
    label: str  #: The stage in words.
    forward: bool  #: Whether it leads to a treaty; else it is a step back.
    holders: tuple[str, ...]  #: Who took it.
    date: str  #: EDTF date.
    pending: Amount  #: Years since then.
    happened: Share  #: Probability that it happened.
    counts: Share  #: Probability that it happened and no later step went the other way; 0 where the state counts it.
    chance: Share  #: Of a step forward: chance that its treaty is in force within the horizon.
    part: Share  #: Its part in the chance of the chain.
    counted_by_state: bool  #: Whether the present state of relation has counted it already.
    claims: tuple[str, ...]  #: Claims that tell it.
    claims_against: tuple[str, ...]  #: Claims that deny it.
    shift: ByOutcome[float]  #: Its part of the verdict minus the prior.


class IfStep(Part, frozen=True):
    """A step that has not been taken."""

    stage: Annotated[str, one_of(STAGES)]  #: Stage.
    label: str  #: In words.
    outcomes: ByOutcome[float]  #: The four probabilities if it were taken at the cut-off.


class Steps(Part, frozen=True):
    """The way to a treaty."""

    rows: tuple[Step, ...]  #: Steps of the pair in the order of their days.
    #: Chance within the horizon that a treaty is in force, by the state that it makes.
    chance: dict[OutcomeName, Share]
    if_taken: tuple[IfStep, ...]  #: The verdict if a step towards a defence treaty were taken at the cut-off.
    text: tuple[str, ...]  #: Sentences on it.


Enters = Literal["checklist", "ratings", "history", "nothing"]
"""How a factor enters the verdict."""
