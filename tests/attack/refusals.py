"""Bombs: inputs that ask for much time or memory. What is refused must be refused at once.

``python -m tests.attack.refusals [WORD...] [--keep DIR]`` runs each bomb whose name holds one of the words in a process
of its own and prints exit code, seconds of processor time, megabytes, and what was said. It leaves with 1 where a refusal
took more than it may, a bomb hung, or a traceback was shown. Inputs that are legal but large are marked `large`: they
may take their time, within memory.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

MOST_SECONDS, MOST_MEGABYTES = 2.0, 500
"""What a refusal may take: beyond what the program takes to check a small case, and in all."""
HANGS = 150
"""Seconds of wall time after which a bomb has gone off."""

Files = dict[str, bytes]
PROGRAM = """
import atexit, sys
place = sys.argv.pop(1)
def say():
    high = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
    open(place, "w").write(high[0])
atexit.register(say)
from foedus.cli import main
main()
"""
"""What a child runs; it writes its highest memory, since what the system tells of a child includes its parent's."""


@dataclass(frozen=True)
class Bomb:
    """What is written, and the command that is given it; `{}` in the command is the folder."""

    make: Callable[[], Files]
    argv: tuple[str, ...]
    large: bool = False


BOMBS: dict[str, Bomb] = {}


def add(name: str, command: str, make: Callable[[], Files], *, large: bool = False) -> None:
    """Register a bomb."""
    BOMBS[name] = Bomb(make, tuple(command.split()), large)


# What the bombs are put into.


def case(**changed: bytes) -> Files:
    """The commented template of a case, with some files (``_`` for the dot) replaced."""
    source = files("foedus.case") / "templates" / "commented"
    found = {f"case/{entry.name}": entry.read_bytes() for entry in source.iterdir() if entry.is_file()}
    return found | {"case/" + ".".join(name.rsplit("_", 1)): data for name, data in changed.items()}


def template(name: str) -> bytes:
    """One file of the template."""
    return (files("foedus.case") / "templates" / "commented" / name).read_bytes()


def packed(members: dict[str, bytes], *, level: int = 6) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(sheet: bytes, shared: bytes = b"<sst/>") -> bytes:
    """An .xlsx of one sheet from its XML."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{spread}" xmlns:r="{office}"><sheets>'
            '<sheet name="ties" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>".encode(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{spread}"><sheetData>'.encode()
            + sheet
            + b"</sheetData></worksheet>",
            "xl/sharedStrings.xml": shared.replace(b"<sst", f'<sst xmlns="{spread}"'.encode(), 1),
        },
        level=1,
    )


def opendocument(rows: bytes) -> bytes:
    """An .ods of one sheet from the XML of its rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    head = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table table:name="ties">'
    ).encode()
    tail = b"</table:table></office:spreadsheet></office:body></office:document-content>"
    return packed(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": head + rows + tail}, level=1
    )


def xlsx_row(number: int, cells: list[str]) -> str:
    """A row of inline texts."""
    inside = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{inside}</row>'


def ods_row(cells: list[str]) -> str:
    """A row of texts."""
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def graphml(inside: bytes, *, head: bytes = b"") -> bytes:
    """A GraphML file around what stands in its graph."""
    return (
        b'<?xml version="1.0"?>' + head + b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        b'<key id="s" for="edge" attr.name="sign" attr.type="int"/><graph edgedefault="undirected">'
        + inside
        + b"</graph></graphml>"
    )


def complete(actors: int) -> bytes:
    """Every pair of some actors, signs drawn."""
    rng = random.Random(1)
    rows = [f"a{i},a{j},{rng.choice((-1, 1))}" for i in range(actors) for j in range(i)]
    return ("source,target,sign\n" + "\n".join(rows) + "\n").encode()


def model(**parts: str) -> bytes:
    """A conflict of two options, with more lines in front."""
    return (parts.get("front", "") + '[[makers]]\nid = "a"\nname = "A"\n[[options]]\nid = "x"\nmaker = "a"\n').encode()


# TOML

