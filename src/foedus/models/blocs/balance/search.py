"""Branch and cut: the cheapest division of one block under some relations.

At each node cycles that the relaxed values violate are added until none is left. If the bound then reaches the
cheapest division, the node is done; else the ends of a tie of divided value are put together in one branch, apart
in the other. The node with the lowest bound comes first, so that a bound on the whole can be told at any time.

A relation is an extra tie whose value is fixed at 0: no division may frustrate it. Its column is taken away when the
question is answered, with the cycles through it; all other cycles hold for every other question.

Sources of the covering program: Demaine et al. (2006), Theoretical Computer Science 361:172-187, for any number
of blocs; Aref, Mason & Wilson (2020), Networks 75:95-110, for two.
"""

from __future__ import annotations

import heapq
import math

import numpy as np

from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.cover import Cover
from foedus.models.blocs.balance.descent import Descent, round_values
from foedus.models.blocs.balance.graph import Blocs, Floats, Ints, SignedGraph, cost, frustrated
from foedus.models.blocs.balance.problem import NEAR, Problem, Relation
from foedus.models.blocs.balance.program import Relaxed

_TRIES = 30
"""Descents from displaced divisions before the first branch."""

_STALL = 6
"""Rounds that together raise the bound by less than a hundredth of the gap, after which a node is branched on."""

_WORK = 0.85
"""Share of the time for cycles before the first branch; what is left is for better divisions."""

Relations = tuple[Relation, ...]


class Search:
    """The search for the cheapest division.

    Parameters
    ----------
    problem : Problem
        The block.
    relations : tuple of Relation
        What the division must keep to.
    enough : float or None
        The search ends as soon as the least cost is known to lie above this price, or not above it.

    Attributes
    ----------
    lower, upper : float
        The least cost lies between them.
    best : ndarray of int, shape (n,) or None
        A division that costs `upper`.
    root : Relaxed or None
        The relaxed solution before any branch.
    """

    def __init__(self, problem: Problem, relations: Relations = (), *, enough: float | None = None) -> None:
        self.problem, self.relations, self.enough = problem, relations, enough
        self.lower, self.upper = 0.0, math.inf
        self.best: Ints | None = None
        self.root: Relaxed | None = None
        self._columns: dict[Relation, int] = {}

    def run(self, clock: Clock) -> None:
        """Search until the answer is known or no time is left."""
        mark = self.problem.program.mark() if self.relations else None
        try:
            work = clock.part(_WORK * clock.left)
            first = _Node(self, self.relations)
            relaxed = self._cut(first, work)
            if mark is None:
                mark, self.root = self.problem.program.mark(), relaxed
            if not self._closes(relaxed.bound):
                self._consider(self._displaced(first, clock))
            self._branch(first, relaxed, clock=clock)
        finally:
            if mark is not None and self._columns:
                self.problem.program.restore(mark)

    def _branch(self, node: _Node, relaxed: Relaxed, *, clock: Clock) -> None:
        """Look at nodes, the lowest bound first, until none is open."""
        bound, closed, count = relaxed.bound, math.inf, 0
        waiting: list[tuple[float, int, Relations]] = []
        while not self._found:
            split = None if self._closes(bound) else node.split(relaxed.values, self.best)
            if split is None:
                closed = min(closed, bound)
            else:
                for together in (True, False):
                    count += 1
                    heapq.heappush(waiting, (bound, count, (*node.relations, Relation(*split, together))))
            if not waiting or clock.over:
                break
            before, _, relations = heapq.heappop(waiting)
            node = _Node(self, relations)
            relaxed = self._cut(node, clock)
            bound = max(before, relaxed.bound)
        else:
            closed = min(closed, bound)
        least = min(closed, self.upper, *(entry[0] for entry in waiting)) if waiting else min(closed, self.upper)
        self.lower = self.upper if self.problem.reaches(least, self.upper) else max(0.0, self.problem.lift(least))

    @property
    def _found(self) -> bool:
        """Whether a division at or below the price that was asked about is known."""
        return self.enough is not None and not self.problem.exceeds(self.upper, self.enough)

    def _closes(self, bound: float) -> bool:
        """Whether nothing that matters can lie in a node of this bound."""
        dear = self.enough is not None and self.problem.exceeds(bound, self.enough)
        return dear or bound == math.inf or self.problem.reaches(bound, self.upper)

    def _displaced(self, node: _Node, clock: Clock) -> Ints:
        start = self.best if self.best is not None else node.start
        return node.descent.search(start, np.random.default_rng(0), tries=_TRIES, clock=clock)

    def _consider(self, labels: Ints) -> None:
        """Remember a division; it is an answer if it keeps to the relations that were asked for."""
        self.problem.pool.add(labels, self.problem.weights)
        kept = all((labels[r.one] == labels[r.other]) == r.together for r in self.relations)
        price = cost(self.problem.graph, self.problem.weights, labels=labels)
        if kept and price < self.upper:
            self.upper, self.best = price, labels

    def _cut(self, node: _Node, clock: Clock) -> Relaxed:
        """Add cycles until none is violated, the node is closed, or the bound hardly rises."""
        program, bounds, best = self.problem.program, [0.0], None
        self._consider(node.start)
        while True:
            relaxed = program.solve(clock)
            # A solver that was stopped may tell less than it told before.
            best = relaxed if best is None or relaxed.bound >= best.bound else best
            relaxed = Relaxed(relaxed.values, best.bound, best.reduced)
            bounds.append(best.bound)
            values = relaxed.values[node.columns]
            labels = node.round(values)
            self._consider(labels)
            if self._found or self._closes(relaxed.bound) or self._stalls(bounds) or clock.over:
                return relaxed
            program.tidy()
            if program.recall(relaxed.values):
                continue
            cycles = node.cover.violated(values, frustrated(node.graph, labels), clock=clock)
            if any(node.impossible(cycle) for cycle in cycles):
                return Relaxed(relaxed.values, math.inf, relaxed.reduced)
            if not program.add_cycles([np.sort(node.columns[cycle]) for cycle in cycles]):
                return relaxed

    def _stalls(self, bounds: list[float]) -> bool:
        if len(bounds) <= _STALL or self.upper == math.inf:
            return False
        return bounds[-1] - bounds[-1 - _STALL] < 0.01 * (self.upper - bounds[-1])

    def column(self, relation: Relation) -> int:
        """Return the column of a relation, made when it is first met."""
        if relation not in self._columns:
            self._columns[relation] = self.problem.program.columns
            self.problem.program.add_columns(np.zeros(1))
        return self._columns[relation]

    def activate(self, relations: Relations) -> None:
        """Fix the values of these relations at 0, those of all others at 1, where they ask nothing."""
        program = self.problem.program
        low, high = np.zeros(program.columns), np.ones(program.columns)
        for relation, column in self._columns.items():
            low[column] = high[column] = float(relation not in relations)
        program.set_bounds(low, high)


