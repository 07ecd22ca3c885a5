"""Reads a signed network by what its file is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from foedus.errors import InputError, Problem
from foedus.files.encoding import Unreadable, to_text
from foedus.files.formats import NETWORKS_UNREAD, format_of_text
from foedus.files.networks.choose import Choice
from foedus.files.networks.gexf import read_gexf
from foedus.files.networks.gml import read_gml
from foedus.files.networks.graphml import read_graphml
from foedus.files.networks.lists import read_list
from foedus.files.networks.pajek import read_pajek
from foedus.files.networks.table import read_table_ties
from foedus.files.networks.ties import NetworkFile, check_directed
from foedus.files.networks.times import read_window
from foedus.files.reading import read_bytes
from foedus.files.sheets.book import split_sheet
from foedus.files.tables import FileError
from foedus.files.xml import root_of

_BY_ENDING = {
    ".graphml": "graphml",
    ".xml": "graphml",
    ".net": "pajek",
    ".paj": "pajek",
    ".gml": "gml",
    ".gexf": "gexf",
    ".ncol": "ncol",
    ".lgl": "lgl",
}
_BY_FORMAT = {"a GraphML network": "graphml", "a Pajek file": "pajek", "a GML network": "gml", "a GEXF network": "gexf"}
_WEIGHED = {"pajek": "a Pajek network", "ncol": "an NCOL list", "lgl": "an LGL list"}
_UNREAD = {
    ".dl": "a UCINET DL network", ".##h": "a UCINET dataset", ".##d": "a UCINET dataset", ".vna": "a NetDraw network (VNA)",
    ".gv": "a Graphviz network (DOT)", ".dot": "a Graphviz network (DOT)", ".gdf": "a GUESS network (GDF)",
    ".gephi": "a project of Gephi", ".tlp": "a Tulip network", ".cys": "a session of Cytoscape", ".cyjs": "a network of Cytoscape",
    ".sif": "a network of Cytoscape (SIF)", ".clu": "a Pajek partition", ".vec": "a Pajek vector", ".dyn": "a DyNetML network",
    ".g6": "a network in graph6", ".s6": "a network in sparse6", ".d6": "a network in digraph6", ".graph6": "a network in graph6",
    ".mtx": "a matrix in the form of Matrix Market", ".lgr": "a LEDA network", ".gw": "a LEDA network",
    ".edgelist": "an edge list of NetworkX", ".adjlist": "an adjacency list of NetworkX", ".graphmlz": "a packed GraphML network",
    ".cx": "a network of NDEx (CX)", ".cx2": "a network of NDEx (CX2)",
}  # fmt: skip
_STEP = "open it in the program that wrote it, export GraphML, Pajek (.net) or a table of ties (CSV), and give that"
_SNIFFED = 20_000


def read_network(
    path: Path,
    *,
    weight: str | None = None,
    directed: str | None = None,
    relation: str | None = None,
    window: str | None = None,
) -> NetworkFile:
    """Read a signed network: GraphML, GEXF, GML, Pajek, NCOL, LGL, or else a table ``source, target, sign[, weight]``.

    `weight` is the column or attribute of the weights; `directed`, `relation` and `window` are those of
    :class:`foedus.files.networks.choose.Choice`. Raises InputError if the file cannot be read or an option is wrong,
    FileError with every problem and its line if anything in it is wrong.
    """
    choice = Choice(weight, directed, relation, window)
    check_directed(directed)
    if window is not None:
        read_window(window)
    plain, _ = split_sheet(path)
    data = read_bytes(plain)
    kind = _kind(plain, data)
    if kind == "table":
        del data
        return read_table_ties(path, choice)
    if weight is not None and kind in _WEIGHED:
        raise InputError(f"--weight {weight!r}: in {_WEIGHED[kind]} the value of a line is its weight; leave it out")
    if kind in ("ncol", "lgl"):
        return read_list(plain.name, hashlib.sha256(data).hexdigest(), data=data, choice=choice, kind=kind)
    reader = {"graphml": read_graphml, "pajek": read_pajek, "gml": read_gml, "gexf": read_gexf}[kind]
    return reader(plain.name, hashlib.sha256(data).hexdigest(), data=data, choice=choice)


def _kind(path: Path, data: bytes) -> str:
    """Return what a file is: its beginning tells, else its ending. Raises FileError for a network that is not read."""
    ending = path.suffix.lower()
    read = to_text(data[:_SNIFFED] if len(data) > _SNIFFED and data[:1] not in b"\xff\xfe" else data)
    text = "" if isinstance(read, Unreadable) else read[0]
    root = root_of(text or data[:_SNIFFED].decode("latin-1"))
    if root in ("gexf", "graphml"):
        return root
    body = _below_comments(text or data[:_SNIFFED].decode("latin-1"))
    found = format_of_text(body)
    if found in _BY_FORMAT and not root:
        return _BY_FORMAT[found]
    known = _BY_ENDING.get(ending)
    if known is None and ending in _UNREAD:
        found = _UNREAD[ending]
    elif known is not None or found not in (*NETWORKS_UNREAD, "JSON"):
        return known or "table"
    raise FileError(
        path.name, [Problem(path.name, 1, "", body.strip()[:40], f"a format that is read; this is {found}")], _STEP
    )


def _below_comments(text: str) -> str:
    """Return the text below the comments of Pajek and GML that may stand above everything."""
    lines = text.split("\n")
    at = 0
    while (
        at < len(lines)
        and not lines[at].startswith("%%MatrixMarket")
        and (not lines[at].strip() or lines[at].lstrip().startswith(("%", "/*")))
    ):
        at += 1
    return "\n".join(lines[at:])
