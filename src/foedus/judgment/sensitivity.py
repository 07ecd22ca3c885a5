"""Sensitivity: what the verdict becomes when one thing is left out or done otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from foedus.judgment.accuracy import bounded
from foedus.judgment.checklist_model import BELIEF, BELIEF_RANGE, Array
from foedus.judgment.inside_view import Judgment
from foedus.judgment.process import Process
from foedus.judgment.scenarios import Priors
from foedus.judgment.split import Split
from foedus.terms.outcomes import OUTCOMES

BELIEF_SWEEP = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)


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
    priors: Priors

    @property
    def prior(self) -> Split:
        """The prior as it stands today."""
        return self.priors.present

    @cached_property
    def baseline(self) -> Array:
        """The headline, shape (4,)."""
        return self.judgment.verdict(self.prior)


def total_variation(one: Array, two: Array) -> float:
    """Return half the sum of absolute differences: 0 the same, 1 disjoint.

    >>> total_variation(np.array([1.0, 0.0]), np.array([0.5, 0.5]))
    0.5
    """
    return float(np.abs(one - two).sum() / 2)


def leave_out_references(inputs: Inputs) -> tuple[Variant, ...]:
    """Return the verdict without each reference in turn."""
    evidence = inputs.judgment.evidence
    keep = 1.0 - np.eye(len(evidence.references))
    counts = [0] * len(evidence.references)
    for claim in evidence.claims:
        for key in evidence.rests_on(claim):
            counts[evidence.reference_index[key]] += 1
    return _left_out(inputs, keep, names=evidence.references, counts=counts)


def leave_out_perspectives(inputs: Inputs) -> tuple[Variant, ...]:
    """Return the verdict without all works that see through one actor's eyes, in turn."""
    evidence = inputs.judgment.evidence
    whose = sorted(set(evidence.perspective))
    keep = np.array([[float(own != seen) for own in evidence.perspective] for seen in whose])
    return _left_out(inputs, keep, names=whose, counts=[_touched(inputs, row) for row in keep])


def _touched(inputs: Inputs, keep: Array) -> int:
    evidence = inputs.judgment.evidence
    gone = {key for key, kept in zip(evidence.references, keep, strict=True) if not kept}
    return sum(bool(gone & set(evidence.rests_on(claim))) for claim in evidence.claims)


def _left_out(inputs: Inputs, keep: Array, *, names: Sequence[str], counts: Sequence[int]) -> tuple[Variant, ...]:
    """Return one variant per row of `keep`, shape (runs, works); works without a vote leave the headline alone."""
    judge = inputs.judgment
    heard = set(judge.said.work.tolist()) | set(judge.step_votes.work.tolist())
    runs = [at for at, row in enumerate(keep) if heard & set(np.flatnonzero(row == 0).tolist())]
    power = np.concatenate([keep[runs], np.ones((len(runs), 1))], axis=1) if runs else np.zeros((0, 0))
    ratios = judge.ratios(power) if runs else np.zeros((0, 0))
    moved = {
        at: judge.verdict(inputs.prior, ratio=ratio, process=judge.process_without(power[row]))
        for row, (at, ratio) in enumerate(zip(runs, ratios, strict=True))
    }
    return tuple(
        Variant(name, name, moved.get(at, inputs.baseline), count)
        for at, (name, count) in enumerate(zip(names, counts, strict=True))
    )


def sweep_belief(inputs: Inputs) -> tuple[Variant, ...]:
    """Return the verdict for several beliefs in the terms; at 0 only prior and steps speak."""
    return tuple(
        Variant(str(belief), f"belief {belief}", inputs.judgment.verdict(inputs.prior, belief=belief))
        for belief in BELIEF_SWEEP
    )


def sweep_priors(priors: Mapping[str, tuple[str, Split, Judgment]]) -> tuple[Variant, ...]:
    """Return the verdict under each named prior: id -> (label, prior, judgment of what that prior leaves open)."""
    return tuple(Variant(name, label, judgment.verdict(prior)) for name, (label, prior, judgment) in priors.items())


def sweep_ratios(inputs: Inputs, raters: Mapping[str, Judgment]) -> tuple[Variant, ...]:
    """Return the verdict with other ratios: halved, doubled, the table's alone, each rater's alone (`raters`)."""
    shift = inputs.judgment.units.shift
    rows = [
        Variant("half", "the log of every ratio halved", inputs.judgment.verdict(inputs.prior, shift=shift / 2)),
        Variant("double", "the log of every ratio doubled", inputs.judgment.verdict(inputs.prior, shift=shift * 2)),
    ]
    rows += [Variant(name, name.replace("-", " "), judge.verdict(inputs.prior)) for name, judge in raters.items()]
    return tuple(rows)


