"""Cycles, against networkx; predicates, against the sentence in the contract."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_case
from foedus.case.rules.graphs import find_cycles
from foedus.errors import CaseError

NODES = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=4, unique=True), max_size=7)


@given(GRAPHS)
def test_cycles_are_cycles_and_none_is_found_exactly_where_there_is_none(edges: dict[str, list[str]]) -> None:
    graph = nx.DiGraph([(node, other) for node, others in edges.items() for other in others])
    cycles = find_cycles(edges)
    assert bool(cycles) is not (nx.is_directed_acyclic_graph(graph))
    for cycle in cycles:
        assert all(graph.has_edge(*step) for step in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        assert len(set(cycle)) == len(cycle)
        assert cycle[0] == min(cycle)


def test_a_long_chain_is_no_problem() -> None:
    chain = {f"n{number}": [f"n{number + 1}"] for number in range(5000)}
    assert find_cycles(chain) == []


@pytest.mark.parametrize(
    ("predicate", "low", "high"),
    [
        ("position", -1, 1),
        ("relation", -1, 1),
        ("action", -1, 1),
        ("interest", 0, 1),
        ("threat", 0, 1),
        ("assessment", -1, 1),
    ],
)
def test_values_keep_the_range_of_their_predicate(predicate: str, low: float, high: float) -> None:
    target = {"threat": "corvan", "assessment": "common-enemy"}.get(predicate)
    for value in (low, high, 0):
        a_case().with_claim("c1", predicate=predicate, object=target, value=value).build()
    for value in (low - 0.01, high + 0.01):
        with pytest.raises(CaseError, match=r"claims.csv:2 value: .*expected a number from"):
            a_case().with_claim("c1", predicate=predicate, object=target, value=value).build()


@pytest.mark.parametrize("predicate", ["position", "interest", "threat", "relation", "action"])
@pytest.mark.parametrize("column", ["holder", "object", "value"])
def test_the_first_five_need_holder_object_and_value(predicate: str, column: str) -> None:
    with pytest.raises(CaseError, match=rf"has 1 problem:\n  claims.csv:2 {column}: ''"):
        a_case().with_claim("c1", predicate=predicate, **{column: ""}).build()


def test_context_takes_any_id_or_none() -> None:
    for target in ("", "arda", "border", "common-enemy", "study-1", "enemy-gone"):
        a_case().with_claim("c1", predicate="context", object=target, value="").build()


@pytest.mark.parametrize("credibility", [4, 5, 6])
def test_inferred_claims_have_credibility_4_at_best(credibility: int) -> None:
    a_case().with_claim("c1", basis="inferred", credibility=credibility).build()


def test_a_member_of_a_coalition_keeps_its_voice() -> None:
    case = (
        a_case()
        .with_actor("axis", kind="coalition")
        .with_actor("militia", kind="armed_group", member_of="axis")
        .build()
    )
    assert case.voice_of["militia"] == "militia"


def test_a_cycle_is_told_whole() -> None:
    builder = (
        a_case().with_factor("x", depends_on="y").with_factor("y", depends_on="z").with_factor("z", depends_on="x")
    )
    with pytest.raises(CaseError, match="'x > y > z > x', expected no cycle in depends_on"):
        builder.build()
