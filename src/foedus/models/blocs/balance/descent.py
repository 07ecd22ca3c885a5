"""Local search: divisions that no single move makes cheaper.

Two sides: one actor changes sides at a time, always the one that gains most. Any number of blocs: actors, then
whole blocs, move to where their ties pull them, as in the method of Blondel et al. (2008) with the cost of a
division in place of modularity.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from foedus.models.blocs.balance.annealing import anneal
from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import Blocs, Floats, Ints, SignedGraph, cost

_LEAST = 1e-9
"""A smaller gain, in parts of the heaviest tie, is none."""

_SWEEPS = 400
"""Steps of one annealing."""


class Descent:
    """Local search on one graph with given weights.

    Parameters
    ----------
    graph : SignedGraph
        The ties.
    weights : ndarray, shape (m,)
        Their weights.
    blocs : Blocs
        How many blocs a division may have.
    """

    def __init__(self, graph: SignedGraph, weights: Floats, blocs: Blocs) -> None:
        self.graph, self.weights, self.blocs = graph, weights, blocs
        self._least = _LEAST * max(float(weights.max(initial=0.0)), 1e-300)
        pull = weights * graph.sign
        ends = np.concatenate([graph.tail, graph.head]), np.concatenate([graph.head, graph.tail])
        self._pull = csr_matrix((np.concatenate([pull, pull]), ends), shape=(graph.size, graph.size))
        self._pull.sum_duplicates()  # SciPy 1.13.0 leaves parallel ties apart
        self._around: list[list[tuple[int, float]]] | None = None

    def start(self) -> Ints:
        """Return the division that is found from all actors together."""
        return self.improve(np.ones(self.graph.size, dtype=np.int64))

    def improve(self, labels: Ints) -> Ints:
        """Return a division that costs no more and that no move makes cheaper."""
        return self._flip(labels.copy()) if self.blocs is Blocs.TWO else self._move(labels)

    def search(self, labels: Ints, rng: np.random.Generator, *, tries: int, clock: Clock) -> Ints:
        """Return the best of many descents, each from another start; the best division so far is never lost."""
        best, least = labels, cost(self.graph, self.weights, labels=labels)
        for at in range(tries):
            if clock.over:
                break
            # With two sides every third start is cooled down from the heat, the others lie near the best.
            start = self._displace(best, rng)
            if self.blocs is Blocs.TWO and at % 3 == 0:
                start = anneal(self._pull, best, rng=rng, sweeps=_SWEEPS, clock=clock)
            found = self.improve(start)
            price = cost(self.graph, self.weights, labels=found)
            if price <= least:
                best, least = found, price
        return best

    def _displace(self, labels: Ints, rng: np.random.Generator) -> Ints:
        moved = rng.random(self.graph.size) < rng.uniform(0.02, 0.3)
        moved[rng.integers(self.graph.size)] = True
        if self.blocs is Blocs.TWO:
            return np.where(moved, -labels, labels)
        return np.where(moved, labels[rng.integers(self.graph.size, size=self.graph.size)], labels)

    def _flip(self, side: Ints) -> Ints:
        pull, starts = self._pull, self._pull.indptr
        held = side * (pull @ side)
        while len(held):
            actor = int(held.argmin())
            if held[actor] >= -self._least:
                break
            place = slice(starts[actor], starts[actor + 1])
            others = pull.indices[place]
            side[actor] = -side[actor]
            held[actor] = -held[actor]
            held[others] += 2 * side[actor] * side[others] * pull.data[place]
        return side

    def _move(self, labels: Ints) -> Ints:
        if self._around is None:
            self._around = _neighbours(self._pull)
        found = _settle(self._around, labels.tolist(), least=self._least)
        while True:
            names = {label: at for at, label in enumerate(dict.fromkeys(found))}
            group = [names[label] for label in found]
            merged = _settle(
                _between(self._around, group, groups=len(names)), list(range(len(names))), least=self._least
            )
            if merged == list(range(len(names))):
                return np.array(group, dtype=np.int64)
            found = _settle(self._around, [merged[at] for at in group], least=self._least)


def _neighbours(pull: csr_matrix) -> list[list[tuple[int, float]]]:
    ends, values = pull.indices.tolist(), pull.data.tolist()
    starts = pull.indptr.tolist()
    return [list(zip(ends[a:b], values[a:b], strict=True)) for a, b in pairwise(starts)]


def _between(
    around: Sequence[Sequence[tuple[int, float]]], group: Sequence[int], *, groups: int
) -> list[list[tuple[int, float]]]:
    """Return the summed pull between groups of actors."""
    sums: list[dict[int, float]] = [{} for _ in range(groups)]
    for actor, ties in enumerate(around):
        inside = sums[group[actor]]
        for other, value in ties:
            if group[other] != group[actor]:
                inside[group[other]] = inside.get(group[other], 0.0) + value
    return [list(row.items()) for row in sums]


def _settle(around: Sequence[Sequence[tuple[int, float]]], labels: list[int], *, least: float) -> list[int]:
    """Move actors until none is pulled more to another bloc, or to one of its own, than to where it is."""
    labels = list(labels)
    fresh = max(labels, default=0) + 1
    waiting = deque(range(len(labels)))
    queued = [True] * len(labels)
    while waiting:
        actor = waiting.popleft()
        queued[actor] = False
        pull: dict[int, float] = {}
        for other, value in around[actor]:
            pull[labels[other]] = pull.get(labels[other], 0.0) + value
        target, value = _strongest(pull, fresh)
        if value <= pull.get(labels[actor], 0.0) + least:
            continue
        fresh += target == fresh
        labels[actor] = target
        for other, _ in around[actor]:
            if not queued[other]:
                queued[other] = True
                waiting.append(other)
    return labels


def _strongest(pull: Mapping[int, float], fresh: int) -> tuple[int, float]:
    best, value = fresh, 0.0
    for label, sum_ in pull.items():
        if sum_ > value:
            best, value = label, sum_
    return best, value


def round_values(graph: SignedGraph, values: Floats, *, distance: Floats | None) -> Ints:
    """Return the division that the values of a relaxed solution suggest.

    Parameters
    ----------
    values : ndarray, shape (m,)
        0..1 for each tie; near 1 says frustrated.
    distance : ndarray, shape (2 n,) or None
        For two sides: distances from one actor on the double cover; every actor joins the nearer copy. For any
        number of blocs None: friendly ties of small value hold a bloc together.
    """
    n = graph.size
    if distance is not None:
        return np.where(distance[:n] <= distance[n:], 1, -1).astype(np.int64)
    held = (graph.sign > 0) & (values < 0.4)
    ends = graph.tail[held], graph.head[held]
    _, labels = connected_components(csr_matrix((np.ones(len(ends[0])), ends), shape=(n, n)), directed=False)
    found: Ints = labels.astype(np.int64)
    return found
