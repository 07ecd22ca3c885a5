"""A dataset that comes as a spreadsheet is the dataset that comes as CSV."""

import csv
import io

import openpyxl
import pytest
from made_files import STATES, add, write

from foedus.datasets import DatasetError, load
from foedus.errors import InputError
from foedus.files.tables import FileError

ROWS = list(csv.reader(io.StringIO(STATES)))


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


def a_book(path, *, above=()):
    book = openpyxl.Workbook()
    for row in above:
        book.active.append(row)
    for row in ROWS:
        book.active.append([int(cell) if cell.lstrip("-").isdecimal() else cell for cell in row])
    book.save(path)
    return path


def test_a_sheet_gives_the_frame_of_the_csv(tmp_path):
    add("states", write(tmp_path, "own.csv", STATES), version="2016")
    wanted = load("states")
    add("states", a_book(tmp_path / "own.xlsx"), version="2016")
    assert load("states").frame.equals(wanted.frame)


def test_problems_stand_in_the_row_of_the_sheet(tmp_path):
    path = a_book(tmp_path / "own.xlsx", above=[["State system membership"], []])
    book = openpyxl.load_workbook(path)
    place = ROWS[0].index("ccode") + 1
    book.active.cell(5, place).value = "x1"
    book.save(path)
    with pytest.raises(DatasetError) as caught:
        add("states", path, version="2016")
    assert [(problem.file, problem.row, problem.value) for problem in caught.value.problems] == [
        ("own.xlsx#Sheet", 5, "x1")
    ]


def test_an_error_in_a_cell_is_refused_and_a_sheet_may_be_named(tmp_path):
    path = a_book(tmp_path / "own.xlsx")
    book = openpyxl.load_workbook(path)
    book.active.cell(3, 2).value = "#N/A"
    book.active.cell(3, 2).data_type = "e"
    book.create_sheet("notes")["A1"] = "Sources"
    book.save(path)
    with pytest.raises(FileError, match=r"own\.xlsx#Sheet:3"):
        add("states", path, version="2016")
    with pytest.raises(InputError, match="no sheet 'Data'"):
        add("states", f"{path}#Data", version="2016")