add("toml: dotted key, conflict", "conflict {}/c.toml", lambda: {"c.toml": b"a" + b".a" * 50_000 + b" = 1\n"})
add("toml: dotted key, case", "case check {}/case", lambda: case(case_toml=b"a" + b".a" * 50_000 + b" = 1\n"))
add("toml: nested arrays", "case check {}/case", lambda: case(case_toml=b"a = " + b"[" * 100_000 + b"]" * 100_000))
add("toml: nested tables", "case check {}/case", lambda: case(case_toml=b"a = " + b"{a = " * 20_000 + b"}" * 20_000))
add("toml: headers in headers", "conflict {}/c.toml", lambda: {"c.toml": b"[" * 900_000})
add("toml: many tables", "conflict {}/c.toml", lambda: {"c.toml": b"".join(b"[t%d]\n" % i for i in range(90_000))})
add("toml: many keys", "case check {}/case", lambda: case(case_toml=b"".join(b"k%d=1\n" % i for i in range(90_000))))
add("toml: many array tables", "conflict {}/c.toml", lambda: {"c.toml": b"[[makers]]\n" * 80_000})
add("toml: open quotes", "conflict {}/c.toml", lambda: {"c.toml": b'a = """' + b'"" ' * 300_000})
add("toml: 90 MB", "conflict {}/c.toml", lambda: {"c.toml": b"# x\n" * 22_000_000})
add("toml: long digits", "case check {}/case", lambda: case(case_toml=template("case.toml") + b"\nx = " + b"9" * 6000))
add("toml: dates", "conflict {}/c.toml", lambda: {"c.toml": b"".join(b"d%d=1979-99-99\n" % i for i in range(60_000))})

# Bibliographies

DOUBLED = b"@string{a0 = {xxxxxxxxxx}}\n" + b"".join(
    b"@string{a%d = %s}\n" % (i, b" # ".join([b"a%d" % (i - 1)] * 10)) for i in range(1, 12)
)
BIB = template("sources.bib")


def bib(name: str, text: Callable[[], bytes], *, large: bool = False) -> None:
    """Register a bibliography, in a case."""
    add(f"bib: {name}", "case check {}/case", lambda: case(sources_bib=text()), large=large)


bib("@string doubled", lambda: DOUBLED + b"@misc{k, title = a11, date={2018}}\n" + BIB)
bib(
    "79,000 entries",
    lambda: b"".join(b"@misc{k%d, title={T%d}, date={2018}, author={A}}\n" % (i, i) for i in range(79_000)),
)
bib("79,000 entries of one key", lambda: b"@misc{k, title={T}, date={2018}, author={A, B}}     \n" * 79_000)
bib("9 MB", lambda: b"@misc{k, title={T}, date={2018}, author={A}}\n" * 200_000)
bib("open braces", lambda: b"@misc{k, title = {" + b"{" * 4_900_000)
bib("open entries", lambda: b"@a{k,x={" * 600_000)
bib("ats", lambda: b"@" * 4_900_000)
bib("macros in a title", lambda: b"@misc{k, date={2018}, title={" + b"\\href{u}{" * 3000 + b"}" * 3000 + b"}}\n" + BIB)
bib("long month", lambda: b"@misc{k, title={T}, year={2018}, month={" + b"1" * 5000 + b"}}\n" + BIB)
bib("macros", lambda: b"".join(b"@string{m%d={x}}\n" % i for i in range(260_000)))
bib("fields", lambda: b"@misc{k," + b"".join(b"a%d={}," % i for i in range(380_000)) + b"}")
bib("LaTeX", lambda: b"".join(b"@misc{k%d, date={2018}, title={\\'e\\\"{o}\\v{c} $a^2$}}\n" % i for i in range(79_000)))
bib("authors", lambda: b"@misc{k, date={2018}, title={T}, author={" + b" and ".join([b"A, B"] * 12_000) + b"}}\n" + BIB)
add("csl: deep", "case sources {}/case --from {}/w.json", lambda: case() | {"w.json": b"[" * 1_000_000})
add(
    "csl: deep value",
    "case sources {}/case --from {}/w.json",
    lambda: case() | {"w.json": b'[{"id":"a","title":' + b"[" * 400_000 + b"]" * 400_000 + b"}]"},
)
add(
    "csl: long digits",
    "case sources {}/case --from {}/w.json",
    lambda: case() | {"w.json": b'[{"id":"a","issued":{"date-parts":[[' + b"9" * 100_000 + b"]]}}]"},
)
add(
    "csl: many",
    "case sources {}/case --from {}/w.json",
    lambda: case() | {"w.json": b"[" + b",".join(b'{"id":"k%d","title":"T"}' % i for i in range(160_000)) + b"]"},
)
add(
    "ris: many",
    "case sources {}/case --from {}/w.ris",
    lambda: case() | {"w.ris": b"TY  - BOOK\nTI  - T\nER  - \n" * 160_000},
)
add(
    "ris: one",
    "case sources {}/case --from {}/w.ris",
    lambda: case() | {"w.ris": b"TY  - BOOK\n" + b"AU  - A, B\n" * 400_000},
)

