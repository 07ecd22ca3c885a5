"""Scenarios: what each outcome comes to when named factors and threat sources are gone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.case.model import Case
from foedus.judgment.checklist_model import Array, IntArray
from foedus.judgment.inside_view import Judgment, JudgmentDraws, verdict_draws
from foedus.judgment.split import Split

ALL_PERSIST = "all-persist"


@dataclass(frozen=True)
class Priors:
    """A prior as it stands, and once the enemy that history counts is gone; None where it counts none."""

    present: Split
    absent: Split | None

    def at(self, gone: bool) -> Split:
        """Return the one that holds."""
        return self.absent if gone and self.absent is not None else self.present


@dataclass(frozen=True)
class ScenarioResult:
    """One scenario: everything else stays as it is today.

    `share` is the probability of the persistence patterns in which all removed factors are gone
    (for `all-persist`: in which every factor persists); shares overlap. `probability` has shape (4,),
    `draws` (draws, 4). `lost` gives the share of its presence that each factor loses.
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
    case: Case, judgment: Judgment, *, priors: Priors, draws: JudgmentDraws
) -> tuple[ScenarioResult, ...]:
    """Return `all-persist`, which is the verdict as it stands, and the case's own scenarios."""
    patterns, weight = judgment.dependence.patterns
    everything = float(weight @ patterns.all(axis=1))
    asked: list[tuple[str, str, tuple[str, ...]]] = [(ALL_PERSIST, "Every factor persists", ())]
    asked += [(scenario.id, scenario.label, scenario.removes) for scenario in case.settings.scenarios]
    results = []
    for name, label, removes in asked:
        gone = removed_columns(case, removes)
        left = judgment.removed(gone)
        prior = priors.at(judgment.is_enemy_gone(left))
        results.append(
            ScenarioResult(
                name,
                label,
                removes,
                tuple(case.factors[at].id for at in gone),
                judgment.dependence.share_gone(gone) if removes else everything,
                judgment.verdict(prior, ratio=judgment.without(left)),
                verdict_draws(judgment, prior, draws, left=left),
                1.0 - left,
            )
        )
    return tuple(results)