def what_decides(inputs: Inputs) -> tuple[tuple[str, float, str], ...]:
    """Return (what, total variation, words): how far the verdict moves when each part says nothing of its own."""
    judge, prior, base = inputs.judgment, inputs.prior, inputs.baseline
    even = replace(prior, point=np.full(len(OUTCOMES), 1 / len(OUTCOMES)))
    nothing = np.ones_like(judge.ratio)
    runs = (
        ("prior", judge.verdict(even), "with a uniform prior"),
        ("evidence", prior.point, "without any evidence: the prior alone"),
        ("factors", judge.verdict(prior, ratio=nothing), "without the factors: prior and steps alone"),
        ("steps", judge.verdict(prior, process=no_steps(judge)), "without the steps towards a treaty"),
        (
            "ratios",
            judge.verdict(prior, shift=np.sign(judge.units.shift) * _mean_shift(judge)),
            "with the direction of every ratio but not its size",
        ),
    )
    return tuple((what, total_variation(base, other), words) for what, other, words in runs)


def _mean_shift(judge: Judgment) -> float:
    there = np.abs(judge.units.shift[judge.units.shift != 0])
    return float(there.mean()) if len(there) else 0.0


def no_steps(judge: Judgment) -> Process:
    """Return a process without any step."""
    return replace(judge.process, push=np.zeros_like(judge.process.push), made=())


def build_tornado(
    inputs: Inputs, ratio_range: tuple[Array, Array], *, prior_draws: Array, left_out: Sequence[Variant]
) -> tuple[Bar, ...]:
    """Return bars for every outcome, the widest first: kinds, prior, belief, ratios, single references.

    `ratio_range` is 5 and 95 % of the evidence of every unit, each of shape (units,); `prior_draws` has shape (draws, 4);
    `left_out` are the leave-one-reference-out runs.
    """
    judge, prior = inputs.judgment, inputs.prior
    runs: list[tuple[str, str, str, list[Array]]] = []
    for at, name in enumerate(judge.units.names):
        if ratio_range[0][at] < ratio_range[1][at]:
            ends = [judge.verdict(prior, ratio=_with(judge.ratio, at, value=float(end[at]))) for end in ratio_range]
            runs.append((name, name, "factor", ends))
    beliefs = [judge.verdict(prior, belief=belief) for belief in BELIEF_RANGE]
    runs.append(("belief", f"belief {BELIEF_RANGE[0]} to {BELIEF_RANGE[1]} (point {BELIEF})", "belief", beliefs))
    shift = judge.units.shift
    runs.append(
        (
            "ratios",
            "every ratio halved or doubled",
            "ratios",
            [judge.verdict(prior, shift=k * shift) for k in (0.5, 2.0)],
        )
    )
    if left_out:
        runs.append(
            ("evidence", "any one reference left out", "evidence", [variant.probability for variant in left_out])
        )
    bars = [
        Bar(name, label, kind, outcome, float(min(end[o] for end in ends)), float(max(end[o] for end in ends)))
        for name, label, kind, ends in runs
        for o, outcome in enumerate(OUTCOMES)
    ]
    bars += [_prior_bar(inputs, prior_draws[:, o], o=o, outcome=outcome) for o, outcome in enumerate(OUTCOMES)]
    return tuple(sorted(bars, key=lambda bar: (OUTCOMES.index(bar.outcome), bar.low - bar.high, bar.id)))


def _prior_bar(inputs: Inputs, prior_draws: Array, *, o: int, outcome: str) -> Bar:
    """Return the bar that moves the outcome's own prior, the others in proportion."""
    ends = []
    for share in np.quantile(prior_draws, [0.05, 0.95]):
        held = inputs.prior.point * (1 - float(share)) / (1 - inputs.prior.point[o])
        held[o] = float(share)
        ends.append(float(inputs.judgment.verdict(replace(inputs.prior, point=held))[o]))
    return Bar("prior", "prior, 5 to 95 % of its draws", "prior", outcome, min(ends), max(ends))


def _with(ratio: Array, at: int, *, value: float) -> Array:
    changed = ratio.copy()
    changed[at] = value
    return changed


def without_factors(inputs: Inputs, gone: Sequence[int]) -> Array:
    """Return the headline when factors are gone and their dependants lose their share."""
    judge = inputs.judgment
    left = judge.removed(gone)
    return judge.verdict(inputs.priors.at(judge.is_enemy_gone(left)), ratio=judge.without(left))


def with_evidence(inputs: Inputs, unit: int, *, change: Callable[[float], float]) -> Array:
    """Return the headline when what is known of one unit changes, shape (4,); `change` is of its likelihood ratio."""
    ratio = inputs.judgment.ratio
    return inputs.judgment.verdict(inputs.prior, ratio=_with(ratio, unit, value=change(float(ratio[unit]))))


def certain(there: bool) -> float:
    """Return the likelihood ratio of a unit that is certainly there, or not, as far as evidence can say."""
    return float(bounded(np.array(60.0 if there else -60.0)))
