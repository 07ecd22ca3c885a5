import time
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.files.fields import Field, Table
from foedus.files.tables import FileError, read_table

TABLE = Table(
    "ties",
    "ties.csv",
    "Ties.",
    (),
    (
        Field("source", "text", "From.", required=True),
        Field("sign", "integer", "Sign.", required=True, low=-1, high=1),
        Field("weight", "number", "Weight.", low=0),
    ),
)


def write(folder: Path, text: str) -> Path:
    path = folder / "edges.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_that_nobody_declared_are_left_alone_and_told(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "source,year,sign\na,1946,-1\n"), TABLE, optional=("weight",))
    assert [row.values for row in table.rows] == [{"source": "a", "sign": -1}]
    assert table.columns == ("source", "sign")
    assert table.notes == ("edges.csv: columns not read: year",)


def test_every_wrong_cell_is_told_with_its_row(tmp_path: Path) -> None:
    path = write(tmp_path, "source;sign;weight\na;2;1\n;1;nan\nb;x;-1\n")
    with pytest.raises(FileError) as caught:
        read_table(path, TABLE)
    found = {(problem.row, problem.column) for problem in caught.value.problems}
    assert found == {(2, "sign"), (3, "source"), (3, "weight"), (4, "sign"), (4, "weight")}
    assert "edges.csv:2 sign: '2'" in str(caught.value)


def test_a_required_column_is_missed_and_its_misspelling_offered(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="nearest: 'sgn'"):
        read_table(write(tmp_path, "source,sgn\na,1\n"), TABLE, optional=("weight",))


@pytest.mark.parametrize("text", ["", "source,sign\n"])
def test_an_empty_table_is_no_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileError):
        read_table(write(tmp_path, text), TABLE, optional=("weight",))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        read_table(tmp_path / "none.csv", TABLE)
    with pytest.raises(InputError, match="is a folder"):
        read_table(tmp_path, TABLE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("source,sign\n" + "a,x\n" * 300_000, "reading|more problems"),
        ("source,sign\n" + "\n" * 1_100_000, "at most 1,000,000 lines"),
        ("source,sign\n" + "a" * 4_000_000 + ",1\n", "very long (cell|line)"),
        ("source,sign," + "," * 4_000_000 + "\na,1\n", "very long (cell|line)"),
        ("source,sign\na," + "1" * 6000 + "\n", "a whole number"),
    ],
)
def test_tables_that_no_person_writes_are_refused_at_once(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, text)
    began = time.process_time()
    with pytest.raises(FileError, match=words) as caught:
        read_table(path, TABLE, optional=("weight",))
    assert time.process_time() - began < 5
    assert len(str(caught.value)) < 2000


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"nodes": [1, 2]}', "JSON"),
        ("<?xml version='1.0'?>\n<graphml></graphml>", "a GraphML network"),
        ("<html><table></table></html>", "a web page"),
        ("*Vertices 2\n1 a\n2 b\n", "a Pajek file"),
        ('Creator "x"\ngraph [\n  node [ id 1 ]\n]\n', "a GML network"),
        ("dl n=2 format=edgelist1\n", "a UCINET DL"),
        ("@book{marsh,\n title={x}}\n", "a BibTeX file"),
    ],
)
def test_other_formats_of_text_are_called_by_name(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(FileError, match=f"this is {what}"):
        read_table(write(tmp_path, text), TABLE)


def test_what_spreadsheets_write_around_a_table_is_told(tmp_path: Path) -> None:
    text = "\ufeffsep=;\r\n# made by R\r\nSource;SIGN;year;year\r\na;1;1;2\r\n"
    table = read_table(write(tmp_path, text), TABLE, optional=("weight",))
    assert [row.values for row in table.rows] == [{"source": "a", "sign": 1}]
    told = "\n".join(table.notes)
    for words in ("byte order mark", "'sep=;' of Excel", "1 line of comments", "semicolons", "header spelt otherwise",
                  "columns not read: year", "twice: year"):  # fmt: skip
        assert words in told
    assert table.rows[0].line == 4


def test_a_declared_column_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="each column once"):
        read_table(write(tmp_path, "source,Source,sign,sign\na,b,1,1\n"), TABLE, optional=("weight",))


def test_a_last_row_without_an_end_of_line_is_told(tmp_path: Path) -> None:
    whole = read_table(write(tmp_path, "source,sign\na,1\n"), TABLE, optional=("weight",))
    cut = read_table(write(tmp_path, "source,sign\na,1"), TABLE, optional=("weight",))
    assert whole.notes == ()
    assert cut.rows == whole.rows
    assert any("no end of line behind the last row" in note for note in cut.notes)


def test_what_was_set_aside_is_told_also_of_a_file_that_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        read_table(write(tmp_path, "sep=;\nsource;sign;weight\na;1;0,5\n"), TABLE)
    assert any("sep=" in note for note in caught.value.notes)


@pytest.mark.parametrize("text", ["#\n\u202f\n", "\u00a0;\u00a0\n", "\u3000\n\n"])
def test_a_table_of_blanks_that_do_not_break_has_no_header(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileError, match="a header: source,sign,weight"):
        read_table(write(tmp_path, text), TABLE, optional=("weight",))


def test_blanks_that_do_not_break_above_the_header_do_not_hide_its_separator(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "\u00a0\nsource;sign\na;1\n"), TABLE, optional=("weight",))
    assert [row.values for row in table.rows] == [{"source": "a", "sign": 1}]


@pytest.mark.parametrize("every", [2, 7])
def test_a_long_table_with_some_wrong_rows_is_left_as_soon_as_the_rest_tells_nothing(
    tmp_path: Path, every: int
) -> None:
    rows = "".join(f"a,{'x' if at % every == 0 else 1}\n" for at in range(400_000))
    with pytest.raises(FileError) as caught:
        read_table(write(tmp_path, "source,sign\n" + rows), TABLE, optional=("weight",))
    lines = [problem.row for problem in caught.value.problems if problem.row]
    assert len(lines) == 10_000
    assert max(lines) == 9_999 * every + 2
