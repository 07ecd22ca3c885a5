"""The prior of an assessment: which one, from which of the case's covariates, and what its evidence may switch.

The outlook counts enemies that are states. What the case's claims say of such an enemy never becomes a number in the
model: they can only tell that the enemy is there or is not, and the model's own threat is used or left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from foedus.case.model import Case, Factor
from foedus.errors import InputError
from foedus.history.dyad import DyadYear
from foedus.history.shipped import load_table
from foedus.history.system_year import SystemYear
from foedus.outlook.case_values import CaseValues, case_values
from foedus.outlook.model import load_model
from foedus.outlook.origins import model_known
from foedus.outlook.outlook_prior import outlook_prior
from foedus.outlook.prior import Prior
from foedus.outlook.prior import choose_prior as fixed_prior
from foedus.outlook.settings import with_settings

AUTO, OUTLOOK = "auto", "outlook"

ENEMY = "common_threat"
"""The covariate by which history counts a common enemy: what is switched off when all that stands for it is gone."""


@dataclass(frozen=True)
class Setting:
    """What a prior is asked for: the case, the year and state that it starts from, and how far and how often."""

    case: Case
    year: int
    state: str
    horizon: int
    draws: int


def choose_prior(name: str, setting: Setting, *, said: Mapping[str, float], rng: np.random.Generator) -> Prior:
    """Return the prior that the user named: `auto`, `outlook`, `table`, `uniform` or the path of a JSON file.

    `auto` is the outlook where the case carries its covariates, else the table, with a note. `said` is what the
    evidence says of every factor: above 0 that it is there, below 0 that it is not. Raises InputError if the prior cannot be used.
    """
    if name not in (AUTO, OUTLOOK):
        return fixed_prior(name, setting.state, horizon=setting.horizon, draws=setting.draws, rng=rng)
    try:
        found = case_covariates(setting)
    except InputError as error:
        if name == OUTLOOK:
            raise
        why = str(error).split(":")[0]
        table = fixed_prior("table", setting.state, horizon=setting.horizon, draws=setting.draws, rng=rng)
        return replace(table, notes=(f"The transition table stands in for the outlook: {why}.",))
    return _outlook(setting, found, said=said, rng=rng)


def case_covariates(setting: Setting) -> CaseValues:
    """Return the outlook's covariates of the case for the year, or of the latest year before it.

    Raises InputError if the case does not carry what the outlook needs.
    """
    pair = setting.case.settings.focal_pair
    return case_values(
        setting.case.covariates, pair, year=setting.year, state=setting.state, fallback=_shipped(setting.case)
    )


def pair_codes(case: Case) -> tuple[int, int] | None:
    """Return the COW codes of the focal pair; None where one of the two has none."""
    one, two = (case.actor[actor].ccode for actor in case.settings.focal_pair)
    return None if one is None or two is None or one == two else (one, two)


def _shipped(case: Case) -> DyadYear | None:
    """The focal pair in the last year that comes with foedus; None where it is not in it."""
    codes = pair_codes(case)
    table = load_table()
    there = codes is not None and all(code in _current().ccode for code in codes)
    return table.dyad(*codes, table.last) if codes and there else None


def _current() -> SystemYear:
    """The state system in the last year that comes with foedus."""
    table = load_table()
    return table.system(table.last)


def _outlook(setting: Setting, found: CaseValues, *, said: Mapping[str, float], rng: np.random.Generator) -> Prior:
    enemies = [factor for factor in setting.case.factors if factor.covariate == ENEMY]
    there, gone, notes = dict(found.values), dict(found.without), list(found.notes)
    without: dict[str, float] | None = gone
    source, code = _source(setting.case, found.year)
    counted = [factor for factor in enemies if _stands_for(setting.case, factor, code)]
    if there[ENEMY] > 0 and counted and all(said[factor.id] < 0 for factor in counted):
        there, without, source = gone, None, ""
        notes.append("The case's evidence denies the state enemy that history counts, so it is switched off.")
    elif there[ENEMY] > 0:
        if not counted:
            notes.append(
                f"No factor of the case stands for the state enemy that history counts{f', {source}' if source else ''}; "
                "no scenario removes it."
            )
    else:
        counted, without = [], None
        named = _named(setting.case, enemies, said=said, year=found.year)
        if named is not None:
            source, theta, counted = named
            without, there = there, with_settings(there, {ENEMY: theta, f"{ENEMY}_gain": theta})
            notes.append(
                f"History counts no common enemy of the two; the case's evidence names {source}, which is switched on with "
                f"the threat that its capability and distance make, {theta:.2f}."
            )
    model = model_known(setting.year)
    prior = outlook_prior(
        there, setting.state, horizon=setting.horizon, draws=setting.draws, rng=rng, without=without, model=model
    )
    stand = {factor.id for factor in counted}
    facts = {
        **prior.facts,
        "year": found.year,
        "enemy": source,
        "values": there,
        "without": without,
        "stood_in": tuple(note for note in notes if not note.startswith("covariates of")),
        "stand_for_enemy": sorted(stand),
        "carried": sorted(
            factor.id
            for factor in setting.case.factors
            if factor.covariate in prior.carries and (factor.covariate != ENEMY or factor.id in stand)
        ),
    }
    return replace(prior, notes=(*notes, *prior.notes), facts=facts)


def counts(prior: Prior, factor: Factor) -> bool:
    """Whether a prior has counted a factor, so that it moves nothing of its own."""
    carried = prior.facts.get("carried")
    return factor.covariate in prior.carries if carried is None else factor.id in carried


def _stands_for(case: Case, factor: Factor, code: str) -> bool:
    """Whether a factor's threat source is the state that history counts: itself, or a coalition that it belongs to."""
    if not factor.threat_source or not code:
        return True
    source = case.voice_of[factor.threat_source]
    return any(str(actor.ccode) == code and (actor.id == source or source in actor.member_of) for actor in case.actors)


