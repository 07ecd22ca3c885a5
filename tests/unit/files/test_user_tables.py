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
