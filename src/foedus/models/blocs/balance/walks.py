"""Walk balance: closed walks of every length, the long ones counting less.

Source: Estrada & Benzi (2014), Walk-based measure of balance in signed networks, Physical Review E 90:042802. A closed walk
is balanced if it passes an even number of hostile ties. Of all closed walks of length k, weighted by 1/k!, the balanced less
the unbalanced ones make trace exp(A), all of them trace exp(|A|).

The measure falls fast with size and density, even where few ties are frustrated: compare like with like only (Aref & Wilson
2018, Journal of Complex Networks 6:566-595, compare measures of partial balance).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError
from foedus.models.blocs.balance.graph import Floats, SignedGraph, check_weights

LARGEST = 5000
"""Most actors for which walks are counted: all eigenvectors are needed."""


@dataclass(frozen=True, slots=True, eq=False)
class WalkBalance:
    """Walk balance of a network and of each actor.

    Parameters
    ----------
    whole : float
        K, above 0 and at most 1; 1 exactly for a balanced network.
    actors : ndarray, shape (n,)
        The same over the closed walks through each actor; 1 for an actor without ties.
    """

    whole: float
    actors: Floats

    @property
    def unbalanced_per_balanced(self) -> float:
        """U = (1 - K) / (1 + K), the weight of unbalanced closed walks for each balanced one."""
        return (1 - self.whole) / (1 + self.whole)


def walk_balance(graph: SignedGraph, weights: ArrayLike | None = None) -> WalkBalance:
    """Return walk balance.

    Parameters
    ----------
    graph : SignedGraph
        The ties.
    weights : array, shape (m,), optional
        Weights of the ties; 1 for all by default.

    Raises
    ------
    InputError
        If there is no actor, or there are too many for the eigenvectors.

    Examples
    --------
    A triangle with one hostile tie: (exp(-2) + 2 exp(1)) / (exp(2) + 2 exp(-1)).

    >>> from foedus.models.blocs.balance.graph import build_graph
    >>> round(walk_balance(build_graph(3, [0, 1, 2], [1, 2, 0], [1, 1, -1])).whole, 4)
    0.6858
    """
    n = graph.size
    if not 0 < n <= LARGEST:
        raise InputError(f"walk balance of {n:,} actors; expected 1 to {LARGEST:,}")
    size = check_weights(weights, graph.ties)
    tables = []
    for values in (size * graph.sign, size):
        table = np.zeros((n, n))
        np.add.at(table, (graph.tail, graph.head), values)
        tables.append(table + table.T)
    signed, unsigned = (np.linalg.eigh(table) for table in tables)
    # Both are scaled by the largest eigenvalue of |A|, which none of A exceeds, so that nothing overflows.
    top = float(unsigned[0][-1])
    diagonals = [(vectors**2) @ np.exp(values - top) for values, vectors in (signed, unsigned)]
    actors: Floats = diagonals[0] / diagonals[1]
    return WalkBalance(float(diagonals[0].sum() / diagonals[1].sum()), np.clip(actors, 0.0, 1.0))
