"""The network file, read back by NetworkX."""

from __future__ import annotations

import io
from xml.etree import ElementTree as Xml

import networkx
import pytest

from foedus.report.graphml import render_graphml
from made import made, typed, typed_of


def test_the_graph_holds_the_ties_over_all_claims() -> None:
    v = typed()
    graph = networkx.read_graphml(io.BytesIO(render_graphml(v)))
    ties = {frozenset((row.a, row.b)): row for row in v.ties if row.window == "all"}
    assert not graph.is_directed()
    assert {frozenset(edge) for edge in graph.edges} == set(ties)
    for a, b, data in graph.edges(data=True):
        row = ties[frozenset((a, b))]
        assert row.value is not None
        assert data["value"] == row.value
        assert data["weight"] == abs(row.value)
        assert (data["low"], data["high"], data["claims"]) == (row.low, row.high, " ".join(row.claims))
        assert data["sign"] == ("friendly" if row.value > 0 else "hostile" if row.value < 0 else "neutral")
    assert {node for node, data in graph.nodes(data=True) if data["focal"]} == {"arda", "belor"}


def test_the_pair_is_there_without_any_tie() -> None:
    graph = networkx.read_graphml(io.BytesIO(render_graphml(typed("empty"))))
    assert sorted(graph.nodes) == ["arda", "belor"]
    assert graph.number_of_edges() == 0


@pytest.mark.parametrize("name", ["<script>&\"'", "A\u0001\u000bB", "\ufffe\uffff", "žluť 🐎", "]]>", "a  b"])
def test_any_name_comes_through_or_is_replaced(name: str) -> None:
    told = made()
    told["evidence"]["actors"]["arda"]["name"] = name
    data = render_graphml(typed_of(told))
    Xml.fromstring(data)
    graph = networkx.read_graphml(io.BytesIO(data))
    allowed = "".join(c if c >= " " and c not in "\ufffe\uffff" else "\ufffd" for c in name)
    assert graph.nodes["arda"]["label"] == allowed
