"""The outside view: the prior by year, and what history says beside it."""

from __future__ import annotations

from foedus.verdict.types.parts import Amount, ByOutcome, Part, Range, SentenceId, Share, Slug


class StateYear(Part, frozen=True):
    """A year."""

    year: int  #: Year.
    outcomes: ByOutcome[Range]  #: The four states of relation.


class CovariateValue(Part, frozen=True):
    """A covariate."""

    covariate: str  #: Name.
    value: float  #: Value.
    without_enemy: float | None  #: Value once the state enemy is gone; null where no enemy is counted.


class ReferenceClass(Part, frozen=True):
    """Dyad-years alike in state, tie and common threat; null where there is none."""

    state: str  #: State of relation.
    small_tie: bool  #: Whether tied by small pacts.
    common_threat: str  #: Band of the common threat.
    first: int  #: First year.
    last: int  #: Last year.
    dyad_years: int  #: Exposure.
    bundles: int  #: Small pacts that allied dyads of the class.
    moves: ByOutcome[int]  #: Dyads in each state a year later.
    chance: Share  #: Chance of a small pact of alliance within the horizon.
    low: Share  #: 2.5 %, exact Poisson.
    high: Share  #: 97.5 %.


class SmallPact(Part, frozen=True):
    """Chance of a small pact of alliance within the horizon; null for another prior."""

    model: Range  #: By the model.
    reference: Range | None  #: By the reference class; null where there is none.
    pooled: Range  #: Mean of the two in log odds; the interval spans both.


class Effect(Part, frozen=True):
    """An effect."""

    covariate: str  #: Name.
    change: str  #: The change.
    route: str  #: The move.
    ratio: Amount  #: Odds ratio.
    low: Amount  #: 2.5 %.
    high: Amount  #: 97.5 %.
    words: str  #: In one sentence.


class Neighbour(Part, frozen=True):
    """A dyad-year."""

    one: str  #: State.
    other: str  #: State.
    year: int  #: Year.
    later: str  #: State of relation ten years on.
    allied: int  #: First year of an alliance within ten years; 0 for none.


class Calibration(Part, frozen=True):
    """A route."""

    route: str  #: Slug.
    words: str  #: In words.
    first: int  #: First year.
    last: int  #: Last year.
    unit: str  #: What is counted.
    expected: Amount  #: By the rolling forecasts.
    observed: Amount  #: That came.
    bundles: int  #: Treaties.


class KindRecord(Part, frozen=True):
    """A class of dyad."""

    words: str  #: State and kind of tie, in words.
    state: str  #: State of relation.
    small_tie: bool | None  #: Whether small pacts alone make the tie; null where there is none.
    first: int  #: First year in which a forecast ended.
    last: int  #: Last year in which a forecast ended.
    origins: int  #: Years from which forecasts were made.
    dyad_years: int  #: Dyads forecast, by origin; they overlap.
    forecast: ByOutcome[Share]  #: Mean forecast.
    observed: ByOutcome[Share]  #: Shares that came.
    own: bool  #: Whether it is the pair's class.


class Score(Part, frozen=True):
    """A model."""

    target: str  #: Slug of the target.
    estimand: str  #: What is counted.
    model: str  #: Model.
    words: str  #: Target in words.
    first: int  #: First year.
    last: int  #: Last year.
    events: int  #: Ties.
    bundles: int  #: Treaties.
    auc: Share | None  #: Area under the ROC curve.
    log_skill: float  #: Log skill against the base rate.
    gain: float  #: Nats over the plain covariates.
    gain_low: float  #: 2.5 %, over treaties.
    gain_high: float  #: 97.5 %.


class ReliabilityPoint(Part, frozen=True):
    """A bin."""

    target: str  #: Target.
    estimand: str  #: What is counted.
    forecast: Share  #: Mean forecast.
    observed: Share  #: Share that came true.
    weight: Amount  #: Dyad-years.


class HazardContrast(Part, frozen=True):
    """A ratio."""

    contrast: str  #: Slug.
    words: str  #: The move.
    exposure: str  #: Held, gained, lost or present.
    ratio: Amount  #: Hazard ratio.
    low: Amount  #: 2.5 %.
    high: Amount  #: 97.5 %.
    exposed: int  #: Treaties of events among the exposed.
    events: int  #: Treaties of events in all.
    verdict: str  #: What the interval allows one to say.
    compared_with: str  #: What it is compared with.


class Refreshed(Part, frozen=True):
    """A difference."""

    year: int  #: Year.
    covariate: str  #: Name.
    case: str | None  #: Value of the case; null where it has none.
    datasets: str | None  #: Value of the datasets; null where they have none.
    source: str  #: Datasets.


class Outside(Part, frozen=True):
    """Outside view."""

    model: str  #: Its model.
    id: str  #: Id of the prior.
    label: str  #: Its name.
    states: tuple[str, ...]  #: States in order.
    #: Annual transition table, from row to column; null where the prior has none.
    annual: tuple[tuple[Share, ...], ...] | None
    by_year: tuple[StateYear, ...]  #: States by year; the first is the cut-off's.
    enemy: str | None  #: State that makes the common threat which history counts; null where none is known.
    #: States by year once that state threatens neither; null where the prior counts no enemy.
    without_enemy: tuple[StateYear, ...] | None
    #: Part of the probability of alliance that is the way through a bloc, by year: a band, no forecast; null for another prior than the outlook.
    bloc_by_year: tuple[Share, ...] | None
    covariates_year: int | None  #: Year of the covariates; null for another prior.
    covariates: tuple[CovariateValue, ...]  #: Covariates that the outlook used.
    #: Dyad-years alike in state, tie and common threat; null where there is none.
    reference_class: ReferenceClass | None
    small_pact: SmallPact | None  #: Chance of a small pact of alliance within the horizon; null for another prior.
    effects: tuple[Effect, ...]  #: Effects of the covariates on the moves open to the pair, as odds ratios.
    neighbours: tuple[Neighbour, ...]  #: Nearest dyad-years of history in the same state.
    expected_over_observed: tuple[Calibration, ...]  #: Expected and observed events by route and period.
    scores: tuple[Score, ...]  #: Scores of the backtest.
    reliability: tuple[ReliabilityPoint, ...]  #: Bins of the reliability diagram.
    thesis_on_history: tuple[HazardContrast, ...]  #: The claim on history: hazard ratios.
    carried: tuple[Slug, ...]  #: Factors that history has counted.
    notes: tuple[str, ...]  #: What stands in for something else, and what lies outside the training data.
    #: Covariates of the case that the installed datasets give otherwise; null where they were not asked.
    refreshed: tuple[Refreshed, ...] | None
    text: tuple[SentenceId, ...]  #: Sentences on it.
    #: Forecasts ten years ahead that had ended, by class of dyad, and what came; empty for another prior than the outlook.
    ten_years: tuple[KindRecord, ...] = ()
