"""The verdict: everything that an assessment says."""

from __future__ import annotations

from typing import Literal

from foedus.verdict.types.alignments import Alignments
from foedus.verdict.types.analysis import (
    Assumption,
    Balance,
    Changes,
    Dissent,
    Indicator,
    Sensitivity,
    Snapshot,
    Uncounted,
)
from foedus.verdict.types.bargaining import Bargaining
from foedus.verdict.types.checklist import Checklist, Steps
from foedus.verdict.types.commitment import Commitment
from foedus.verdict.types.evidence import Counts, Evidence, Formula, Provenance, Sentence
from foedus.verdict.types.hypotheses import Hypotheses
from foedus.verdict.types.observed import Observed
from foedus.verdict.types.outside import Outside
from foedus.verdict.types.parts import ByOutcome, Count, Draws, Part, ScaleName, Slug, Years
from foedus.verdict.types.question import Answer, CaseInfo, Confidence, Headline, Outcome, Scenario
from foedus.verdict.types.synthesis import CommonThreat, Factor, Issue, Networks, Rung, Support, Threat, Tie


class Verdict(Part, frozen=True):
    """The result of an assessment, versioned; every table, sentence and figure of the report is drawn from it. Numbers are rounded to six decimals, null is missing, outcomes are keyed by name and never by position."""

    format: Literal["foedus-verdict"]  #: Marks the file.
    format_version: Literal[4]  #: Version of this format; a reader refuses others.
    foedus_version: str  #: Version of foedus that made it.
    case: Slug  #: Id of the case.
    case_info: CaseInfo  #: What the case asks.
    as_of: str  #: Information cut-off of this run.
    hindsight: bool  #: Whether the cut-off is earlier than the case's, so that ratings were set with hindsight.
    horizon_years: Years  #: Years ahead.
    seed: Count  #: Seed of all random numbers.
    draws: Draws  #: Draws of the uncertainty.
    words: ScaleName  #: Scale of likelihood words.
    command: str  #: Command that makes the result again.
    answer: Answer  #: The answer to the question asked: the outcome that the thesis expects.
    headline: Headline  #: The most probable outcome.
    outcomes: ByOutcome[Outcome]  #: The four outcomes with prior, headline and inside view.
    #: Named worlds; the first, `all-persist`, removes nothing and is the baseline of `change`.
    scenarios: tuple[Scenario, ...]
    confidence: Confidence  #: How good the basis of the numbers is, by written rules; apart from likelihood.
    checklist: Checklist  #: What moved the verdict: kinds of factor, and the sides of the evidence.
    steps: Steps  #: Steps towards a treaty.
    factors: tuple[Factor, ...]  #: What binds or divides the pair.
    issues: tuple[Issue, ...]  #: Positions of all actors, convergence of the pair.
    networks: Networks  #: Discourse networks over positions.
    ties: tuple[Tie, ...]  #: Signed ties by pair and window.
    threats: tuple[Threat, ...]  #: Threats by source and threatened actor.
    common_threats: tuple[CommonThreat, ...]  #: Threats to both of the pair, largest first.
    ladder: tuple[Rung, ...]  #: Rungs of the pair's cooperation, dated ones in order.
    support: tuple[Support, ...]  #: Who supports whom.
    hypotheses: Hypotheses  #: Competing outcomes.
    #: Who stands with whom on the ties of the evidence; null where no tie joins the first of the pair with anybody. No probability moves by it.
    alignments: Alignments | None
    bargaining: Bargaining  #: Who gives way on what divides the pair. No probability moves by it.
    outside: Outside  #: Outside view.
    path: tuple[Snapshot, ...]  #: The verdict as of earlier dates, with the ratings of today.
    sensitivity: Sensitivity  #: The verdict under single changes.
    dissent: Dissent  #: What speaks against.
    assumptions: tuple[Assumption, ...]  #: Key assumptions.
    indicators: tuple[Indicator, ...]  #: Observables that would change the view.
    uncounted: tuple[Uncounted, ...]  #: What of the case does not count, and why.
    balance: Balance  #: Whose eyes the evidence sees through.
    changes: Changes | None  #: Differences from the verdict given with --since; null without one.
    counts: Counts  #: What was read and used.
    sentences: tuple[Sentence, ...]  #: Every sentence of the report, marked and with its evidence.
    evidence: Evidence  #: What every id of evidence resolves to.
    formulae: dict[str, Formula]  #: Formulae by name, as `foedus explain` prints them.
    provenance: Provenance  #: What made the result.
    #: What datasets and registers record of the pair; null where the case holds nothing of the kind. No probability moves by it.
    observed: Observed | None = None
    #: Whether each of the pair would keep a closer bond, and who depends on whom; null where the case holds no factor or claim. No probability moves by it.
    commitment: Commitment | None = None
