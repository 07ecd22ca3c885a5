"""The verdict at one cut-off: evidence, strengths, posterior and its draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from foedus.assessment.model import Array, Distribution
from foedus.assessment.priors import Setting, choose_prior
from foedus.assessment.streams import stream
from foedus.case.model import Case
from foedus.evidence.draws import Draws
from foedus.evidence.factors import FactorModel
from foedus.evidence.threats import ThreatModel, ThreatValues
from foedus.evidence.visible import Evidence, gather_evidence
from foedus.intervals import interval
from foedus.judgment.inside_view import Judgment, JudgmentDraws, build_judgment, draw_judgment, mixture_draws
from foedus.judgment.posterior import Switched
from foedus.judgment.sensitivity import Inputs
from foedus.outlook.prior import Prior
from foedus.terms.outcomes import OUTCOMES


@dataclass(frozen=True)
class View:
    """Everything that one cut-off needs for its verdict; the parts that a full assessment reuses.

    `alone` is the judgment in which history has counted nothing: that of the inside view by itself.
    """

    setting: Setting
    evidence: Evidence
    draws: Draws
    threats: ThreatModel
    threat_draws: ThreatValues
    factors: FactorModel
    prior: Prior
    judgment: Judgment
    judgment_draws: JudgmentDraws
    alone: Judgment
    alone_draws: JudgmentDraws
    strength_draws: Array
    inputs: Inputs


def state_at(case: Case, as_of: date) -> str:
    """Return the state of relation at a date: of the case's covariates for that year, else the case's own."""
    return _recorded_state(case, as_of) or case.settings.state_of_relation


def is_state_assumed(case: Case, as_of: date) -> bool:
    """Whether no row of the covariates gives the state of an earlier year, so that the case's own stands in."""
    return as_of < case.settings.as_of.upper and not _recorded_state(case, as_of)


def _recorded_state(case: Case, as_of: date) -> str:
    """Return the state that the covariates give for an earlier year; empty where they give none."""
    if as_of >= case.settings.as_of.upper:
        return ""
    rows = (row for row in case.covariates if row.covariate == "state_of_relation" and row.year == as_of.year)
    return next((row.value for row in rows if row.value in OUTCOMES), "")


def view(case: Case, as_of: date, *, horizon: int, prior_name: str, draws: int, seed: int, step: int = 0) -> View:
    """Return the evidence, strengths and judgment as of an information cut-off, `horizon` years ahead."""
    evidence = gather_evidence(case, as_of)
    state = state_at(case, as_of)
    drawn = evidence.draw(draws, stream(seed, "evidence", step=step))
    threats = ThreatModel(evidence)
    factors = FactorModel(evidence, threats)
    threat_draws = threats.values(drawn, stream(seed, "threats", step=step))
    strength_draws = factors.balances(drawn) * factors.magnitudes(threat_draws, draws)
    strength = factors.strengths(evidence.point())[0]
    setting = Setting(case, as_of.year, state, horizon, draws)
    by_factor = {factor.id: float(value) for factor, value in zip(case.factors, strength, strict=True)}
    prior = choose_prior(prior_name, setting, strength=by_factor, rng=stream(seed, "prior", step=step))
    judgment = build_judgment(case, prior.carries, state=state, horizon=horizon)
    alone = build_judgment(case, frozenset(), state=state, horizon=horizon)
    judged = (draw_judgment(held, draws, rng=stream(seed, "judgment", step=step)) for held in (judgment, alone))
    inputs = Inputs(judgment, held_prior(prior), strength)
    return View(
        setting, evidence, drawn, threats, threat_draws, factors, prior, judgment, next(judged), alone, next(judged),
        strength_draws, inputs,
    )  # fmt: skip


def held_prior(prior: Prior) -> Array | Switched:
    """Return the prior at the point: twice where it counts an enemy that may go."""
    return prior.probability if prior.absent is None else Switched(prior.probability, prior.absent.probability)


def held_draws(prior: Prior) -> Array | Switched:
    """Return the prior in the draws: twice where it counts an enemy that may go."""
    return prior.draws if prior.absent is None else Switched(prior.draws, prior.absent.draws)


def distribution(point: Array, draws: Array) -> Distribution:
    """Return point and interval of the four outcomes from their draws, shape (draws, 4)."""
    low, high, widened = interval(draws, point)
    return Distribution(point, low, high, widened)


def headline(seen: View) -> Distribution:
    """Return the verdict of a view: averaged over persistence patterns, with its interval."""
    drawn = mixture_draws(
        seen.judgment, held_draws(seen.prior), strength=seen.strength_draws, draws=seen.judgment_draws
    )
    return distribution(seen.inputs.baseline, drawn)


def inside_alone(seen: View) -> Distribution:
    """Return the inside view alone: a uniform prior, and every factor with its own ratings."""
    even = np.full(len(OUTCOMES), 1 / len(OUTCOMES))
    prior = np.broadcast_to(even, (len(seen.strength_draws), len(OUTCOMES)))
    drawn = mixture_draws(seen.alone, prior, strength=seen.strength_draws, draws=seen.alone_draws)
    return distribution(seen.alone.mixture(even, seen.inputs.strength), drawn)
