"""What a file is that is not what was asked for: told by its first bytes, never by its name."""

from __future__ import annotations

import re

_MAGIC = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Word file (.xls, .doc)"),
    (b"\x1f\x8b", "a gzip file (.gz)"),
    (b"BZh", "a bzip2 file (.bz2)"),
    (b"\xfd7zXZ\x00", "an xz file (.xz)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive (.7z)"),
    (b"Rar!", "a RAR archive"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file"),
    (b"$FL2", "an SPSS file (.sav)"),
    (b"$FL3", "an SPSS file (.zsav)"),
    (b"<stata_dta>", "a Stata file (.dta)"),
    (b"RDX2\n", "an R data file (.RData)"),
    (b"RDX3\n", "an R data file (.RData)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"\x93NUMPY", "a NumPy file (.npy)"),
    (b"\x89HDF\r\n", "an HDF5 file"),
)
_STATA = re.compile(rb"[\x69-\x77][\x01\x02]\x01\x00")
_OFFICE = (
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"word/", "a Word document (.docx)"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)"),
    (b"Index/Document.iwa", "a Numbers or Pages file"),
)
_WEB = (
    (re.compile(r"<graphml\b", re.IGNORECASE), "a GraphML network"),
    (re.compile(r"<gexf\b", re.IGNORECASE), "a GEXF network"),
    (re.compile(r"<!doctype\s+html|<html\b", re.IGNORECASE), "a web page (HTML)"),
    (re.compile(r"\s*<\?xml|\s*<[A-Za-z][\w:.-]*(\s[^<>]*)?>", re.IGNORECASE), "an XML file"),
)
_WORDS = (
    (re.compile(r"\s*\*(vertices|network|arcs|edges|matrix|partition|vector)\b", re.IGNORECASE), "a Pajek file"),
    (re.compile(r"\s*(creator\s+\"[^\"]*\"\s+)?graph\s*\[", re.IGNORECASE), "a GML network"),
    (re.compile(r"\s*dl[\s,]+n[rcm]?\s*=", re.IGNORECASE), "a UCINET DL network"),
    (re.compile(r"\s*\*(node|tie)\s+(data|properties)\b", re.IGNORECASE), "a NetDraw network (VNA)"),
    (re.compile(r"\s*nodedef>", re.IGNORECASE), "a GUESS network (GDF)"),
    (re.compile(r"\(tlp\s"), "a Tulip network"),
    (re.compile(r"LEDA\.GRAPH\b"), "a LEDA network"),
    (re.compile(r"%%MatrixMarket\b", re.IGNORECASE), "a matrix in the form of Matrix Market"),
    (re.compile(r">>(graph|sparse|digraph)6<<"), "a network in graph6"),
    (re.compile(r"\s*(strict\s+)?(di)?graph\b[^{\n]*\{", re.IGNORECASE), "a Graphviz network (DOT)"),
    (re.compile(r"\s*@(article|book|misc|incollection|inproceedings|online|report|string|comment)\s*\{", re.IGNORECASE),
     "a BibTeX file"),
    (re.compile(r"TY  - "), "an RIS file"),
)  # fmt: skip
NETWORKS_UNREAD = (
    "a UCINET DL network", "a Graphviz network (DOT)", "a NetDraw network (VNA)", "a GUESS network (GDF)", "a Tulip network",
    "a LEDA network", "a matrix in the form of Matrix Market", "a network in graph6",
)  # fmt: skip
"""Networks that are told by name and not read."""
_JSON = re.compile(r"\s*(\{\s*(\"[^\"\n]*\"\s*:|\})|\[\s*(\[\s*[\[{\"\]\d-]|[{\"\]]|-?\d+\s*[,\]]))")
_SEEN = 20_000


def format_of_bytes(data: bytes) -> str:
    """Return in words what binary format a file has, or an empty string for what may be text.

    >>> format_of_bytes(b"%PDF-1.7 ..."), format_of_bytes(b"source,target")
    ('a PDF document', '')
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            if magic.startswith(b"PK"):
                return next((office for part, office in _OFFICE if part in data), name)
            return name
    return "a Stata file (.dta)" if _STATA.match(data) else ""


def format_of_text(text: str) -> str:
    """Return in words what other text format a file has, or an empty string for a table, a TOML file or prose.

    >>> format_of_text('{"a": 1}'), format_of_text("*Vertices 3"), format_of_text("a,b")
    ('JSON', 'a Pajek file', '')
    """
    start = text[:_SEEN]
    if start.lstrip().startswith("<"):
        return next(
            (name for pattern, name in _WEB if (pattern.match if name == "an XML file" else pattern.search)(start)), ""
        )
    for pattern, name in _WORDS:
        if pattern.match(start):
            return name
    return "JSON" if _JSON.match(start) else ""
