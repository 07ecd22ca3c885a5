"""The frustration index against every division of small networks and against two other models."""

import math

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.models.blocs.balance import BalanceSolver, Blocs, build_graph, cost, frustration
from foedus.models.blocs.balance.graph import check_weights
from unit.models.blocs.signed_worlds import every_division, pair_index, random_graph, weights_for, wrong_ties, xor_index

KINDS = pytest.mark.parametrize("kind", list(Blocs), ids=["two", "any"])


@KINDS
def test_the_index_is_the_least_cost_of_any_division(kind):
    rng = np.random.default_rng(3)
    for style in range(60):
        actors = int(rng.integers(2, 11 if kind is Blocs.TWO else 8))
        graph = random_graph(rng, actors, int(rng.integers(1, 3 * actors)), hostile=rng.uniform(0.1, 0.9))
        weights = weights_for(rng, graph, style)
        wrong = wrong_ties(graph, every_division(actors, kind))
        least = float((wrong @ weights).min())
        found = BalanceSolver(graph, blocs=kind).solve(weights)
        assert found.status == "optimal"
        assert found.lower == found.upper == pytest.approx(least, abs=1e-9)
        assert weights[found.frustrated].sum() == pytest.approx(least, abs=1e-9)


def test_the_largest_networks_that_can_be_looked_through():
    rng = np.random.default_rng(8)
    graph = random_graph(rng, 18, 60, hostile=0.5, connected=True)
    side = (np.arange(2**17)[:, None] >> np.arange(18)) & 1
    together = side[:, graph.tail] == side[:, graph.head]
    wrong = np.where(graph.sign == 1, ~together, together)
    assert frustration(18, graph.tail, graph.head, graph.sign).upper == wrong.sum(axis=1).min()


@pytest.mark.parametrize("seed", range(6))
def test_another_model_of_two_blocs_agrees(seed):
    rng = np.random.default_rng(seed)
    graph = random_graph(rng, 22, 70, hostile=0.4, connected=True)
    weights = weights_for(rng, graph, seed)
    found = BalanceSolver(graph).solve(weights)
    assert found.optimal
    assert found.upper == pytest.approx(xor_index(graph, weights), rel=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_another_model_of_any_number_of_blocs_agrees(seed):
    rng = np.random.default_rng(seed)
    graph = random_graph(rng, 13, 45, hostile=0.45, connected=True)
    weights = weights_for(rng, graph, seed)
    found = BalanceSolver(graph, blocs=Blocs.ANY).solve(weights)
    assert found.optimal
    assert found.upper == pytest.approx(pair_index(graph, weights), rel=1e-6)


@KINDS
def test_the_same_solver_answers_under_other_weights(kind):
    rng = np.random.default_rng(4)
    graph = random_graph(rng, 7, 18, hostile=0.5, connected=True)
    wrong = wrong_ties(graph, every_division(7, kind))
    solver = BalanceSolver(graph, blocs=kind)
    for weights in (*rng.exponential(size=(25, graph.ties)), np.zeros(graph.ties), np.ones(graph.ties)):
        assert solver.solve(weights).upper == pytest.approx((wrong @ weights).min(), abs=1e-6)


def test_a_tie_given_twice_may_change_its_sign_between_answers():
    # The triangle 0-1, 1-2 friendly; 0-2 stands as friendly and as hostile, one of the two without weight.
    solver = BalanceSolver(build_graph(3, [0, 1, 0, 0], [1, 2, 2, 2], [1, 1, 1, -1]))
    assert solver.solve([1, 1, 1, 0]).upper == 0
    assert solver.solve([1, 1, 0, 1]).upper == 1
    assert solver.solve([1, 1, 1, 0]).upper == 0


def test_labels_say_who_stands_with_whom():
    # Two friendly triangles, hostile to each other in two ties, and a pendant enemy.
    tail, head = [0, 1, 2, 3, 4, 5, 0, 1, 5], [1, 2, 0, 4, 5, 3, 3, 4, 6]
    sign = [1, 1, 1, 1, 1, 1, -1, -1, -1]
    two = frustration(8, tail, head, sign)
    assert two.upper == 0
    assert two.labels.tolist() == [1, 1, 1, 2, 2, 2, 1, 0]  # 7 has no tie: in no bloc
    fine = frustration(8, tail, head, sign, blocs=Blocs.ANY)
    assert fine.labels.tolist() == [1, 1, 1, 2, 2, 2, 0, 0]  # 6 is held by no friendly tie: no bloc of one


def test_the_largest_bloc_is_number_one():
    found = frustration(5, [0, 1, 2, 3], [1, 2, 3, 4], [-1, 1, 1, 1])
    assert found.labels.tolist() == [2, 1, 1, 1, 1]


@KINDS
def test_networks_without_ties_and_without_actors(kind):
    for actors in (0, 1, 3):
        found = frustration(actors, [], [], [], blocs=kind)
        assert (found.lower, found.upper, found.status) == (0, 0, "optimal")
        assert found.labels.tolist() == [0] * actors


@KINDS
def test_a_time_limit_that_is_too_short_gives_bounds_that_hold(kind):
    rng = np.random.default_rng(5)
    graph = random_graph(rng, 60, 900, hostile=0.5, connected=True)
    found = BalanceSolver(graph, blocs=kind).solve(time_limit=0.4)
    assert found.status == "bounded"
    assert 0 < found.lower < found.upper <= graph.ties / 2
    # Those in no bloc stand alone, not together.
    alone = np.where(found.labels == 0, -1 - np.arange(60), found.labels)
    assert cost(graph, np.ones(graph.ties), labels=alone) == found.upper
    # A longer look stays inside the bounds.
    again = BalanceSolver(graph, blocs=kind).solve(time_limit=1.5)
    assert again.lower <= found.upper
    assert again.upper >= found.lower


def test_no_time_at_all_still_gives_a_division():
    graph = random_graph(np.random.default_rng(6), 30, 120, hostile=0.5, connected=True)
    found = BalanceSolver(graph).solve(time_limit=1e-9)
    assert 0 <= found.lower <= found.upper < math.inf
    assert found.frustrated.sum() == found.upper


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((2, [0], [1], [2]), "sign 2"),
        ((2, [0], [0], [1]), "with itself"),
        ((2, [0], [2], [1]), "expected actors 0 to 1"),
        ((2, [0, 1], [1], [1]), "as many of each"),
        ((2, [0], [1], [0]), "expected 1 or -1"),
    ],
)
def test_arrays_that_are_no_network_are_refused(arguments, expected):
    with pytest.raises(InputError, match=expected):
        frustration(*arguments)


@pytest.mark.parametrize("weights", [[-1.0], [math.nan], [math.inf], [1.0, 1.0]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(InputError):
        check_weights(weights, 1)
