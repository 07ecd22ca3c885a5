"""Ties from GraphML, as Gephi, igraph, NetworkX, NodeXL, visone, yEd, yEd Live and foedus itself write it.

Document types and entities are refused: nothing is fetched or expanded. The sign of a tie is its attribute ``sign``, else
the sign of its weight, else the label that is drawn on it. A node that holds a graph of its own is a group: an actor if it has ties, else set aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from foedus.errors import Problem
from foedus.files.characters import visible
from foedus.files.findings import MOST_PROBLEMS, shorten
from foedus.files.networks.choose import Choice, RawNetwork, finish
from foedus.files.networks.early import Wrongs
from foedus.files.networks.names import choose_names
from foedus.files.networks.signs import Wrong, read_sign, sign_and_weight
from foedus.files.networks.ties import NetworkFile, RawTie
from foedus.files.networks.xml import Enough, NetworkXml

_NAMES = ("label", "name")
_DRAWN = "y:NodeLabel"
_LABELS = ("NodeLabel", "EdgeLabel", "Label.Text")
"""Elements that hold what is drawn: of yEd and visone, and of yEd Live."""
_SPARE = ("ui.label", "id")
"""Attributes of nodes that name them, before and after the label that yEd and visone draw."""
_SIZES = ("weight", "value", "edge weight")
_NODE, _KEY = rb"[<:]node[\s/>]", rb"[<:](key|default)[\s/>]"
_OTHER_HOLDERS = frozenset(("graphml", "graph", "port", "hyperedge", "endpoint"))
_HOLDERS = _OTHER_HOLDERS | {"node", "edge"}
"""Elements that data may belong to."""


@dataclass(slots=True)
class _Node:
    line: int
    data: dict[str, str] = field(default_factory=dict)
    group: bool = False
    tied: bool = False


@dataclass(slots=True)
class _Edge:
    line: int
    source: str
    target: str
    mutual: bool
    data: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Graph:
    """An outermost graph: the nodes and edges in it and in the groups in it."""

    title: str
    nodes: dict[str, _Node] = field(default_factory=dict)
    edges: list[_Edge] = field(default_factory=list)


class _Reader(NetworkXml):
    """What the elements say, in the order of the file."""

    format, root = "GraphML", "graphml"

    def __init__(self, file: str, choice: Choice) -> None:
        super().__init__(file)
        self._asked = choice.weight
        self._wrongs = Wrongs(choice)
        self._said: tuple[int, _Attribute, _Attribute] | None = None
        self.keys: dict[str, tuple[str, str]] = {}
        self.defaults: dict[str, str] = {}
        self.graphs: list[_Graph] = []
        self.problems: list[Problem] = []
        self._holders: list[dict[str, str]] = []
        self._nodes: list[_Node] = []
        self._directed: list[bool] = []
        self._text: list[str] | None = None
        self._depth = 0
        self._key = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if tag in ("data", "default"):
            self._text, self._depth = [], self.depth
            self._key = attributes.get("key", self._key)
        elif tag == "edge":
            self._edge(attributes)
        elif tag == "node":
            self._node(attributes)
        elif tag in _LABELS and self._text is not None:
            self._text, self._depth = [], self.depth
        elif tag == "Label" and self._text is not None:
            self._label(attributes.get("Text", ""))
        elif tag == "key":
            self._key = attributes.get("id", "")
            name = attributes.get("attr.name", "" if "yfiles.type" in attributes else self._key)
            self.check_many(len(self.keys), "keys")
            self.keys[self._key] = attributes.get("for", "all"), name.strip().lower()
        elif tag == "graph":
            self._graph(attributes)
        elif tag == "hyperedge":
            if len(self.problems) > MOST_PROBLEMS:
                raise Enough
            self.problems.append(Problem(self.file, self.line, "", "<hyperedge>", "ties between two actors only"))
        if tag in _OTHER_HOLDERS:
            self._holders.append({})

    def _graph(self, attributes: Mapping[str, str]) -> None:
        if self._nodes:
            self._nodes[-1].group = True
        else:
            self.check_many(len(self.graphs), "graphs")
            self.graphs.append(_Graph(attributes.get("id", "")))
        default = attributes.get("edgedefault")
        self._directed.append(
            default == "directed" or (default is None and bool(self._directed) and self._directed[-1])
        )

    def _node(self, attributes: Mapping[str, str]) -> None:
        node = _Node(self.line, group="yfiles.foldertype" in attributes)
        if self._directed:
            node = self.graphs[-1].nodes.setdefault(attributes.get("id", ""), node)
            self.check_many(len(self.graphs[-1].nodes), "nodes")
        else:
            self.problems.append(Problem(self.file, self.line, "", "<node>", "nodes inside a <graph>"))
        self._nodes.append(node)
        self._holders.append(node.data)

    def _edge(self, attributes: Mapping[str, str]) -> None:
        stated = attributes.get("directed")
        directed = stated == "true" if stated is not None else bool(self._directed and self._directed[-1])
        ends = attributes.get("source", ""), attributes.get("target", "")
        edge = _Edge(self.line, *ends, not directed)
        if self._directed:
            self.graphs[-1].edges.append(edge)
        else:
            self.problems.append(Problem(self.file, self.line, "", "<edge>", "edges inside a <graph>"))
        self._holders.append(edge.data)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in ("data", "default") and self._text is not None:
            target = self.defaults if tag == "default" else self._holders[-1] if self._holders else {}
            self._say(target, "".join(self._text).strip())
            self._text = None
        elif tag in _LABELS and self._text is not None:
            self._label("".join(self._text))
            self._text, self._depth = [], 0
        elif tag in _HOLDERS:
            self._holders.pop()
            if tag == "node":
                self._nodes.pop()
            elif tag == "edge" and self._directed:
                self._count_wrong(self.graphs[-1].edges[-1])
            elif tag == "graph":
                self._directed.pop()

    def _label(self, text: str) -> None:
        label = " ".join(text.split())
        if label and self._holders:
            self._holders[-1].setdefault(_DRAWN, label)

    def _count_wrong(self, edge: _Edge) -> None:
        """Leave the file where most ties are wrong."""
        if self._said is None or self._said[0] != len(self.keys) + len(self.defaults):
            self._said = len(self.keys) + len(self.defaults), *_said_by_edges(self, self._asked)
        graph = self.graphs[-1]
        if edge.source not in graph.nodes or edge.target not in graph.nodes:
            self.lack(_NODE)
        else:
            stated, size = (one.of(edge.data) for one in self._said[1:])
            found = sign_and_weight(stated, size)
            if not isinstance(found, Wrong) or stated or size:
                self._wrongs.tie(edge.source, edge.target, found, network=str(len(self.graphs)))
            elif _DRAWN not in edge.data:
                self.lack(_KEY)
        if self._wrongs.full:
            raise Enough

    def _say(self, target: dict[str, str], text: str) -> None:
        """Keep what an element says under a key; a second, other value is no value."""
        before = target.get(self._key, "")
        if before and text and before != text:
            name = self.keys.get(self._key, ("", self._key))[1] or self._key
            shown = shorten(f"{before}, {text}")
            self.problems.append(Problem(self.file, self.line, name, shown, f"one {name} of an element"))
        target[self._key] = text

    def characters(self, text: str) -> None:
        """Collect the text of data and of labels, not that of what stands inside them."""
        if self._text is not None and self.depth == self._depth:
            self._text.append(text)

    def keys_of(self, kind: str, name: str) -> list[str]:
        """Return the keys of an attribute of nodes or edges."""
        return [key for key, (target, known) in self.keys.items() if known == name and target in (kind, "all")]


class _Attribute:
    """The first of some attributes that an element has, by its own data or by default."""

    def __init__(self, reader: _Reader, kind: str, names: tuple[str, ...]) -> None:
        self._keys = [(key, reader.defaults.get(key)) for name in names for key in reader.keys_of(kind, name)]

    def of(self, data: Mapping[str, str]) -> str | None:
        for key, default in self._keys:
            text = data.get(key, default)
            if text:
                return text
        return None


def read_graphml(
    name: str, sha256: str, *, data: bytes, weight: str | None = None, choice: Choice | None = None
) -> NetworkFile:
    """Read ties from GraphML; weights are the attribute `weight`, by default ``weight``, else ``value``.

    Raises FileError if anything in it is wrong.
    """
    choice = choice or Choice(weight)
    reader = _Reader(name, choice)
    reader.read(data)
    graphs = [graph for graph in reader.graphs if graph.nodes or graph.edges] or [_Graph("")]
    networks = [_network(reader, graph, choice) for graph in graphs]
    networks[0].problems[:0] = [*([reader.left] if reader.left else []), *reader.problems]
    return finish(networks, sha256, choice=choice)


def _sizes(asked: str | None) -> tuple[str, ...]:
    return (asked.strip().lower(),) if asked else _SIZES


def _said_by_edges(reader: _Reader, asked: str | None) -> tuple[_Attribute, _Attribute]:
    """The attributes of edges that hold their sign and their weight."""
    return _Attribute(reader, "edge", ("sign",)), _Attribute(reader, "edge", _sizes(asked))


def _network(reader: _Reader, graph: _Graph, choice: Choice) -> RawNetwork:
    raw = RawNetwork(reader.file, graph.title)
    sign, size = _said_by_edges(reader, choice.weight)
    drawn = 0
    for edge in graph.edges:
        if len(raw.problems) > MOST_PROBLEMS:
            break
        missing = [end for end in (edge.source, edge.target) if end not in graph.nodes]
        if missing:
            raw.problems.append(
                Problem(raw.file, edge.line, "edge", shorten(missing[0]), "the id of a node of the file")
            )
            continue
        stated, text = sign.of(edge.data), size.of(edge.data)
        label = edge.data.get(_DRAWN)
        if stated is None and text is None and label is not None and read_sign(label) is not None:
            stated, drawn = label, drawn + 1
        found = sign_and_weight(stated, text)
        if choice.weight and text is None and not isinstance(found, Wrong):
            found = Wrong(True, "", f"a number as weight, attribute {choice.weight}")
        if isinstance(found, Wrong):
            raw.problems.append(found.problem(raw.file, edge.line))
            continue
        graph.nodes[edge.source].tied = graph.nodes[edge.target].tied = True
        raw.ties.append(RawTie(edge.line, edge.source, edge.target, *found, edge.mutual))
    if drawn:
        raw.notes.append(f"{raw.file}: signs of {drawn:,} ties read from the labels drawn on them")
    _tell_unread(raw, reader, ("sign", "edgelabels", *_sizes(choice.weight)))
    _name(raw, reader, graph)
    if any(not edge.mutual for edge in graph.edges):
        raw.notes.append(f"{raw.file}: directions of ties are not used")
    return raw


def _tell_unread(raw: RawNetwork, reader: _Reader, used: tuple[str, ...]) -> None:
    other = dict.fromkeys(
        name for target, name in reader.keys.values() if target == "edge" and name and name not in used
    )
    if other:
        shown = ", ".join(visible(shorten(name)) for name in list(other)[:10])
        more = f" and {len(other) - 10:,} more" if len(other) > 10 else ""
        raw.notes.append(f"{raw.file}: attributes of ties not read: {shown}{more}")


def _name(raw: RawNetwork, reader: _Reader, graph: _Graph) -> None:
    """Give the nodes their names; groups without ties are no actors."""
    groups = [node for node, known in graph.nodes.items() if known.group and not known.tied]
    nodes = {node: known for node, known in graph.nodes.items() if not (known.group and not known.tied)}
    labels: dict[str, dict[str, str]] = {}
    for kind in (*_NAMES, _DRAWN, *_SPARE):
        own = _Attribute(reader, "node", (kind,))
        found = {
            node: known.data.get(_DRAWN) if kind == _DRAWN else own.of(known.data) for node, known in nodes.items()
        }
        declared = kind in _NAMES and reader.keys_of("node", kind)
        if declared or any(found.values()):
            labels[kind] = {node: text for node, text in found.items() if text}
    names = choose_names(raw, {node: known.line for node, known in nodes.items()}, labels)
    raw.actors = list(names.values())
    raw.ties = [tie._replace(source=names[tie.source], target=names[tie.target]) for tie in raw.ties]
    if groups:
        label = _Attribute(reader, "node", _NAMES)
        called = [label.of(graph.nodes[node].data) or graph.nodes[node].data.get(_DRAWN) or node for node in groups]
        shown = ", ".join(visible(shorten(name)) for name in called[:5])
        count = "1 group" if len(groups) == 1 else f"{len(groups):,} groups"
        raw.notes.append(f"{raw.file}: {count} of nodes without ties of its own set aside: {shown}")