def _source(case: Case, year: int) -> tuple[str, str]:
    """Return name and code of the state that makes the common threat in a year; empty where the case does not say."""
    rows = (row for row in case.covariates if row.covariate == f"{ENEMY}_source" and row.year == year)
    code = next((row.value for row in rows), "")
    known = load_model().meta["states"].get(code)
    return "" if known is None else str(known[1]), code


def _named(
    case: Case, enemies: list[Factor], *, said: Mapping[str, float], year: int
) -> tuple[str, float, list[Factor]] | None:
    """Return name, theta and factors of the state enemy that the evidence affirms and history can measure, if any."""
    codes = pair_codes(case)
    current = _current()
    if codes is None or year != current.year:
        return None
    found: dict[str, tuple[float, list[Factor]]] = {}
    for factor in enemies:
        source = case.actor[case.voice_of[factor.threat_source]] if factor.threat_source else None
        if source is None or source.ccode is None or said[factor.id] <= 0:
            continue
        if {source.ccode, *codes} <= set(current.ccode.tolist()) and source.ccode not in codes:
            theta = min(current.threat_of(source.ccode, code) for code in codes)
            found.setdefault(source.name, (theta, []))[1].append(factor)
    if not found:
        return None
    name = max(sorted(found), key=lambda key: found[key][0])
    return name, *found[name]


def describe_outside(setting: Setting, prior: Prior) -> dict[str, Any] | None:
    """Return what stands beside a prior of the outlook; None for any other prior."""
    if prior.id != OUTLOOK:
        return None
    from foedus.outlook.outside import outside_record  # only an assessment tells what stands beside

    beside = outside_record(
        model_known(setting.year),
        prior.facts["values"],
        state=setting.state,
        horizon=setting.horizon,
        codes=pair_codes(setting.case),
    )
    return {**beside, **{name: prior.facts[name] for name in ("bloc_by_year", "year", "enemy", "without", "carried")}}
