"""Logrolling: what a pair of actors can gain by settling several issues together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.errors import InputError
from foedus.models.bargaining.baselines import weighted_mean
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.logroll import TOLERANCE, solve

DEFAULTS = ("compromise", "midpoint")


@dataclass(frozen=True, slots=True)
class Settled:
    """One issue in a trade.

    Parameters
    ----------
    issue : str
        Its name.
    positions, saliences : tuple of float
        Of the first and the second of the pair.
    default : float
        Outcome without a trade: the disagreement point.
    agreed : float
        Outcome of the trade.
    winner : str
        Who is better off on this issue by the trade; empty where nobody is.
    """

    issue: str
    positions: tuple[float, float]
    saliences: tuple[float, float]
    default: float
    agreed: float
    winner: str


@dataclass(frozen=True, slots=True)
class Logroll:
    """A trade of concessions between two actors.

    Parameters
    ----------
    pair : tuple of str
        The two.
    power : float
        Exponent of the first one's gain in the Nash product; the second's is 1 less it.
    default : str
        What the disagreement point is: ``compromise`` or ``midpoint``.
    issues : tuple of Settled
        In the order of the file.
    gains : tuple of float
        Of either, as a share of all that it has at stake (sum of salience times the gap between the two).
    notes : tuple of str
        Issues left out, and why.
    """

    pair: tuple[str, str]
    power: float
    default: str
    issues: tuple[Settled, ...]
    gains: tuple[float, float]
    notes: tuple[str, ...]


def logroll(issues: Sequence[Issue], first: str, second: str, *, default: str = "compromise") -> Logroll:
    """Find the trade of two actors over the issues on which both have a position.

    Parameters
    ----------
    issues : sequence of Issue
        At least two with both actors.
    first, second : str
        Their names.
    default : {"compromise", "midpoint"}
        Disagreement point on each issue: the weighted mean of all its actors, brought between the two where it lies beyond them
        (what others do to the pair is not theirs to trade), or the middle between the two.

    Raises
    ------
    InputError
        If an actor is nowhere, both are one, or fewer than two issues have both.
    """
    if first == second:
        raise InputError(f"pair {first} {second}: expected two different actors")
    known = sorted({actor for issue in issues for actor in issue.actors})
    for name in (first, second):
        if name not in known:
            shown = ", ".join(known[:10]) + (" ..." if len(known) > 10 else "")
            raise InputError(f"pair: no actor {name!r}; expected two of {shown}")
    shared = [issue for issue in issues if {first, second} <= set(issue.actors)]
    if len(shared) < 2:
        raise InputError(f"pair {first} {second}: {len(shared)} issue with both; a trade needs two or more")
    notes = [f"{issue.name}: not both have a position, left out" for issue in issues if issue not in shared]
    at = [(issue.actors.index(first), issue.actors.index(second)) for issue in shared]
    x = np.array([[issue.position[i] for i in places] for issue, places in zip(shared, at, strict=True)]).T
    s = np.array([[issue.salience[i] for i in places] for issue, places in zip(shared, at, strict=True)]).T
    powers = np.array([[issue.weights[i] / issue.salience[i] for i in p] for issue, p in zip(shared, at, strict=True)])
    total = powers.sum()
    power = float(powers[:, 0].sum() / total) if total > 0 else 0.5
    low, high = x.min(axis=0), x.max(axis=0)
    outcome = (low + high) / 2
    if default == "compromise":
        outcome = np.clip([float(weighted_mean(issue.position, issue.weights)) for issue in shared], low, high)
    span = np.array([issue.high - issue.low for issue in shared])
    gaps = np.divide(high - low, span, out=np.zeros_like(span), where=span > 0)
    away = np.divide(np.abs(outcome - x[0]), high - low, out=np.zeros_like(span), where=high > low)
    found = solve(s[0], s[1], gaps=gaps, defaults=away, power=power)
    agreed = np.where(gaps > 0, x[0] + np.nan_to_num(found.shares) * (x[1] - x[0]), x[0])
    settled = tuple(
        Settled(
            issue.name, (float(x[0, k]), float(x[1, k])), (float(s[0, k]), float(s[1, k])), float(outcome[k]),
            float(agreed[k]), _winner(found.shares[k] - away[k], first, second=second),
        )
        for k, issue in enumerate(shared)
    )  # fmt: skip
    return Logroll((first, second), power, default, settled, found.gains, tuple(notes))


def _winner(shift: float, first: str, *, second: str) -> str:
    if not abs(shift) > np.sqrt(TOLERANCE):
        return ""
    return first if shift < 0 else second