# Tables of one's own

CELL = b'source,target,sign\na,"' + b"x" * 95_000_000 + b'",1\n'


def csv_(name: str, text: Callable[[], bytes], *, large: bool = False) -> None:
    """Register a table of ties."""
    add(f"csv: {name}", "blocs {}/n.csv", lambda: {"n.csv": text()}, large=large)


csv_("cell of 95 MB", lambda: CELL)
csv_("cell of 150 MB", lambda: CELL.replace(b"x", b"xx"))
csv_("95 MB of rows", lambda: b"source,target,sign\n" + b"a,b,1\n" * 15_800_000)
csv_("990,000 wrong rows", lambda: b"source,target,sign\n" + b"a,b,maybe\n" * 990_000)
csv_("990,000 rows of one cell", lambda: b"source,target,sign\n" + b"a\n" * 990_000)
csv_("990,000 rows of 4 cells", lambda: b"source,target,sign\n" + b"a,b,1,2\n" * 990_000)
csv_(
    "95 MB in 990,000 rows, one wrong",
    lambda: (
        b"source,target,sign\n"
        + b"a" * 44
        + b","
        + b"b" * 44
        + b",1\n" * 1
        + (b"a" * 44 + b"," + b"b" * 44 + b",1\n") * 990_000
    ),
)
csv_("990,000 rows of one pair", lambda: b"source,target,sign\na,b,-1\n" + b"a,b,1\n" * 990_000)
csv_("990,000 pairs", lambda: b"source,target,sign\n" + b"".join(b"a%d,b%d,1\n" % (i % 999, i) for i in range(990_000)))
csv_("header of 300,000 columns", lambda: b",".join(b"c%d" % i for i in range(100_000)) + b"\n" + b"," * 99_999 + b"\n")
csv_("200,000 blank lines of 400 commas", lambda: b"source,target,sign\n" + (b"," * 400 + b"\n") * 200_000)
csv_("quotes", lambda: b"source,target,sign\n" + b'"' * 950_000 + b"\n" + b"a,b,1\n" * 100)
csv_("stray quotes", lambda: b"source,target,sign\n" + b'"a,b,1\n' * 900_000)
csv_("controls", lambda: b"source,target,sign\n" + "\u202e,\u2066,1\n".encode() * 900_000)
csv_("zeros", lambda: b"\0" * 95_000_000)
csv_("comments", lambda: b"#\n" * 990_000)
csv_("UTF-16 of 95 MB", lambda: b"\xff\xfe" + b"a\0,\0" * 24_000_000)
csv_("UTF-8 broken at the end", lambda: b"source,target,sign\n" + b"a,b,1\n" * 900_000 + b"\xff\n")
add(
    "claims: cell of 95 MB",
    "case check {}/case",
    lambda: case(claims_csv=template("claims.csv") + b'"' + b"x" * 95_000_000),
)
add(
    "claims: 800,000 wrong rows",
    "case check {}/case",
    lambda: case(
        claims_csv=template("claims.csv")
        + b",".join([b"?"] * 16)
        + b"\n" * 1
        + (b",".join([b"?"] * 16) + b"\n") * 800_000
    ),
)
add(
    "bargain: 900,000 rows",
    "bargain {}/b.csv",
    lambda: {
        "b.csv": b"actor,capability,position,salience\n" + b"".join(b"a%d,1,%d,.5\n" % (i, i) for i in range(900_000))
    },
)
add(
    "bargain: 900,000 wrong rows",
    "bargain {}/b.csv",
    lambda: {"b.csv": b"actor,capability,position,salience\n" + b"a,x,x,x\n" * 900_000},
)
add(
    "landscape: 900,000 actors",
    "landscape {}/a.csv {}/p.csv",
    lambda: {
        "a.csv": b"actor,size\n" + b"".join(b"a%d,1\n" % i for i in range(900_000)),
        "p.csv": b"source,target,propensity\na1,a2,1\n",
    },
)
add(
    "landscape: 900,000 unknown pairs",
    "landscape {}/a.csv {}/p.csv",
    lambda: {
        "a.csv": b"actor,size\na,1\nb,2\n",
        "p.csv": b"source,target,propensity\n" + b"".join(b"a%d,b%d,1\n" % (i, i) for i in range(900_000)),
    },
)

