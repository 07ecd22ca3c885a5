"""A sheet says what the same table says as CSV; what it says otherwise is told or refused by cell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from foedus.errors import InputError
from foedus.files.fields import Field, Table
from foedus.files.sheets.container import MOST_BYTES
from foedus.files.tables import FileError, UserTable, read_table

TABLE = Table(
    "positions",
    "positions.csv",
    "Positions.",
    (),
    (
        Field("actor", "text", "Who.", "A", required=True),
        Field("size", "number", "How much.", "1", required=True),
        Field("since", "date", "When.", "1990"),
    ),
)
HEADER = ("actor", "size", "since")


def a_book(*rows: object, title: str = "Sheet1") -> Workbook:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def read(book: Workbook, folder: Path, name: str = "given.xlsx", sheet: str = "") -> UserTable:
    book.save(folder / name)
    return read_table(folder / (name + sheet), TABLE)


def values(table: UserTable) -> list[list[object]]:
    return [[str(row.values[name]) for name in HEADER if name in row.values] for row in table.rows]


def test_a_sheet_says_what_the_csv_says(tmp_path: Path) -> None:
    sheet = read(a_book(HEADER, ("Ärda", 2.0, "2017?"), ("007", 0.5, None), ("x", 1e-7, "1890/1894")), tmp_path)
    (tmp_path / "same.csv").write_text("actor,size,since\nÄrda,2,2017?\n007,0.5,\nx,1e-07,1890/1894\n")
    same = read_table(tmp_path / "same.csv", TABLE)
    assert values(sheet) == values(same)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    book = a_book(HEADER)
    for row, text in enumerate(["=1+1", "+x", "-", "@", "007", "TRUE", "_x0041_", "two\nlines", "🙂"], start=2):
        cell = book.active.cell(row, 1)
        cell.value, cell.data_type = ("_x005F" + text if text.startswith("_") else text), "s"
        book.active.cell(row, 2).value = 1
    found = [row.text("actor") for row in read(book, tmp_path).rows]
    assert found == ["=1+1", "+x", "-", "@", "007", "TRUE", "_x0041_", "two\nlines", "🙂"]


@pytest.mark.parametrize(
    ("value", "form", "expected", "note"),
    [
        (dt.date(1990, 6, 1), "yyyy-mm-dd", "1990-06-01", ""),
        (dt.date(1990, 6, 1), "mmm-yy", "1990-06", "shown as months"),
        (dt.date(1990, 6, 15), "mmmm yyyy", "1990-06", "shown as months"),
        (dt.date(1990, 6, 1), "yyyy", "1990", "shown as years"),
        (dt.date(1990, 6, 1), "d-mmm", "1990-06-01", "without their year"),
        (dt.date(1900, 3, 1), "dd/mm/yyyy", "1900-03-01", ""),
        (dt.date(1990, 6, 1), '[$-409]mmm\\-yy;@', "1990-06", "shown as months"),
        (1990, "General", "1990", ""),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_its_format_shows_it(
    tmp_path: Path, value: object, form: str, expected: str, note: str
) -> None:
    book = a_book(HEADER, ("A", 1, value))
    book.active["C2"].number_format = form
    table = read(book, tmp_path)
    assert str(table.rows[0].values["since"]) == expected
    assert any(note in told for told in table.notes) if note else not table.notes


def test_the_date_system_of_old_macs(tmp_path: Path) -> None:
    book = a_book(HEADER)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(("A", 1, dt.date(1990, 6, 2)))
    assert str(read(book, tmp_path).rows[0].values["since"]) == "1990-06-02"


def test_per_cent_is_told(tmp_path: Path) -> None:
    book = a_book(HEADER, ("A", 0.8, None))
    book.active["B2"].number_format = "0%"
    table = read(book, tmp_path)
    assert table.rows[0].number("size") == 0.8
    assert any("80% is 0.8" in note and "B2" in note for note in table.notes)


@pytest.mark.parametrize(
    ("value", "kind", "word"),
    [("#REF!", "e", "error"), ("#N/A", "e", "error"), ("=B1*2", "f", "formula without a value"), (60, "d", "date")],
)
def test_a_cell_that_says_nothing_is_refused_by_its_row(tmp_path: Path, value: object, kind: str, word: str) -> None:
    book = a_book(HEADER, ("A", 1, None), ("B", 2, None))
    cell = book.active["B3"]
    cell.value = value
    if kind == "e":
        cell.data_type = "e"
    if kind == "d":
        cell.number_format = "yyyy-mm-dd"
    with pytest.raises(FileError, match=word) as error:
        read(book, tmp_path)
    assert len(error.value.problems) == 1
    assert error.value.problems[0].row == 3
    assert error.value.problems[0].column == "size"
    assert error.value.problems[0].file == "given.xlsx#Sheet1"


def test_a_sheet_of_nothing_but_errors_is_left_early_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.files.sheets.grid.MOST_PROBLEMS", 5)
    book = a_book(HEADER, *[("A", 1, None)] * 20)
    for row in range(2, 22):
        book.active[f"B{row}"].value = "#REF!"
        book.active[f"B{row}"].data_type = "e"
    with pytest.raises(FileError, match="nothing is read beyond this row") as error:
        read(book, tmp_path)
    assert [problem.row for problem in error.value.problems if problem.value == "#REF!"] == [2, 3, 4, 5, 6, 7]
    assert any(problem.row == 7 and "cannot be read" in problem.value for problem in error.value.problems)


def test_merged_cells_are_refused_in_the_table_and_not_above(tmp_path: Path) -> None:
    book = a_book(("Positions in 1990",), (), HEADER, ("A", 1, None), (None, 2, None))
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A4:A5")
    with pytest.raises(FileError, match=r"A4:A5.*not merged"):
        read(book, tmp_path)
    book.active.unmerge_cells("A4:A5")
    book.active["A5"] = "B"
    table = read(book, tmp_path)
    assert [row.line for row in table.rows] == [4, 5]
    assert any("Positions in 1990" in note for note in table.notes)


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    book = a_book(HEADER, ("A", 1, None), ("B", 2, "1990"))
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    table = read(book, tmp_path)
    assert len(table.rows) == 2
    assert any("1 hidden or filtered rows" in note for note in table.notes)
    assert any("hidden columns are read as the others: C" in note for note in table.notes)


def test_a_table_that_starts_elsewhere(tmp_path: Path) -> None:
    book = a_book()
    for row, cells in enumerate([("Actor", "SIZE", "Since"), ("A", 1, None), (None, None, None), ("B", 2, None)], 7):
        for column, cell in enumerate(cells, 4):
            book.active.cell(row, column).value = cell
    book.active["XFD1048576"].number_format = "0.0"
    table = read(book, tmp_path)
    assert [(row.line, row.text("actor")) for row in table.rows] == [(8, "A"), (10, "B")]


def test_which_sheet_is_meant(tmp_path: Path) -> None:
    book = a_book(HEADER, ("A", 1, None), title="One")
    other = book.create_sheet("Two")
    for row in (HEADER, ("B", 2, None)):
        other.append(row)
    with pytest.raises(InputError, match=r"several sheets: 'One', 'Two'.*given\.xlsx#One"):
        read(book, tmp_path)
    assert read(book, tmp_path, sheet="#Two").rows[0].text("actor") == "B"
    assert read(book, tmp_path, sheet="#two").rows[0].text("actor") == "B"
    with pytest.raises(InputError, match="no sheet 'Three'"):
        read(book, tmp_path, sheet="#Three")
    other.title = "Positions"
    assert read(book, tmp_path).rows[0].text("actor") == "B"
    other.title, other.sheet_state = "Secret", "hidden"
    table = read(book, tmp_path)
    assert table.rows[0].text("actor") == "A"
    assert any("hidden sheets not read: Secret" in note for note in table.notes)


def test_one_sheet_of_several_has_the_columns(tmp_path: Path) -> None:
    book = a_book(("Read me",), ("This file holds positions.",), title="About")
    for row in (HEADER, ("B", 2, None)):
        if "Data" not in book.sheetnames:
            book.create_sheet("Data")
        book["Data"].append(row)
    assert read(book, tmp_path).rows[0].text("actor") == "B"


def an_archive(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def with_part(book: Workbook, part: str, text: str) -> bytes:
    data = io.BytesIO()
    book.save(data)
    made = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, text if entry.filename == part else old.read(entry))
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("old.xls", OLE, r"old Excel file \(\.xls\)"),
        ("locked.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("binary.xlsx", an_archive(**{"xl/workbook.bin": "x", "_rels/.rels": "x"}), r"\.xlsb"),
        ("letter.xlsx", an_archive(**{"word/document.xml": "x"}), "no spreadsheet"),
        ("cut.xlsx", with_part(a_book(HEADER), "none", "")[:900], "cannot be read"),
        ("empty.xlsx", an_archive(**{"_rels/.rels": "", "[Content_Types].xml": ""}), "cannot be read"),
        (
            "laughs.xlsx",
            with_part(a_book(HEADER), "xl/worksheets/sheet1.xml", '<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'),
            "document type",
        ),
        ("torn.xlsx", with_part(a_book(HEADER), "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"), "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_readable_spreadsheet_is_named(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=word):
        read_table(tmp_path / name, TABLE)


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    made = tmp_path / "bomb.xlsx"
    book = io.BytesIO()
    a_book(HEADER).save(book)
    made.write_bytes(book.getvalue())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/more.xml", "w") as stream:
        for _ in range(MOST_BYTES // 10_000_000 + 1):
            stream.write(b" " * 10_000_000)
    with pytest.raises(InputError, match="unpacks to"):
        read_table(made, TABLE)


def test_blanks_that_a_file_only_counts_are_limited(tmp_path: Path) -> None:
    names = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{k}:1.0"' for k in ("office", "table", "text"))
    blanks = "<text:s text:c='999999'/>" * 50
    cell = f"<table:table-cell><text:p>{blanks}</text:p></table:table-cell>"
    body = f'<table:table table:name="a"><table:table-row>{cell}</table:table-row></table:table>'
    text = f"<office:document-content {names}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    data = an_archive(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": text})
    (tmp_path / "blanks.ods").write_bytes(data)
    with pytest.raises(InputError, match=r"row 1: a cell of more than"):
        read_table(tmp_path / "blanks.ods", TABLE)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('r="A3"', 'r="A9"', "'A9', expected a cell of row 3"),
        ('r="B3"', 'r="A3"', "expected one cell in this place"),
        (
            "</sheetData>",
            '<row r="4"><c r="A4" t="str"><v>x</v></c><row r="5"/></row></sheetData>',
            "no <row> inside another",
        ),
        ("</sheetData>", '<row r="4"><c r="A4"><v>1</v><c r="B4"/></c></row></sheetData>', "no <c> inside another"),
    ],
)
def test_cells_that_stand_in_a_wrong_place_are_refused(tmp_path: Path, old: str, new: str, word: str) -> None:
    buffer = io.BytesIO()
    a_book(["actor", "size"], ["Arda", 3], ["Belor", 2]).save(buffer)
    with zipfile.ZipFile(buffer) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert parts[sheet].count(old.encode()) == 1
    parts[sheet] = parts[sheet].replace(old.encode(), new.encode())
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    with pytest.raises(FileError, match=word):
        read_table(tmp_path / "x.xlsx", TABLE)
