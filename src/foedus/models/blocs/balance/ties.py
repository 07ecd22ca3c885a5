r"""Ties: frustrated in every, some or no best division, and what a change of a tie's sign does to the index.

Let w be the weight of a tie, A the least cost of all other ties over divisions that satisfy the tie, B over divisions
that frustrate it. The index is L = min(A, B + w); with the tie's sign changed it is L' = min(A + w, B).

- Frustrated in every best division: B + w < A, so L = B + w, and B < A + w gives L' = B = L - w.
- Frustrated in some: A = B + w = L, and again L' = B = L - w.
- Frustrated in none: L = A < B + w, and L' = min(A + w, B) = L + min(w, B - A). With C = B + w, the least cost of a
  division in which the two actors' relation is reversed, the change is min(w, C - L - w), above -w and at most w.

Thus changing the sign of a tie lowers the index exactly if some best division frustrates it or a division that costs
less than w more does; by its weight in the first case. With equal weights the last case changes the index by nothing
(C = L + w) or raises it by the weight (C >= L + 2 w).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import Bools, Floats, Ints, frustrated
from foedus.models.blocs.balance.ranging import Ranging

EVERY, SOME, NONE, UNKNOWN = "every", "some", "none", "unknown"
"""In which best divisions a tie is frustrated; unknown where time ran out."""

Words = NDArray[np.str_]


@dataclass(frozen=True, slots=True, eq=False)
class Flips:
    """What the index changes by when a tie changes its sign.

    Parameters
    ----------
    lower, upper : ndarray, shape (m,)
        The change lies between them; equal where it is exact.
    """

    lower: Floats
    upper: Floats


def tie_statuses(ranging: Ranging, clock: Clock, *, search: bool = True) -> Words:
    """Return for each tie of a connected network whether every, some or no best division frustrates it.

    Parameters
    ----------
    ranging : Ranging
        The network with its best division; where that is not proved to be best, every status is unknown.
    clock : Clock
        When no time is left, ties not yet decided are unknown.
    search : bool
        Whether ties that neither bounds nor known divisions decide are searched, one by one.
    """
    graph, problem = ranging.graph, ranging.problem
    status = np.full(graph.ties, UNKNOWN, dtype="<U7")
    if not ranging.proved:
        return status
    ranging.add_moves()
    settled = np.where(ranging.frustrated, EVERY, NONE)
    # Moving one value of the relaxed solution costs its reduced cost.
    opposite = ranging.bound + np.where(ranging.frustrated, -ranging.reduced, ranging.reduced)
    sure = _dearer(ranging, opposite)
    open_ = np.flatnonzero(~sure)
    sure[open_] = _dearer(ranging, ranging.lower_bounds(graph.tail[open_], graph.head[open_]))
    status[sure] = settled[sure]
    looked_at = 0
    for tie in np.flatnonzero(~sure):
        if len(problem.pool) != looked_at:
            looked_at = len(problem.pool)
            status[_disputed(ranging) & ~sure] = SOME
        if not search or clock.over:
            break
        if status[tie] == UNKNOWN:
            found, price = ranging.reverse(int(graph.tail[tie]), int(graph.head[tie]), clock, enough=ranging.upper)
            if not problem.exceeds(price, ranging.upper):
                status[tie] = SOME
            elif problem.exceeds(found, ranging.upper):
                status[tie] = settled[tie]
    return status


def _dearer(ranging: Ranging, prices: Floats) -> Bools:
    """Whether each bound lies above the least cost."""
    return np.array([ranging.problem.exceeds(price, ranging.upper) for price in prices], dtype=np.bool_)


def _disputed(ranging: Ranging) -> Bools:
    """Whether known best divisions disagree on each tie."""
    wrong = frustrated(ranging.graph, ranging.optima())
    disputed: Bools = np.asarray(wrong.any(axis=0) & ~wrong.all(axis=0))
    return disputed


def flip_changes(ranging: Ranging, statuses: Words, *, clock: Clock) -> Flips:
    """Return what the index changes by when each tie of a connected network changes its sign.

    Parameters
    ----------
    ranging : Ranging
        The network with its best division.
    statuses : ndarray of str, shape (m,)
        From :func:`tie_statuses`.
    clock : Clock
        When no time is left, the bounds known by then are returned.
    """
    weights, graph = ranging.weights, ranging.graph
    lower, upper = -weights.copy(), weights.copy()
    wrong = (statuses == EVERY) | (statuses == SOME)
    upper[wrong] = -weights[wrong]
    ties: Ints = np.flatnonzero(statuses == NONE)
    low = ranging.lower_bounds(graph.tail[ties], graph.head[ties])
    high = ranging.upper_bounds(graph.tail[ties], graph.head[ties])
    if ranging.problem.whole:
        low = np.maximum(low, ranging.upper + 1)
    for at, tie in enumerate(ties):
        low[at], high[at] = _price(ranging, int(tie), low=low[at], high=high[at], clock=clock)
    rise = np.minimum(weights[ties], np.stack([low, high]) - ranging.upper - weights[ties])
    lower[ties], upper[ties] = np.maximum(-weights[ties], rise[0]), rise[1]
    close = upper - lower <= 2e-6 * max(ranging.upper, 1e-12)
    lower[close] = upper[close] = np.where(np.abs(upper) <= 2e-6 * ranging.upper, 0.0, upper)[close]
    return Flips(lower, upper)


def _price(ranging: Ranging, tie: int, *, low: float, high: float, clock: Clock) -> tuple[float, float]:
    """Return bounds on the cost of reversing the relation of a tie's ends, exact up to the cost that matters."""
    one, other = int(ranging.graph.tail[tie]), int(ranging.graph.head[tie])
    weight = float(ranging.weights[tie])
    cap = ranging.upper + 2 * weight
    # Between whole numbers the question whether the cost lies above the middle is cheaper, and mostly enough.
    for enough in (ranging.upper + weight, None) if ranging.problem.whole else (None,):
        if clock.over or ranging.problem.reaches(low, min(high, cap)):
            break
        high = min(high, ranging.upper_bounds(np.array([one]), np.array([other]))[0])
        if not ranging.problem.reaches(low, min(high, cap)):
            found = ranging.reverse(one, other, clock, enough=enough)
            low, high = max(low, found[0]), min(high, found[1])
    return low, high
