"""Our reading of a sheet against two programs that we did not write: openpyxl writes it, calamine reads it too."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.files.sheets.book import Book

TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t", exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
).filter(lambda text: "_x" not in text)
DATES = st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31))
NUMBERS = st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e200, 1e200, allow_subnormal=False))
CELLS = st.one_of(st.none(), TEXTS, DATES, NUMBERS, st.booleans())


def as_text(value: object) -> str:
    """What calamine's value says, in the words of a CSV file."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
        case dt.date():
            return value.isoformat()
    return str(value)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8))
def test_what_calamine_reads_we_read(rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value is not None:
                cell = book.active.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    data = io.BytesIO()
    book.save(data)
    given_ = Book("given.xlsx", data.getvalue())
    ours = {(row, column): text for row, cells in given_.read(given_.sheets[0]).rows for column, text in cells.items()}
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data.getvalue())).get_sheet_by_index(0)
    theirs = {
        (row, column): as_text(value)
        for row, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(cells)
        if value != ""
    }
    assert ours == theirs