# Spreadsheets

NAMES = ["source", "target", "sign"]


def dense(row: Callable[[int, list[str]], str], rows: int, columns: int, *, wrong: str) -> bytes:
    """Rows of a dense sheet."""
    head = row(1, NAMES + ["x"] * (columns - 3))
    body = "".join(row(i + 2, [f"a{i}", f"b{i}", wrong] + ["1"] * (columns - 3)) for i in range(rows))
    return (head + body).encode()


for ending, wrap, row in (
    ("xlsx", workbook, xlsx_row),
    ("ods", opendocument, lambda _, cells: ods_row(cells)),
):
    add(
        f"{ending}: 1,900,000 cells, wrong",
        f"blocs {{}}/n.{ending}",
        lambda e=ending, w=wrap, r=row: {f"n.{e}": w(dense(r, 95_000, 20, wrong="maybe"))},
    )
    add(
        f"{ending}: 2,100,000 cells",
        f"blocs {{}}/n.{ending}",
        lambda e=ending, w=wrap, r=row: {f"n.{e}": w(dense(r, 105_000, 20, wrong="1"))},
    )
    add(
        f"{ending}: 600,000 rows, wrong",
        f"blocs {{}}/n.{ending}",
        lambda e=ending, w=wrap, r=row: {f"n.{e}": w(dense(r, 600_000, 3, wrong="maybe"))},
    )
    add(f"{ending}: deep", f"blocs {{}}/n.{ending}", lambda e=ending, w=wrap: {f"n.{e}": w(b"<a>" * 2_000_000)})
    add(
        f"{ending}: 400 MB of blanks",
        f"blocs {{}}/n.{ending}",
        lambda e=ending, w=wrap: {f"n.{e}": w(b" " * 400_000_000)},
    )
    add(
        f"{ending}: 190 MB of blanks",
        f"blocs {{}}/n.{ending}",
        lambda e=ending, w=wrap: {f"n.{e}": w(b" " * 190_000_000)},
    )
add(
    "xlsx: 1,500,000 shared texts",
    "blocs {}/n.xlsx",
    lambda: {
        "n.xlsx": workbook(xlsx_row(1, NAMES).encode(), b"<sst>" + b"<si><t>abc</t></si>" * 1_500_000 + b"</sst>")
    },
)
add(
    "xlsx: a shared text of 150 MB",
    "blocs {}/n.xlsx",
    lambda: {
        "n.xlsx": workbook(xlsx_row(1, NAMES).encode(), b"<sst><si><t>" + b"x" * 150_000_000 + b"</t></si></sst>")
    },
)
add(
    "xlsx: cell far away",
    "blocs {}/n.xlsx",
    lambda: {
        "n.xlsx": workbook(
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        )
    },
)
add(
    "ods: repeated rows",
    "blocs {}/n.ods",
    lambda: {
        "n.ods": opendocument(
            (
                ods_row(NAMES)
                + '<table:table-row table:number-rows-repeated="999999999"><table:table-cell office:value-type="string" table:number-columns-repeated="999999999"><text:p>x</text:p></table:table-cell></table:table-row>'
            ).encode()
        )
    },
)
add(
    "ods: repeated blanks",
    "blocs {}/n.ods",
    lambda: {"n.ods": opendocument((ods_row(NAMES) + ods_row(['<text:s text:c="2000000000"/>'] * 3)).encode())},
)
add(
    "xlsx: ten thousand parts",
    "blocs {}/n.xlsx",
    lambda: {"n.xlsx": packed({f"xl/{i}.xml": b"x" for i in range(20_000)})},
)
add(
    "case workbook: dense",
    "case check {}/c.xlsx",
    lambda: {"c.xlsx": workbook(dense(xlsx_row, 95_000, 20, wrong="maybe"))},
)

# Networks

LAUGHS = (
    b"<!DOCTYPE a ["
    + b'<!ENTITY l0 "lol">'
    + b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
    + b"]>"
)


