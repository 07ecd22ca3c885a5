"""Signed networks small enough to look at every division, and second formulations that share no code with foedus."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import highspy
import numpy as np

from foedus.models.blocs.balance import Blocs, SignedGraph, build_graph


def every_division(n: int, kind: Blocs) -> np.ndarray:
    """Each division once or twice, as rows of labels."""
    if kind is Blocs.TWO:
        return np.array(list(itertools.product([0, 1], repeat=n)))
    return np.array(list(_set_partitions(n)))


def _set_partitions(n: int) -> Iterator[tuple[int, ...]]:
    def grow(labels: tuple[int, ...], used: int) -> Iterator[tuple[int, ...]]:
        if len(labels) == n:
            yield labels
            return
        for label in range(used + 1):
            yield from grow((*labels, label), max(used, label + 1))

    yield from grow((), 0)


def wrong_ties(graph: SignedGraph, divisions: np.ndarray) -> np.ndarray:
    """Whether each division contradicts each tie, written out from the definition."""
    rows = []
    for labels in divisions:
        rows.append([
            (labels[a] != labels[b]) if sign == 1 else (labels[a] == labels[b])
            for a, b, sign in zip(graph.tail, graph.head, graph.sign, strict=True)
        ])  # fmt: skip
    return np.array(rows, dtype=bool).reshape(len(divisions), graph.ties)


def random_graph(
    rng: np.random.Generator, actors: int, ties: int, *, hostile: float, connected: bool = False
) -> SignedGraph:
    """Ties between random pairs, parallel ones among them."""
    tail, head = rng.integers(actors, size=ties), rng.integers(actors, size=ties)
    if connected:
        tail = np.concatenate([np.arange(1, actors), tail])
        head = np.concatenate([[rng.integers(at) for at in range(1, actors)], head]).astype(int)
    keep = tail != head
    sign = np.where(rng.random(len(tail)) < hostile, -1, 1)
    return build_graph(actors, tail[keep], head[keep], sign[keep])


def weights_for(rng: np.random.Generator, graph: SignedGraph, style: int) -> np.ndarray:
    """Ones, small whole numbers or fractions."""
    return [np.ones(graph.ties), rng.integers(1, 5, graph.ties).astype(float), rng.random(graph.ties) + 0.05][style % 3]


def xor_index(graph: SignedGraph, weights: np.ndarray) -> float:
    """The XOR model of Aref, Mason & Wilson (2020): a variable for each actor and each tie, no cycles."""
    h = _quiet()
    side = [h.addBinary() for _ in range(graph.size)]
    wrong = [h.addVariable(lb=0, ub=1) for _ in range(graph.ties)]
    for f, a, b, sign in zip(wrong, graph.tail, graph.head, graph.sign, strict=True):
        if sign == 1:
            h.addConstr(f >= side[a] - side[b])
            h.addConstr(f >= side[b] - side[a])
        else:
            h.addConstr(f >= side[a] + side[b] - 1)
            h.addConstr(f >= 1 - side[a] - side[b])
    h.minimize(h.qsum(float(w) * f for w, f in zip(weights, wrong, strict=True)))
    return _value(h)


def pair_index(graph: SignedGraph, weights: np.ndarray) -> float:
    """The model of Grötschel & Wakabayashi (1989) for any number of blocs: a variable for each pair, transitive."""
    h = _quiet()
    n = graph.size
    apart = {pair: h.addBinary() for pair in itertools.combinations(range(n), 2)}
    for a, b, c in itertools.combinations(range(n), 3):
        three = apart[a, b], apart[b, c], apart[a, c]
        for at in range(3):
            h.addConstr(three[at] <= three[at - 1] + three[at - 2])
    pairs = [apart[min(a, b), max(a, b)] for a, b in zip(graph.tail, graph.head, strict=True)]
    friendly = (float(w) * y for w, y, s in zip(weights, pairs, graph.sign, strict=True) if s == 1)
    hostile = (float(w) * (1 - y) for w, y, s in zip(weights, pairs, graph.sign, strict=True) if s == -1)
    h.minimize(h.qsum(itertools.chain(friendly, hostile)))
    return _value(h)


def _quiet() -> highspy.Highs:
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("mip_rel_gap", 0.0)
    return h


def _value(h: highspy.Highs) -> float:
    assert h.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return h.getInfo().objective_function_value
