"""Discourse networks for other programs: CSV as a matrix or a list of ties, and GraphML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.evidence.actor_networks import ActorNetwork
from foedus.evidence.contradictions import Contradiction
from foedus.files.cells import format_number
from foedus.files.raw import write_rows
from foedus.report.graphml import graph_bytes


def matrix_csv(network: ActorNetwork) -> bytes:
    """Return a matrix with the names in its first row and its first column."""
    rows = [
        [name, *(format_number(float(weight)) for weight in row)]
        for name, row in zip(network.rows, network.weights, strict=True)
    ]
    return write_rows(("", *network.columns), rows)


def edges_csv(networks: Sequence[ActorNetwork]) -> bytes:
    """Return the ties other than 0, a row each, with the window that they are of."""
    rows = [
        [network.window, source, target, format_number(weight)]
        for network in networks
        for source, target, weight in network.edges()
    ]
    return write_rows(("window", "source", "target", "weight"), rows)


def network_graphml(network: ActorNetwork, labels: Mapping[str, str], *, name: str) -> bytes:
    """Return a network as an undirected GraphML graph; `weight` is without its sign, which Gephi needs, `value` has it.

    In a two-mode network an actor and an issue of the same name stay two nodes.
    """
    nodes = [("actor", actor) for actor in network.rows]
    if network.two_mode:
        nodes += [("issue", issue) for issue in network.columns]
    ids = {node: f"{node[0]}-{node[1]}" if network.two_mode else node[1] for node in nodes}
    target_kind = "issue" if network.two_mode else "actor"
    return graph_bytes(
        name,
        nodes=[(ids[node], {"label": labels.get(node[1], node[1]), "mode": node[0]}) for node in nodes],
        edges=[
            (
                ids["actor", one],
                ids[target_kind, other],
                {"weight": abs(value), "value": value, "sign": "+" if value > 0 else "-"},
            )
            for one, other, value in network.edges()
        ],
        node_types={"label": "string", "mode": "string"},
        edge_types={"weight": "double", "value": "double", "sign": "string"},
    )


def contradictions_csv(found: Sequence[Contradiction]) -> bytes:
    """Return pairs of claims, a row each; `days` is empty where a date is missing."""
    rows = [list(contradiction_cells(one).values()) for one in found]
    return write_rows(
        ("actor", "issue", "first", "first_date", "first_value", "second", "second_date", "second_value", "days"), rows
    )


def contradiction_cells(one: Contradiction) -> dict[str, str]:
    """Return a pair of claims as the cells of a row."""
    cells = {"actor": one.actor, "issue": one.issue}
    for name, stance in (("first", one.first), ("second", one.second)):
        date = "" if stance.when is None else stance.when.text
        cells |= {name: stance.claim, f"{name}_date": date, f"{name}_value": format_number(stance.value)}
    return cells | {"days": "" if one.days is None else str(one.days)}
