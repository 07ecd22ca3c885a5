"""Case -> Assessment: the stages in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from foedus.assessment.beforehand import SEED, synthesise
from foedus.assessment.capabilities import capabilities
from foedus.assessment.effects import (
    assumption_effects,
    build_balance,
    build_confidence,
    contrary_evidence,
    if_taken,
    indicator_effects,
)
from foedus.assessment.model import Assessment, Options, Sensitivity
from foedus.assessment.path import build_path
from foedus.assessment.priors import AUTO, choose_prior, describe_outside
from foedus.assessment.streams import stream
from foedus.assessment.uncounted import told_of, uncounted
from foedus.assessment.verdict import (
    View,
    distribution,
    headline,
    inside_alone,
    judged,
    said_of,
    split_of,
    state_at,
    view,
)
from foedus.case.model import Case
from foedus.errors import InputError
from foedus.judgment.effects import effects_of
from foedus.judgment.inside_view import Judgment
from foedus.judgment.overrides import shrink
from foedus.judgment.scenarios import run_scenarios
from foedus.judgment.sensitivity import (
    build_tornado,
    leave_out_perspectives,
    leave_out_references,
    sweep_belief,
    sweep_priors,
    sweep_ratios,
    what_decides,
)
from foedus.judgment.split import Split
from foedus.judgment.units import ratings_of
from foedus.outlook.prior import Prior, table_prior, uniform_prior
from foedus.terms.outcomes import OUTCOMES

DRAWS = 2000
MOST_DRAWS, MOST_YEARS = 100_000, 50

Progress = Callable[[str], None]


def check_options(case: Case, as_of: date | None, *, horizon: int | None, draws: int, seed: int, prior: str) -> Options:
    """Return validated options; what is None comes from the case.

    Raises InputError if a number is out of its range or no whole number, or the date lies after the case's cut-off.
    """
    settings = case.settings
    cut, years = as_of or settings.as_of.upper, settings.horizon_years if horizon is None else horizon
    if cut > settings.as_of.upper:
        raise InputError(
            f"--as-of {cut}: later than the case's cut-off {settings.as_of.text}; the case holds no evidence after it. "
            "Use an earlier date, or code newer claims and move as_of in case.toml"
        )
    for name, value, least, most in (
        ("--horizon", years, 1, MOST_YEARS),
        ("--draws", draws, 10, MOST_DRAWS),
        ("--seed", seed, 0, 2**63 - 1),
    ):
        if not _is_whole(value) or not least <= value <= most:
            raise InputError(f"{name} {value!r}: expected a whole number from {least} to {most}")
    return Options(cut, int(years), int(draws), int(seed), prior)


def _is_whole(value: object) -> bool:
    """Whether a value is a whole number, of Python or of NumPy; True and False are none."""
    return hasattr(value, "__index__") and not isinstance(value, bool)


def assess(
    case: Case,
    *,
    as_of: date | None = None,
    horizon: int | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    prior: str = AUTO,
    refresh_covariates: bool = False,
    progress: Progress | None = None,
) -> Assessment:
    """Return the assessment of a case.

    Parameters
    ----------
    case : Case
        A validated case.
    as_of : date, optional
        Information cut-off; default the case's. An earlier one sees only what could be known by then.
    horizon : int, optional
        Years ahead, 1 to 50; default the case's.
    draws : int
        Outer draws of the uncertainty, 10 to 100,000.
    seed : int
        Seed of all random numbers; the same inputs and seed give the same result to the last bit.
    prior : str
        `auto` (the outlook where the case carries its covariates, else the table), `outlook`, `table`, `uniform` or
        the path of a JSON file with four positive numbers.
    refresh_covariates : bool
        Renew the case's covariates from the installed datasets for this run; the result tells every difference.
    progress : callable, optional
        Called with the name of each stage as it begins.

    Raises
    ------
    InputError
        If an option is out of range or a prior cannot be used.
    """
    tell = progress or (lambda _: None)
    options = check_options(case, as_of, horizon=horizon, draws=draws, seed=seed, prior=prior)
    refreshed: tuple[Mapping[str, Any], ...] | None = None
    if refresh_covariates:
        from foedus.assessment.refresh import refresh

        tell("covariates from the datasets")
        case, refreshed = refresh(case)
    tell("evidence and factors")
    seen = view(case, options.as_of, horizon=options.horizon, prior_name=options.prior, draws=draws, seed=seed)
    outcomes, inside = headline(seen), inside_alone(seen, stream(options.seed, "judgment"))
    tell("positions, ties, threats")
    synthesis = synthesise(seen, options)
    tell("scenarios and sensitivity")
    inputs = seen.inputs
    effects = effects_of(seen.judgment, inputs.prior)
    sensitivity = _sensitivity(case, seen, options=options)
    scenarios = run_scenarios(case, seen.judgment, priors=inputs.priors, draws=seen.judgment_draws)
    balance = build_balance(seen.judgment, synthesis)
    # What solves them loads where an assessment is made: a look at what will not count needs none of it.
    from foedus.assessment.alignments import build_alignments
    from foedus.assessment.bargains import build_bargains
    from foedus.deeds.course import courses
    from foedus.deeds.ladder_check import checks

    tell("alignments and bargaining")
    capability, anchor = capabilities(case), case.settings.focal_pair[0]
    alignments = build_alignments(synthesis.ties, anchor, capability=capability, rng=stream(options.seed, "alignments"))
    bargains = build_bargains(case, synthesis.positions, capability=capability, rng=stream(options.seed, "bargains"))
    left_out = (sensitivity.references, sensitivity.perspectives)
    recorded = courses(case, options.as_of)
    tell("path of the verdict")
    return Assessment(
        case=case,
        options=options,
        state=state_at(case, options.as_of),
        evidence=seen.evidence,
        prior=seen.prior,
        judgment=seen.judgment,
        drawn=seen.judgment_draws,
        synthesis=synthesis,
        outcomes=outcomes,
        inside=inside,
        prior_interval=distribution(seen.prior.probability, seen.prior.draws),
        effects=effects,
        enemy_effect=inputs.baseline - seen.judgment.verdict(inputs.priors.at(gone=True)),
        if_step=if_taken(inputs, OUTCOMES[0]),
        scenarios=scenarios,
        path=build_path(case, options),
        sensitivity=sensitivity,
        confidence=build_confidence(
            seen.evidence, balance, inputs=inputs, outcomes=outcomes, inside=inside, left_out=left_out
        ),
        assumptions=assumption_effects(case, inputs),
        indicators=indicator_effects(case, inputs),
        contrary=contrary_evidence(seen.judgment, effects, against=OUTCOMES.index(case.settings.thesis.outcome)),
        balance=balance,
        uncounted=uncounted(seen, told_of(synthesis), capability=capability),
        outside=describe_outside(seen.setting, seen.prior),
        refreshed=refreshed,
        alignments=alignments,
        bargains=bargains,
        capability=capability,
        courses=recorded,
        checks=checks(synthesis.ladder, recorded),
        acts=tuple(act for act in case.acts if act.date.known_by <= options.as_of),
    )


def _sensitivity(case: Case, seen: View, *, options: Options) -> Sensitivity:
    inputs = seen.inputs
    references = leave_out_references(inputs)
    low, high = np.quantile(seen.judgment_draws.ratio, [0.05, 0.95], axis=0)
    return Sensitivity(
        references=references,
        perspectives=leave_out_perspectives(inputs),
        priors=sweep_priors(_priors(seen, options)),
        beliefs=sweep_belief(inputs),
        ratios=sweep_ratios(inputs, _raters(case, seen)),
        tornado=build_tornado(inputs, (low, high), prior_draws=seen.prior.draws, left_out=references),
        decides=what_decides(inputs),
    )


def _raters(case: Case, seen: View) -> dict[str, Judgment]:
    """Return the judgment by each rater alone, and by the checklist without ratings; nothing where nobody rated."""
    names = sorted({rating.rater for rating in case.ratings if rating.scale == "relative"})
    if not names:
        return {}
    state, horizon = seen.setting.state, seen.setting.horizon
    found = {f"{name}-alone": shrink(ratings_of(case, state=state, rater=name)) for name in names}
    nobody = shrink(np.full((1, len(case.factors), len(OUTCOMES)), np.nan))
    return {
        name: judged(seen.evidence, state, seen.prior, horizon=horizon, ratings=ratings)
        for name, ratings in {**found, "no-ratings": nobody}.items()
    }


def _priors(seen: View, options: Options) -> dict[str, tuple[str, Split, Judgment]]:
    """Return the priors of the sweep: the one in use, the outlook, the table at three paces, uniform."""
    setting, rng = replace(seen.setting, draws=1), stream(options.seed, "prior")
    asked = [seen.prior, choose_prior(AUTO, setting, said=said_of(seen.alone), rng=rng)]
    found = {prior.id: (prior.label, split_of(prior), _judged(seen, prior)) for prior in asked[::-1]}
    found = {seen.prior.id: found.pop(seen.prior.id), **found}
    for name, label, years in (
        ("table", "transition table", options.horizon),
        ("table-half", "transition table, half the horizon", max(1, options.horizon // 2)),
        ("table-double", "transition table, twice the horizon", 2 * options.horizon),
    ):
        table = table_prior(setting.state, years, draws=1, rng=rng)
        found.setdefault(name, (label, split_of(table), _judged(seen, table)))
    even = split_of(uniform_prior(options.horizon, 1))
    found.setdefault("uniform", ("uniform: the evidence alone", even, seen.alone))
    return found


def _judged(seen: View, prior: Prior) -> Judgment:
    """Return the judgment of what a prior has not counted."""
    return judged(seen.evidence, seen.setting.state, prior, horizon=seen.setting.horizon)
