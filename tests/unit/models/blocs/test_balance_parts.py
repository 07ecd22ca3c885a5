"""The parts of the solver: blocks, cover, cycles, local search, continuity."""

import networkx as nx
import numpy as np
import pytest

from foedus.models.blocs.balance import Blocs, Clock, build_graph, cost, follow, frustrated
from foedus.models.blocs.balance.blocks import biconnected_blocks
from foedus.models.blocs.balance.continuity import match_blocs, orient
from foedus.models.blocs.balance.cover import Cover
from foedus.models.blocs.balance.descent import Descent
from foedus.models.blocs.balance.program import CoveringProgram
from foedus.models.blocs.balance.store import CycleStore
from unit.models.blocs.signed_worlds import every_division, random_graph


@pytest.mark.parametrize("seed", range(8))
def test_blocks_are_those_of_a_peer(seed):
    rng = np.random.default_rng(seed)
    drawn = random_graph(rng, 40, 50, hostile=0.5)
    pairs = np.unique(np.sort(np.stack([drawn.tail, drawn.head], axis=1), axis=1), axis=0)
    found = biconnected_blocks(40, pairs[:, 0], head=pairs[:, 1])
    expected = nx.biconnected_component_edges(nx.Graph(pairs.tolist()))
    ours = {frozenset(map(tuple, pairs[block].tolist())) for block in found}
    assert ours == {frozenset((min(e), max(e)) for e in block) for block in expected}
    assert sorted(np.concatenate(found).tolist()) == list(range(len(pairs)))


def test_parallel_ties_are_one_block():
    assert [b.tolist() for b in biconnected_blocks(2, np.array([0, 0]), head=np.array([1, 1]))] == [[0, 1]]


def bad_cycles(graph, kind):
    """Every simple cycle that must be broken, as a set of ties."""
    multi = nx.MultiGraph()
    multi.add_edges_from((a, b, tie) for tie, (a, b) in enumerate(zip(graph.tail, graph.head, strict=True)))
    found = set()
    for subset in range(1, 2**graph.ties):
        ties = [tie for tie in range(graph.ties) if subset >> tie & 1]
        ends = np.bincount(np.concatenate([graph.tail[ties], graph.head[ties]]), minlength=graph.size)
        hostile = int((graph.sign[ties] < 0).sum())
        if set(ends.tolist()) <= {0, 2} and (hostile % 2 if kind is Blocs.TWO else hostile == 1):
            part = nx.MultiGraph()
            part.add_edges_from((graph.tail[t], graph.head[t]) for t in ties)
            if nx.is_connected(part):
                found.add(tuple(ties))
    return found


@pytest.mark.parametrize("kind", list(Blocs), ids=["two", "any"])
def test_violated_cycles_are_found_exactly_when_there_are_some(kind):
    rng = np.random.default_rng(0)
    none = 0
    for _ in range(40):
        graph = random_graph(rng, 5, 8, hostile=0.5)
        cover, cycles = Cover(graph, kind), bad_cycles(graph, kind)
        # Values that satisfy many cycles, so that both answers occur.
        values = np.clip(rng.random(graph.ties) * rng.choice([0.7, 1.5, 3.0]), 0, 1)
        for labels in every_division(5, kind)[::7]:
            found = cover.violated(values, frustrated(graph, labels))
            violated = {cycle for cycle in cycles if values[list(cycle)].sum() < 1 - 1e-6}
            assert {tuple(cycle.tolist()) for cycle in found} <= violated
            assert bool(found) == bool(violated)
            none += not violated
    assert none


def test_the_bound_of_the_program_holds_before_all_cycles_are_in():
    program = CoveringProgram(np.array([1.0, 2.0, 3.0]))
    assert program.solve(Clock()).bound == 0
    program.add_cycles([np.array([0, 1])])
    assert program.solve(Clock()).bound == pytest.approx(1)
    program.add_cycles([np.array([1, 2])])
    assert program.solve(Clock()).bound == pytest.approx(2)
    assert not program.add_cycles([np.array([1, 2])])
    mark = program.mark()
    program.add_columns(np.zeros(1))
    program.add_cycles([np.array([2, 3]), np.array([0, 2])])
    program.restore(mark)
    assert program.columns == 3
    assert program.solve(Clock()).bound == pytest.approx(2)
    # The cycle that needs no extra column came to stay.
    assert program.recall(np.array([0.0, 1.0, 0.0]))
    assert program.solve(Clock()).bound == pytest.approx(3)


def test_the_store_keeps_each_cycle_once_and_forgets_columns():
    store = CycleStore()
    assert store.add([np.array([0, 1]), np.array([1, 4]), np.array([0, 1])]).tolist() == [0, 1, 0]
    assert store.sums(np.array([1, 2, 4, 8, 16.0])).tolist() == [3, 18]
    assert store.truncate(3).tolist() == [0, -1]
    assert store.add([np.array([1, 4])]).tolist() == [1]


@pytest.mark.parametrize("kind", list(Blocs), ids=["two", "any"])
def test_local_search_never_worsens_and_ends_where_no_actor_gains(kind):
    rng = np.random.default_rng(9)
    for _ in range(20):
        graph = random_graph(rng, 12, 30, hostile=0.5)
        weights = rng.random(graph.ties)
        descent = Descent(graph, weights, kind)
        start = rng.choice([-1, 1], size=12) if kind is Blocs.TWO else rng.integers(4, size=12)
        found = descent.improve(start)
        assert cost(graph, weights, labels=found) <= cost(graph, weights, labels=start) + 1e-12
        for actor in range(12):
            for label in (-1, 1) if kind is Blocs.TWO else {*found.tolist(), 99}:
                moved = found.copy()
                moved[actor] = label
                assert cost(graph, weights, labels=moved) >= cost(graph, weights, labels=found) - 1e-9
        better = descent.search(start, rng, tries=5, clock=Clock())
        assert cost(graph, weights, labels=better) <= cost(graph, weights, labels=start)


def test_blocs_are_matched_by_the_actors_they_share():
    before = np.array([1, 1, 1, 2, 2, 3, 0])
    after = np.array([3, 3, 1, 1, 1, 0, 2])
    assert match_blocs(before, after) == ((1, 3), (2, 1))
    step = follow(before, after)
    assert (step.stayed, step.changed, step.joined, step.left) == ((0, 1, 3, 4), (2,), (6,), (5,))


def test_two_blocs_take_the_orientation_with_more_overlap():
    before = np.array([1, 1, 1, 2, 2])
    assert follow(before, 3 - before).changed == ()
    assert follow(before, np.array([2, 2, 2, 2, 1])).changed == (3,)


def test_components_turn_one_by_one():
    before, after = np.array([1, 1, 2, 1, 2]), np.array([1, 1, 2, 2, 1])
    assert orient(before, after, component=np.array([0, 0, 0, 1, 1])).tolist() == before.tolist()
    assert orient(before, after, component=np.zeros(5, dtype=np.int64)).tolist() == after.tolist()


def test_nothing_to_match():
    nobody = np.zeros(3, dtype=np.int64)
    assert follow(nobody, nobody).matches == ()
    assert follow(nobody, np.array([1, 1, 0])).joined == (0, 1)


def test_the_cost_of_a_division():
    graph = build_graph(3, [0, 1, 2], [1, 2, 0], [1, 1, -1])
    assert cost(graph, np.array([1.0, 2.0, 4.0]), labels=np.array([0, 0, 0])) == 4
    assert frustrated(graph, np.array([[0, 0, 0], [0, 1, 1]])).tolist() == [[False, False, True], [True, False, False]]
