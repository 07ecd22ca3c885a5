"""What is asked and what is answered: the case, the outcomes, scenarios, confidence."""

from __future__ import annotations

from typing import Literal

from foedus.verdict.types.parts import Amount, ByOutcome, Level, OutcomeName, Pair, Part, SentenceId, Share, Slug


class Thesis(Part, frozen=True):
    """The claim under test; never evidence."""

    text: str  #: The claim.
    source: str  #: Who makes it.
    outcome: OutcomeName  #: What it expects.


class CaseInfo(Part, frozen=True):
    """What the case asks."""

    title: str  #: Title.
    question: str  #: Question.
    theatre: str  #: Where.
    period: str  #: EDTF interval of the evidence.
    focal_pair: Pair  #: The two actors.
    state_of_relation: OutcomeName  #: State at `as_of`.
    state_ground: str  #: Why that state.
    licence: str  #: Licence of the case.
    thesis: Thesis  #: The claim under test; never evidence.
    case_as_of: str  #: The case's own cut-off.
    case_horizon_years: int  #: The case's own horizon.


class Headline(Part, frozen=True):
    """The most probable outcome."""

    outcome: OutcomeName  #: Which.
    term: str  #: Likelihood word of the chosen scale.
    band: str  #: Band of that word.
    probability: Share  #: The point.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.
    sentence: SentenceId  #: The sentence that says it.


class Deciding(Part, frozen=True):
    """What decides."""

    id: str  #: Kind of factor or step.
    label: str  #: In words.
    kind: Literal["kind", "step"]  #: Which of them.
    shift: float  #: What it does to the outcome asked about.


class WouldChange(Part, frozen=True):
    """What would change the answer."""

    id: str  #: Indicator, scenario, or stage of a step not yet taken.
    label: str  #: In words.
    kind: Literal["indicator", "scenario", "step"]  #: Which of them.
    by_date: str  #: EDTF date by which, or empty.
    shift: float  #: What it would do to the outcome asked about.


class Answer(Part, frozen=True):
    """The answer on the outcome that the thesis expects."""

    outcome: OutcomeName  #: The outcome asked about.
    term: str  #: Likelihood word of the chosen scale.
    band: str  #: Band of that word.
    probability: Share  #: The point.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.
    prior: Share  #: Outside view alone.
    moved: float  #: Probability less prior.
    #: By which factor the evidence moves the odds; null where prior or probability is certain.
    odds_ratio: Amount | None
    near_base_rate: bool  #: Whether that factor lies within 1.5 either way.
    deciding: tuple[Deciding, ...]  #: What moves it most, the largest first.
    would_change: tuple[WouldChange, ...]  #: What would move it most; one of each direction where there is one.
    sentence: SentenceId  #: The sentence that says it.


class Outcome(Part, frozen=True):
    """One outcome."""

    prior: Share  #: Outside view alone.
    prior_low: Share  #: 5 % of its draws.
    prior_high: Share  #: 95 % of its draws.
    probability: Share  #: Headline: prior, evidence on the factors, steps towards a treaty.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.
    term: str  #: Likelihood word of the chosen scale.
    band: str  #: Band of that word.
    widened: bool  #: Whether the interval was widened to hold the point.
    inside: Share  #: Inside view alone: from a uniform prior.
    inside_low: Share  #: 5 % of its draws.
    inside_high: Share  #: 95 % of its draws.


class ScenarioOutcome(Part, frozen=True):
    """One outcome in the scenario."""

    probability: Share  #: The point.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.
    term: str  #: Likelihood word of the chosen scale.
    change: float  #: Against `all-persist`, the scenario in which every factor persists.


class Scenario(Part, frozen=True):
    """A scenario."""

    id: Slug  #: Id.
    label: str  #: Label.
    removes: tuple[str, ...]  #: Factors and threat sources removed.
    removed_factors: tuple[str, ...]  #: Factors that go with them.
    lost: dict[str, Share]  #: Share of its presence that each factor loses, dependants included.
    draw_share: Share  #: Probability of the persistence patterns in which all removed factors are gone; shares overlap.
    outcomes: ByOutcome[ScenarioOutcome]  #: The four outcomes in it.
    reasons: tuple[SentenceId, ...]  #: Sentences that explain it.


class Rule(Part, frozen=True):
    """A rule."""

    id: Slug  #: Id.
    label: str  #: What is measured.
    short: str  #: What is measured, short.
    value: float  #: What was measured.
    low_bound: int | float  #: Beyond it the rule says low.
    high_bound: int | float  #: From it on the rule says high.
    level: Level  #: What it says.
    text: str  #: All of that in words.


class Confidence(Part, frozen=True):
    """How good the basis of the numbers is, by written rules; apart from likelihood."""

    level: Level  #: Level.
    reasons: tuple[str, ...]  #: Rules in words, the weakest first.
    rules: tuple[Rule, ...]  #: The rules.
    sentence: SentenceId  #: The sentence that says it.
