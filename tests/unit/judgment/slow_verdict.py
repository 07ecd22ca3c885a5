"""The verdict once more, slowly: plain Python over one dictionary per factor, nothing from foedus.analyze.

A factor is a mapping with `group`, `persistence`, `parents` (names), `strength` and `rating` (by outcome).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

Factors = Mapping[str, Mapping[str, Any]]
OUTCOMES = ("alliance", "entente", "unaligned", "rivalry")
TENTHS = [step / 10 + 0.05 for step in range(10)]


def worlds(factors: Factors) -> Iterator[dict[str, bool]]:
    """Yield who lasts, for every cell of a grid of tenths over the groups' variates (persistence in whole tenths)."""
    groups = sorted({row["group"] for row in factors.values()})
    for drawn in itertools.product(TENTHS, repeat=len(groups)):
        at = dict(zip(groups, drawn, strict=True))
        yield {name: at[row["group"]] < row["persistence"] for name, row in factors.items()}


def share_left(factors: Factors, there: Mapping[str, float], name: str) -> float:
    """Return what is left of a factor: nothing when it is gone, else the weighted share of its parents."""
    parents = factors[name]["parents"]
    if not there[name] or not parents:
        return float(there[name])
    weights = {parent: abs(factors[parent]["strength"]) for parent in parents}
    if not any(weights.values()):
        weights = dict.fromkeys(parents, 1.0)
    left = sum(weight * share_left(factors, there, parent) for parent, weight in weights.items())
    return float(there[name]) * left / sum(weights.values())


def posterior(
    prior: Mapping[str, float], factors: Factors, there: Mapping[str, float], temper: float = 0.5
) -> dict[str, float]:
    """Return the posterior when exactly the factors in `there` last."""
    weight = {}
    for outcome in OUTCOMES:
        doublings = 0.0
        for group in {row["group"] for row in factors.values()}:
            pushes = [
                row["strength"] * share_left(factors, there, name) * row["rating"][outcome]
                for name, row in factors.items()
                if row["group"] == group
            ]
            doublings += max(0.0, *pushes, 0.0) + min(0.0, *pushes, 0.0)
        weight[outcome] = prior[outcome] * math.exp(temper * math.log(2) * doublings)
    return {outcome: own / sum(weight.values()) for outcome, own in weight.items()}


def mixture(
    prior: Mapping[str, float], factors: Factors, temper: float = 0.5, gone: frozenset[str] = frozenset()
) -> dict[str, float]:
    """Return the posterior averaged over who lasts."""
    total, count = dict.fromkeys(OUTCOMES, 0.0), 0
    for lasting in worlds(factors):
        there = {name: lasts and name not in gone for name, lasts in lasting.items()}
        for outcome, value in posterior(prior, factors, there, temper).items():
            total[outcome] += value
        count += 1
    return {outcome: value / count for outcome, value in total.items()}


def share_gone(factors: Factors, removed: list[str]) -> float:
    """Return the share of worlds in which nothing is left of any removed factor."""
    seen = list(worlds(factors))
    return sum(all(share_left(factors, there, name) == 0 for name in removed) for there in seen) / len(seen)
