"""What each kind, factor and step does to the outcomes: parts that add up to the whole move from prior to verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.judgment.accuracy import log_likelihoods
from foedus.judgment.checklist_model import Array, posterior, shifts
from foedus.judgment.inside_view import Judgment
from foedus.judgment.split import Split, join


@dataclass(frozen=True)
class Effects:
    """Moves of the four outcomes, in probability; units, steps back and treaties together are verdict minus prior."""

    units: Array  #: Shape (units, 4).
    factors: Array  #: Shape (factors, 4). A unit's move split among its factors; of what history has counted, 0.
    steps: Array  #: Shape (steps, 4).


def effects_of(judgment: Judgment, prior: Split) -> Effects:
    """Return what each part does at the point."""
    start = prior.moves()
    pushes = judgment.pushes(judgment.ratio, prior)
    backs = [at for at, row in enumerate(judgment.process.effects) if not row.step.kind.forward]
    parts = np.concatenate([pushes, judgment.process.push[None]])
    moved = shifts(start, parts)
    steps = np.zeros((len(judgment.steps), len(start)))
    if backs:
        steps[backs] += _shares(np.array([judgment.process.effects[at].counts for at in backs]))[:, None] * moved[-1]
    now = posterior(start, parts.sum(axis=0))
    for treaty, makes in enumerate(judgment.process.made):
        ahead = [
            at for at, row in enumerate(judgment.process.effects) if row.step.makes == makes and row.step.kind.forward
        ]
        after = (1 - judgment.process.reached[treaty]) * now + judgment.process.stands[treaty]
        steps[ahead] += _shares(np.array([judgment.process.effects[at].part for at in ahead]))[:, None] * (after - now)
        now = after
    units = join(moved[:-1])
    return Effects(units, _by_factor(judgment, units), join(steps))


def _shares(weight: Array) -> Array:
    total = float(weight.sum())
    return np.asarray(weight / total if total > 0 else np.full(len(weight), 1 / max(1, len(weight))))


def _by_factor(judgment: Judgment, units: Array) -> Array:
    """Split the move of each unit among its factors and its answers, by the evidence that each brings."""
    found = np.zeros((len(judgment.case.factors), units.shape[1]))
    brought = np.abs(np.log(judgment.factor_ratio))
    answered = {row.kind: 1.0 for row in judgment.case.checklist if row.answer != "unknown"}
    for name, at in judgment.units.place.items():
        own = [f for f in judgment.factors_of(name) if not judgment.carried[f]]
        if own:
            rest = answered.get(name, 0.0) * float(brought[own].mean())
            found[own] = units[at] * _shares(np.append(brought[own], rest))[: len(own), None]
    return found


def claim_shares(judgment: Judgment, factor: int) -> dict[str, float]:
    """Return each claim's part in what a factor's evidence says, by its work's vote; the parts' absolute values sum to 1.

    A claim against the factor's presence has a negative part.
    """
    name = judgment.case.factors[factor].id
    said = judgment.factors
    own = np.flatnonzero(said.thing == said.names.index(name))
    there, absent = log_likelihoods(judgment.votes_on_factors)
    weights = judgment.known[1]
    gain = {int(said.work[at]): float((weights[said.side[at]] * (there[at] - absent[at])).sum()) for at in own}
    total = sum(map(abs, gain.values())) or 1.0
    evidence = judgment.evidence
    index = {claim.id: claim for claim in evidence.claims}
    found: dict[str, float] = {}
    by_work: dict[int, list[str]] = {}
    for claim, sign in said.claims[name]:
        for key in evidence.rests_on(index[claim]):
            work = evidence.reference_index[key]
            if work in gain and sign * gain[work] > 0:
                by_work.setdefault(work, []).append(claim)
    for work, claims in by_work.items():
        for claim in claims:
            found[claim] = found.get(claim, 0.0) + gain[work] / total / len(claims)
    return found
