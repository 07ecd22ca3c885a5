"""A theatre's network as a figure and as a graph for other programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.affinity.theatre import Theatre, spans
from foedus.affinity.theatre_network import Edge, Network
from foedus.charts.network import Actor, Tie, network

if TYPE_CHECKING:
    from foedus.charts.figure import Figure


def theatre_figure(found: Theatre, net: Network) -> Figure | None:
    """Draw who fights whom and who supports whom; None where nobody does.

    A line is as wide as its share of the years is large.
    """
    sides = {node.name: node.side for node in net.nodes}
    ties = list(_ties(found, net, sides))
    actors = [Actor(node.name, node.kind, node.fights, node.side) for node in net.nodes]
    figure = network(ties, actors)
    if figure is None:
        return None
    both = None in sides.values()
    when = f"{found.years[0]}-{found.years[1]}"
    return replace(
        figure,
        key="theatre",
        title=f"Outside support in {found.name}, {when}",
        description=(
            "Each mark is an actor of a conflict (filled) or a supporter; its shape tells the kind of actor, its colour the side. A solid "
            "line is support, a dashed line a fight; the wider the line, the more of the years it is on record. Nearness follows support "
            "and has no other meaning."
        ),
        notes=[
            *figure.notes,
            "Solid: supports. Dashed: fights, also where one supports the other in some year. Width: share of the years. Filled: fights "
            f"there. Colour of marks: the two sides.{' Coloured solid lines: of one who supports both sides.' * both}",
            f"UCDP External Support Dataset {found.acts['version'][0] if found.acts.height else ''}, CC BY 4.0 (Meier et al. 2023). "
            "Kinds of support are those of all supporters of an actor and year together.",
        ],
    )  # fmt: skip


def _ties(found: Theatre, net: Network, sides: Mapping[str, int | None]) -> Iterator[Tie]:
    """One line for each two: that they fight outweighs that one supports the other in another year."""
    length = found.years[1] - found.years[0] + 1
    drawn: dict[frozenset[str], list[Edge]] = defaultdict(list)
    for edge in net.edges:
        drawn[frozenset((edge.source, edge.target))].append(edge)
    for edges in drawn.values():
        fights = [edge for edge in edges if edge.fights]
        share = len({year for edge in fights or edges for year in edge.years}) / length
        one = (fights or edges)[0]
        yield Tie(one.source, one.target, -share if fights else share, not fights and sides[one.source] is None)


NODE_TYPES = {"label": "string", "kind": "string", "fights": "boolean", "side": "string"}
EDGE_TYPES = {
    "relation": "string", "weight": "double", "years": "string", "kinds": "string", "shared_kinds": "string",
}  # fmt: skip


def graph_of(net: Network) -> tuple[list[tuple[str, dict[str, Any]]], list[tuple[str, str, dict[str, Any]]]]:
    """Return nodes and edges with the values of `NODE_TYPES` and `EDGE_TYPES`; the weight counts years."""
    named = {1: "first", 2: "second", None: "both"}
    nodes = [
        (
            node.name,
            {"label": node.name, "kind": node.kind, "fights": str(node.fights).lower(), "side": named[node.side]},
        )
        for node in net.nodes
    ]
    edges = [
        (
            edge.source,
            edge.target,
            {
                "relation": "fights" if edge.fights else "supports",
                "weight": float(len(edge.years)),
                "years": spans(edge.years),
                "kinds": "; ".join(edge.kinds),
                "shared_kinds": "; ".join(edge.shared),
            },
        )
        for edge in net.edges
    ]
    return nodes, edges
