"""Confidence in the verdict, by written rules, apart from likelihood.

Likelihood says how probable an outcome is; confidence says how good the basis of that number is. Six
rules look at the basis; each says low, moderate or high. The level is low when fewer than ten works bear
on factors, when the leading outcome flips without one reference or when three rules say low; high when
none says low and at least four say high; else moderate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.terms.grades import LEVELS


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what was measured (`label`, in few words `short`), the two thresholds, the level that follows, and why in words."""

    id: str
    label: str
    short: str
    value: float
    low_until: float
    high_from: float
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """The level and the rules behind it."""

    level: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the rules look at."""

    references: float  #: Works that bear on factors.
    unknown_share: float  #: Share of the evidence's weight from works of unknown reliability, 0..1.
    largest_perspective: float  #: Largest share of the weight that one perspective has, unknown counted as one, 0..1.
    view_distance: float  #: Total variation between outside and inside view, 0..1.
    #: `flips_reference`, `flips_perspective`: how many single references (perspectives) change the leading outcome when
    #: left out.
    flips_reference: int
    flips_perspective: int
    width: float  #: Width of the leading outcome's interval, 0..1.


def judge_confidence(basis: Basis) -> Confidence:
    """Return the level of confidence and the rules that gave it.

    >>> judge_confidence(Basis(50, 0.1, 0.3, 0.1, 0, 0, 0.2)).level
    'high'
    >>> judge_confidence(Basis(50, 0.1, 0.3, 0.1, 1, 0, 0.2)).level
    'low'
    """
    flips = basis.flips_reference + basis.flips_perspective
    rules = (
        _more(
            "independent-sources",
            "number of independent works",
            label="Independent works that speak of kinds and steps",
            value=basis.references,
            low=10,
            high=40,
        ),
        _less(
            "unknown-sources",
            "known reliability of the works",
            label="Share of weight from works of unknown reliability",
            value=basis.unknown_share,
            low=0.5,
            high=0.2,
        ),
        _less(
            "balance",
            "balance of perspectives",
            label="Largest share of one perspective, unknown being one",
            value=basis.largest_perspective,
            low=0.6,
            high=0.4,
        ),
        _less(
            "two-views",
            "agreement of outside and inside view",
            label="Distance between outside and inside view",
            value=basis.view_distance,
            low=0.4,
            high=0.2,
        ),
        _less(
            "flips",
            "robustness to leaving out any one work or perspective",
            label="Works or perspectives without which another outcome leads",
            value=float(flips),
            low=1.5,
            high=0.5,
        ),
        _less(
            "width",
            "width of the interval",
            label="Width of the leading outcome's interval",
            value=basis.width,
            low=0.5,
            high=0.25,
        ),
    )
    said = [rule.level for rule in rules]
    thin = rules[0].level == "low"
    if thin or basis.flips_reference > 0 or said.count("low") >= 3:
        level = "low"
    elif "low" not in said and said.count("high") >= 4:
        level = "high"
    else:
        level = "moderate"
    return Confidence(level, rules)


def _more(name: str, short: str, *, label: str, value: float, low: float, high: float) -> Rule:
    level = "low" if value < low else "high" if value >= high else "moderate"
    return Rule(
        name, label, short, value, low, high, level, f"{label}: {value:.0f} (low under {low:.0f}, high from {high:.0f})"
    )


def _less(name: str, short: str, *, label: str, value: float, low: float, high: float) -> Rule:
    level = "low" if value > low else "high" if value <= high else "moderate"
    shown = f"{value:.0f}" if name == "flips" else f"{value:.2f}"
    bounds = "low from 2, high at 0" if name == "flips" else f"low above {low:.2f}, high up to {high:.2f}"
    return Rule(name, label, short, value, low, high, level, f"{label}: {shown} ({bounds})")


def reasons(confidence: Confidence) -> Sequence[str]:
    """Return the reasons, the weakest first."""
    ranked = sorted(confidence.rules, key=lambda rule: LEVELS.index(rule.level))
    return [f"{rule.level}: {rule.text}" for rule in ranked]
