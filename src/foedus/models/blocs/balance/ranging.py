"""What it costs to reverse the relation of two actors: apart where the best division has them together, and the other way.

Membership margins, the ties that are frustrated in every, some or no best division, and the effect of a tie's change of
sign are all read from these costs. Most are bounded without a search:

- from above by divisions that are known, and by the best division with one of the two actors moved;
- from below by the dual values of the covering program. Every path that holds the relation (the tie itself, or two ties
  over a third actor) must have a frustrated tie once the relation is reversed. Paths over different actors share no tie,
  so each adds the smaller reduced cost of its two ties to the bound (weak duality).
"""

from __future__ import annotations

import numpy as np

from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import Blocs, Bools, Floats, Ints, SignedGraph, frustrated
from foedus.models.blocs.balance.problem import Problem, Relation
from foedus.models.blocs.balance.search import Search

_DENSE = 2000
"""Largest number of actors for which all pairs are bounded at once."""


class Ranging:
    """A connected network with its best division, and what other divisions cost.

    Parameters
    ----------
    graph : SignedGraph
        A connected network.
    weights : ndarray, shape (m,)
        Weights of the ties.
    blocs : Blocs
        How many blocs a division may have.
    known : ndarray of int, shape (n,) or None
        A good division, to start from.
    clock : Clock
        Time for finding the best division.

    Attributes
    ----------
    best : ndarray of int, shape (n,)
        The best division found.
    lower, upper : float
        The bounds of its cost. Questions are answered only where both are equal.
    """

    def __init__(self, graph: SignedGraph, weights: Floats, blocs: Blocs, known: Ints | None, clock: Clock) -> None:
        self.graph, self.weights, self.blocs = graph, weights, blocs
        self.problem = Problem(graph, weights, blocs)
        if known is not None:
            self.problem.pool.add(known, weights)
        search = Search(self.problem)
        search.run(clock)
        self.lower, self.upper = search.lower, search.upper
        self.best: Ints = np.zeros(graph.size, dtype=np.int64) if search.best is None else search.best
        self.frustrated: Bools = frustrated(graph, self.best)
        self.bound = search.root.bound if search.root is not None else 0.0
        self.reduced = search.root.reduced if search.root is not None else np.zeros(graph.ties)
        self._held = self._pull_to_own()

    @property
    def proved(self) -> bool:
        """Whether the best division is proved to be best."""
        return self.lower >= self.upper

    def apart(self, one: Ints, other: Ints) -> Bools:
        """Whether the best division has each pair apart."""
        found: Bools = self.best[one] != self.best[other]
        return found

    def lower_bounds(self, one: Ints, other: Ints) -> Floats:
        """Return lower bounds on the cost of reversing the relation of each pair, without a search."""
        base = np.full(len(one), self.lower)
        if self.graph.size > _DENSE or not len(one):
            return base
        friendly, hostile = self._residual()
        if self.blocs is Blocs.TWO:
            both = friendly + hostile
            held = both[one, other] + np.minimum(both[one], both[other]).sum(axis=1)
        else:
            united = friendly[one, other] + np.minimum(friendly[one], friendly[other]).sum(axis=1)
            parted = hostile[one, other] + np.minimum(friendly[one], hostile[other]).sum(axis=1)
            parted += np.minimum(hostile[one], friendly[other]).sum(axis=1)
            held = np.where(self.apart(one, other), parted, united)
        lifted = np.array([self.problem.lift(value) for value in self.bound + held])
        found: Floats = np.maximum(base, lifted)
        return found

    def upper_bounds(self, one: Ints, other: Ints) -> Floats:
        """Return upper bounds on the cost of reversing the relation of each pair, from divisions that are known."""
        found = np.full(len(one), np.inf)
        apart = self.apart(one, other)
        pool = self.problem.pool
        for labels, price in zip(pool.labels, pool.costs(self.weights), strict=True):
            reversed_ = (labels[one] != labels[other]) != apart
            found[reversed_] = np.minimum(found[reversed_], price)
        if self.blocs is Blocs.TWO:
            moved = self.upper + np.minimum(self._held[one], self._held[other])
            found = np.minimum(found, moved)
        return found

    def reverse(self, one: int, other: int, clock: Clock, *, enough: float | None = None) -> tuple[float, float]:
        """Return bounds on the least cost of a division with the relation of a pair reversed.

        Parameters
        ----------
        enough : float or None
            Stop as soon as the cost is known to lie above this price, or not above it.
        """
        relation = Relation(one, other, together=bool(self.best[one] != self.best[other]))
        search = Search(self.problem, (relation,), enough=enough)
        search.run(clock)
        return search.lower, search.upper

    def optima(self) -> Ints:
        """Return the best divisions that are known, distinct in the ties of some weight that they frustrate."""
        pool = self.problem.pool
        best = np.array(
            [not self.problem.exceeds(price, self.upper) for price in pool.costs(self.weights)], dtype=np.bool_
        )
        labels, wrong = pool.labels[best], pool.frustrated[best][:, self.weights > 0]
        first: dict[bytes, int] = {}
        for at, row in enumerate(wrong):
            first.setdefault(np.packbits(row).tobytes(), at)
        return labels[list(first.values())]

    def optimal_ties(self) -> Bools:
        """Return the ties that each known best division frustrates, shape (k, m)."""
        return frustrated(self.graph, self.optima())

    def add_moves(self) -> None:
        """Add to the known divisions those that moving one actor makes of the best ones at no cost."""
        for labels in self.optima() if self.blocs is Blocs.TWO else ():
            held = self._pull_to_own(labels)
            for actor in np.flatnonzero(held <= 1e-9 * max(self.upper, 1.0)):
                moved = labels.copy()
                moved[actor] = -moved[actor]
                self.problem.pool.add(moved, self.weights)

    def _pull_to_own(self, labels: Ints | None = None) -> Floats:
        """Return what the cost rises by when one actor alone changes sides."""
        wrong = self.frustrated if labels is None else frustrated(self.graph, labels)
        change = np.where(wrong, -self.weights, self.weights)
        n = self.graph.size
        ends = np.concatenate([self.graph.tail, self.graph.head])
        found: Floats = np.bincount(ends, np.concatenate([change, change]), n).astype(np.float64)
        return found

    def _residual(self) -> tuple[Floats, Floats]:
        """Return the reduced costs of satisfied ties between all pairs, friendly and hostile."""
        n, spare = self.graph.size, np.where(self.frustrated, 0.0, np.maximum(self.reduced, 0.0))
        tables = []
        for sign in (1, -1):
            at = self.graph.sign == sign
            table = np.zeros((n, n))
            np.add.at(table, (self.graph.tail[at], self.graph.head[at]), spare[at])
            tables.append(table + table.T)
        return tables[0], tables[1]
