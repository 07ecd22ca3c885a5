"""What an assessment holds: every quantity of the synthesis and every part of the verdict, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.judgment.split import Split
from foedus.terms.outcomes import OUTCOMES

if TYPE_CHECKING:  # an assessment holds them; who names a part of one loads no more than that part
    from foedus.assessment.alignments import Alignments
    from foedus.assessment.bargains import Bargains
    from foedus.assessment.capabilities import Capability
    from foedus.case.model import Act, Assumption, Case, Indicator
    from foedus.deeds.course import Course
    from foedus.deeds.ladder_check import LadderCheck
    from foedus.evidence.ladder import Rung
    from foedus.evidence.networks import Networks
    from foedus.evidence.positions import Convergence, Position
    from foedus.evidence.support import Support
    from foedus.evidence.threats import CommonThreat, Threat
    from foedus.evidence.ties import Tie
    from foedus.evidence.visible import Evidence
    from foedus.judgment.confidence import Confidence
    from foedus.judgment.effects import Effects
    from foedus.judgment.inside_view import Judgment, JudgmentDraws
    from foedus.judgment.scenarios import ScenarioResult
    from foedus.judgment.sensitivity import Bar, Variant
    from foedus.outlook.prior import Prior

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for; everything that decides the bytes of the result beside the case."""

    as_of: date
    horizon: int
    draws: int
    seed: int
    prior: str


@dataclass(frozen=True)
class Distribution:
    """Probabilities of the four outcomes with their 5-95 % intervals, each of shape (4,)."""

    point: Array
    low: Array
    high: Array
    widened: NDArray[np.bool_]


@dataclass(frozen=True)
class Synthesis:
    """Every quantity that the claims give, as of the cut-off."""

    positions: Mapping[tuple[str, str], Position]
    convergence: tuple[Convergence, ...]
    networks: Networks
    ties: tuple[Tie, ...]
    threats: tuple[Threat, ...]
    common_threats: tuple[CommonThreat, ...]
    ladder: tuple[Rung, ...]
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The verdict as of an earlier date, with the ratings of today (hindsight)."""

    as_of: date
    claims: int
    outcomes: Distribution


@dataclass(frozen=True)
class IndicatorEffect:
    """What an indicator would do: at full swing, and as one fully reliable new work."""

    indicator: Indicator
    full: Array
    one_work: Array


@dataclass(frozen=True)
class AssumptionEffect:
    """The headline if a key assumption is false."""

    assumption: Assumption
    if_false: Array


@dataclass(frozen=True)
class Contrary:
    """A claim that speaks against the outcome of the thesis, and its own part in what its factor does to the outcomes."""

    claim: str
    factor: str
    push: Array
    weight: float


@dataclass(frozen=True)
class Sensitivity:
    """The verdict under every single change."""

    references: tuple[Variant, ...]
    perspectives: tuple[Variant, ...]
    priors: tuple[Variant, ...]
    beliefs: tuple[Variant, ...]
    ratios: tuple[Variant, ...]
    tornado: tuple[Bar, ...]
    decides: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True)
class Balance:
    """Whose eyes the evidence sees through: weight and claims by perspective, and one-sided findings."""

    weight: Mapping[str, float]
    claims: Mapping[str, int]
    references: Mapping[str, int]
    one_sided: tuple[tuple[str, str, str, float], ...]

    @property
    def unknown_share(self) -> float:
        """Share of the weight whose perspective is unknown."""
        return self.weight.get("unknown", 0.0)


@dataclass(frozen=True)
class Uncounted:
    """One thing that does not count."""

    sort: str  #: One of `foedus.terms.uncounted.UNCOUNTED`.
    ids: tuple[str, ...]  #: Claims, factors, kinds or issues that it is about.
    text: str  #: What does not count, and why.
    step: str  #: What its coder can do; empty where nothing is wrong.


@dataclass(frozen=True)
class Assessment:
    """The verdict on a case and everything that it rests on."""

    case: Case
    options: Options
    state: str
    evidence: Evidence
    prior: Prior
    judgment: Judgment
    drawn: JudgmentDraws  #: The draws of the judgment.
    synthesis: Synthesis
    outcomes: Distribution  #: `outcomes`, `inside`: the headline, and the inside view alone (uniform prior).
    inside: Distribution
    prior_interval: Distribution  #: The prior with its interval.
    effects: Effects  #: What each kind, factor and step does: verdict minus prior in parts.
    enemy_effect: Array  #: Shape (4,). The headline minus the one with the prior that lacks the enemy history counts.
    if_step: Mapping[
        str, Array
    ]  #: By stage: the headline if that step towards a defence treaty were taken at the cut-off.
    scenarios: tuple[ScenarioResult, ...]
    path: tuple[Snapshot, ...]
    sensitivity: Sensitivity
    confidence: Confidence
    assumptions: tuple[AssumptionEffect, ...]
    indicators: tuple[IndicatorEffect, ...]
    contrary: tuple[Contrary, ...]
    balance: Balance
    uncounted: tuple[Uncounted, ...]  #: What of the case does not count, and why.
    #: What stands beside a prior of the outlook (`foedus.outlook.outside`); None for other priors.
    outside: Mapping[str, Any] | None = None
    #: Covariates of the case that the installed datasets give otherwise; None where none were asked.
    refreshed: tuple[Mapping[str, Any], ...] | None = None
    #: Who stands with whom; None where no tie joins the first of the pair with anybody.
    alignments: Alignments | None = None
    bargains: Bargains | None = None  #: The issues on which the pair diverges. Neither moves a probability.
    capability: Mapping[str, Capability] = field(default_factory=dict)  #: By actor, as both of them weigh it.
    courses: tuple[Course, ...] = ()  #: What datasets record of the pair up to the cut-off. It moves no probability.
    checks: tuple[LadderCheck, ...] = ()  #: The coded climb against each series of events that is thick enough.
    acts: tuple[Act, ...] = ()  #: Acts of registers up to the cut-off.

    @property
    def hindsight(self) -> bool:
        """Whether the cut-off is earlier than the case's, so that ratings were set with hindsight."""
        return self.options.as_of < self.case.settings.as_of.upper

    @property
    def small_pact(self) -> float:
        """Probability of an alliance by a small pact in the verdict; the rest of the alliance is by way of a bloc."""
        return float(
            self.judgment.verdict_of_moves(Split(self.prior.probability, self.prior.draws, self.prior.small))[0]
        )

    @property
    def asked(self) -> int:
        """Index of the outcome asked about: the one that the thesis names."""
        return OUTCOMES.index(self.case.settings.thesis.outcome)

    @property
    def leading(self) -> int:
        """Index of the most probable outcome."""
        return int(np.argmax(self.outcomes.point))
