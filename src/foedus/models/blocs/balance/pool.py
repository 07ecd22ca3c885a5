"""Divisions that were found, kept as candidates for other questions and other weights."""

from __future__ import annotations

import numpy as np

from foedus.models.blocs.balance.graph import Bools, Floats, Ints, SignedGraph, frustrated

_MOST = 400
"""Divisions kept; beyond that the dearest under the present weights go."""


class Pool:
    """Distinct divisions of one graph, told apart by the ties that they frustrate.

    Parameters
    ----------
    graph : SignedGraph
        The ties.
    """

    def __init__(self, graph: SignedGraph) -> None:
        self._graph = graph
        self._known: dict[bytes, int] = {}
        self.labels = np.zeros((0, graph.size), dtype=np.int64)
        self.frustrated: Bools = np.zeros((0, graph.ties), dtype=np.bool_)

    def __len__(self) -> int:
        return len(self.labels)

    def add(self, labels: Ints, weights: Floats) -> None:
        """Keep a division if it is new."""
        wrong = frustrated(self._graph, labels)
        mark = np.packbits(wrong).tobytes()
        if mark in self._known:
            return
        if len(self) >= _MOST:
            order = np.argsort(self.frustrated @ weights, kind="stable")[: _MOST // 2]
            self.labels, self.frustrated = self.labels[order], self.frustrated[order]
            self._known = {np.packbits(row).tobytes(): at for at, row in enumerate(self.frustrated)}
        self._known[mark] = len(self)
        self.labels = np.concatenate([self.labels, labels[None, :]])
        self.frustrated = np.concatenate([self.frustrated, wrong[None, :]])

    def costs(self, weights: Floats) -> Floats:
        """Cost of each division under these weights."""
        found: Floats = self.frustrated @ weights
        return found
