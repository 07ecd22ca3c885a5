"""A broken official file: every problem with line and value is listed, and nothing is stored."""

import polars as pl
import pytest
from made_files import ATOP, NMC, STATES, add, write

from foedus.datasets import DatasetError, installed
from foedus.datasets.columns import whole
from foedus.datasets.model import LINE, Table
from foedus.datasets.verify import verify


def problems_of(tmp_path, id, name, content, **options):
    path = write(tmp_path, name, content)
    with pytest.raises(DatasetError) as caught:
        add(id, path, **options)
    assert installed() == []
    assert str(caught.value).startswith(f"{id}: ")
    return [(p.row, p.column, p.value, p.nearest) for p in caught.value.problems]


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_wrong_delimiter(tmp_path, mark, word):
    path = write(tmp_path, "NMC-60-abridged.csv", NMC.replace(",", mark))
    with pytest.raises(DatasetError, match=f"separated by commas, not {word}"):
        add("nmc", path)


def test_missing_columns_are_all_named_with_the_nearest(tmp_path):
    content = NMC.replace("milex", "milexp").replace("pec", "energy")
    assert problems_of(tmp_path, "nmc", "NMC-60-abridged.csv", content) == [
        (1, "milex", "no such column", "milexp"),
        (1, "pec", "no such column", ""),
    ]


def test_every_broken_cell_is_listed_with_its_line(tmp_path):
    content = (
        NMC + "USA,two,1818,1,1,1,1,1,1,.5,2021\nUSA,2,18.5,x,1,1,1,1,1,1.5,2021\nUSA,2.5,2099,-8,1,1,1,1,1,.5,2021\n"
    )
    assert sorted(problems_of(tmp_path, "nmc", "NMC-60-abridged.csv", content)) == [
        (4, "ccode", "two", ""),
        (5, "cinc", "1.5", "1"),
        (5, "milex", "x", ""),
        (5, "year", "18.5", ""),
        (6, "ccode", "2.5", ""),
        (6, "milex", "-8", ""),
        (6, "year", "2099", ""),
    ]


def test_minus_nine_where_the_file_does_not_declare_it(tmp_path):
    content = ATOP.replace("2200,1949,1,1,0", "2200,1949,1,-9,0")
    assert problems_of(tmp_path, "atop", "atop5_1ddyr.csv", content) == [(2, "defense", "-9", "")]


def test_repeated_key(tmp_path):
    content = NMC + "USA,2,1816,1,1,1,1,1,1,.5,2021\n"
    assert problems_of(tmp_path, "nmc", "NMC-60-abridged.csv", content) == [
        (2, "ccode,year", "2,1816", ""),
        (4, "ccode,year", "2,1816", ""),
    ]


def test_decimal_comma_names_the_number_with_a_point(tmp_path):
    content = NMC.replace(".0397", '"0,0397"')
    assert problems_of(tmp_path, "nmc", "NMC-60-abridged.csv", content) == [(2, "cinc", "0,0397", "0.0397")]


def test_words_for_infinity_and_no_number_are_no_numbers(tmp_path):
    content = NMC.replace(".0397", "inf").replace(".0358", "nan")
    assert [row[:3] for row in problems_of(tmp_path, "nmc", "NMC-60-abridged.csv", content)] == [
        (2, "cinc", "inf"),
        (3, "cinc", "nan"),
    ]


def test_a_whole_number_beyond_what_a_column_holds_is_a_problem_and_not_missing():
    table = Table("a.csv", (whole("number", "A number without a range."),))
    frame = pl.DataFrame({LINE: pl.Series([0, 1], dtype=pl.UInt32), "number": ["-2147483648", "2147483647"]})
    typed, _, findings, _ = verify(frame, table, name="a.csv", years=(1816, 2000))
    assert [(record, problem.expected) for record, problem in findings] == [
        (0, "a whole number, at most 2,147,483,647")
    ]
    assert typed["number"].to_list() == [None, 2147483647]


def test_windows_encoding_shows_the_text_as_windows_reads_it(tmp_path):
    content = STATES.encode().replace(b"France,1944", "Françe,1944".encode("cp1252"))
    found = problems_of(tmp_path, "states", "states2016.csv", content)
    assert found == [(4, "", "Fran\\xe7e", "Françe")]


def test_utf_16_of_spreadsheets_is_read_and_told(tmp_path):
    (info,) = add("states", write(tmp_path, "states2016.csv", STATES.encode("utf-16")))
    assert (info.rows, info.notes[0]) == (3, "states2016.csv: UTF-16 read")


def test_a_mark_of_utf_8_at_the_start_is_no_problem(tmp_path):
    path = write(tmp_path, "states2016.csv", b"\xef\xbb\xbf" + STATES.encode())
    assert add("states", path)[0].rows == 3


@pytest.mark.parametrize("content", ["", "   \n", NMC.splitlines()[0] + "\n", b"PK\x00\x00"])
def test_empty_and_binary_files(tmp_path, content):
    assert len(problems_of(tmp_path, "nmc", "NMC-60-abridged.csv", content)) == 1


def test_a_row_with_more_cells_than_the_header(tmp_path):
    assert len(problems_of(tmp_path, "nmc", "NMC-60-abridged.csv", NMC + "USA,2,1818,1,1,1,1,1,1,.5,2021,9,9\n")) == 1


def test_days_that_do_not_exist_and_spells_that_end_before_they_start(tmp_path):
    content = STATES.replace("1942,11,11", "1942,2,30").replace("1944,8,25,2016,12,31", "1944,8,25,1943,1,1")
    assert problems_of(tmp_path, "states", "states2016.csv", content) == [
        (3, "end", "1942-02-30", ""),
        (4, "end", "1943-01-01", ""),
    ]


def test_line_numbers_hold_where_cells_contain_line_breaks(tmp_path):
    content = STATES.replace("United States of America", '"United\nStates"').replace(
        "FRN,220,France,1944", "FRN,,France,1944"
    )
    assert problems_of(tmp_path, "states", "states2016.csv", content) == [(5, "ccode", "", "")]


def test_the_message_shows_five_of_a_column_and_counts_the_others(tmp_path):
    rows = "".join(f"USA,2,{year},x,1,1,1,1,1,.5,2021\n" for year in range(1820, 1832))
    path = write(tmp_path, "NMC-60-abridged.csv", NMC + rows)
    with pytest.raises(DatasetError) as caught:
        add("nmc", path)
    assert len(caught.value.problems) == 12
    assert "12 problems, nothing was stored" in str(caught.value)
    assert "... and 7 more in milex" in str(caught.value)
    assert str(caught.value).count("'x', expected") == 5


def test_a_broken_file_leaves_the_stored_one_alone(tmp_path):
    good = add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC))[0]
    with pytest.raises(DatasetError):
        add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC.replace(".0397", "x")))
    assert installed() == [good]
