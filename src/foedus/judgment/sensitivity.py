"""Sensitivity: what the verdict becomes when one thing is left out or done otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foedus.case.model import Case
from foedus.evidence.factors import FactorModel
from foedus.evidence.visible import Evidence
from foedus.judgment.inside_view import TEMPER, TEMPER_RANGE, Judgment
from foedus.judgment.posterior import Array, Switched
from foedus.terms.outcomes import OUTCOMES

TEMPER_SWEEP = tuple(round(0.1 * step, 1) for step in range(11))


@dataclass(frozen=True)
class Variant:
    """The verdict under one change: `id`, words, probabilities (shape 4), the number of claims it touches."""

    id: str
    label: str
    probability: Array
    claims: int = 0


@dataclass(frozen=True)
class Bar:
    """A bar of the tornado: how far one input moves one outcome."""

    id: str
    label: str
    kind: str
    outcome: str
    low: float
    high: float


@dataclass(frozen=True)
class Inputs:
    """What the point verdict is made of; every variant changes one of them."""

    judgment: Judgment
    prior: Array | Switched
    strength: Array

    @property
    def outside(self) -> Array:
        """The prior as it stands today, shape (4,)."""
        return self.prior.present if isinstance(self.prior, Switched) else self.prior

    @cached_property
    def baseline(self) -> Array:
        """The headline, shape (4,)."""
        return self.judgment.mixture(self.prior, self.strength)


def total_variation(one: Array, two: Array) -> float:
    """Return half the sum of absolute differences: 0 the same, 1 disjoint.

    >>> total_variation(np.array([1.0, 0.0]), np.array([0.5, 0.5]))
    0.5
    """
    return float(np.abs(one - two).sum() / 2)


def leave_out_references(inputs: Inputs, model: FactorModel) -> tuple[Variant, ...]:
    """Return the verdict without each reference in turn."""
    evidence = model.evidence
    keep = 1.0 - np.eye(len(evidence.references))
    counts = [0] * len(evidence.references)
    for claim in evidence.claims:
        for key in evidence.rests_on(claim):
            counts[evidence.reference_index[key]] += 1
    return _left_out(inputs, model, keep=keep, names=evidence.references, counts=counts)


def leave_out_perspectives(inputs: Inputs, model: FactorModel) -> tuple[Variant, ...]:
    """Return the verdict without all works that see through one actor's eyes, in turn."""
    evidence = model.evidence
    whose = sorted(set(evidence.perspective))
    keep = np.array([[float(own != seen) for own in evidence.perspective] for seen in whose])
    counts = [_touched(evidence, row) for row in keep]
    return _left_out(inputs, model, keep=keep, names=whose, counts=counts)


def _touched(evidence: Evidence, keep: Array) -> int:
    gone = {key for key, kept in zip(evidence.references, keep, strict=True) if not kept}
    return sum(bool(gone & set(evidence.rests_on(claim))) for claim in evidence.claims)


