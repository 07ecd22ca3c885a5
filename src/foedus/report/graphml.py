"""The network of ties as GraphML, for Gephi and other network programs."""

from __future__ import annotations

from collections.abc import Mapping
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
    root = Xml.Element("graphml", xmlns=NAMESPACE)
    for target, names in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in names.items():
            attributes = {"id": f"{target}_{name}", "for": target, "attr.name": name, "attr.type": kind}
            Xml.SubElement(root, "key", attributes)
    graph = Xml.SubElement(root, "graph", id=verdict.case, edgedefault="undirected")
    ties = [row for row in verdict.ties if row.window == "all"]
    actors = verdict.evidence.actors
    for actor in sorted({end for row in ties for end in (row.a, row.b)} | set(verdict.case_info.focal_pair)):
        known = actors.get(actor)
        node = Xml.SubElement(graph, "node", id=actor)
        focal = actor in verdict.case_info.focal_pair
        _fill(
            node,
            "node",
            values={
                "label": known.name if known else actor,
                "kind": known.kind if known else "",
                "focal": str(focal).lower(),
            },
        )
    for at, row in enumerate(ties):
        edge = Xml.SubElement(graph, "edge", id=f"e{at}", source=row.a, target=row.b)
        value = row.value or 0.0
        sign = "friendly" if value > 0 else "hostile" if value < 0 else "neutral"
        numbers = {"weight": abs(value), "value": value, "low": row.low, "high": row.high}
        _fill(edge, "edge", values={**numbers, "sign": sign, "claims": " ".join(row.claims)})
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
