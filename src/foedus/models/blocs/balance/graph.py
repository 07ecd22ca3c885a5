"""A signed graph as arrays, and what a division of it costs.

Two readings of the same ties. Balance in the sense of Harary (1953) knows two sides: positive ties inside,
negative ties between them. Davis (1967) allows any number of blocs. A tie that a division contradicts is
*frustrated*; a division costs the summed weight of its frustrated ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from foedus.errors import InputError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Blocs(Enum):
    """How many blocs a division may have."""

    TWO = "2"
    ANY = "any"


@dataclass(frozen=True, eq=False)
class SignedGraph:
    """Actors 0 .. size-1 and signed, undirected ties between them.

    Parameters
    ----------
    size : int
        Number of actors.
    tail, head : ndarray of int, shape (m,)
        Ends of each tie.
    sign : ndarray of int, shape (m,)
        1 friendly, -1 hostile.

    Notes
    -----
    Parallel ties are allowed, also of opposite sign: one of the two is then frustrated by every division.
    """

    size: int
    tail: Ints
    head: Ints
    sign: Ints

    @property
    def ties(self) -> int:
        """Number of ties."""
        return len(self.sign)

    @cached_property
    def components(self) -> tuple[int, Ints]:
        """Number of connected components, and the component of each actor."""
        links = csr_matrix((np.ones(self.ties), (self.tail, self.head)), shape=(self.size, self.size))
        count, found = connected_components(links, directed=False)
        return int(count), found.astype(np.int64)

    def subgraph(self, ties: Ints) -> tuple[SignedGraph, Ints]:
        """Return these ties with their ends numbered anew, and the old number of every new one."""
        actors, ends = np.unique(np.concatenate([self.tail[ties], self.head[ties]]), return_inverse=True)
        half = len(ties)
        return SignedGraph(len(actors), ends[:half], ends[half:], self.sign[ties]), actors.astype(np.int64)


def build_graph(size: int, tail: ArrayLike, head: ArrayLike, sign: ArrayLike) -> SignedGraph:
    """Check arrays and return the graph.

    Parameters
    ----------
    size : int
        Number of actors, at least 0.
    tail, head : array of int, shape (m,)
        Ends, 0 .. size-1; no tie joins an actor with itself.
    sign : array, shape (m,)
        1 or -1.

    Raises
    ------
    InputError
        If lengths differ, an end is no actor, a tie joins an actor with itself, or a sign is neither 1 nor -1.

    Examples
    --------
    >>> build_graph(3, [0, 1, 2], [1, 2, 0], [1, 1, -1]).ties
    3
    """
    ends = [np.asarray(a, dtype=np.int64).reshape(-1) for a in (tail, head)]
    given = np.asarray(sign).reshape(-1)
    if not len(ends[0]) == len(ends[1]) == len(given):
        raise InputError(f"{len(ends[0])} tails, {len(ends[1])} heads, {len(given)} signs; expected as many of each")
    wrong = np.flatnonzero((np.minimum(*ends) < 0) | (np.maximum(*ends) >= size))
    if len(wrong):
        at = int(wrong[0])
        raise InputError(f"tie {at} joins {ends[0][at]} and {ends[1][at]}; expected actors 0 to {size - 1}")
    loops = np.flatnonzero(ends[0] == ends[1])
    if len(loops):
        raise InputError(f"tie {int(loops[0])} joins actor {ends[0][loops[0]]} with itself; expected two actors")
    other = np.flatnonzero((given != 1) & (given != -1))
    if len(other):
        raise InputError(f"tie {int(other[0])} has sign {given[other[0]]}; expected 1 or -1")
    return SignedGraph(int(size), ends[0], ends[1], given.astype(np.int64))


def check_weights(weights: ArrayLike | None, ties: int) -> Floats:
    """Return weights as an array, 1 for each tie where there are none.

    Raises InputError if there are not as many as ties, or one is negative or not finite.
    """
    if weights is None:
        return np.ones(ties)
    found = np.asarray(weights, dtype=np.float64).reshape(-1)
    if len(found) != ties:
        raise InputError(f"{len(found)} weights for {ties} ties; expected one for each")
    wrong = np.flatnonzero(~(np.isfinite(found) & (found >= 0)))
    if len(wrong):
        raise InputError(f"weight {found[wrong[0]]} of tie {int(wrong[0])}; expected a number from 0 up")
    return found


def frustrated(graph: SignedGraph, labels: NDArray[np.int64]) -> Bools:
    """Whether each tie is frustrated by a division.

    Parameters
    ----------
    labels : ndarray of int, shape (n,) or (k, n)
        Bloc of each actor, by any numbers; one division or several.

    Returns
    -------
    ndarray of bool, shape (m,) or (k, m)
        A friendly tie between blocs or a hostile one inside a bloc.

    Examples
    --------
    >>> frustrated(build_graph(3, [0, 1, 2], [1, 2, 0], [1, 1, -1]), np.array([1, 1, -1])).tolist()
    [False, True, False]
    """
    together = labels[..., graph.tail] == labels[..., graph.head]
    wrong: Bools = together != (graph.sign > 0)
    return wrong


def cost(graph: SignedGraph, weights: Floats, *, labels: NDArray[np.int64]) -> float:
    """Summed weight of the ties that a division frustrates."""
    return float(weights[frustrated(graph, labels)].sum())
