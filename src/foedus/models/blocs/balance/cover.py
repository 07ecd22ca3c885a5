"""The violated cycles of a relaxed division: shortest paths on the signed double cover.

Every actor v stands twice in the cover, as v+ and v-. A friendly tie joins equal copies, a hostile tie
changes the copy. A path from v+ to v- is then a closed walk with an odd number of hostile ties, and the
shortest one under the lengths f holds the negative cycle that the values f violate most, if any is violated
(Grötschel & Pulleyblank 1981, on odd cycles; Barahona & Mahjoub 1986).

For any number of blocs the cycles to be broken have exactly one hostile tie (Davis 1967): hostile ties then
lead from + to - and never back.

A negative cycle holds an odd number of the ties that any one division frustrates; a cycle with exactly one
hostile tie holds at least one of them. Thus only paths that begin at such a tie, and one with f < 1, need be
looked at: near the optimum these are few, and where there is none, nothing is violated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import Blocs, Bools, Floats, Ints, SignedGraph
from foedus.models.blocs.balance.program import TOLERANCE

HOP = 1e-9
"""Added to the length of every tie, so that among equal paths the one with fewest ties is taken."""

_SOURCES = 64
"""Paths are looked for from so many actors at a time, so that memory stays small and the time limit is seen."""


_MOST = 4000
"""Enough cycles for one round."""

_SHORT = 3
"""Ties on a path, without the tie that closes it, while all values are 0."""


class Cover:
    """The double cover of a graph, made once for many separations.

    Parameters
    ----------
    graph : SignedGraph
        The ties.
    blocs : Blocs
        Two: a hostile tie may be passed both ways between the copies; any: once.
    """

    def __init__(self, graph: SignedGraph, blocs: Blocs) -> None:
        n = graph.size
        ids = np.arange(graph.ties)
        good, bad = ids[graph.sign > 0], ids[graph.sign < 0]
        pieces = [(good, 0, 0), (good, n, n), (bad, 0, n)]
        if blocs is Blocs.TWO:
            pieces.append((bad, n, 0))
        start = [graph.tail[ids] + a for ids, a, _ in pieces] + [graph.head[ids] + a for ids, a, _ in pieces]
        stop = [graph.head[ids] + b for ids, _, b in pieces] + [graph.tail[ids] + b for ids, _, b in pieces]
        key = np.concatenate(start) * (2 * n) + np.concatenate(stop)
        order = np.argsort(key, kind="stable")
        self.graph = graph
        self._key = key[order]
        self._tie = np.concatenate([ids for ids, _, _ in pieces] * 2)[order]
        self.centre = (
            int(np.bincount(np.concatenate([graph.tail, graph.head]), minlength=n).argmax()) if graph.ties else 0
        )
        self._parallel = bool((np.diff(self._key) == 0).any())

    def distances(self, lengths: Floats, sources: Ints) -> Floats:
        """Return the distance from v+ of each source to every node of the cover, shape (sources, 2 n)."""
        self._whole.data = lengths[self._tie] + HOP
        found: Floats = dijkstra(self._whole, indices=sources)
        return found

    @cached_property
    def _whole(self) -> csr_matrix:
        """All arcs, made once: to make a sparse matrix takes longer than to find the paths of a small graph."""
        return self._matrix(np.zeros(self.graph.ties), self._key, tie=self._tie)

    def _matrix(self, lengths: Floats, key: Ints, *, tie: Ints) -> csr_matrix:
        nodes = 2 * self.graph.size
        row, col = np.divmod(key, nodes)
        starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=nodes))]).astype(np.int32)
        return csr_matrix((lengths[tie] + HOP, col.astype(np.int32), starts), shape=(nodes, nodes))

    def violated(self, values: Floats, frustrated: Bools, *, clock: Clock | None = None) -> list[Ints]:
        """Return cycles whose values sum to less than 1, each as its sorted ties, the worst first.

        Parameters
        ----------
        values : ndarray, shape (m,)
            0..1 for each tie.
        frustrated : ndarray of bool, shape (m,)
            The ties that some division frustrates; the nearer it is to `values`, the less work.
        clock : Clock or None
            When no time is left, what has been found is returned.

        Returns
        -------
        list of ndarray of int
            Empty exactly if no cycle is violated. Where very many are, the first few thousand.
        """
        open_ = values < 1 - TOLERANCE
        roots = np.flatnonzero(frustrated & open_)
        if not len(roots):
            return []
        paths = self._paths(values, open_)
        matrix = self._matrix(np.maximum(values, 0.0), paths.key, tie=paths.tie)
        # Before the first solution all values are 0: short cycles are enough, and the whole graph lies within reach.
        limit = 1.0 if values.any() else (_SHORT + 0.5) * HOP
        found: dict[bytes, tuple[float, Ints]] = {}
        sources, at, far = _closings(self.graph, roots)
        for low in range(0, len(sources), _SOURCES):
            if len(found) >= _MOST or (clock is not None and clock.over):
                break
            here = sources[low : low + _SOURCES]
            distance, before = dijkstra(matrix, indices=here, limit=limit, return_predecessors=True)
            inside = (at >= low) & (at < low + _SOURCES)
            # Closed by a root tie, and (-1) closed by themselves: from v+ to v-.
            row = np.concatenate([at[inside] - low, np.arange(len(here))])
            end = np.concatenate([far[inside], here + self.graph.size])
            by = np.concatenate([roots[inside], np.full(len(here), -1)])
            short = distance[row, end] + np.where(by >= 0, values[by], 0.0) < 1 - TOLERANCE
            for i, node, root in zip(row[short], end[short], by[short], strict=True):
                cycle = paths.cycle(before[i], int(here[i]), int(node), int(root))
                total = float(values[cycle].sum())
                if total < 1 - TOLERANCE:
                    found.setdefault(cycle.tobytes(), (total, cycle))
        if not found and limit < 1.0 and not (clock is not None and clock.over):
            return self.violated(np.full(len(values), HOP), frustrated, clock=clock)
        ranked = sorted(found.values(), key=lambda pair: (pair[0], len(pair[1])))
        return [cycle for _, cycle in ranked]

    def _paths(self, values: Floats, open_: Bools) -> _Paths:
        """Return the arcs of ties that are open, of parallel ones that with the least value."""
        keep = open_[self._tie]
        key, tie = self._key[keep], self._tie[keep]
        if self._parallel and len(key):
            order = np.lexsort((values[tie], key))
            key, tie = key[order], tie[order]
            first = np.concatenate([[True], np.diff(key) > 0])
            key, tie = key[first], tie[first]
        return _Paths(self.graph.size, key, tie)


@dataclass(frozen=True, slots=True, eq=False)
class _Paths:
    """The arcs that paths may take: sorted keys (from, to) of nodes of the cover, and the tie of each."""

    size: int
    key: Ints
    tie: Ints

    def cycle(self, before: Ints, source: int, node: int, by: int) -> Ints:
        """Return the ties of the first simple cycle on the walk that leads from `node` back to `source` and by a tie to `node`.

        An actor that the walk meets twice is met once on each side of the cover: what lies between is a shorter cycle.
        """
        walk, seen = [node], {node % self.size: 0}
        start, closed = 0, by < 0
        while node != source:
            node = int(before[node])
            walk.append(node)
            if node % self.size in seen:
                start, closed = seen[node % self.size], True
                break
            seen[node % self.size] = len(walk) - 1
        nodes = np.array(walk[start:])
        ties = self.tie[np.searchsorted(self.key, nodes[1:] * (2 * self.size) + nodes[:-1])]
        return np.sort(ties if closed else np.append(ties, by))


def _closings(graph: SignedGraph, roots: Ints) -> tuple[Ints, Ints, Ints]:
    """Return actors that cover the root ties; for each root the place of its actor and the node that it closes from.

    The walk from u+ that the root tie (u, v) closes must end at v- if the tie is friendly, at v+ if hostile.
    """
    tail, head = graph.tail[roots], graph.head[roots]
    degree = np.bincount(np.concatenate([tail, head]), minlength=graph.size)
    swap = degree[head] > degree[tail]
    near, far = np.where(swap, head, tail), np.where(swap, tail, head)
    sources, at = np.unique(near, return_inverse=True)
    return sources, at, far + np.where(graph.sign[roots] > 0, graph.size, 0)
