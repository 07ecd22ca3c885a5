"""Laws of structural balance that hold for every signed network."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.models.blocs.balance import (
    BalanceSolver,
    Blocs,
    Clock,
    Ranging,
    SignedGraph,
    build_graph,
    frustration,
    membership_margins,
    triangle_balance,
    walk_balance,
)

FEW = settings(max_examples=40, deadline=None)
MOST = 11


@st.composite
def networks(draw: st.DrawFn, *, connected: bool = False) -> tuple[SignedGraph, np.ndarray]:
    """A signed network of up to eleven actors, with weights that are whole or not."""
    actors = draw(st.integers(2, MOST))
    ends = st.tuples(st.integers(0, actors - 1), st.integers(0, actors - 1)).filter(lambda pair: pair[0] != pair[1])
    pairs = draw(st.lists(ends, min_size=1, max_size=28))
    if connected:
        pairs += [(at, draw(st.integers(0, at - 1))) for at in range(1, actors)]
    sign = draw(st.lists(st.sampled_from([-1, 1]), min_size=len(pairs), max_size=len(pairs)))
    weight = st.sampled_from([1.0, 2.0, 3.0]) if draw(st.booleans()) else st.floats(0.01, 10)
    weights = draw(st.lists(weight, min_size=len(pairs), max_size=len(pairs)))
    graph = build_graph(actors, [a for a, _ in pairs], [b for _, b in pairs], sign)
    return graph, np.array(weights)


def index(graph: SignedGraph, weights: np.ndarray, kind: Blocs = Blocs.TWO) -> float:
    found = BalanceSolver(graph, blocs=kind).solve(weights)
    assert found.optimal
    return found.upper


@FEW
@given(networks(), st.integers(0, 2**MOST - 1))
def test_switching_any_set_of_actors_leaves_the_index(world: tuple[SignedGraph, np.ndarray], chosen: int) -> None:
    graph, weights = world
    inside = (chosen >> np.arange(graph.size)) & 1
    sign = graph.sign * np.where(inside[graph.tail] != inside[graph.head], -1, 1)
    switched = SignedGraph(graph.size, graph.tail, graph.head, sign)
    assert index(switched, weights) == pytest.approx(index(graph, weights), rel=1e-5, abs=1e-9)


@FEW
@given(networks())
def test_the_index_is_at_most_half_the_weight_and_no_more_with_more_blocs(
    world: tuple[SignedGraph, np.ndarray],
) -> None:
    graph, weights = world
    two, many = index(graph, weights), index(graph, weights, Blocs.ANY)
    assert -1e-12 <= many <= two * (1 + 1e-5) + 1e-12
    assert two <= weights.sum() / 2 + 1e-9


@FEW
@given(networks(), st.sampled_from(list(Blocs)), st.data())
def test_a_tie_more_raises_the_index_by_at_most_its_weight(
    world: tuple[SignedGraph, np.ndarray], kind: Blocs, data: st.DataObject
) -> None:
    graph, weights = world
    last = graph.ties - 1
    fewer = SignedGraph(graph.size, graph.tail[:last], graph.head[:last], graph.sign[:last])
    rise = index(graph, weights, kind) - index(fewer, weights[:last], kind)
    assert -1e-4 <= rise <= weights[last] + 1e-4


@FEW
@given(networks(), st.sampled_from(list(Blocs)), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(world: tuple[SignedGraph, np.ndarray], kind: Blocs, chance: object) -> None:
    graph, weights = world
    rng = np.random.default_rng(chance.randrange(10**6))
    actors, order = rng.permutation(graph.size), rng.permutation(graph.ties)
    tail, head = actors[graph.tail[order]], actors[graph.head[order]]
    swap = rng.random(graph.ties) < 0.5
    other = SignedGraph(graph.size, np.where(swap, head, tail), np.where(swap, tail, head), graph.sign[order])
    assert index(other, weights[order], kind) == pytest.approx(index(graph, weights, kind), rel=1e-5, abs=1e-9)


@FEW
@given(networks(), networks(), st.sampled_from(list(Blocs)))
def test_networks_apart_add_up(
    one: tuple[SignedGraph, np.ndarray], other: tuple[SignedGraph, np.ndarray], kind: Blocs
) -> None:
    (a, left), (b, right) = one, other
    both = SignedGraph(
        a.size + b.size,
        np.concatenate([a.tail, b.tail + a.size]),
        np.concatenate([a.head, b.head + a.size]),
        np.concatenate([a.sign, b.sign]),
    )
    total = index(both, np.concatenate([left, right]), kind)
    assert total == pytest.approx(index(a, left, kind) + index(b, right, kind), rel=1e-5, abs=1e-9)


@FEW
@given(networks(), st.sampled_from(list(Blocs)))
def test_the_labels_cost_what_is_said(world: tuple[SignedGraph, np.ndarray], kind: Blocs) -> None:
    graph, weights = world
    found = frustration(graph.size, graph.tail, graph.head, graph.sign, weights=weights, blocs=kind)
    labels = found.labels.copy()
    labels[labels == 0] = 100 + np.flatnonzero(labels == 0)  # each alone
    together = labels[graph.tail] == labels[graph.head]
    wrong = np.where(graph.sign > 0, ~together, together)
    assert wrong.tolist() == found.frustrated.tolist()
    assert weights[wrong].sum() == pytest.approx(found.upper)


@settings(max_examples=20, deadline=None)
@given(networks(connected=True), st.sampled_from(list(Blocs)), st.integers(0, MOST - 1))
def test_margins_are_the_rise_when_a_very_heavy_tie_asks_for_the_other_side(
    world: tuple[SignedGraph, np.ndarray], kind: Blocs, actor: int
) -> None:
    graph, weights = world
    actor = 1 + actor % (graph.size - 1)
    ranging = Ranging(graph, weights, kind, None, Clock(60))
    margins = membership_margins(ranging, 0, clock=Clock(60))
    asks = 1 if ranging.best[actor] != ranging.best[0] else -1
    forced = SignedGraph(
        graph.size, np.append(graph.tail, 0), np.append(graph.head, actor), np.append(graph.sign, asks)
    )
    rise = index(forced, np.append(weights, weights.sum() + 1), kind) - index(graph, weights, kind)
    assert margins.upper[actor] == pytest.approx(rise, rel=1e-4, abs=1e-4)
    assert margins.lower[actor] == margins.upper[actor]


@FEW
@given(networks())
def test_walk_and_triangle_balance_are_1_where_the_index_is_0(world: tuple[SignedGraph, np.ndarray]) -> None:
    graph, weights = world
    walks, triangles = walk_balance(graph), triangle_balance(graph)
    assert 0 < walks.whole <= 1 + 1e-9
    balanced = index(graph, weights) == 0
    assert (walks.whole > 1 - 1e-9) == balanced
    if balanced and triangles.triangles:
        assert triangles.share == 1


@FEW
@given(networks())
def test_in_a_balanced_network_hostile_ties_part_the_sides(world: tuple[SignedGraph, np.ndarray]) -> None:
    graph, _ = world
    side = np.arange(graph.size) % 2
    sign = np.where(side[graph.tail] == side[graph.head], 1, -1)
    found = frustration(graph.size, graph.tail, graph.head, sign)
    assert found.upper == 0
    _, component = graph.components
    for part in np.unique(component[graph.tail]):
        at = component == part
        assert len(np.unique(found.labels[at] * 2 - side[at] * 4)) <= 2
        assert len(np.unique(np.stack([found.labels[at], side[at]]), axis=1).T) == len(np.unique(side[at]))