def network(name: str, text: Callable[[], bytes], *, ending: str, large: bool = False) -> None:
    """Register a network in another format."""
    add(f"{ending}: {name}", f"blocs {{}}/n.{ending}", lambda: {f"n.{ending}": text()}, large=large)


EDGE = b'<edge source="a%d" target="b%d"><data key="s">maybe</data></edge>'
for ending in ("graphml", "gexf"):
    network("laughs", lambda: graphml(b'<node id="a">&l9;</node>', head=LAUGHS), ending=ending)
    network(
        "outside",
        lambda: graphml(b'<node id="a">&x;</node>', head=b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        ending=ending,
    )
network("2,000,000 deep", lambda: graphml(b"<node>" * 2_000_000), ending="graphml")
network("2,000,000 deep graphs", lambda: graphml(b"<graph>" * 2_000_000), ending="graphml")
network("600,000 wrong edges", lambda: graphml(b"".join(EDGE % (i, i) for i in range(600_000))), ending="graphml")
network("900,000 nodes of one name", lambda: graphml(b'<node id="a"/>' * 900_000), ending="graphml")
network(
    "900,000 keys",
    lambda: b"<graphml>" + b"".join(b'<key id="k%d" for="edge"/>' % i for i in range(900_000)) + b"</graphml>",
    ending="graphml",
)
network(
    "90 MB of text",
    lambda: graphml(b'<node id="a"><data key="s">' + b"x" * 90_000_000 + b"</data></node>"),
    ending="graphml",
)
network("90 MB of an attribute", lambda: graphml(b'<node id="' + b"x" * 90_000_000 + b'"/>'), ending="graphml")
network(
    "300,000 attributes",
    lambda: graphml(b"<node " + b" ".join(b'a%d=""' % i for i in range(300_000)) + b"/>"),
    ending="graphml",
)
network("90 MB of comments", lambda: graphml(b"<!-- -->" * 11_000_000), ending="graphml")
network("2,000,000 deep", lambda: b"<gexf><graph><nodes>" + b"<node>" * 2_000_000, ending="gexf")
network(
    "500,000 wrong edges",
    lambda: (
        b"<gexf><graph><edges>"
        + b"".join(b'<edge source="a%d" target="b%d" weight="x"/>' % (i, i) for i in range(500_000))
        + b"</edges></graph></gexf>"
    ),
    ending="gexf",
)
network("deep", lambda: b"graph [ " * 2_000_000, ending="gml")
network(
    "1,000,000 wrong edges",
    lambda: b"graph [\n" + b"edge [ source 1 target 2 sign maybe ]\n" * 990_000 + b"]\n",
    ending="gml",
)
network("90 MB of text", lambda: b'graph [ node [ id 1 label "' + b"x" * 90_000_000 + b'" ] ]', ending="gml")
network("90 MB of words", lambda: b"graph [\n" + b"a 1 " * 22_000_000 + b"]\n", ending="gml")
network("digits", lambda: b"graph [ node [ id " + b"9" * 900_000 + b" ] ]\n", ending="gml")
network("10^9 vertices", lambda: b"*Vertices 1000000000\n", ending="net")
network("10^6 vertices, matrix", lambda: b"*Vertices 1000000\n*Matrix\n" + b"1 -1\n" * 10, ending="net")
network("digits", lambda: b"*Vertices " + b"9" * 900_000 + b"\n", ending="net")
network("990,000 wrong edges", lambda: b"*Vertices 2\n*Edges\n" + b"1 x 1\n" * 980_000, ending="net")
network("990,000 sections", lambda: b"*Vertices 2\n" + b"*Edges\n" * 980_000, ending="net")
network(
    "990,000 relations",
    lambda: b"*Vertices 2\n" + b"".join(b"*Arcs :%d\n1 2 1\n" % i for i in range(480_000)),
    ending="net",
)
network("95 MB of edges", lambda: b"*Vertices 2\n*Edges\n" + b"1 2 1\n" * 15_000_000, ending="net")
network(
    "times",
    lambda: b"*Vertices 2\n*Edges\n1 2 1 [" + b",".join(b"%d-%d" % (i, i) for i in range(90_000)) + b"]\n",
    ending="net",
)

# Searches

add("blocs: 600 actors, 5 s", "blocs {}/n.csv --time-limit 5", lambda: {"n.csv": complete(600)}, large=True)
add(
    "blocs: 600 actors, 5 s, drawn",
    "blocs {}/n.csv --time-limit 5 --margins --flips --out {}/n.svg",
    lambda: {"n.csv": complete(600)},
    large=True,
)
add(
    "blocs: path of 200,000 ties, 5 s",
    "blocs {}/n.csv --time-limit 5",
    lambda: {
        "n.csv": b"source,target,sign\n"
        + b"".join(b"a%d,a%d,%d\n" % (i, i + 1, 1 - 2 * (i % 2)) for i in range(200_000))
    },
    large=True,
)
add(
    "blocs: 1,400 actors, 5 s, any",
    "blocs {}/n.csv --time-limit 5 --blocs any",
    lambda: {"n.csv": complete(1_400)},
    large=True,
)
add(
    "conflict: 16 options",
    "conflict {}/c.toml",
    lambda: {
        "c.toml": b'name = "n"\n[[makers]]\nid = "a"\nname = "A"\nranking = "s1"\n'
        + b"".join(b'[[options]]\nid = "o%d"\nmaker = "a"\n' % i for i in range(40))
    },
)

# Options

for name, command in {
    "prior /dev/zero": "assess iran-russia --prior /dev/zero --out {}/r",
    "prior missing": "assess iran-russia --prior {}/none.json --out {}/r",
    "draws 10^9": "assess iran-russia --draws 1000000000 --out {}/r",
    "draws of 6,000 digits": "assess iran-russia --draws " + "9" * 6000,
    "horizon 10^9": "assess iran-russia --horizon 1000000000",
    "seed of 6,000 digits": "assess iran-russia --out {}/r --seed " + "9" * 6000,
    "words": "assess iran-russia --words klingon --out {}/r",
    "as-of": "assess iran-russia --as-of 2014-13-45 --out {}/r",
    "since": "assess iran-russia --since {}/none.json --out {}/r",
    "out is a file": "assess iran-russia --out /etc/passwd",
    "years 1816:100000": "panel build --years 1816:100000 --out {}/p.csv",
    "years 1:9999999": "panel build --years 1:9999999 --out {}/p.csv",
    "years of 6,000 digits": "panel build --out {}/p.csv --years 1816:" + "9" * 6000,
    "years words": "panel build --years abc --out {}/p.csv",
    "panel ending": "panel build --out {}/p.xyz",
    "panel sets": "panel build --out {}/p.csv --with nonsense",
    "bargain draws": "bargain {}/b.csv --draws 1000000000",
    "bargain rounds": "bargain {}/b.csv --rounds 1000000000",
    "outlook horizon": "outlook show Iran Russia --horizon 1000000",
    "outlook draws": "outlook fit --draws 1000000000 --out {}/m.npz",
    "outlook year": "outlook show Iran Russia --year 99999999",
    "outlook backtest": "outlook backtest --from 1 --to 99999999",
    "outlook model /dev/zero": "outlook show Iran Russia --model /dev/zero",
    "covariates": "case covariates iran-russia --from 1 --to 99999999",
    "time limit": "blocs {}/n.csv --time-limit 1e300",
    "since /dev/zero": "assess iran-russia --since /dev/zero --out {}/r",
    "chart width": "chart iran-russia outcomes --width 1e9cm --out {}/a.svg",
    "landscape restarts": "landscape {}/a.csv {}/p.csv --restarts 1000000000",
}.items():
    add(
        f"option: {name}",
        command,
        lambda: {
            "b.csv": b"actor,capability,position,salience\na,1,0,1\nb,2,1,1\nc,1,.4,.3\n",
            "n.csv": b"source,target,sign\na,b,1\n",
            "a.csv": b"actor,size\n" + b"".join(b"a%d,1\n" % i for i in range(40)),
            "p.csv": b"source,target,propensity\na1,a2,1\n",
        },
    )

# JSON of foedus' own

PRIOR = b'{"alliance": .1, "entente": .6, "unaligned": .2, "rivalry": .1'
for name, text in {
    "deep": b"[" * 900_000,
    "deep objects": b'{"a":' * 150_000,
    "digits": PRIOR[:-2] + b"9" * 900_000 + b"}",
    "twice": PRIOR + b', "rivalry": .1}',
    "NaN": PRIOR[:-2] + b"NaN}",
    "1e999": PRIOR[:-2] + b"1e999}",
    "UTF-16": (PRIOR + b"}").decode().encode("utf-16"),
    "UTF-8 broken": PRIOR + b', "\xff": 1}',
    "surrogate": PRIOR + b', "\\ud800": 1}',
    "many names": b"{" + b",".join(b'"a%d":1' % i for i in range(80_000)) + b"}",
}.items():
    add(f"prior: {name}", "assess iran-russia --prior {}/p.json --out {}/r", lambda text=text: {"p.json": text})
VERDICT = b'{"format": "foedus-verdict", "format_version": 4, '
for name, text in {
    "deep": lambda: VERDICT + b'"x": ' + b"[" * 900_000,
    "deep closed": lambda: VERDICT + b'"x": ' + b"[" * 5_000_000 + b"]" * 5_000_000 + b"}",
    "95 MB": lambda: VERDICT + b'"x": [' + b"1," * 47_000_000 + b"1]}",
    "95 MB of text": lambda: VERDICT + b'"x": "' + b"x" * 95_000_000 + b'"}',
    "digits": lambda: VERDICT + b'"x": ' + b"9" * 900_000 + b"}",
    "many names": lambda: VERDICT + b",".join(b'"a%d":1' % i for i in range(5_000_000)) + b"}",
}.items():
    add(f"verdict: {name}", "explain --from {}/verdict.json --list", lambda text=text: {"verdict.json": text()})
    add(
        f"verdict: {name}, since",
        "assess iran-russia --since {}/verdict.json --out {}/r",
        lambda text=text: {"verdict.json": text()},
    )
for name, text in {
    "deep": lambda: b"[" * 900_000,
    "95 MB": lambda: b'{"id": "' + b"x" * 95_000_000 + b'"}',
    "digits": lambda: b'{"rows": ' + b"9" * 900_000 + b"}",
}.items():
    add(f"meta.json: {name}", "data list", lambda text=text: {"data/majors/2016/meta.json": text()})

# Datasets

MAJORS = b"ccode,styear,stmonth,stday,endyear,endmonth,endday\n"
LEEDS = b"ccode,year,lsthreat\n2,1816,.5\n"


def dataset(
    name: str, text: Callable[[], bytes], *, file: str = "majors2016.csv", bulk: bool = False, large: bool = False
) -> None:
    """Register a file given to `data add`."""
    named = "" if bulk else "majors --version 2016 "
    add(f"data: {name}", f"data add {named}--from {{}}/{file}", lambda: {file: text()}, large=large)


dataset(
    "zip of 930 MB",
    lambda: packed({"x.csv": MAJORS + b"2,1816,1,1,2016,12,31\n" * 42_000_000}),
    file="x.zip",
    bulk=True,
)
dataset(
    "zip of 930 MB, named",
    lambda: packed({"cow_majors.csv": MAJORS + b"2,1816,1,1,2016,12,31\n" * 42_000_000}),
    file="x.zip",
)
dataset(
    "zip of 90 MB, named",
    lambda: packed({"cow_majors.csv": MAJORS + b"2,1816,1,1,2016,12,31\n" * 4_000_000}),
    file="x.zip",
)
dataset(
    "60 zips of 60",
    lambda: packed({f"{i}.zip": packed({f"{j}.csv": LEEDS for j in range(60)}) for i in range(60)}),
    file="x.zip",
    bulk=True,
)
dataset(
    "16 zips of 60",
    lambda: packed({f"{i}.zip": packed({f"{j}.csv": LEEDS for j in range(60)}) for i in range(16)}),
    file="x.zip",
    bulk=True,
    large=True,
)
dataset("20,000 files", lambda: packed({f"{i}.csv": LEEDS for i in range(20_000)}), file="x.zip", bulk=True)
dataset("gzip of 900 MB", lambda: gzip.compress(b"0" * 900_000_000, 6), file="majors2016.csv.gz")
dataset(
    "gzip of 88 MB", lambda: gzip.compress(MAJORS + b"2,1816,1,1,2016,12,31\n" * 4_000_000, 6), file="majors2016.csv.gz"
)
dataset("cell of 90 MB", lambda: MAJORS + b'2,1816,"' + b"x" * 90_000_000 + b'",1,2016,12,31\n')
dataset("84 MB of wrong cells", lambda: MAJORS + b'"2",x,y,z,2016,12,31\n' * 4_000_000)
dataset("80 MB of short rows", lambda: MAJORS + b"2,3\n" * 20_000_000)
dataset("80 MB of one row", lambda: MAJORS + b"2,1816,1,1,2016,12,31\n" * 3_600_000)
dataset(
    "80 MB, the last row wrong",
    lambda: (
        MAJORS + b"".join(b"%d,1816,1,1,2016,12,31\n" % (i % 900) for i in range(3_300_000)) + b"2,x,1,1,2016,12,31\n"
    ),
)
dataset("90 MB of one line", lambda: MAJORS[:-1] + b"," * 90_000_000)
dataset("bare CR", lambda: MAJORS.replace(b"\n", b"\r") + b"2,1816,1,1,2016,12,31\r" * 3_000_000)
dataset("zeros", lambda: b"\0" * 95_000_000)

# A fitted model


def npz(members: dict[str, bytes]) -> Files:
    """A model of one's own."""
    return {"m.npz": packed(members)}


NPY = b"\x93NUMPY\x01\x00"


def npy(header: str, body: bytes = b"") -> bytes:
    """An array with a header that need not be true."""
    text = header.ljust(117) + "\n"
    return NPY + len(text).to_bytes(2, "little") + text.encode() + body


for name, members in {
    "claims 8 TB": lambda: {"beta.npy": npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 1000000), }")},
    "zeros": lambda: {"beta.npy": b"\0" * 900_000_000},
    "20,000 arrays": lambda: {
        f"a{i}.npy": npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", b"\0" * 8) for i in range(20_000)
    },
    "objects": lambda: {"beta.npy": npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", b"\x80\x04N.")},
    "meta deep": lambda: {
        "meta.npy": npy("{'descr': '|u1', 'fortran_order': False, 'shape': (900000,), }", b"[" * 900_000)
    },
}.items():
    add(f"npz: {name}", "outlook show Iran Russia --model {}/m.npz", lambda members=members: npz(members()))


def run(bomb: Bomb, folder: Path) -> tuple[int, float, float, str]:
    """Let a bomb off: exit code (-9 where it hung), seconds of processor time, megabytes, the last line."""
    for name, data in bomb.make().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    argv = [part.replace("{}", str(folder)) for part in bomb.argv]
    environment = {**os.environ, "FOEDUS_DATA": str(folder / "data"), "COLUMNS": "200"}
    with (folder / "said").open("wb") as said:
        child = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder / "high"), *argv], stdout=said, stderr=said, env=environment
        )
        code, used = _wait(child)
    text = (folder / "said").read_text(errors="replace")
    shown = "TRACEBACK" if "Traceback (most" in text else " / ".join(text.strip().splitlines()[:3])[:230]
    return (
        code,
        used.ru_utime + used.ru_stime,
        int((folder / "high").read_text()) / 1024 if (folder / "high").is_file() else float("nan"),
        shown,
    )


