"""Membership margins: how firmly an actor stands on its side, seen from an anchor.

The margin of an actor is what the least cost rises by when the actor is put on the other side of the anchor: apart from
it where the best division has them together, together where it has them apart. It is 0 exactly where best divisions
disagree on the two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import Bools, Floats, Ints
from foedus.models.blocs.balance.ranging import Ranging


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Margins of actors.

    Parameters
    ----------
    lower, upper : ndarray, shape (n,)
        The margin lies between them; equal where it is exact. The anchor's own is 0 and means nothing.
    """

    lower: Floats
    upper: Floats

    @property
    def exact(self) -> Bools:
        """Whether each margin is known exactly."""
        found: Bools = self.lower == self.upper
        return found


def membership_margins(ranging: Ranging, anchor: int, *, clock: Clock) -> Margins:
    """Return the margin of every actor of a connected network relative to an anchor.

    Parameters
    ----------
    ranging : Ranging
        The network with its best division.
    anchor : int
        Number of the actor from which sides are seen.
    clock : Clock
        When no time is left, the bounds known by then are returned.

    Notes
    -----
    Exact only where the best division is proved to be best; else the bounds allow for any cost that it may have.
    """
    n = ranging.graph.size
    others = np.flatnonzero(np.arange(n) != anchor)
    root = np.full(len(others), anchor)
    low, high = ranging.lower_bounds(root, others), ranging.upper_bounds(root, others)
    order = np.argsort(high - low, kind="stable")
    for at in order:
        if ranging.problem.reaches(low[at], high[at]) or clock.over:
            continue
        # Divisions found for one actor bound others.
        high[at] = min(high[at], ranging.upper_bounds(root[at : at + 1], others[at : at + 1])[0])
        if not ranging.problem.reaches(low[at], high[at]):
            found = ranging.reverse(anchor, int(others[at]), clock)
            low[at], high[at] = max(low[at], found[0]), min(high[at], found[1])
    lower, upper = np.zeros(n), np.zeros(n)
    lower[others], upper[others] = _above(ranging, low, least=ranging.upper), _above(ranging, high, least=ranging.lower)
    close = (upper - lower) <= 2e-6 * np.maximum(ranging.upper, upper)
    lower[close] = upper[close]
    return Margins(lower, upper)


def _above(ranging: Ranging, price: Floats, *, least: float) -> Floats:
    """Return what prices exceed the least cost by; differences that rounding makes are none."""
    rise = np.maximum(0.0, price - least)
    return np.where(rise <= 2e-6 * max(ranging.upper, 1e-12), 0.0, rise)


def undetermined(margins: Margins, anchor: int) -> Ints:
    """Return the actors whose side the best divisions do not agree on."""
    free = (margins.upper == 0) & (np.arange(len(margins.upper)) != anchor)
    return np.flatnonzero(free)
