"""The frustration index: the least weight of ties to be changed until a network falls into blocs.

For two blocs it is the line index of balance (Harary 1959, Behavioral Science 4:316-323), for any number the cost
of the best clustering in the sense of Davis (1967, Human Relations 20:181-187). Ties outside every cycle cost
nothing, so the network is cut into biconnected blocks, which are solved one by one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.models.blocs.balance.blocks import biconnected_blocks
from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import (
    Blocs,
    Bools,
    Floats,
    Ints,
    SignedGraph,
    build_graph,
    check_weights,
    frustrated,
)
from foedus.models.blocs.balance.partition import Partition, divide, price
from foedus.models.blocs.balance.problem import Problem, Relation
from foedus.models.blocs.balance.program import Relaxed
from foedus.models.blocs.balance.search import Search


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The least cost under a question, between bounds; `labels` is a division of the block that costs `upper`."""

    lower: float
    upper: float
    labels: Ints | None


class Block:
    """A biconnected block with hostile ties, and the answers on it.

    Parameters
    ----------
    graph : SignedGraph
        The whole network.
    ties : ndarray of int
        Ties of the block.
    blocs : Blocs
        How many blocs a division may have.
    """

    def __init__(self, graph: SignedGraph, ties: Ints, blocs: Blocs) -> None:
        self.ties = ties
        self.graph, self.actors = graph.subgraph(ties)
        self.problem = Problem(self.graph, np.ones(len(ties)), blocs)
        self.answer = Answer(0.0, math.inf, None)
        self.root: Relaxed | None = None

    def solve(self, weights: Floats, clock: Clock) -> Answer:
        """Return the least cost of any division under these weights of the block's ties."""
        if not np.array_equal(weights, self.problem.weights):
            self.problem.reweight(weights)
            self.answer, self.root = Answer(0.0, math.inf, None), None
        if self.root is None or self.answer.lower < self.answer.upper:
            search = Search(self.problem)
            search.run(clock)
            self.answer, self.root = Answer(search.lower, search.upper, search.best), search.root
        return self.answer

    def ask(self, relations: tuple[Relation, ...], clock: Clock, *, enough: float | None = None) -> Answer:
        """Return the least cost of a division in which pairs of actors are together or apart.

        Parameters
        ----------
        relations : tuple of Relation
            Pairs, by the block's numbers.
        enough : float or None
            Stop as soon as the least cost is known to lie above this price, or not above it.
        """
        search = Search(self.problem, relations, enough=enough)
        search.run(clock)
        return Answer(search.lower, search.upper, search.best)


class BalanceSolver:
    """Finds the frustration index of a network, again and again under other weights.

    The cycles and divisions that one answer needed hold under every weighting of the same signed ties, so they are
    kept: the next answer starts from them. To let a tie change its sign between answers, give it twice, friendly and
    hostile, and set the weight of one of the two to 0.

    Parameters
    ----------
    graph : SignedGraph
        The ties.
    blocs : Blocs
        Two blocs, or any number.

    Examples
    --------
    >>> triangle = build_graph(3, [0, 1, 2], [1, 2, 0], [1, 1, -1])
    >>> solver = BalanceSolver(triangle)
    >>> solver.solve().upper
    1.0
    >>> found = solver.solve([0.5, 2, 3])
    >>> found.upper, found.status, found.labels.tolist()
    (0.5, 'optimal', [2, 1, 1])
    """

    def __init__(self, graph: SignedGraph, *, blocs: Blocs = Blocs.TWO) -> None:
        self.graph, self.blocs = graph, blocs
        inside = np.arange(graph.ties)
        if blocs is Blocs.ANY:
            # Hostile ties between parts that no friendly ties join are satisfied by every fine division.
            held = graph.sign > 0
            _, part = SignedGraph(graph.size, graph.tail[held], graph.head[held], graph.sign[held]).components
            inside = np.flatnonzero(part[graph.tail] == part[graph.head])
        found = biconnected_blocks(graph.size, graph.tail[inside], head=graph.head[inside])
        self._ties = [inside[ties] for ties in found]
        cyclic = [ties for ties in self._ties if len(ties) > 1 and (graph.sign[ties] < 0).any()]
        self.blocks = [Block(graph, ties, blocs) for ties in cyclic]
        self.weights = np.ones(graph.ties)
        self._divisions: dict[bytes, tuple[Ints, Bools]] = {}  # few differ between answers under much the same weights

    def solve(
        self, weights: ArrayLike | None = None, *, time_limit: float = math.inf, clock: Clock | None = None
    ) -> Partition:
        """Return the best division under these weights.

        Parameters
        ----------
        weights : array, shape (m,), optional
            Weight of each tie, from 0 up; 1 for all by default.
        time_limit : float
            Seconds, above 0; when they are over the bounds found so far are returned.
        clock : Clock, optional
            A limit instead of the seconds, such as `Steps`.

        Raises
        ------
        InputError
            If weights are not as many as ties, negative or not finite.
        """
        self.weights = check_weights(weights, self.graph.ties)
        clock = clock or Clock(time_limit)
        wrong: Bools = np.zeros(self.graph.ties, dtype=np.bool_)
        lower = 0.0
        for block in reversed(self.blocks):  # small ones first: they are soon done
            answer = block.solve(self.weights[block.ties], clock)
            lower += answer.lower
            if answer.labels is not None:
                wrong[block.ties] = frustrated(block.graph, answer.labels)
        proved = all(block.answer.lower >= block.answer.upper for block in self.blocks)
        mark = np.packbits(wrong).tobytes()
        if mark not in self._divisions:
            self._divisions[mark] = divide(self.graph, wrong, blocs=self.blocs)
        return price(self._divisions[mark], self.weights, lower=None if proved else lower)


def frustration(
    size: int,
    tail: ArrayLike,
    head: ArrayLike,
    sign: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    blocs: Blocs = Blocs.TWO,
    time_limit: float = math.inf,
) -> Partition:
    """Return the best division of a signed network and its cost, the frustration index.

    Parameters
    ----------
    size : int
        Number of actors.
    tail, head : array of int, shape (m,)
        Ends of the ties, 0 .. size-1.
    sign : array, shape (m,)
        1 friendly, -1 hostile.
    weights : array, shape (m,), optional
        From 0 up; 1 for all by default.
    blocs : Blocs
        Two blocs, or any number.
    time_limit : float
        Seconds.

    Raises
    ------
    InputError
        If the arrays are no signed network.

    Examples
    --------
    >>> found = frustration(4, [0, 1, 2, 3], [1, 2, 3, 0], [1, 1, 1, -1])
    >>> found.lower, found.upper
    (1.0, 1.0)
    """
    return BalanceSolver(build_graph(size, tail, head, sign), blocs=blocs).solve(weights, time_limit=time_limit)
