"""A division of actors into blocs, with the bounds on its cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.models.blocs.balance.graph import Blocs, Bools, Floats, Ints, SignedGraph, frustrated


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """The best division found and what is proved of it.

    Parameters
    ----------
    labels : ndarray of int, shape (n,)
        Bloc of each actor, 1 the largest; 0 where it belongs to none: an actor without ties, and, where any number
        of blocs is allowed, one that no friendly tie holds in a bloc. With two blocs the labels of different
        components say nothing of each other.
    frustrated : ndarray of bool, shape (m,)
        The ties that the division contradicts.
    lower, upper : float
        The frustration index lies between them; `upper` is what this division costs.
    """

    labels: Ints
    frustrated: Bools
    lower: float
    upper: float

    @property
    def optimal(self) -> bool:
        """Whether the division is proved to be best."""
        return self.lower >= self.upper

    @property
    def status(self) -> str:
        """``optimal`` or ``bounded``."""
        return "optimal" if self.optimal else "bounded"


def groups_of(graph: SignedGraph, wrong: Bools, *, blocs: Blocs) -> Ints:
    """Return a group of each actor, as fine as the satisfied ties allow.

    Parameters
    ----------
    wrong : ndarray of bool, shape (m,)
        Frustrated ties of divisions of the graph's blocks; together they may be of no one division of the whole
        only where ties weigh nothing, and then fewer are frustrated.
    """
    n = graph.size
    if blocs is Blocs.ANY:
        held = (graph.sign > 0) & ~wrong
        return SignedGraph(n, graph.tail[held], graph.head[held], graph.sign[held]).components[1]
    together = (graph.sign > 0) != wrong
    shift = np.where(together, 0, n)
    tail = np.concatenate([graph.tail, graph.tail + n])
    head = np.concatenate([graph.head + shift, graph.head + n - shift])
    cover = SignedGraph(2 * n, tail, head, np.ones(len(tail), dtype=np.int64))
    copies = cover.components[1].reshape(2, n)
    # The two copies of a component are told apart by the copy of its first actor.
    _, component = graph.components
    first = np.full(component.max(initial=-1) + 1, n)
    np.minimum.at(first, component, np.arange(n))
    return np.where(copies[0] == copies[0][first[component]], 1, -1).astype(np.int64)


def label(graph: SignedGraph, groups: Ints, *, blocs: Blocs) -> Ints:
    """Return the blocs of a division by size, as :class:`Partition` numbers them."""
    n = graph.size
    if blocs is Blocs.TWO:
        count, component = graph.components
        balance = np.bincount(component, weights=groups, minlength=count)
        first = np.full(count, n)
        np.minimum.at(first, component, np.arange(n))
        lead = np.where(balance != 0, np.sign(balance), groups[np.minimum(first, n - 1)] if n else 1)
        tied = np.zeros(n, dtype=np.bool_)
        tied[graph.tail] = tied[graph.head] = True
        return np.where(tied, np.where(groups == lead[component], 1, 2), 0).astype(np.int64)
    _, start, group, size = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((start, -size))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return np.where(size[group] > 1, rank[group], 0)


def build_partition(
    graph: SignedGraph, weights: Floats, *, wrong: Bools, blocs: Blocs, lower: float | None
) -> Partition:
    """Return the division that frustrates these ties and no others; `lower` is None where it is proved to be best."""
    return price(divide(graph, wrong, blocs=blocs), weights, lower=lower)


def divide(graph: SignedGraph, wrong: Bools, *, blocs: Blocs) -> tuple[Ints, Bools]:
    """Return the labels of the division that frustrates these ties and no others, and the ties that it frustrates."""
    groups = groups_of(graph, wrong, blocs=blocs)
    return label(graph, groups, blocs=blocs), frustrated(graph, groups)


def price(division: tuple[Ints, Bools], weights: Floats, *, lower: float | None) -> Partition:
    """Return a division with its cost under these weights; `lower` is None where it is proved to be best."""
    labels, wrong = division
    upper = float(weights[wrong].sum())
    return Partition(labels, wrong, upper if lower is None else min(lower, upper), upper)
