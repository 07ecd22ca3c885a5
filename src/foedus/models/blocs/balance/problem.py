"""A block, its weights and what is known of it: what the search and the questions share."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from foedus.models.blocs.balance.cover import Cover
from foedus.models.blocs.balance.descent import Descent
from foedus.models.blocs.balance.graph import Blocs, Floats, SignedGraph
from foedus.models.blocs.balance.pool import Pool
from foedus.models.blocs.balance.program import CoveringProgram

NEAR = 1e-6
"""Two costs are one if they differ by less than this part of them; cycles are separated to a finer tolerance."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Two actors that a division must have together in one bloc, or apart."""

    one: int
    other: int
    together: bool


class Problem:
    """A connected graph with weights.

    Parameters
    ----------
    graph : SignedGraph
        The ties.
    weights : ndarray, shape (m,)
        Their weights, from 0 up.
    blocs : Blocs
        How many blocs a division may have.

    Attributes
    ----------
    cover : Cover
        The double cover.
    program : CoveringProgram
        The cycles found so far; they hold under any weights.
    pool : Pool
        The divisions found so far.
    descent : Descent
        Local search under the present weights.
    """

    def __init__(self, graph: SignedGraph, weights: Floats, blocs: Blocs) -> None:
        self.graph, self.blocs = graph, blocs
        self.cover = Cover(graph, blocs)
        self.program = CoveringProgram(weights)
        self.pool = Pool(graph)
        self.reweight(weights)

    def reweight(self, weights: Floats) -> None:
        """Take new weights."""
        self.weights = weights
        # Asked for once a tie: looking for it each time would make that the square of their number.
        self._largest = float(weights.max(initial=0.0))
        self.whole = bool((weights == np.round(weights)).all())
        self.descent = Descent(self.graph, weights, self.blocs)
        self.program.reweight(weights)

    def lift(self, bound: float) -> float:
        """Return the least cost that a division may have by a bound: the next whole number where all weights are whole."""
        return float(math.ceil(bound - NEAR)) if self.whole and math.isfinite(bound) else bound

    def reaches(self, bound: float, price: float) -> bool:
        """Whether a bound proves that nothing is cheaper than a price."""
        return self.lift(bound) >= price * (1 - NEAR)

    def exceeds(self, bound: float, price: float) -> bool:
        """Whether a bound proves that everything is dearer than a price."""
        return self.lift(bound) > price + NEAR * max(price, self._largest)
