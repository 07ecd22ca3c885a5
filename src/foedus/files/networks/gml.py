"""Ties from GML, as igraph, NetworkX, Gephi and yEd write it: pairs of a key and a number, a text or a list in brackets."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from foedus.errors import Problem
from foedus.files.findings import MOST_PROBLEMS, Findings, shorten
from foedus.files.networks.choose import Choice, RawNetwork, finish
from foedus.files.networks.early import Wrongs
from foedus.files.networks.names import choose_names
from foedus.files.networks.signs import Wrong, read_sign, sign_and_weight
from foedus.files.networks.ties import NetworkFile, RawTie, check_size
from foedus.files.raw import decode
from foedus.files.tables import FileError

_TOKEN = re.compile(r'\s*(?:#[^\n]*(?:\n|$)\s*)*(?:(\[)|(\])|"([^"]*)"|([^\s\[\]"]+))')
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_NAMES = ("label", "name")
_SIZES = ("weight", "value")
_DEEPEST = 50
_PLACES = {"graph": "", "node": "graph", "edge": "graph"}
"""In which list each of these stands; elsewhere it would be passed over."""
_PLACES_NAMED = {
    "graph": "graph at the top of the file",
    "node": "node in graph [ ... ] alone",
    "edge": "edge in graph [ ... ] alone",
}


@dataclass(slots=True)
class _Item:
    """A list in brackets: its line, its texts by key in small letters, the lists inside it."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    lists: list[tuple[str, _Item]] = field(default_factory=list)
    twice: dict[str, str] = field(default_factory=dict)  #: A second, other value by key.


def read_gml(name: str, sha256: str, *, data: bytes, choice: Choice) -> NetworkFile:
    """Read ties from GML. Raises FileError if anything in it is wrong."""
    findings = Findings()
    text = decode(name, data, findings=findings, kind=".gml")
    if text is None:
        raise FileError(name, findings.problems, notes=findings.notes)
    check_size(name, text.count("\n") + text.count("["), "lines and lists")
    early = _Early(choice)
    graphs = [item for key, item in _parse(name, text, early).lists if key == "graph"]
    if not graphs:
        raise FileError(name, [Problem(name, 1, "", text.strip()[:40], "GML with a list graph [ ... ]")])
    networks = [_network(name, graph, choice) for graph in graphs]
    networks[0].notes[:0] = findings.notes
    if early.left:
        expected = "the first problems to be mended; they often have one cause"
        networks[0].problems.insert(0, Problem(name, early.left, "", "not read beyond this line", expected))
    return finish(networks, sha256, choice=choice)


