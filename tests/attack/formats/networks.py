"""Signed networks: tables, GraphML, GEXF, GML, Pajek and its projects, sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attack import counts
from attack.form import Files, Form, Taken, real_files
from attack.mutations import TABLE, TEXT, XML

_TIES = (
    ("Arda", "Belor", 1, 2.0), ("Arda", "Corvan", -1, 1.0), ("Belor", "Corvan", -1, 0.5), ("Dunmar", "Corvan", 1, 3.0),
    ("Dunmar", "Arda", -1, 1.5), ("Élan", "Belor", 1, 1.0), ("Élan", "Dunmar", -1, 1.0), ("Côte d'Ivoire", "Arda", 1, 4.0),
)  # fmt: skip


def _graph(name: str, *, directed: bool = False) -> bytes:
    """The ties as networkx writes them."""
    import networkx as nx

    graph = nx.DiGraph() if directed else nx.Graph()
    for one, other, sign, weight in _TIES:
        graph.add_edge(one, other, sign=sign, weight=weight * sign)
    buffer = io.BytesIO()
    {"graphml": nx.write_graphml_xml, "gexf": nx.write_gexf, "gml": nx.write_gml}[name](graph, buffer)
    return buffer.getvalue()


def _table(separator: str, columns: str, row: str) -> bytes:
    rows = [
        row.format(a=a, b=b, sign=sign, word="+" if sign > 0 else "-", weight=w, signed=sign * w)
        for a, b, sign, w in _TIES
    ]
    return "\n".join([columns, *rows, ""]).replace(",", separator).encode()


def _pajek(lines: str) -> bytes:
    names = list(dict.fromkeys(end for tie in _TIES for end in tie[:2]))
    number = {name: at for at, name in enumerate(names, start=1)}
    vertices = "".join(f'{at} "{name}" 0.1 0.2 0.5\n' for name, at in number.items())
    ties = "".join(f"{number[a]} {number[b]} {sign * w:g}\n" for a, b, sign, w in _TIES)
    return f"*Vertices {len(names)}\n{vertices}{lines.format(ties=ties)}".encode()


_CSV = (
    _table(",", "source,target,sign", "{a},{b},{sign}"),
    _table(",", "source,target,sign,weight", "{a},{b},{sign},{weight}"),
    _table(";", "Source,Target,Type,Id,Label,Weight", "{a},{b},Undirected,1,,{signed}"),
    _table(",", "source,target,sign", '"{a}","{b}",{word}'),
)
_TWO = "*Arcs :1 trade\n{ties}*Edges :2 quarrel\n1 2 -1\n"
_PAJEK = (
    _pajek("*Edges\n{ties}"),
    _pajek("*Arcs\n{ties}"),
    _pajek("*Arcslist\n1 2 3\n2 4\n*Edges\n5 1 -1\n"),
    b"*Vertices 3\n1 a\n2 b\n3 c\n*Matrix\n0 1 -1\n1 0 0\n-1 0 2\n",
    b"*Vertices 3\n1 A [1-9]\n2 B [1-9]\n3 C [5-*]\n*Edges\n1 2 1 [1-3]\n1 3 -1 [1-3]\n",
    _pajek(_TWO),
)


def _seeds(file: str, own: Callable[[], Sequence[bytes]], *patterns: str) -> Callable[[], Sequence[Files]]:
    return lambda: [{file: data} for data in (*own(), *real_files(*patterns, largest=20_000))]


def _read(path: Path) -> tuple[object, list[str], int]:
    """The answer, the notes and names, and the ties where each row stays one."""
    from foedus.errors import InputError
    from foedus.files.networks.read import read_network

    try:
        plain, whole = read_network(path), read_network(path, directed="keep")
    except InputError as refused:
        plain = whole = _as_it_asks(path, refused)
    answer = (
        whole.actors,
        whole.tail.tolist(),
        whole.head.tolist(),
        whole.sign.tolist(),
        whole.weight.tolist(),
        plain.notes,
    )
    return answer, [*plain.notes, *whole.notes, *whole.actors], len(whole.sign) + counts.told(whole.notes)


def _as_it_asks(path: Path, refused: Exception) -> Any:
    """The network with the options that its refusal names; the refusal where they do not help."""
    from foedus.errors import InputError
    from foedus.files.networks.read import read_network

    chosen = re.search(r"--relation '([^'\\]*)'", str(refused))
    windows = ("../..", None) if "--window" in str(refused) or chosen else (None,)
    for window in windows:
        try:
            return read_network(path, directed="keep", relation=chosen and chosen[1], window=window)
        except InputError:
            continue
    raise refused


def _take(file: str, count: Callable[[bytes], int | None]) -> Callable[[Path], Taken]:
    def take(folder: Path) -> Taken:
        answer, notes, ties = _read(folder / file)
        chosen = any("relation" in note and "chosen" in note for note in notes)
        in_file = None if chosen else count((folder / file).read_bytes())
        lost = [] if in_file is None else counts.difference("ties", in_file, used=ties, said=0)
        return Taken(answer, notes, lost, counted=in_file is not None)

    return take


def _rows(data: bytes) -> int | None:
    found = counts.table(data, ("source", "target"))
    return None if found is None else len(found) - 1


def _gml(data: bytes) -> int | None:
    """Edges by their brackets, after strings and comments are taken out."""
    text = counts.plain_text(data)
    if text is None or text.count('"') % 2:
        return None
    bare = re.sub(r'"[^"]*"', '""', text)
    return len(re.findall(r"(?<![\w])edge\s*\[", re.sub(r"(?m)^\s*#.*$", "", bare), re.IGNORECASE))


def _gexf(data: bytes) -> int | None:
    """Edges, unless values change over time: then one is several ties."""
    return None if counts.timed_values(data) else counts.elements(data, "edge")


def _pajek_count(data: bytes) -> int | None:
    text = counts.plain_text(data)
    return None if text is None or "*network" in text.casefold() else counts.pajek_lines(text)


_XML_WORDS = (
    '<edge source="n0" target="n1"/>', '<node id="Arda"/>', "<data key='d0'>-1</data>", "<graph>", "</graph>", 'edgedefault="directed"',
    '<!DOCTYPE x [<!ENTITY a "b">]>', "&a;", '<hyperedge><endpoint node="n0"/></hyperedge>', "<port name='p'/>", "xmlns:y='u'", 'encoding="utf-7"',
    'encoding="cp037"', "<?xml version='1.1'?>", '<attvalue for="0" value="-2"/>', "<spell start='1914'/>", "nil:n0", "</graphml>", "</node>",
    'attr.type="boolean"', 'attr.name="sign"', 'attr.name="weight"', '<default>-1</default>', "standalone='no'", 'start="2001-13-01"',
)  # fmt: skip
_PAJEK_WORDS = (
    "*Vertices 3", "*Vertices 99999999", "*Arcs", "*Edges", "*Edges :2 \"x\"", "*Arcslist", "*Matrix", "*Network n", "*Partition p", "[1-3]",
    "[5-*]", "[a]", "2: 1 2 1", "1 1 1", "1 2 0", "% comment", "*Events", "&#268;", "ic Red", '1 "A', "*Vertices 5 2", "*", "-1 2 3",
)  # fmt: skip
_GML_WORDS = (
    "node [ id 1 ]", "edge [ source 1 target 2 ]", "graph [", "]", "[", "label \"x\"", "directed 1", "sign -1", "weight 0", "# c", "&eacute;", "Creator \"y\"",
    "value [ a 1 ]", "id -1", "source \"1\"",
)  # fmt: skip
_TIE_WORDS = (
    "friendly",
    "hostile",
    "ally",
    "+",
    "-",
    "neutral",
    "Directed",
    "Undirected",
    "source",
    "target",
    "sign",
    "weight",
    "Type",
    "relation",
)

FORMS = [
    Form("network CSV", _seeds("ties.csv", lambda: _CSV, "field/inputs/networks/*.csv", "data/signed/cow_4*.csv"), _take("ties.csv", _rows),
         "rows below the header by the csv module against ties, those set aside and told; not which sign or weight a row got", TABLE, _TIE_WORDS),
    Form("GraphML", _seeds("n.graphml", lambda: (_graph("graphml"), _graph("graphml", directed=True)), "field/inputs/networks/*.graphml"),
         _take("n.graphml", lambda data: counts.elements(data, "edge")),
         "elements 'edge' by ElementTree against ties and what is told; not labels, signs or weights", XML, _XML_WORDS),
    Form("GEXF", _seeds("n.gexf", lambda: (_graph("gexf"), _graph("gexf", directed=True)), "field/inputs/networks/*.gexf"),
         _take("n.gexf", _gexf),
         "elements 'edge' by ElementTree against ties and what is told; not labels, signs or weights, nor values that change over time", XML, _XML_WORDS),
    Form("GML", _seeds("n.gml", lambda: (_graph("gml"), _graph("gml", directed=True)), "field/inputs/networks/*.gml"), _take("n.gml", _gml),
         "'edge [' outside strings and comments against ties and what is told; not labels, signs or weights", TEXT, _GML_WORDS),
    Form("Pajek", _seeds("n.net", lambda: _PAJEK, "field/inputs/networks/*.net", "data/signed/pajek/*"), _take("n.net", _pajek_count),
         "lines, list entries and matrix cells other than 0 against ties and what is told; not values, nor files with times or several relations",
         TEXT, _PAJEK_WORDS),
]  # fmt: skip
