"""What spreadsheets and other programs make of an official file: taken with a note, or called by its name."""

import io
import tarfile

import pytest
from made_files import NMC, STATES, add, add_folder, write, zipped

from foedus.datasets import DatasetError
from foedus.errors import InputError


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


def notes_of(tmp_path, content, name="own.csv"):
    (info,) = add("states", write(tmp_path, name, content), version="2016")
    assert info.rows == 3
    return [note for note in info.notes if "not the known file" not in note]


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("sep=,\n" + STATES, "Excel's line 'sep=,' before the header set aside"),
        ("\ufeffsep=,\r\n" + STATES.replace("\n", "\r\n"), "Excel's line 'sep=,' before the header set aside"),
        (STATES + "\x1a", "the mark of DOS for the end of a file (U+001A) set aside"),
        (STATES.replace("\n", "\r"), "line ends of old Mac (CR) accepted"),
        (
            STATES.replace("day,version", "day,ccode").replace(",2016\n", ",99\n"),
            "the column 'ccode' stands there 2 times",
        ),
        (STATES + ",,,,,,,,,\n\n  \n", "3 empty rows set aside"),
    ],
)
def test_what_is_harmless_is_told(tmp_path, content, note):
    (told,) = notes_of(tmp_path, content)
    assert told.startswith(f"own.csv: {note}")


def test_blanks_that_do_not_break_in_the_header(tmp_path):
    assert notes_of(tmp_path, STATES.replace("ccode", "ccode\u00a0")) == []


def test_lines_are_counted_from_the_top_of_the_file(tmp_path):
    with pytest.raises(DatasetError) as caught:
        notes_of(tmp_path, "sep=,\n" + STATES.replace("FRN,220,France,1944", "FRN,two,France,1944"))
    assert [problem.row for problem in caught.value.problems] == [5]


@pytest.mark.parametrize(("cell", "nearest"), [('"1,220"', ""), ('"2,000,5"', ""), ("220.5", ""), ("220.9", "221")])
def test_a_thousands_mark_is_never_read_as_a_point(tmp_path, cell, nearest):
    with pytest.raises(DatasetError) as caught:
        notes_of(tmp_path, STATES.replace("FRN,220,France,1944", f"FRN,{cell},France,1944"))
    assert [problem.nearest for problem in caught.value.problems] == [nearest]


def test_a_thousands_mark_in_a_column_that_can_hold_it(tmp_path):
    with pytest.raises(DatasetError) as caught:
        add(
            "nmc",
            write(tmp_path, "NMC-60-abridged.csv", NMC.replace(",1817,", ',"1,817",').replace("8899", '"1,008,899"')),
        )
    assert [problem.nearest for problem in caught.value.problems] == ["1817", "1008899"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("France\x1b[2J", "U+001B"),
        ("Fran\0ce", "binary data (U+0000)"),
        ("x" * 100_001, "x" * 60),
        ('"' + "x" * 140_000 + '"', "very long cell"),
        ('"France"x', "',' expected after '\"'"),
    ],
)
def test_cells_that_no_table_holds(tmp_path, text, value):
    with pytest.raises(DatasetError) as caught:
        notes_of(tmp_path, STATES.replace("FRN,220,France,1944", f"FRN,220,{text},1944"))
    assert [(problem.row, problem.value) for problem in caught.value.problems] == [(4, value)]


@pytest.mark.parametrize("content", ["", "\n\n", "\r7", ",,,\n1,2,3\n", "\ufeff", '"', "\x1a"])
def test_files_without_a_header(tmp_path, content):
    path = write(tmp_path, "cow_majors.csv", content)
    with pytest.raises(DatasetError):
        add("majors", path)
    assert [place for place, _ in add_folder(path).failed] == [str(path)]


def a_tar():
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo("states2016.csv")
        entry.size = len(STATES)
        archive.addfile(entry, io.BytesIO(STATES.encode()))
    return buffer.getvalue()


WORKBOOK = zipped(**{"[Content_Types]__xml": "<Types/>", "xl/workbook__xml": "<workbook/>"})


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("states2016.dta", b"<stata_dta><header>", r"a Stata file \(.dta\): .* CSV"),
        ("old.dta", b"\x72\x02\x01\x00" + bytes(100), r"a Stata file \(.dta\)"),
        ("states.sav", b"$FL2@(#) SPSS", r"an SPSS file \(.sav\)"),
        ("states.rds", b"\x1f\x8b\x08\x00" + bytes(40), r"an R file \(.rds\): in R: write.csv"),
        ("states2016.tar.gz", a_tar(), "a tar archive: .* unpack it yourself"),
        ("states.7z", b"7z\xbc\xaf\x27\x1c" + bytes(9), "a 7-Zip archive"),
        ("page.html", b"<!DOCTYPE html><html>", "a web page"),
    ],
)
def test_another_format_is_called_by_its_name_with_the_next_step(tmp_path, name, content, what):
    path = write(tmp_path, name, content)
    with pytest.raises(InputError, match=what) as caught:
        add("states", path)
    assert "Give the file itself" not in str(caught.value)
    with pytest.raises(InputError, match=what):
        add_folder(path)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (WORKBOOK, "an Excel workbook (.xlsx)"),
        (b"<html><body>Please log in</body>", "a web page (HTML)"),
        (b"\x1f\x8b\x08\x00", "a gzip file (.gz)"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\n", "a pointer of Git LFS, not the file itself"),
        (b'{"message": "Not Found"}', "JSON"),
    ],
)
def test_another_format_under_the_name_of_a_csv(tmp_path, content, what):
    with pytest.raises(DatasetError) as caught:
        add("states", write(tmp_path, "states2016.csv", content))
    assert [problem.value for problem in caught.value.problems] == [what]


def test_other_formats_in_a_folder_are_passed_over_by_name(tmp_path):
    write(tmp_path, "in/states2016.csv", STATES)
    write(tmp_path, "in/NMC.dta", b"<stata_dta>")
    result = add_folder(tmp_path / "in")
    assert [info.id for info in result.added] == ["states"]
    assert "a Stata file" in dict(result.passed_over)[str(tmp_path / "in/NMC.dta")]


REGISTER = (
    '"Recipient","Supplier","Year of order"," ","Number ordered"," ","Weapon designation","Weapon description",'
    '"Number delivered"," ","Year(s) of delivery","status","Comments","SIPRI TIV per unit",'
    '"SIPRI TIV for total order","SIPRI TIV of delivered weapons"\n'
)
ORDER = '"France","Italy","1999","?","6","","A","gun","6","","2001","New","","2","12","12"\n'


@pytest.mark.parametrize("header", [REGISTER, REGISTER.replace('"', ""), REGISTER.replace(",", ", ").replace('"', "")])
def test_a_header_below_notes_is_found_however_it_is_quoted(tmp_path, header):
    path = write(tmp_path, "trade-register.csv", '"Notes of the export"\n\n' + header + ORDER)
    assert [info.rows for info in add("sipri-transfers", path)] == [1]


def test_rows_above_a_second_header_are_not_lost(tmp_path):
    path = write(tmp_path, "trade-register.csv", "Notes\n" + REGISTER + ORDER + REGISTER.replace('"', "") + ORDER)
    with pytest.raises(DatasetError, match=r"trade-register\.csv:4"):
        add("sipri-transfers", path)