def _tokens(name: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, kind (open, close, text, word) and content of each token."""
    at, line, seen = 0, 1, 0
    while True:
        found = _TOKEN.match(text, at)
        if found is None:
            rest = re.sub(r"#[^\n]*", "", text[at:]).strip()
            if rest:
                raise FileError(name, [Problem(name, line, "", shorten(rest), "a closing quote")])
            return
        begin = found.start(found.lastindex or 0)
        line += text.count("\n", seen, begin)
        seen, at = begin, found.end()
        kind = ("open", "close", "text", "word")[(found.lastindex or 1) - 1]
        yield line, kind, found[found.lastindex or 0]


class _Early:
    """Says when so many edges are wrong that reading on tells nothing."""

    def __init__(self, choice: Choice) -> None:
        self.left = 0  #: Line at which the reading ended.
        self._keys = _sizes(choice.weight)
        self._wrongs = Wrongs(choice)
        self._nodes: set[str] = set()
        self._loose, self._tried = 0, MOST_PROBLEMS

    def closed(self, key: str, item: _Item, rest: Callable[[], bool]) -> bool:
        """Count a list that ends; `rest` says whether nodes follow."""
        if key == "node":
            self._nodes.add(item.texts.get("id", ""))
        elif key == "edge":
            ends = item.texts.get("source", ""), item.texts.get("target", "")
            size = next((item.texts[size] for size in self._keys if item.texts.get(size)), None)
            if ends[0] not in self._nodes or ends[1] not in self._nodes:
                self._loose += 1
            elif size is not None or "sign" in item.texts:
                self._wrongs.tie(*ends, sign_and_weight(item.texts.get("sign"), size))
        if self._loose > self._tried:
            self._tried *= 2
            return not rest()
        return self._wrongs.full


def _nodes_follow(text: str, line: int) -> bool:
    """Whether a node may stand in or below a line."""
    at = 0 if line < 2 else next(islice(re.finditer("\n", text), line - 2, None)).end()
    return re.compile(r"node\s*\[", re.IGNORECASE).search(text, at) is not None


def _sizes(asked: str | None) -> tuple[str, ...]:
    return (asked.lower(),) if asked else _SIZES


def _parse(name: str, text: str, early: _Early) -> _Item:
    stack, key = [_Item(1)], ""
    within = [""]
    line = 1
    for line, kind, content in _tokens(name, text):
        if kind == "close" and not key and len(stack) > 1:
            if early.closed(within.pop(), stack.pop(), partial(_nodes_follow, text, line)):
                early.left = line
                return stack[0]
        elif not key:
            if kind != "word" or not _KEY.fullmatch(content):
                raise FileError(name, [Problem(name, line, "", shorten(content), "a key such as node, id, label")])
            key = content.lower()
        elif kind == "open":
            if key in _PLACES and within[-1] != _PLACES[key]:
                where = f"in {within[-1]} [ ... ]" if within[-1] else "outside of the graph"
                expected = f"{_PLACES_NAMED[key]}; this one stands {where} (is a ] missing or too many?)"
                raise FileError(name, [Problem(name, line, key, f"{key} [", expected)])
            item = _Item(line)
            within.append(key)
            stack[-1].lists.append((key, item))
            stack.append(item)
            key = ""
            if len(stack) > _DEEPEST:
                raise FileError(name, [Problem(name, line, "", "[", f"at most {_DEEPEST} lists inside each other")])
        elif kind == "close":
            raise FileError(name, [Problem(name, line, key, "]", "a value")])
        else:
            said = html.unescape(content) if kind == "text" else content
            if stack[-1].texts.setdefault(key, said) != said:
                stack[-1].twice[key] = said
            key = ""
    if len(stack) > 1 or key:
        raise FileError(name, [Problem(name, line, key, "end of the file", "a closing ]; the file is cut off")])
    return stack[0]


def _network(name: str, graph: _Item, choice: Choice) -> RawNetwork:
    raw = RawNetwork(name, graph.texts.get("label", ""))
    nodes: dict[str, _Item] = {}
    for key, item in graph.lists:
        if len(raw.problems) > MOST_PROBLEMS:
            return raw
        if key == "node":
            node = item.texts.get("id", "")
            if not node or node in nodes:
                expected = "an id of its own for each node"
                raw.problems.append(Problem(name, item.line, "id", shorten(node), expected))
            nodes.setdefault(node, item)
            _refuse_second(raw, item, ("id", *_NAMES))
    directed = graph.texts.get("directed") == "1"
    sizes = _sizes(choice.weight)
    for key, item in graph.lists:
        if key == "edge":
            _edge(raw, item, nodes, sizes=sizes, directed=directed, asked=choice.weight)
        if len(raw.problems) > MOST_PROBLEMS:
            break
    labels = {
        kind: {node: item.texts[kind].strip() for node, item in nodes.items() if item.texts.get(kind, "").strip()}
        for kind in _NAMES
        if any(kind in item.texts for item in nodes.values())
    }
    names = choose_names(raw, {node: item.line for node, item in nodes.items()}, labels)
    raw.actors = list(names.values())
    raw.ties = [tie._replace(source=names[tie.source], target=names[tie.target]) for tie in raw.ties]
    if directed:
        raw.notes.append(f"{name}: directions of ties are not used")
    return raw


def _edge(
    raw: RawNetwork, item: _Item, nodes: dict[str, _Item], *, sizes: tuple[str, ...], directed: bool, asked: str | None
) -> None:
    ends = item.texts.get("source", ""), item.texts.get("target", "")
    missing = [end for end in ends if end not in nodes]
    if missing:
        raw.problems.append(Problem(raw.file, item.line, "edge", shorten(missing[0]), "the id of a node of the file"))
        return
    if _refuse_second(raw, item, ("source", "target", "sign", *sizes)):
        return
    stated = item.texts.get("sign")
    text = next((item.texts[size] for size in sizes if item.texts.get(size)), None)
    label = item.texts.get("label", "")
    if stated is None and text is None and label and read_sign(label) is not None:
        stated = label
    found = sign_and_weight(stated, text)
    if asked and text is None and not isinstance(found, Wrong):
        found = Wrong(True, "", f"a number as weight, key {asked}")
    if isinstance(found, Wrong):
        raw.problems.append(found.problem(raw.file, item.line))
        return
    raw.ties.append(RawTie(item.line, *ends, *found, not directed))


def _refuse_second(raw: RawNetwork, item: _Item, keys: tuple[str, ...]) -> bool:
    """Record keys that stand twice in a node or an edge with different values; whether there are any."""
    wrong = [key for key in keys if key in item.twice]
    for key in wrong:
        shown = shorten(f"{item.texts[key]}, {item.twice[key]}")
        raw.problems.append(Problem(raw.file, item.line, key, shown, f"one {key} in it"))
    return bool(wrong)