class _Node:
    """The block with some relations as extra ties."""

    def __init__(self, search: Search, relations: Relations) -> None:
        problem = search.problem
        self.problem, self.relations = problem, relations
        self.graph, self.cover, self.descent = problem.graph, problem.cover, problem.descent
        self.columns = np.arange(problem.graph.ties)
        if relations:
            self.graph = _with_relations(problem.graph, relations)
            self.cover = Cover(self.graph, problem.blocs)
            heavy = np.full(len(relations), problem.weights.sum() + 1.0)
            self.descent = Descent(self.graph, np.concatenate([problem.weights, heavy]), problem.blocs)
            self.columns = np.concatenate([self.columns, [search.column(relation) for relation in relations]])
        search.activate(relations)
        self.start = self._start()

    def _start(self) -> Ints:
        """Return the cheapest known division that keeps to the relations, else the one that is found from the cheapest."""
        pool = self.problem.pool
        if not len(pool):
            return self.descent.start()
        price = pool.costs(self.problem.weights)
        kept = np.ones(len(pool), dtype=np.bool_)
        for r in self.relations:
            kept &= (pool.labels[:, r.one] == pool.labels[:, r.other]) == r.together
        at = int(np.where(kept, price, np.inf).argmin()) if kept.any() else int(price.argmin())
        return self.descent.improve(pool.labels[at])

    def round(self, values: Floats) -> Ints:
        """Return a division near the relaxed values."""
        distance = None
        if self.problem.blocs is Blocs.TWO:
            centre = self.cover.centre
            distance = self.cover.distances(np.maximum(values, 0.0), np.array([centre]))[0]
        return self.descent.improve(round_values(self.graph, values, distance=distance))

    def impossible(self, cycle: Ints) -> bool:
        """Whether a cycle that must be broken holds relations alone."""
        return bool(cycle[0] >= self.problem.graph.ties)

    def split(self, values: Floats, best: Ints | None) -> tuple[int, int] | None:
        """Return the ends of the tie to branch on: of the most divided value, the heavy ones first; None without one."""
        graph = self.problem.graph
        base = values[: graph.ties]
        divided = np.minimum(base, 1 - base)
        if best is not None and divided.max(initial=0.0) < NEAR:
            divided = np.abs(base - frustrated(graph, best))
        decided = {frozenset((r.one, r.other)) for r in self.relations}
        score = divided * (self.problem.weights + 1e-12)
        for tie in np.argsort(-score, kind="stable"):
            if divided[tie] < NEAR:
                continue
            ends = int(graph.tail[tie]), int(graph.head[tie])
            if frozenset(ends) not in decided:
                return ends
        return None


def _with_relations(graph: SignedGraph, relations: Relations) -> SignedGraph:
    """Return the graph with an extra tie for each relation."""
    return SignedGraph(
        graph.size,
        np.concatenate([graph.tail, [r.one for r in relations]]),
        np.concatenate([graph.head, [r.other for r in relations]]),
        np.concatenate([graph.sign, [1 if r.together else -1 for r in relations]]),
    )