def _wait(child: subprocess.Popen[bytes]) -> tuple[int, resource.struct_rusage]:
    import threading

    timer = threading.Timer(HANGS, child.kill)
    timer.start()
    _, status, used = os.wait4(child.pid, 0)
    timer.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, used


def is_sound(bomb: Bomb, code: int, *, seconds: float, megabytes: float, shown: str) -> bool:
    """Whether a bomb did no harm."""
    if code not in (0, 2) or shown == "TRACEBACK":
        return False
    return bomb.large or (megabytes <= MOST_MEGABYTES and seconds <= MOST_SECONDS)


def main() -> int:
    """Let the chosen bombs off."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        _, start, _, _ = run(Bomb(case, ("case", "check", "{}/case")), Path(folder))
    print(f"the start of the program takes {start:.1f} s here; seconds are beyond it", flush=True)
    for name, bomb in BOMBS.items():
        if chosen.words and not any(word in name for word in chosen.words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            code, seconds, megabytes, shown = run(bomb, Path(folder))
            shown = shown.replace(folder, "")
        seconds = max(seconds - start, 0.0)
        sound = is_sound(bomb, code, seconds=seconds, megabytes=megabytes, shown=shown)
        bad += not sound
        if chosen.json:
            print(json.dumps([name, code, round(seconds, 2), round(megabytes), sound, shown]), flush=True)
        else:
            print(
                f"{'' if sound else 'BAD ':4}{name:45} {code:3} {seconds:6.1f} s {megabytes:6.0f} MB  {shown}",
                flush=True,
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
