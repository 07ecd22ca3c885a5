"""A sheet beyond the limit is refused by a look at its bytes, before anything is made of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from foedus.errors import InputError
from foedus.files.findings import Findings
from foedus.files.sheets import ods, xlsx
from foedus.files.sheets.book import Book
from foedus.files.sheets.container import Container

openpyxl = pytest.importorskip("openpyxl")


def a_workbook(cells: int) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for number in range(cells):
        book.active.append([number])
    book.save(out)
    return out.getvalue()


def a_document(cells: int) -> bytes:
    space, out = "urn:oasis:names:tc:opendocument:xmlns:", io.BytesIO()
    rows = "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>" * cells
    body = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table table:name="x">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
    return out.getvalue()


@pytest.mark.parametrize(("make", "reader"), [(a_workbook, xlsx), (a_document, ods)])
def test_too_many_cells_are_refused_unread(
    make: Callable[[int], bytes], reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_CELLS", 10)
    name = "n.xlsx" if reader is xlsx else "n.ods"
    assert len(Book(name, make(10)).choose("", (), columns=(), findings=Findings()).rows) == 10
    walked: list[str] = []
    walk = Container.walk
    monkeypatch.setattr(Container, "walk", lambda self, part, *a, **k: walked.append(part) or walk(self, part, *a, **k))
    with pytest.raises(InputError, match="filled cells"):
        Book(name, make(21)).choose("", (), columns=(), findings=Findings())
    assert not any("sheet1" in part or "content" in part for part in walked)


@pytest.mark.parametrize("size", [5, (1 << 20) - 2, (1 << 20) + 1, 3 << 20])
def test_marks_are_counted_across_pieces(size: int) -> None:
    text = (b"x" * 7 + b"<v><is>") * (size // 14 + 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", text)
    assert Container("a.xlsx", out.getvalue()).count("a", b"<v>", b"<is>") == text.count(b"<v>") + text.count(b"<is>")
