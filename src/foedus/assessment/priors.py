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
from foedus.judgment.inside_view import ENEMY
from foedus.outlook.case_values import CaseValues, case_values
from foedus.outlook.model import load_model
from foedus.outlook.outlook_prior import outlook_prior
from foedus.outlook.outside import outside_record
from foedus.outlook.prior import Prior
from foedus.outlook.prior import choose_prior as fixed_prior
from foedus.outlook.settings import with_settings
from foedus.outlook.shipped import read_current

AUTO, OUTLOOK = "auto", "outlook"


@dataclass(frozen=True)
class Setting:
    """What a prior is asked for: the case, the year and state that it starts from, and how far and how often."""

    case: Case
    year: int
    state: str
    horizon: int
    draws: int


def choose_prior(name: str, setting: Setting, *, strength: Mapping[str, float], rng: np.random.Generator) -> Prior:
    """Return the prior that the user named: `auto`, `outlook`, `table`, `uniform` or the path of a JSON file.

    `auto` is the outlook where the case carries its covariates, else the table, with a note. `strength` is that of
    every factor on the evidence, -1 to 1. Raises InputError if the prior cannot be used.
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
    return _outlook(setting, found, strength=strength, rng=rng)


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
    """The focal pair in the last year that comes with the model; None where it is not in it."""
    codes = pair_codes(case)
    current = read_current(load_model().extra)
    return current.dyad(*codes) if codes and all(code in current.ccode for code in codes) else None


def _outlook(setting: Setting, found: CaseValues, *, strength: Mapping[str, float], rng: np.random.Generator) -> Prior:
    enemies = [factor for factor in setting.case.factors if factor.covariate == ENEMY]
    there, gone, notes = dict(found.values), dict(found.without), list(found.notes)
    without: dict[str, float] | None = gone
    source = _source(setting.case, found.year)
    if there[ENEMY] > 0 and enemies and all(strength[factor.id] < 0 for factor in enemies):
        there, without, source = gone, None, ""
        notes.append("The case's evidence denies the state enemy that history counts, so it is switched off.")
    elif there[ENEMY] > 0:
        if not enemies:
            notes.append(
                "No factor of the case stands for the state enemy that history counts; no scenario removes it."
            )
    else:
        named = _named(setting.case, enemies, strength=strength, year=found.year)
        without = None
        if named is not None:
            source, theta = named
            without, there = there, with_settings(there, {ENEMY: theta, f"{ENEMY}_gain": theta})
            notes.append(
                f"History counts no common enemy of the two; the case's evidence names {source}, which is switched on with "
                f"the threat that its capability and distance make, {theta:.2f}."
            )
    prior = outlook_prior(there, setting.state, horizon=setting.horizon, draws=setting.draws, rng=rng, without=without)
    facts = {
        **prior.facts,
        "year": found.year,
        "enemy": source,
        "values": there,
        "without": without,
        "carried": sorted(factor.id for factor in setting.case.factors if factor.covariate in prior.carries),
    }
    return replace(prior, notes=(*notes, *prior.notes), facts=facts)


def _source(case: Case, year: int) -> str:
    """Name of the state that makes the common threat in a year; empty where the case does not say."""
    rows = (row for row in case.covariates if row.covariate == f"{ENEMY}_source" and row.year == year)
    code = next((row.value for row in rows), "")
    known = load_model().meta["states"].get(code)
    return "" if known is None else str(known[1])


def _named(case: Case, enemies: list[Factor], *, strength: Mapping[str, float], year: int) -> tuple[str, float] | None:
    """Return name and theta of the state enemy that the evidence affirms and history can measure; None where there is none."""
    codes = pair_codes(case)
    current = read_current(load_model().extra)
    if codes is None or year != int(current.year[0]):
        return None
    found: dict[str, float] = {}
    for factor in enemies:
        source = case.actor[case.voice_of[factor.threat_source]] if factor.threat_source else None
        if source is None or source.ccode is None or strength[factor.id] <= 0:
            continue
        if {source.ccode, *codes} <= set(current.ccode.tolist()) and source.ccode not in codes:
            found[source.name] = min(current.threat_of(source.ccode, code) for code in codes)
    if not found:
        return None
    name = max(sorted(found), key=lambda key: found[key])
    return name, found[name]


def describe_outside(setting: Setting, prior: Prior) -> dict[str, Any] | None:
    """Return what stands beside a prior of the outlook; None for any other prior."""
    if prior.id != OUTLOOK:
        return None
    beside = outside_record(
        load_model(),
        prior.facts["values"],
        state=setting.state,
        horizon=setting.horizon,
        codes=pair_codes(setting.case),
    )
    return {**beside, **{name: prior.facts[name] for name in ("bloc_by_year", "year", "enemy", "without", "carried")}}
