"""The verdict at one cut-off: evidence, judgment, outcomes and their draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from foedus.assessment.model import Array, Distribution
from foedus.assessment.priors import ENEMY, Setting, choose_prior, counts
from foedus.assessment.streams import stream
from foedus.case.model import Case
from foedus.evidence.draws import Draws
from foedus.evidence.visible import Evidence, gather_evidence
from foedus.intervals import interval
from foedus.judgment.inside_view import Judgment, JudgmentDraws, build_judgment, draw_judgment, verdict_draws
from foedus.judgment.overrides import Overrides
from foedus.judgment.scenarios import Priors
from foedus.judgment.sensitivity import Inputs
from foedus.judgment.split import Split
from foedus.outlook.prior import Prior, uniform_prior
from foedus.terms.checklist import CHECKLIST
from foedus.terms.outcomes import OUTCOMES


@dataclass(frozen=True)
class View:
    """Everything that one cut-off needs for its verdict; the parts that a full assessment reuses.

    `alone` is the judgment in which history has counted nothing: that of the inside view by itself.
    """

    setting: Setting
    evidence: Evidence
    draws: Draws
    prior: Prior
    judgment: Judgment
    alone: Judgment
    inputs: Inputs
    seed: int
    step: int

    @cached_property
    def judgment_draws(self) -> JudgmentDraws:
        """Draws of all that is judged, from a stream of their own: the same whenever they are asked for."""
        rng = stream(self.seed, "judgment", step=self.step)
        return draw_judgment(self.judgment, self.setting.draws, bootstrap=self.draws.bootstrap, rng=rng)


def state_at(case: Case, as_of: date) -> str:
    """Return the state of relation at a date: of the case's covariates for that year, else the case's own."""
    return _recorded_state(case, as_of) or case.settings.state_of_relation


def is_state_assumed(case: Case, as_of: date) -> bool:
    """Whether no row of the covariates gives the state of an earlier year, so that the case's own stands in."""
    return as_of < case.settings.as_of.upper and not _recorded_state(case, as_of)


def _recorded_state(case: Case, as_of: date) -> str:
    """Return the state that the covariates give for an earlier date; empty where they give none.

    A year's row speaks of its end: within a year that is not over the row of the year before holds.
    """
    if as_of >= case.settings.as_of.upper:
        return ""
    year = known_year(as_of)
    rows = (row for row in case.covariates if row.covariate == "state_of_relation" and row.year == year)
    return next((row.value for row in rows if row.value in OUTCOMES), "")


def known_year(as_of: date) -> int:
    """Return the last year that is over at a date."""
    return as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1


def view(case: Case, as_of: date, *, horizon: int, prior_name: str, draws: int, seed: int, step: int = 0) -> View:
    """Return the evidence and judgment as of an information cut-off, `horizon` years ahead."""
    evidence = gather_evidence(case, as_of)
    state = state_at(case, as_of)
    drawn = evidence.draw(draws, stream(seed, "evidence", step=step))
    alone = build_judgment(evidence, state, horizon=horizon)
    setting = Setting(case, known_year(as_of), state, horizon, draws)
    prior = choose_prior(prior_name, setting, said=said_of(alone), rng=stream(seed, "prior", step=step))
    judgment = judged(evidence, state, prior, horizon=horizon)
    inputs = Inputs(judgment, priors_of(prior))
    return View(setting, evidence, drawn, prior, judgment, alone, inputs, seed, step)


def said_of(judgment: Judgment) -> dict[str, float]:
    """Return what the evidence says of every factor: above 0 that it is there, below 0 that it is not."""
    return dict(zip((f.id for f in judgment.case.factors), np.log(judgment.factor_ratio).tolist(), strict=True))


def judged(
    evidence: Evidence, state: str, prior: Prior, *, horizon: float, ratings: Overrides | None = None
) -> Judgment:
    """Return the judgment of what a prior has not counted."""
    counted = prior.facts.get("values", {}).get(ENEMY, 0.0) > 0
    silent = [name for name, kind in CHECKLIST.items() if kind.counted == ENEMY] if counted else []
    others = any(factor.checklist in silent and not counts(prior, factor) for factor in evidence.case.factors)
    return build_judgment(
        evidence,
        state,
        horizon=horizon,
        carries=lambda factor: counts(prior, factor),
        switches=prior.facts.get("stand_for_enemy", ()),
        silent=() if others else silent,
        ratings=ratings,
    )


def split_of(prior: Prior) -> Split:
    """Return a prior with the share of its alliance that is one by a small pact."""
    return Split(prior.probability, prior.draws, prior.small)


def priors_of(prior: Prior) -> Priors:
    """Return a prior as it stands, and with the enemy gone that it counts."""
    return Priors(split_of(prior), None if prior.absent is None else split_of(prior.absent))


def distribution(point: Array, draws: Array) -> Distribution:
    """Return point and interval of the four outcomes from their draws, shape (draws, 4)."""
    low, high, widened = interval(draws, point)
    return Distribution(point, low, high, widened)


def headline(seen: View) -> Distribution:
    """Return the verdict of a view with its interval."""
    drawn = verdict_draws(seen.judgment, seen.inputs.prior, seen.judgment_draws)
    return distribution(seen.inputs.baseline, drawn)


def inside_alone(seen: View, rng: np.random.Generator) -> Distribution:
    """Return the inside view alone: a uniform prior, and every factor with its own effect."""
    even = split_of(uniform_prior(seen.setting.horizon, seen.setting.draws))
    held = draw_judgment(seen.alone, seen.setting.draws, bootstrap=seen.draws.bootstrap, rng=rng)
    drawn = verdict_draws(seen.alone, even, held)
    return distribution(seen.alone.verdict(even), drawn)
