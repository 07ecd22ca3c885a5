"""What the verdict hangs on: its path, sensitivity, dissent, assumptions, indicators, balance, changes."""

from __future__ import annotations

from typing import Any, Literal

from foedus.verdict.types.parts import (
    Amount,
    ByOutcome,
    Count,
    OutcomeName,
    OutcomeOrNone,
    Part,
    Range,
    SentenceId,
    Sha256,
    Share,
    Slug,
    UncountedSort,
)


class Snapshot(Part, frozen=True):
    """A date."""

    as_of: str  #: Cut-off.
    claims: Count  #: Claims visible.
    outcomes: ByOutcome[Range]  #: The four outcomes.


class WithoutReference(Part, frozen=True):
    """The verdict without one reference."""

    reference: str  #: The reference left out.
    outcomes: ByOutcome[float]  #: The four probabilities.
    shift: ByOutcome[float]  #: Against the headline.
    flips: bool  #: Whether another outcome then leads.
    claims: Count  #: Claims touched.


class WithoutPerspective(Part, frozen=True):
    """The verdict without one perspective."""

    perspective: str  #: The perspective left out.
    outcomes: ByOutcome[float]  #: The four probabilities.
    shift: ByOutcome[float]  #: Against the headline.
    flips: bool  #: Whether another outcome then leads.
    claims: Count  #: Claims touched.


class Variant(Part, frozen=True):
    """The verdict under one change."""

    id: str  #: Id of the change.
    label: str  #: The change in words.
    outcomes: ByOutcome[float]  #: The four probabilities.


class AtBelief(Part, frozen=True):
    """A belief."""

    belief: Amount  #: How far the factors are believed, 0 (prior and steps alone) to 1.5.
    outcomes: ByOutcome[float]  #: The four probabilities.


class Bar(Part, frozen=True):
    """A bar."""

    id: str  #: Input.
    label: str  #: In words.
    kind: Literal["factor", "prior", "belief", "ratios", "evidence"]  #: Kind of input.
    outcome: OutcomeName  #: Outcome.
    low: Share  #: Low end.
    high: Share  #: High end.
    width: Share  #: High minus low.


class Decides(Part, frozen=True):
    """A part."""

    what: Literal["prior", "evidence", "factors", "steps", "ratios"]  #: Which part.
    distance: Share  #: Total variation.
    text: str  #: What was done.


class Sensitivity(Part, frozen=True):
    """The verdict under single changes."""

    baseline: ByOutcome[float]  #: The headline.
    leave_one_reference_out: tuple[WithoutReference, ...]  #: Without each reference.
    leave_one_perspective_out: tuple[WithoutPerspective, ...]  #: Without each perspective.
    prior: tuple[Variant, ...]  #: Under other priors.
    belief: tuple[AtBelief, ...]  #: Under other beliefs in the factors.
    ratios: tuple[Variant, ...]  #: With other ratios of the kinds, and by each rater alone.
    tornado: tuple[Bar, ...]  #: How far each input moves each outcome, widest first.
    decides: tuple[Decides, ...]  #: How far the verdict moves when one part says nothing of its own.


class Contrary(Part, frozen=True):
    """A claim."""

    claim: str  #: Claim.
    factor: str  #: Through which factor.
    push: ByOutcome[float]  #: Its own part in what that factor does.
    weight: Share  #: Weight of the claim.
    text: str  #: What it says.


class Dissent(Part, frozen=True):
    """What speaks against."""

    outside: ByOutcome[float]  #: Outside view alone.
    inside: ByOutcome[float]  #: Inside view alone.
    distance: Share  #: Total variation between them.
    contrary: tuple[Contrary, ...]  #: Claims that pull most against the outcome of the thesis.
    sentences: tuple[SentenceId, ...]  #: Sentences on it.


class Assumption(Part, frozen=True):
    """An assumption."""

    id: Slug  #: Id.
    text: str  #: What is assumed.
    support: str  #: Why.
    factors: tuple[str, ...]  #: Factors that fall away if it is false.
    if_false: ByOutcome[float]  #: The four probabilities then.
    shift: ByOutcome[float]  #: Against the headline.


class Indicator(Part, frozen=True):
    """An indicator."""

    id: Slug  #: Id.
    text: str  #: What would be seen.
    by_date: str  #: EDTF date by which.
    factor: str  #: Factor that it moves.
    direction: Literal["+", "-"]  #: Whether it strengthens or weakens it.
    shift: ByOutcome[float]  #: At full swing: the factor certainly there, or gone.
    shift_one_reference: ByOutcome[float]  #: As one fully reliable new work.
    favours: OutcomeOrNone  #: Outcome raised most; empty where none is.


class PerspectiveShare(Part, frozen=True):
    """A perspective."""

    perspective: str  #: Actor, or unknown.
    label: str  #: Name.
    claims: Count  #: Claims.
    weight_share: Share  #: Share of the weight.
    references: Count  #: Works.


class KindCount(Part, frozen=True):
    """A kind."""

    kind: str  #: Kind.
    claims: int  #: Claims.


class OneSided(Part, frozen=True):
    """A finding."""

    what: Literal["factor", "position", "threat"]  #: What.
    id: str  #: Which.
    perspective: str  #: Perspective.
    share: Share  #: Its share.


class Uncounted(Part, frozen=True):
    """Something of the case that does not count, or counts otherwise than its coder may think."""

    sort: UncountedSort  #: What it is about.
    ids: tuple[str, ...]  #: Claims, factors, kinds of the checklist or issues that it is about.
    text: str  #: What does not count, and why.
    step: str  #: What its coder can do; empty where nothing is wrong.


class Balance(Part, frozen=True):
    """Whose eyes the evidence sees through."""

    perspectives: tuple[PerspectiveShare, ...]  #: By perspective, heaviest first.
    kinds: tuple[KindCount, ...]  #: Claims by kind.
    unknown_share: Share  #: Share of the weight whose perspective is unknown.
    one_sided: tuple[OneSided, ...]  #: Findings with at least 80 % of their weight from one perspective.


class ChangedSetting(Part, frozen=True):
    """A setting."""

    setting: str  #: Which.
    before: Any  #: Before.
    after: Any  #: Now.


class ChangedFactor(Part, frozen=True):
    """A factor."""

    id: str  #: Factor.
    before: float | None  #: Presence before; null where new.
    after: float | None  #: Now; null where gone.


class Changes(Part, frozen=True):
    """Differences from the verdict given with --since; null without one."""

    since_case: str  #: Its case.
    since_as_of: str  #: Its cut-off.
    since_sha256: Sha256  #: Hash of its file.
    outcomes: ByOutcome[float]  #: Change of each probability.
    claims_added: tuple[str, ...]  #: New claims.
    claims_removed: tuple[str, ...]  #: Claims gone.
    claims_changed: tuple[str, ...]  #: Claims coded otherwise.
    settings: tuple[ChangedSetting, ...]  #: Settings that differ.
    factors: tuple[ChangedFactor, ...]  #: Presences that differ.
    sentences: tuple[SentenceId, ...]  #: Sentences on it.
