"""Spreadsheets: a case as a workbook, and tables in .xlsx and .ods."""

from __future__ import annotations

import io
import os
import pickle
import random
import re
import resource
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn
from xml.sax.saxutils import escape

from attack import counts
from attack.form import Files, Form, Taken, damaged, head, shared
from attack.mutations import BYTES, XML, Chance, changed

_ROWS = (
    ("source", "target", "sign", "weight"), ("Arda", "Belor", 1, 2.0), ("Arda", "Corvan", -1, 1.0), ("Belor", "Corvan", -1, 0.5),
    ("Dunmar", "Corvan", 1, 3.0), ("Élan", "Dunmar", -1, 1.5),
)  # fmt: skip
_XLSX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="ties" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_ODS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
}
_WORDS = (
    't="s"', 't="inlineStr"', 't="e"', 't="b"', 't="str"', "<f>1+1</f>", "<v>1e400</v>", "<v>44000</v>", 's="1"', 'r="ZZZ99999999"', 'r="A1"', "<mergeCell ref='A1:B2'/>",
    'hidden="1"', "#REF!", "_x0041_", 'table:number-columns-repeated="99999999"', 'table:number-rows-repeated="1000000"', 'office:value-type="date"',
    'office:date-value="2015-02-30"', 'office:value="1,5"', 'state="hidden"', "<text:s text:c='9999999'/>", "&#x0;",
)  # fmt: skip


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def packed_sheet(rows: str) -> bytes:
    """An .xlsx of one sheet with these rows."""
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return _zip({name: text.encode() for name, text in {**_XLSX, "xl/worksheets/sheet1.xml": sheet}.items()})


def _xlsx() -> bytes:
    def cell(value: object, place: str) -> str:
        if isinstance(value, str):
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f'<c r="{place}"><v>{value}</v></c>'

    lines = [
        "".join(cell(value, f"{chr(65 + x)}{y}") for x, value in enumerate(row)) for y, row in enumerate(_ROWS, start=1)
    ]
    return packed_sheet("".join(f'<row r="{y}">{line}</row>' for y, line in enumerate(lines, start=1)))


def _ods() -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in _ROWS)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet><table:table table:name="ties">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    return _zip({name: text.encode() for name, text in {**_ODS, "content.xml": content}.items()})


def _tables() -> Sequence[Files]:
    found: list[Files] = [{"ties.xlsx": _xlsx()}, {"ties.ods": _ods()}]
    folder = shared()
    for pattern in ("*.xlsx", "*.ods") if folder else ():
        found += [
            {f"ties{pattern[1:]}": head(path, 10**6)}
            for path in sorted(folder.glob(f"field/inputs/networks/{pattern}"))
        ]  # type: ignore[union-attr]
    return found


def _workbooks() -> Sequence[Files]:
    from builders import a_coded_case
    from foedus.case.workbook.write import workbook_bytes

    book = _members(workbook_bytes(a_coded_case().build(), "case.xlsx"))
    core = "docProps/core.xml"
    book[core] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2000-01-01T00:00:00Z", book[core])
    return [{"case.xlsx": _zip(book)}]


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {one.filename: packed.read(one) for one in packed.infolist()}


def damage(seeds: Sequence[Files], rng: random.Random) -> Files:
    """Damage a part inside the archive, mostly so that it stays well-formed; seldom the archive itself."""
    files = dict(rng.choice(seeds))
    (name,) = files
    if rng.random() < 0.1:
        return damaged([files], rng, kinds=(BYTES,))
    members = _members(files[name])
    sheets = [part for part in members if "sheet" in part.lower() or "content" in part or "shared" in part.lower()]
    part = rng.choice(sheets if sheets and rng.random() < 0.8 else sorted(members))
    if rng.random() < 0.05:
        members[rng.choice(("x", part.upper(), f"../{part}", f"{part}2"))] = members.pop(part)
    else:
        members[part] = changed(members[part], Chance(rng, (), _WORDS), kinds=XML)
    return {name: _zip(members)}


def _sheet_rows(path: Path) -> dict[str, list[list[Any]]] | None:
    """Sheets with their filled rows, as Calamine reads them in a child; None where it does not, or does not know UTF-16.

    A cell named ``BY999999999993`` lets Calamine ask for 8 TB, which ends its process.
    """
    try:
        if any(data.startswith((b"\xff\xfe", b"\xfe\xff")) for data in _members(path.read_bytes()).values()):
            return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return None
    inlet, outlet = os.pipe()
    child = os.fork()
    if not child:
        _send_rows(path, outlet)
    os.close(outlet)
    with os.fdopen(inlet, "rb") as stream:
        data = stream.read()
    return pickle.loads(data) if os.waitpid(child, 0)[1] == 0 else None


def _send_rows(path: Path, outlet: int) -> NoReturn:
    """Read with Calamine, write what was read and end the process."""
    import faulthandler

    import python_calamine

    faulthandler.disable()
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        book = python_calamine.CalamineWorkbook.from_path(path)
        rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        filled = {
            name: [row for row in sheet if any(str(cell).strip() for cell in row)] for name, sheet in rows.items()
        }
        with os.fdopen(outlet, "wb") as stream:
            pickle.dump(filled, stream)
    except BaseException:  # noqa: BLE001
        os._exit(1)
    os._exit(0)


def _take_table(folder: Path) -> Taken:
    from foedus.files.networks.read import read_network

    (path,) = list(folder.iterdir())
    found = read_network(path, directed="keep")
    sheets = _sheet_rows(path)
    lost: list[str] = []
    counted = sheets is not None and len(sheets) == 1 and path.suffix == ".xlsx"
    if counted and sheets:
        (rows,) = sheets.values()
        start = next(
            (at for at, row in enumerate(rows) if {"source", "target"} <= {counts.plain(str(cell)) for cell in row}),
            None,
        )
        counted = start is not None
        if start is not None:
            lost += counts.difference(
                "rows", len(rows) - start - 1, used=len(found.sign), said=counts.told(found.notes)
            )
    answer = (found.actors, found.sign.tolist(), found.weight.tolist())
    return Taken(answer, [*found.notes, *found.actors], lost, counted=counted)


def _take_workbook(folder: Path) -> Taken:
    from foedus.case.schema import TABLES
    from foedus.case.workbook.read import case_from_workbook, read_workbook
    from foedus.case.workbook.write import workbook_bytes

    case = read_workbook(folder / "case.xlsx")
    back = case_from_workbook("again", "again.xlsx", workbook_bytes(case, "again.xlsx"))
    names = [table.name for table in TABLES]
    lost = [
        f"{name} differ after writing and reading again"
        for name in ("settings", *names, "bibliography")
        if getattr(case, name, None) != getattr(back, name, None)
    ]
    sheets = _sheet_rows(folder / "case.xlsx")
    for name in names if sheets else ():
        there = getattr(case, name, None)
        if sheets and there is not None and name in sheets:
            lost += counts.difference(f"rows of {name}", max(len(sheets[name]) - 1, 0), used=len(there), said=0)
    return Taken(case.claims, list(case.notes), lost, counted=sheets is not None)


FORMS = [
    Form("sheets of ties", _tables, _take_table, "rows that hold anything by Calamine, in .xlsx of one sheet; not their cells, nor .ods", damage=damage, part=2),
    Form("case workbook", _workbooks, _take_workbook, "rows of each sheet by Calamine; cells by writing and reading again", damage=damage, part=10),
]  # fmt: skip
