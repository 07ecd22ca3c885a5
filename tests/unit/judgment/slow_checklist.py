"""The checklist model once more, slowly: plain Python over lists and dictionaries, nothing from foedus, no arrays.

A vote is `(side, says, weight)`: what one work says of one kind, True or False, after its own claims are netted. A kind is a
mapping with `base`, `ratio` (by outcome, against the present state, which has none), `group` and `votes`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

ACCURACY = {0.5: 0.15, 0.6: 0.18, 0.7: 0.25, 0.8: 0.25, 0.9: 0.11, 0.96: 0.06}
ALWAYS_YES = (0.0, 0.15, 0.3, 0.5, 0.7, 0.9)
SLANT = {
    "free": (0.50, 0.35, 0.15, 0.0, 0.0, 0.0),
    "unknown": (0.20, 0.22, 0.20, 0.18, 0.12, 0.08),
    "interested": (0.05, 0.10, 0.20, 0.25, 0.25, 0.15),
}
POWER = {"free": 1.0, "unknown": 0.6, "interested": 1.0}
LISTS = ((0.0, 0.4), (0.6, 0.3), (0.9, 0.3))
MIXTURE = 0.02

Vote = tuple[str, bool, float]
Kinds = Mapping[str, Mapping[str, Any]]


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def prevalences(base: float, ratio: Mapping[str, float], prior: Mapping[str, float]) -> dict[str, float]:
    """How often a kind is there by outcome: mean `base` over the prior, odds ratios as the ratios have them at the base."""
    shift = {outcome: logit(min(0.95, base * ratio.get(outcome, 1.0))) - logit(base) for outcome in prior}
    low, high = -40.0, 40.0
    for _ in range(200):
        middle = (low + high) / 2
        mean = sum(prior[outcome] * expit(middle + shift[outcome]) for outcome in prior)
        low, high = (middle, high) if mean < base else (low, middle)
    return {outcome: expit(low + shift[outcome]) for outcome in prior}


def accuracy(c: float, weight: float) -> float:
    """How often a work of a weight is right, where one of weight .4 is right `c` of the time."""
    return min(0.97, max(0.5, 0.5 + (c - 0.5) * math.sqrt(weight / 0.4)))


def chances(votes: Sequence[Vote], c: float, m: float) -> tuple[float, float]:
    """Chance of the votes where the kind is there, and where it is not."""
    there = absent = 1.0
    for _, says, weight in votes:
        right = accuracy(c, weight)
        yes_there, yes_absent = m + (1 - m) * right, m + (1 - m) * (1 - right)
        there *= yes_there if says else 1 - yes_there
        absent *= yes_absent if says else 1 - yes_absent
    return there, absent


def learn(kinds: Kinds, side: str, slant: str, leave_out: str) -> dict[tuple[float, float], float]:
    """Weights of (accuracy, slant) of a side, from what it says of all kinds but one."""
    likelihood = {}
    for c in ACCURACY:
        for m in ALWAYS_YES:
            total = 0.0
            for least, share in LISTS:
                product = share
                for name, kind in kinds.items():
                    votes = [vote for vote in kind["votes"] if vote[0] == side]
                    if name != leave_out and votes:
                        there, absent = chances(votes, c, m)
                        presence = max(kind["base"], least)
                        product *= presence * there + (1 - presence) * absent
                total += product
            likelihood[c, m] = total
    prior_m = dict(zip(ALWAYS_YES, SLANT[slant], strict=True))
    weights = {}
    for c, prior_c in ACCURACY.items():
        with_c = prior_c * sum(prior_m[m] * likelihood[c, m] for m in ALWAYS_YES)
        tempered = {m: prior_m[m] * likelihood[c, m] ** POWER[slant] for m in ALWAYS_YES}
        for m in ALWAYS_YES:
            weights[c, m] = with_c * tempered[m] / sum(tempered.values())
    total = sum(weights.values())
    return {cell: weight / total for cell, weight in weights.items()}


def presence_ratio(kinds: Kinds, name: str, slants: Mapping[str, str]) -> float:
    """Likelihood of the votes on a kind where it is there, over where it is not; at most 49."""
    ratio = 1.0
    for side in sorted(slants):
        votes = [vote for vote in kinds[name]["votes"] if vote[0] == side]
        if votes:
            weights = learn(kinds, side, slants[side], name)
            there = sum(weight * chances(votes, c, m)[0] for (c, m), weight in weights.items())
            absent = sum(weight * chances(votes, c, m)[1] for (c, m), weight in weights.items())
            ratio *= there / absent
    return ((1 - MIXTURE) * ratio + MIXTURE) / ((1 - MIXTURE) + MIXTURE * ratio)


def terms(
    kinds: Kinds, prior: Mapping[str, float], state: str, slants: Mapping[str, str]
) -> dict[str, dict[str, float]]:
    """What each kind adds to the log odds of every outcome against the present state."""
    found = {}
    for name, kind in kinds.items():
        often = prevalences(kind["base"], kind["ratio"], prior)
        likelihood = presence_ratio(kinds, name, slants)
        held = math.log(1 + often[state] * (likelihood - 1))
        found[name] = {outcome: math.log(1 + often[outcome] * (likelihood - 1)) - held for outcome in prior}
    return found


def ordered(values: Sequence[float], rho: float) -> float:
    """Sum of values, the j-th largest at (1 - rho)^(j - 1)."""
    return sum(value * (1 - rho) ** at for at, value in enumerate(sorted(values, reverse=True)))


def posterior(
    kinds: Kinds, prior: Mapping[str, float], state: str, slants: Mapping[str, str], eta: float = 1.0, rho: float = 0.5
) -> dict[str, float]:
    """The prior moved by all kinds."""
    each = terms(kinds, prior, state, slants)
    weight = {}
    for outcome in prior:
        moved = 0.0
        for group in sorted({kind["group"] for kind in kinds.values()}):
            own = [each[name][outcome] for name, kind in kinds.items() if kind["group"] == group]
            moved += ordered([max(0.0, value) for value in own], rho) - ordered(
                [max(0.0, -value) for value in own], rho
            )
        weight[outcome] = prior[outcome] * math.exp(eta * moved)
    return {outcome: own / sum(weight.values()) for outcome, own in weight.items()}


def shrunken(ratings: Sequence[Sequence[float]], signal_floor: float = 0.0) -> tuple[float, float, float]:
    """Share k of the mean ratings that is kept, their signal and their noise; one row of raters per cell."""
    raters = len(ratings[0])
    means = [sum(row) / raters for row in ratings]
    within = [
        sum((value - mean) ** 2 for value in row) / (raters - 1) for row, mean in zip(ratings, means, strict=True)
    ]
    noise = sum(within) / len(within) / raters + 1 / 12
    signal = max(signal_floor, sum(mean**2 for mean in means) / len(means) - noise)
    return signal / (signal + noise), signal, noise


def in_force_within(years: float, since: float, *, share: float, median: float, sd_log: float) -> float:
    """Chance that a pending step ends in a treaty in force within `years`, nothing having come of it for `since` years."""

    def done(at: float) -> float:
        return 0.0 if at <= 0 else 0.5 * (1 + math.erf(math.log(at / median) / sd_log / math.sqrt(2)))

    return (share * done(since + years) - share * done(since)) / (1 - share * done(since))
