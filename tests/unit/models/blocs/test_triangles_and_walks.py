"""Triangle and walk balance: closed forms of complete networks, and every triangle looked at."""

import itertools
import math

import numpy as np
import pytest
from scipy.linalg import expm

from foedus.errors import InputError
from foedus.models.blocs.balance import build_graph, triangle_balance, walk_balance
from unit.models.blocs.signed_worlds import random_graph


def complete(n: int, hostile: bool):
    ends = np.array(list(itertools.combinations(range(n), 2)))
    return build_graph(n, ends[:, 0], ends[:, 1], np.full(len(ends), -1 if hostile else 1))


@pytest.mark.parametrize("n", [3, 4, 7])
def test_walks_of_complete_networks(n):
    # The eigenvalues of the complete network are n-1 once and -1 for the rest; all signs turned, so are they.
    everything = math.exp(n - 1) + (n - 1) * math.exp(-1)
    assert walk_balance(complete(n, hostile=False)).whole == pytest.approx(1)
    found = walk_balance(complete(n, hostile=True))
    assert found.whole == pytest.approx((math.exp(1 - n) + (n - 1) * math.e) / everything)
    assert found.actors == pytest.approx(np.full(n, found.whole))
    assert found.unbalanced_per_balanced == pytest.approx((1 - found.whole) / (1 + found.whole))


def test_walks_against_the_matrix_exponential():
    rng = np.random.default_rng(1)
    graph = random_graph(rng, 9, 20, hostile=0.5)
    weights = rng.random(graph.ties)
    signed, plain = np.zeros((9, 9)), np.zeros((9, 9))
    for a, b, s, w in zip(graph.tail, graph.head, graph.sign, weights, strict=True):
        signed[a, b] += s * w
        signed[b, a] += s * w
        plain[a, b] += w
        plain[b, a] += w
    found = walk_balance(graph, weights)
    assert found.whole == pytest.approx(np.trace(expm(signed)) / np.trace(expm(plain)))
    assert found.actors == pytest.approx(np.diag(expm(signed)) / np.diag(expm(plain)))


def test_a_balanced_network_has_walk_balance_1_and_heavy_ties_do_not_overflow():
    graph = build_graph(4, [0, 1, 2, 3], [1, 2, 3, 0], [1, -1, 1, -1])
    assert walk_balance(graph).whole == pytest.approx(1)
    assert walk_balance(graph, np.full(4, 1e4)).whole == pytest.approx(1)


def test_an_actor_without_ties_is_balanced():
    assert walk_balance(build_graph(4, [0, 1, 2], [1, 2, 0], [1, 1, -1])).actors[3] == pytest.approx(1)


@pytest.mark.parametrize(("n", "hostile", "counts"), [(5, False, (10, 0, 0, 0)), (5, True, (0, 0, 0, 10))])
def test_triangles_of_complete_networks(n, hostile, counts):
    assert triangle_balance(complete(n, hostile)).counts == counts


def test_triangles_one_by_one():
    rng = np.random.default_rng(7)
    ends = np.array([pair for pair in itertools.combinations(range(12), 2) if rng.random() < 0.6])
    sign = np.where(rng.random(len(ends)) < 0.4, -1, 1)
    of = {tuple(pair): s for pair, s in zip(ends.tolist(), sign.tolist(), strict=True)}
    counts = [0, 0, 0, 0]
    for a, b, c in itertools.combinations(range(12), 3):
        three = [of.get(pair) for pair in ((a, b), (b, c), (a, c))]
        if None not in three:
            counts[three.count(-1)] += 1
    found = triangle_balance(build_graph(12, ends[:, 0], ends[:, 1], sign))
    assert found.counts == tuple(counts)
    assert found.share == pytest.approx((counts[0] + counts[2]) / sum(counts))
    assert found.weak_share == pytest.approx(1 - counts[1] / sum(counts))


def test_shares_without_a_triangle_are_none():
    found = triangle_balance(build_graph(3, [0, 1], [1, 2], [1, -1]))
    assert (found.triangles, found.share, found.weak_share) == (0, None, None)


def test_walks_of_too_many_actors_are_refused():
    with pytest.raises(InputError, match="expected 1 to"):
        walk_balance(build_graph(6000, [0], [1], [1]))
