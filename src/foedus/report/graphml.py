"""The network of ties as GraphML, for Gephi and other network programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as Xml

from foedus.verdict.types import Verdict

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_NODE = {"label": "string", "kind": "string", "focal": "boolean"}
_EDGE = {"weight": "double", "value": "double", "sign": "string", "low": "double", "high": "double", "claims": "string"}


def render_graphml(verdict: Verdict) -> bytes:
    """Return the ties over the whole period as an undirected signed graph.

    Notes
    -----
    Gephi needs positive weights: `weight` is the absolute value of the tie, `value` keeps the sign and
    `sign` says it in words. Characters that XML cannot hold become a replacement character.
    """
    ties = [row for row in verdict.ties if row.window == "all"]
    actors = verdict.evidence.actors
    nodes = []
    for actor in sorted({end for row in ties for end in (row.a, row.b)} | set(verdict.case_info.focal_pair)):
        known = actors.get(actor)
        focal = actor in verdict.case_info.focal_pair
        values = {
            "label": known.name if known else actor,
            "kind": known.kind if known else "",
            "focal": str(focal).lower(),
        }
        nodes.append((actor, values))
    edges = []
    for row in ties:
        value = row.value or 0.0
        sign = "friendly" if value > 0 else "hostile" if value < 0 else "neutral"
        numbers = {"weight": abs(value), "value": value, "low": row.low, "high": row.high}
        edges.append((row.a, row.b, {**numbers, "sign": sign, "claims": " ".join(row.claims)}))
    return graph_bytes(verdict.case, nodes=nodes, edges=edges, node_types=_NODE, edge_types=_EDGE)


def graph_bytes(
    name: str,
    *,
    nodes: Iterable[tuple[str, Mapping[str, Any]]],
    edges: Iterable[tuple[str, str, Mapping[str, Any]]],
    node_types: Mapping[str, str],
    edge_types: Mapping[str, str],
    directed: bool = False,
) -> bytes:
    """Return a graph as GraphML; values of nodes and edges have the types that are declared for them."""
    root = Xml.Element("graphml", xmlns=NAMESPACE)
    for target, names in (("node", node_types), ("edge", edge_types)):
        for key, kind in names.items():
            attributes = {"id": f"{target}_{key}", "for": target, "attr.name": key, "attr.type": kind}
            Xml.SubElement(root, "key", attributes)
    graph = Xml.SubElement(root, "graph", id=name, edgedefault="directed" if directed else "undirected")
    for node, values in nodes:
        _fill(Xml.SubElement(graph, "node", id=node), "node", values=values)
    for at, (source, target, values) in enumerate(edges):
        _fill(Xml.SubElement(graph, "edge", id=f"e{at}", source=source, target=target), "edge", values=values)
    Xml.indent(root)
    body: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _fill(element: Xml.Element, target: str, *, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        Xml.SubElement(element, "data", key=f"{target}_{name}").text = _clean(str(value))


def _clean(text: str) -> str:
    """Return text with characters that XML 1.0 cannot hold replaced."""
    return "".join(c if _is_xml(ord(c)) else "\ufffd" for c in text)


def _is_xml(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
