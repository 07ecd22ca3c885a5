"""Margins, statuses and flips against every division of small networks."""

import numpy as np
import pytest

from foedus.models.blocs.balance import (
    Blocs,
    Clock,
    Ranging,
    SignedGraph,
    flip_changes,
    membership_margins,
    tie_statuses,
)
from foedus.models.blocs.balance.margins import undetermined
from foedus.models.blocs.balance.problem import Problem, Relation
from foedus.models.blocs.balance.search import Search
from unit.models.blocs.signed_worlds import every_division, random_graph, weights_for, wrong_ties

NEAR = 1e-6


@pytest.fixture(scope="module", params=list(Blocs), ids=["two", "any"])
def worlds(request):
    """Networks with the cost of every division, and what foedus finds."""
    rng = np.random.default_rng(21)
    found = []
    for style in range(45):
        actors = int(rng.integers(2, 10 if request.param is Blocs.TWO else 8))
        extra = int(rng.integers(0, 2 * actors))
        graph = random_graph(rng, actors, extra, hostile=rng.uniform(0.2, 0.8), connected=True)
        weights = weights_for(rng, graph, style)
        divisions = every_division(actors, request.param)
        ranging = Ranging(graph, weights, request.param, None, Clock(60))
        found.append((graph, weights, divisions, wrong_ties(graph, divisions), ranging))
    return found


def test_margins_are_what_the_reversed_relation_costs(worlds):
    for _, weights, divisions, wrong, ranging in worlds:
        prices = wrong @ weights
        margins = membership_margins(ranging, 0, clock=Clock(60))
        assert margins.exact.all()
        apart = ranging.best != ranging.best[0]
        for actor in range(1, len(apart)):
            reversed_ = (divisions[:, actor] != divisions[:, 0]) != apart[actor]
            assert margins.upper[actor] == pytest.approx(prices[reversed_].min() - prices.min(), abs=NEAR)


def test_margins_are_0_exactly_where_best_divisions_disagree(worlds):
    some = 0
    for _, weights, divisions, wrong, ranging in worlds:
        prices = wrong @ weights
        best = divisions[prices <= prices.min() + NEAR]
        apart = best != best[:, :1]
        disagree = np.flatnonzero(apart.any(axis=0) & ~apart.all(axis=0))
        free = undetermined(membership_margins(ranging, 0, clock=Clock(60)), 0)
        assert free.tolist() == disagree.tolist()
        some += len(free)
    assert some > 10


def test_statuses_say_which_best_divisions_frustrate_a_tie(worlds):
    seen = set()
    for _, weights, _, wrong, ranging in worlds:
        prices = wrong @ weights
        best = wrong[prices <= prices.min() + NEAR]
        expected = np.where(best.all(axis=0), "every", np.where(best.any(axis=0), "some", "none"))
        found = tie_statuses(ranging, Clock(60))
        assert found.tolist() == expected.tolist()
        seen |= set(found.tolist())
    assert seen == {"every", "some", "none"}


def test_flips_are_the_index_with_the_sign_changed(worlds):
    changes = set()
    for graph, weights, divisions, wrong, ranging in worlds:
        least = (wrong @ weights).min()
        found = flip_changes(ranging, tie_statuses(ranging, Clock(60)), clock=Clock(60))
        for tie in range(graph.ties):
            sign = graph.sign.copy()
            sign[tie] = -sign[tie]
            other = SignedGraph(graph.size, graph.tail, graph.head, sign)
            change = (wrong_ties(other, divisions) @ weights).min() - least
            assert found.lower[tie] == pytest.approx(change, abs=1e-5)
            assert found.upper[tie] == pytest.approx(change, abs=1e-5)
            changes.add(np.sign(round(change, 6)))
    assert changes == {-1, 0, 1}


def test_known_best_divisions_are_best_and_distinct(worlds):
    for graph, weights, _, wrong, ranging in worlds:
        tie_statuses(ranging, Clock(60))
        optima = ranging.optima()
        rows = wrong_ties(graph, optima)
        assert rows @ weights == pytest.approx(np.full(len(optima), (wrong @ weights).min()), abs=NEAR)
        assert len(np.unique(rows, axis=0)) == len(optima)


def test_bounds_of_a_reversal_hold_before_any_search(worlds):
    for _, weights, divisions, wrong, ranging in worlds:
        prices = wrong @ weights
        pairs = np.array([(a, b) for a in range(len(ranging.best)) for b in range(a)])
        low = ranging.lower_bounds(pairs[:, 0], pairs[:, 1])
        high = ranging.upper_bounds(pairs[:, 0], pairs[:, 1])
        for (a, b), below, above in zip(pairs, low, high, strict=True):
            reversed_ = (divisions[:, a] != divisions[:, b]) != (ranging.best[a] != ranging.best[b])
            assert below - NEAR <= prices[reversed_].min() <= above + NEAR


def test_without_time_statuses_are_unknown_and_flips_wide():
    graph = random_graph(np.random.default_rng(2), 60, 800, hostile=0.5, connected=True)
    ranging = Ranging(graph, np.ones(graph.ties), Blocs.TWO, None, Clock(0.3))
    assert not ranging.proved
    over = Clock(1e-9)
    statuses = tie_statuses(ranging, over)
    assert set(statuses.tolist()) == {"unknown"}
    flips = flip_changes(ranging, statuses, clock=over)
    assert (flips.lower == -1).all()
    assert (flips.upper == 1).all()
    margins = membership_margins(ranging, 0, clock=over)
    assert (margins.lower <= margins.upper).all()
    assert not margins.exact[1:].all()


@pytest.mark.parametrize("kind", list(Blocs), ids=["two", "any"])
def test_relations_that_contradict_each_other_have_no_division(kind):
    graph = random_graph(np.random.default_rng(1), 8, 20, hostile=0.5, connected=True)
    chain = (Relation(0, 1, True), Relation(1, 2, True), Relation(2, 0, False))
    search = Search(Problem(graph, np.ones(graph.ties), kind), chain)
    search.run(Clock(20))
    assert (search.lower, search.upper, search.best) == (np.inf, np.inf, None)
