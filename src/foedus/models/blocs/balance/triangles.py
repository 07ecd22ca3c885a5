"""Triangle balance: the share of closed triads whose ties agree.

A triangle is balanced if it has an even number of hostile ties (Heider 1946; Cartwright & Harary 1956, Psychological
Review 63:277-293). In the weak sense of Davis (1967) only the triangle with exactly one hostile tie is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from foedus.models.blocs.balance.graph import SignedGraph


@dataclass(frozen=True, slots=True)
class TriangleBalance:
    """Triangles by their number of hostile ties.

    Parameters
    ----------
    counts : tuple of int
        Triangles with 0, 1, 2 and 3 hostile ties.
    """

    counts: tuple[int, int, int, int]

    @property
    def triangles(self) -> int:
        """Number of triangles."""
        return sum(self.counts)

    @property
    def share(self) -> float | None:
        """Share of balanced triangles, 0..1; None without a triangle."""
        return (self.counts[0] + self.counts[2]) / self.triangles if self.triangles else None

    @property
    def weak_share(self) -> float | None:
        """Share of triangles without exactly one hostile tie, 0..1; None without a triangle."""
        return 1 - self.counts[1] / self.triangles if self.triangles else None


def triangle_balance(graph: SignedGraph) -> TriangleBalance:
    """Count the triangles of a signed network; weights do not enter.

    Parameters
    ----------
    graph : SignedGraph
        Of parallel ties each makes triangles of its own.

    Notes
    -----
    With P and N the matrices of friendly and hostile ties, the sums of the entries of (PP)P, (PP)N, (NN)P and (NN)N,
    entry by entry, count each triangle 6, 2, 2 and 6 times.

    Examples
    --------
    >>> from foedus.models.blocs.balance.graph import build_graph
    >>> triangle_balance(build_graph(3, [0, 1, 2], [1, 2, 0], [1, -1, -1])).share
    1.0
    """
    n = graph.size
    tables = []
    for sign in (1, -1):
        at = graph.sign == sign
        ends = np.concatenate([graph.tail[at], graph.head[at]]), np.concatenate([graph.head[at], graph.tail[at]])
        tables.append(csr_matrix((np.ones(len(ends[0])), ends), shape=(n, n)))
    friendly, hostile = tables
    united, parted = friendly @ friendly, hostile @ hostile
    sums = [
        united.multiply(friendly).sum() / 6,
        united.multiply(hostile).sum() / 2,
        parted.multiply(friendly).sum() / 2,
        parted.multiply(hostile).sum() / 6,
    ]
    zero, one, two, three = (round(float(value)) for value in sums)
    return TriangleBalance((zero, one, two, three))