def _left_out(
    inputs: Inputs, model: FactorModel, *, keep: Array, names: Sequence[str], counts: Sequence[int]
) -> tuple[Variant, ...]:
    """Return one variant per row of `keep`; rows that leave all strengths alone share the baseline."""
    if not len(keep):
        return ()
    found = []
    baseline = inputs.baseline
    step = max(1, 2_000_000 // max(1, len(model.evidence.claims)))
    strengths = np.concatenate(
        [model.strengths(model.evidence.point(keep[at : at + step])) for at in range(0, len(keep), step)]
    )
    for name, strength, count in zip(names, strengths, counts, strict=True):
        same = np.array_equal(strength, inputs.strength)
        probability = baseline if same else inputs.judgment.mixture(inputs.prior, strength)
        found.append(Variant(name, name, probability, count))
    return tuple(found)


def sweep_temper(inputs: Inputs) -> tuple[Variant, ...]:
    """Return the verdict for tempers 0 to 1; 0 is the prior alone."""
    judge, prior, strength = inputs.judgment, inputs.prior, inputs.strength
    return tuple(
        Variant(str(temper), f"temper {temper}", judge.mixture(prior, strength, temper=temper))
        for temper in TEMPER_SWEEP
    )


def sweep_priors(inputs: Inputs, priors: Mapping[str, tuple[str, Array | Switched, Judgment]]) -> tuple[Variant, ...]:
    """Return the verdict under each named prior: id -> (label, probabilities, judgment of what that prior leaves open)."""
    return tuple(
        Variant(name, label, judgment.mixture(values, inputs.strength))
        for name, (label, values, judgment) in priors.items()
    )


def sweep_ratings(inputs: Inputs, case: Case, *, state: str) -> tuple[Variant, ...]:
    """Return the verdict for each rater alone and under other conventions of reading the ratings."""
    judge = inputs.judgment
    conventions: list[tuple[str, str, Array]] = []
    for rater in sorted({rating.rater for rating in case.ratings if rating.scale == "relative"}):
        conventions.append((f"rater-{rater}", f"{rater} alone", _ratings_of(case, judge, rater=rater, state=state)))
    conventions += [
        ("signs-only", "direction only, no strength of rating", np.sign(judge.rating)),
        ("half", "every rating halved", judge.rating / 2),
        ("none", "no ratings: the prior alone", np.zeros_like(judge.rating)),
    ]
    return tuple(
        Variant(name, label, judge.mixture(inputs.prior, inputs.strength, rating=rating))
        for name, label, rating in conventions
    )


def _ratings_of(case: Case, judgment: Judgment, *, rater: str, state: str) -> Array:
    """Return one rater's ratings; where that rater is silent the mean stands."""
    column = {factor.id: at for at, factor in enumerate(case.factors)}
    rating = judgment.rating.copy()
    for row in case.ratings:
        at = column[row.factor]
        if row.rater == rater and row.scale == "relative" and row.outcome != state and not judgment.carried[at]:
            rating[at, OUTCOMES.index(row.outcome)] = row.value
    return rating


def what_decides(inputs: Inputs) -> tuple[tuple[str, float, str], ...]:
    """Return (what, total variation, words): how far the verdict moves when each part says nothing of its own."""
    judge, prior, strength = inputs.judgment, inputs.prior, inputs.strength
    baseline = inputs.baseline
    even = np.full(len(OUTCOMES), 1 / len(OUTCOMES))
    level = np.sign(strength) * (np.abs(strength).mean() if len(strength) else 0.0)
    return (
        ("prior", total_variation(baseline, judge.mixture(even, strength)), "with a uniform prior"),
        (
            "evidence",
            total_variation(baseline, judge.mixture(prior, np.zeros_like(strength))),
            "without claims and ratings: the prior alone",
        ),
        ("claims", total_variation(baseline, judge.mixture(prior, level)), "with every factor equally strong"),
        (
            "ratings",
            total_variation(baseline, judge.mixture(prior, strength, rating=np.sign(judge.rating))),
            "with the direction of every rating but not its strength",
        ),
    )


def build_tornado(
    inputs: Inputs, strength_range: tuple[Array, Array], *, prior_draws: Array, left_out: Sequence[Variant]
) -> tuple[Bar, ...]:
    """Return bars for every outcome, the widest first: factors, prior, temper, ratings, single references.

    `strength_range` is 5 and 95 % of every strength, each of shape (factors,); `prior_draws` has shape (draws, 4);
    `left_out` are the leave-one-reference-out runs.
    """
    judge, prior, strength = inputs.judgment, inputs.prior, inputs.strength
    runs: list[tuple[str, str, str, list[Array]]] = []
    for at, factor in enumerate(judge.factors):
        ends = []
        for value in (strength_range[0][at], strength_range[1][at]):
            changed = strength.copy()
            changed[at] = value
            ends.append(judge.mixture(prior, changed))
        runs.append((factor.id, factor.label, "factor", ends))
    tempers = [judge.mixture(prior, strength, temper=temper) for temper in TEMPER_RANGE]
    runs.append(("temper", f"temper {TEMPER_RANGE[0]} to {TEMPER_RANGE[1]} (point {TEMPER})", "temper", tempers))
    if left_out:
        runs.append(
            ("evidence", "any one reference left out", "evidence", [variant.probability for variant in left_out])
        )
    bars = [
        Bar(name, label, kind, outcome, float(min(end[o] for end in ends)), float(max(end[o] for end in ends)))
        for name, label, kind, ends in runs
        for o, outcome in enumerate(OUTCOMES)
    ]
    bars += [
        bar for o, outcome in enumerate(OUTCOMES) for bar in _own_bars(inputs, prior_draws[:, o], o=o, outcome=outcome)
    ]
    return tuple(sorted(bars, key=lambda bar: (OUTCOMES.index(bar.outcome), bar.low - bar.high, bar.id)))


def _own_bars(inputs: Inputs, prior_draws: Array, *, o: int, outcome: str) -> list[Bar]:
    """Return the bars that move the outcome's own prior and its own ratings."""
    judge, prior, strength = inputs.judgment, inputs.prior, inputs.strength
    ends: dict[str, list[Array]] = {"prior": [], "ratings": []}
    for share in np.quantile(prior_draws, [0.05, 0.95]):
        ends["prior"].append(judge.mixture(_with_share(prior, o, share=float(share)), strength))
    for step in (-0.5, 0.5):
        shifted = judge.rating.copy()
        rated = judge.rating_sd[:, o] > 0
        shifted[rated, o] = np.clip(shifted[rated, o] + step, -2, 2)
        ends["ratings"].append(judge.mixture(prior, strength, rating=shifted))
    labels = {"prior": "prior, 5 to 95 % of its draws", "ratings": "every rating half a step up or down"}
    return [
        Bar(name, labels[name], name, outcome, float(min(e[o] for e in found)), float(max(e[o] for e in found)))
        for name, found in ends.items()
    ]


def _with_share(prior: Array | Switched, o: int, *, share: float) -> Array | Switched:
    """Return the prior with another share for one outcome, the rest in proportion; both sides of a switch move alike."""
    today = prior.present if isinstance(prior, Switched) else prior
    factor = np.full(len(today), (1 - share) / (1 - today[o]))
    factor[o] = share / today[o]
    moved: Array = today * factor
    if not isinstance(prior, Switched):
        return moved
    absent: Array = prior.absent * factor
    return Switched(moved, absent / absent.sum())


def shift_of(inputs: Inputs, at: int) -> Array:
    """Return what factor `at` does to the headline, shape (4,): with its ratings minus without them.

    The factor stays in place as a parent of others; only its own push is taken out. A factor that stands for the
    enemy that history counts has no ratings: with it minus without it is the prior with that enemy minus without.
    """
    if at in inputs.judgment.switches and isinstance(inputs.prior, Switched):
        return inputs.baseline - inputs.judgment.mixture(inputs.prior.absent, inputs.strength)
    silent = inputs.judgment.rating.copy()
    silent[at] = 0.0
    return inputs.baseline - inputs.judgment.mixture(inputs.prior, inputs.strength, rating=silent)


def without_factors(inputs: Inputs, gone: Sequence[int]) -> Array:
    """Return the headline when factors are gone in every pattern and their dependants lose their share."""
    present = np.ones(len(inputs.strength))
    present[list(gone)] = 0.0
    return inputs.judgment.mixture(inputs.prior, inputs.strength, present=present)


def with_strength(inputs: Inputs, at: int, *, value: float) -> Array:
    """Return the headline when one factor has another strength, shape (4,)."""
    changed = inputs.strength.copy()
    changed[at] = value
    return inputs.judgment.mixture(inputs.prior, changed)
