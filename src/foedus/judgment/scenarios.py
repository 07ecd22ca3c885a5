"""Scenarios: what each outcome comes to when named factors and threat sources are gone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.case.model import Case
from foedus.judgment.inside_view import Judgment, JudgmentDraws, fixed_draws
from foedus.judgment.posterior import Array, IntArray, Switched

ALL_PERSIST = "all-persist"


@dataclass(frozen=True)
class ScenarioResult:
    """One scenario: everything else stays as it is today.

    `share` is the probability of the persistence patterns in which all removed factors are gone
    (for `all-persist`: in which every factor persists); shares overlap. `probability` has shape (4,),
    `draws` (draws, 4). `lost` gives the share of strength that each factor loses.
    """

    id: str
    label: str
    removes: tuple[str, ...]
    removed: tuple[str, ...]
    share: float
    probability: Array
    draws: Array
    lost: Array


def removed_columns(case: Case, removes: tuple[str, ...]) -> IntArray:
    """Return the columns of the factors that a scenario removes, by name or by threat source."""
    sources = {case.voice_of[name] for name in removes if name in case.actor}
    gone = [
        at
        for at, factor in enumerate(case.factors)
        if factor.id in removes or (factor.threat_source and case.voice_of[factor.threat_source] in sources)
    ]
    return np.array(gone, dtype=np.int64)


def run_scenarios(
    case: Case,
    judgment: Judgment,
    *,
    prior: tuple[Array | Switched, Array | Switched],
    strength: tuple[Array, Array],
    draws: JudgmentDraws,
) -> tuple[ScenarioResult, ...]:
    """Return `all-persist` and the case's own scenarios.

    `prior` and `strength` are (point, draws): shapes (4,) and (draws, 4); (factors,) and (draws, factors).
    """
    patterns, weight = judgment.patterns
    everything = float(weight @ patterns.all(axis=1))
    asked: list[tuple[str, str, tuple[str, ...]]] = [(ALL_PERSIST, "Every factor persists", ())]
    asked += [(scenario.id, scenario.label, scenario.removes) for scenario in case.settings.scenarios]
    results = []
    for name, label, removes in asked:
        gone = removed_columns(case, removes)
        present = np.ones(len(case.factors))
        present[gone] = 0.0
        share = judgment.scenario_share(gone, strength[0]) if removes else everything
        before = np.abs(strength[0])
        after = np.abs(judgment.remaining(present, strength[0]))
        lost = np.where(before > 0, 1 - after / np.where(before > 0, before, 1.0), 0.0)
        results.append(
            ScenarioResult(
                name, label, removes, tuple(case.factors[at].id for at in gone), share,
                judgment.fixed(prior[0], strength[0], present=present),
                fixed_draws(judgment, prior[1], strength=strength[1], present=present, draws=draws), lost,
            )
        )  # fmt: skip
    return tuple(results)
