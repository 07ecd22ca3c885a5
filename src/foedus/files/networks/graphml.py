"""Ties from GraphML, as Gephi, igraph, NetworkX and foedus itself write it.

Document types and entities are refused: nothing is fetched or expanded. The sign of a tie is its attribute ``sign``, else
the sign of its weight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from foedus.errors import Problem
from foedus.files.networks.ties import LARGEST, NetworkFile, RawTie, build_network, read_number, read_sign
from foedus.files.tables import FileError

_NAMES = ("label", "name")
_SIZES = ("weight", "value")


@dataclass
class _Edge:
    line: int
    source: str
    target: str
    data: dict[str, str]


@dataclass
class _Reader:
    """What the elements say, in the order of the file."""

    file: str
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[_Edge] = field(default_factory=list)
    directed: int = 0
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._inside: list[str] = []
        self._text: list[str] | None = None
        self._key = ""
        self._holder: dict[str, str] | None = None
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def read(self, data: bytes) -> None:
        """Read the whole file. Raises FileError if it is no XML, has a document type, or is no GraphML."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            expected = f"GraphML; {expat.ErrorString(error.code)}"
            raise FileError(
                self.file, [Problem(self.file, error.lineno, "", "not well-formed XML", expected)]
            ) from None

    def _refuse(self, *_: object) -> None:
        problem = Problem(self.file, self._line, "", "DOCTYPE", "GraphML without a document type or entities")
        raise FileError(self.file, [problem], "take the document type out and run again")

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not self._inside and tag != "graphml":
            raise FileError(self.file, [Problem(self.file, self._line, "", f"<{tag[:40]}>", "a <graphml> document")])
        self._inside.append(tag)
        if tag == "key":
            self._key = attributes.get("id", "")
            self.keys[self._key] = attributes.get("for", "all"), attributes.get("attr.name", self._key).lower()
        elif tag == "graph":
            self.directed += attributes.get("edgedefault") == "directed"
        elif tag == "node":
            self._holder = self.nodes.setdefault(attributes.get("id", ""), {})
        elif tag == "edge":
            edge = _Edge(self._line, attributes.get("source", ""), attributes.get("target", ""), {})
            self.edges.append(edge)
            self._holder = edge.data
        elif tag == "hyperedge":
            self.problems.append(Problem(self.file, self._line, "", "<hyperedge>", "ties between two actors only"))
        elif tag in ("data", "default"):
            self._text = []
            self._key = attributes.get("key", self._key)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        self._inside.pop()
        if tag in ("data", "default") and self._text is not None:
            target = self.defaults if tag == "default" else self._holder
            if target is not None:
                target[self._key] = "".join(self._text).strip()
            self._text = None
        elif tag in ("node", "edge"):
            self._holder = None

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def attribute(self, data: Mapping[str, str], kind: str, *, names: tuple[str, ...]) -> str | None:
        """Return the first of these attributes that an element has, by its own data or by default."""
        for wanted in names:
            for key, (target, name) in self.keys.items():
                if name == wanted and target in (kind, "all"):
                    text = data.get(key, self.defaults.get(key))
                    if text:
                        return text
        return None


def read_graphml(name: str, sha256: str, *, data: bytes, weight: str | None) -> NetworkFile:
    """Read ties from GraphML; weights are the attribute `weight`, by default ``weight``, else ``value``.

    Raises FileError if anything in it is wrong.
    """
    reader = _Reader(name)
    reader.read(data)
    names = _names(reader)
    sizes = (weight.lower(),) if weight else _SIZES
    ties, neutral = [], 0
    for edge in reader.edges:
        missing = [end for end in (edge.source, edge.target) if end not in reader.nodes]
        if missing:
            reader.problems.append(Problem(name, edge.line, "edge", missing[0], "the id of a node of the file"))
            continue
        stated = reader.attribute(edge.data, "edge", names=("sign",))
        if (stated or "").lower() == "neutral":
            neutral += 1
            continue
        found = _sign_and_weight(stated, reader.attribute(edge.data, "edge", names=sizes), asked=bool(weight))
        if isinstance(found, str):
            value = stated or reader.attribute(edge.data, "edge", names=sizes) or ""
            reader.problems.append(Problem(name, edge.line, "edge", value, found))
        else:
            ties.append(RawTie(edge.line, names[edge.source], names[edge.target], *found))
    notes = [f"{name}: {neutral:,} neutral ties set aside: they ask nothing of blocs"] if neutral else []
    if reader.directed:
        notes.append(f"{name}: directions of ties are not used")
    return build_network(name, sha256, ties=ties, actors=tuple(names.values()), notes=notes, problems=reader.problems)


def _sign_and_weight(stated: str | None, size: str | None, *, asked: bool) -> tuple[int, float] | str:
    """Return the sign and weight of a tie, or what was expected."""
    value = None if size is None else read_number(size)
    if (size is not None and value is None) or (asked and size is None):
        return "a number as weight"
    if value is not None and abs(value) > LARGEST:
        return f"a weight of at most {LARGEST:g}"
    if stated is None:
        if value is None or value == 0:
            return "an attribute sign (1 or -1), or a weight above or below 0"
        return (1 if value > 0 else -1), abs(value)
    sign = read_sign(stated)
    if sign is None:
        return "sign 1 (friendly) or -1 (hostile); leave neutral ties out"
    if value is not None and value <= 0:
        return f"a weight above 0 beside the attribute sign; it is {value:g}"
    return sign, 1.0 if value is None else value


def _names(reader: _Reader) -> dict[str, str]:
    """Return the names of the nodes: their labels where each has one of its own, else their ids."""
    labels = {node: reader.attribute(data, "node", names=_NAMES) or node for node, data in reader.nodes.items()}
    return labels if len(set(labels.values())) == len(labels) else {node: node for node in labels}
