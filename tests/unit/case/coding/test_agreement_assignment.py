"""The best assignment, against NetworkX (blossom algorithm) as oracle."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from foedus.case.coding.matching import best_pairs


def weight_by_networkx(weights: NDArray[np.int64]) -> int:
    graph = nx.Graph()
    for row, column in zip(*np.nonzero(weights), strict=True):
        graph.add_edge(("row", row), ("column", column), weight=int(weights[row, column]))
    return sum(graph.edges[edge]["weight"] for edge in nx.max_weight_matching(graph))


@pytest.mark.parametrize("seed", range(40))
def test_the_total_weight_is_the_largest_there_is(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 9, 2))
    weights = rng.integers(0, (5, 2 * 10**9)[seed % 2], shape) * (rng.random(shape) < 0.6)
    pairs = best_pairs(weights)
    assert sum(int(weights[pair]) for pair in pairs) == weight_by_networkx(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(weights[pair] > 0 for pair in pairs)
    assert pairs == sorted(pairs)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (2, 3)])
def test_nothing_is_paired_where_nothing_fits(shape: tuple[int, int]) -> None:
    assert best_pairs(np.zeros(shape, dtype=np.int64)) == []
