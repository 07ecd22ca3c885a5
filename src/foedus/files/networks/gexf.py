"""Ties from GEXF, as Gephi and NetworkX write it; spells of a dynamic network are times.

A tie whose sign or weight changes over time is as many ties, each with its time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from foedus.errors import Problem
from foedus.files.findings import MOST_PROBLEMS, shorten
from foedus.files.networks.choose import Choice, RawNetwork, finish
from foedus.files.networks.early import Wrongs
from foedus.files.networks.names import choose_names
from foedus.files.networks.signs import Wrong, read_sign, sign_and_weight
from foedus.files.networks.ties import NetworkFile, RawTie
from foedus.files.networks.times import Spells, spell
from foedus.files.networks.xml import Enough, NetworkXml

_NODE, _SIZE = rb"[<:]node[\s/>]", rb"weight|attvalue|[<:]default[\s/>]"
_SIZES = ("weight", "value")


@dataclass(slots=True)
class _Item:
    """A node or an edge: where it stands, its XML attributes, its values (text, spells) by name, its own spells."""

    line: int
    own: Mapping[str, str]
    values: dict[str, list[tuple[str, Spells]]] = field(default_factory=dict)
    spells: Spells = ()
    group: bool = False
    tied: bool = False


class _Reader(NetworkXml):
    format, root = "GEXF", "gexf"

    def __init__(self, file: str, choice: Choice) -> None:
        super().__init__(file)
        self._sizes = _sizes(choice.weight)
        self._wrongs = Wrongs(choice)
        self.nodes: dict[str, _Item] = {}
        self.edges: list[_Item] = []
        self.titles: dict[tuple[str, str], str] = {}
        self.defaults: dict[tuple[str, str], str] = {}
        self.default = "undirected"
        self.dates = False
        self.graphs = 0
        self.problems: list[Problem] = []
        self._kind = ""
        self._attribute = ""
        self._items: list[_Item] = []
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if tag == "graph":
            self.graphs += 1
            self.default = attributes.get("defaultedgetype", "undirected")
            self.dates = attributes.get("timeformat", "").lower() in ("date", "datetime")
        elif tag == "attributes":
            self._kind = attributes.get("class", "")
        elif tag == "attribute":
            self._attribute = attributes.get("id", "")
            self.check_many(len(self.titles), "attributes")
            self.titles[self._kind, self._attribute] = attributes.get("title", self._attribute).strip().lower()
        elif tag == "default":
            self._text = []
        elif tag in ("node", "edge"):
            item = _Item(self.line, attributes, spells=self._spells(attributes))
            if tag == "edge":
                self.edges.append(item)
            else:
                if self._items:
                    self._items[-1].group = True
                self.check_many(len(self.nodes), "nodes")
                self.nodes.setdefault(attributes.get("id", ""), item)
            self._items.append(item)
        elif tag == "spell" and self._items:
            if len(self.problems) > MOST_PROBLEMS:
                raise Enough
            self._items[-1].spells += self._spells(attributes)
        elif tag == "attvalue" and self._items:
            self._value(attributes)

    def _value(self, attributes: Mapping[str, str]) -> None:
        kind = "edge" if "source" in self._items[-1].own else "node"
        key = attributes.get("for", attributes.get("id", ""))
        title = self.titles.get((kind, key), key.lower())
        value = attributes.get("value", ""), self._spells(attributes)
        self._items[-1].values.setdefault(title, []).append(value)

    def _spells(self, attributes: Mapping[str, str]) -> Spells:
        start = attributes.get("start", attributes.get("startopen"))
        end = attributes.get("end", attributes.get("endopen"))
        if start is None and end is None:
            return ()
        opened = "start" not in attributes and start is not None, "end" not in attributes and end is not None
        found = spell(start or "", end or "", dates=self.dates, opened=opened)
        if found is None:
            shown = shorten(f"{start or ''}/{end or ''}")
            expected = "a start not after its end, dates or numbers as the timeformat of the graph says"
            self.problems.append(Problem(self.file, self.line, "times", shown, expected))
            return ()
        return (found,)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in ("node", "edge"):
            item = self._items.pop()
            if tag == "edge":
                self._count_wrong(item)
        elif tag == "default" and self._text is not None:
            self.defaults[self._kind, self.titles.get((self._kind, self._attribute), "")] = "".join(self._text).strip()
            self._text = None

    def _count_wrong(self, edge: _Item) -> None:
        """Leave the file where most ties are wrong."""
        ends = edge.own.get("source", ""), edge.own.get("target", "")
        if ends[0] not in self.nodes or ends[1] not in self.nodes:
            self.lack(_NODE)
        else:
            signs, weights = _texts(self, edge, ("sign",)), _texts(self, edge, self._sizes)
            if len(signs) < 2 and len(weights) < 2 and (signs or weights):
                self._wrongs.tie(*ends, sign_and_weight(_first(signs), _first(weights)))
            elif not (signs or weights or self._wrongs.met or edge.own.get("label")):
                self.lack(_SIZE)
        if self._wrongs.full or len(self.problems) > MOST_PROBLEMS:
            raise Enough

    def characters(self, text: str) -> None:
        """Collect the text of a default."""
        if self._text is not None:
            self._text.append(text)


def read_gexf(name: str, sha256: str, *, data: bytes, choice: Choice) -> NetworkFile:
    """Read ties from GEXF. Raises FileError if anything in it is wrong."""
    reader = _Reader(name, choice)
    reader.read(data)
    raw = RawNetwork(name, dates=reader.dates, problems=reader.problems)
    if reader.graphs != 1:
        raw.problems.append(Problem(name, 1, "", f"{reader.graphs} graphs", "one <graph> in a file"))
    if reader.left:
        raw.problems.append(reader.left)
    sizes = _sizes(choice.weight)
    said = any(_texts(reader, edge, ("sign", *sizes)) or edge.own.get("weight") for edge in reader.edges)
    directed = False
    for edge in reader.edges:
        if len(raw.problems) > MOST_PROBLEMS:
            break
        kind = edge.own.get("type", reader.default)
        directed |= kind == "directed"
        _edge(raw, reader, edge, sizes=sizes, mutual=kind != "directed", said=said, asked=choice.weight)
    if directed:
        raw.notes.append(f"{name}: directions of ties are not used")
    _name(raw, reader)
    return finish([raw], sha256, choice=choice)


def _sizes(asked: str | None) -> tuple[str, ...]:
    return (asked.strip().lower(),) if asked else _SIZES


def _first(values: list[tuple[str, Spells]]) -> str | None:
    return values[0][0] if values else None


def _texts(reader: _Reader, edge: _Item, names: tuple[str, ...]) -> list[tuple[str, Spells]]:
    """Return the values of the first of these attributes that an edge has."""
    for name in names:
        found = [value for value in edge.values.get(name, []) if value[0]]
        if not found and name == "weight" and edge.own.get("weight"):
            found = [(edge.own["weight"], ())]
        if not found and ("edge", name) in reader.defaults and reader.defaults["edge", name]:
            found = [(reader.defaults["edge", name], ())]
        if found:
            return found
    return []


def _edge(
    raw: RawNetwork,
    reader: _Reader,
    edge: _Item,
    *,
    sizes: tuple[str, ...],
    mutual: bool,
    said: bool,
    asked: str | None,
) -> None:
    ends = edge.own.get("source", ""), edge.own.get("target", "")
    missing = [end for end in ends if end not in reader.nodes]
    if missing:
        raw.problems.append(Problem(raw.file, edge.line, "edge", shorten(missing[0]), "the id of a node of the file"))
        return
    signs, weights = (list(dict.fromkeys(_texts(reader, edge, names))) for names in (("sign",), sizes))
    for what, values in (("sign", signs), ("weight", weights)):
        if len(values) > 1 and not all(when for _, when in values):
            shown = shorten(", ".join(value for value, _ in values))
            raw.problems.append(
                Problem(raw.file, edge.line, what, shown, f"one {what} for an edge, or the times of each")
            )
            return
    label = edge.own.get("label", "")
    if not signs and not weights and label and read_sign(label) is not None:
        signs = [(label, ())]
    if len(signs) > 1 and len(weights) > 1:
        expected = "a sign or a weight that changes over time, not both"
        raw.problems.append(
            Problem(raw.file, edge.line, "edge", f"{len(signs)} signs and {len(weights)} weights", expected)
        )
        return
    if not signs and not weights and said and not asked:
        weights = [("1", ())]  # the weight that the format gives to an edge without one
    nothing: list[tuple[str | None, Spells]] = [(None, ())]
    for stated, when in signs or nothing:
        for size, then in weights or nothing:
            found = sign_and_weight(stated, size)
            if asked and size is None and not isinstance(found, Wrong):
                found = Wrong(True, "", f"a number as weight, attribute {asked}")
            if isinstance(found, Wrong):
                raw.problems.append(found.problem(raw.file, edge.line))
                continue
            for end in ends:
                reader.nodes[end].tied = True
            raw.ties.append(RawTie(edge.line, *ends, *found, mutual, "", when or then or edge.spells))


def _name(raw: RawNetwork, reader: _Reader) -> None:
    groups = [node for node, item in reader.nodes.items() if item.group and not item.tied]
    nodes = {node: item for node, item in reader.nodes.items() if not (item.group and not item.tied)}
    labels = {node: item.own.get("label", "").strip() for node, item in nodes.items()}
    given = {node: label for node, label in labels.items() if label}
    names = choose_names(raw, {node: item.line for node, item in nodes.items()}, {"label": given} if given else {})
    raw.actors = list(names.values())
    raw.present = {names[node]: item.spells for node, item in nodes.items() if item.spells}
    raw.ties = [tie._replace(source=names[tie.source], target=names[tie.target]) for tie in raw.ties]
    if groups:
        raw.notes.append(f"{raw.file}: {len(groups):,} groups of nodes without ties of their own set aside")
