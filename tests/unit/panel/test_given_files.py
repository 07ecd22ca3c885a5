"""Files as a user's frame: what spreadsheets, R and Stata write is read and told, what is damaged or another thing is refused."""

import json

import numpy as np
import polars as pl
import pytest
from panel_data import ALWAYS, loader

from foedus.errors import InputError
from foedus.panel import wrap

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")
DATA = loader(ALWAYS)


@pytest.fixture
def given(tmp_path):
    """Wraps a file of this name and content."""

    def make(name, content, **how):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return wrap(str(path), data=DATA, **how)

    return make


def test_a_csv_file_is_read_in_the_types_of_its_cells(given):
    panel = given("a.csv", "ccode1,ccode2,year,x,t,code\n002,020,1990,1.5,TRUE,01\n2,200,1991,NA,FALSE,12\n")
    frame = panel.frame()
    assert frame.rows() == [("002", "020", 1990, 1.5, True, "01"), ("2", "200", 1991, None, False, "12")]
    assert not panel.directed
    assert sum("numbers as text" in note for note in panel.notes) == 2
    assert any("NA or . is missing in columns of numbers: x" in note for note in panel.notes)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_a_spreadsheet_writes_is_accepted_and_told(given, end):
    lines = ["sep=;", "ccode;year;x", "2;1990;1,5", ";;", '20;1991;"2,5"', ""]
    panel = given("a.csv", "\ufeff" + end.join(lines))
    assert panel.frame()["x"].to_list() == ["1,5", "2,5"]
    told = " ".join(panel.notes)
    assert all(
        word in told for word in ("byte order mark", "semicolons", "sep=;", "a comma in their numbers stay text: x")
    )


def test_rows_of_r_and_cells_over_several_lines_are_read(given):
    panel = given("a.csv", '"","ccode","year","note"\n"1",2,1990,"a, b"\n"2",2,1991,"c\nd ""e"""\n')
    assert panel.frame()["note"].to_list() == ["a, b", 'c\nd "e"']


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "\n \n", "is empty"),
        ("a.csv", "ccode,year\n", "no rows"),
        ("a.csv", "ccode,year,x\n2,1990\n2,1991,3,4\n", "line 2 has 2, line 3 has 4"),
        ("a.csv", 'ccode,year,x\n2,1990,"a\n2,1991,3\n', "a quote is missing"),
        ("a.csv", 'ccode,year,x\n2,1990,"a\n2,1991,3\n2,1992,b"\n', "closed in another row"),
        ("a.csv", "ccode,year,x\n2,1990,Côte\n".encode("latin-1"), "UTF-8"),
        ("a.csv", "ccode,ccode,year\n2,2,1990\n", "columns of one name: ccode"),
        ("a.csv", "<html></html>", "web page"),
        ("a.csv", b"PK\x03\x04....xl/", "Excel workbook"),
        ("a.csv", "ccode,year\n2,c. 1990\n", r"holds \['c. 1990'\]"),
        ("a.csv", "code,time\n2,1990\n", "no column ccode, year; it has code, time"),
        ("a.dta", b"<stata_dta><header>nothing", "cannot be read"),
        ("a.dta", "ccode,year\n", "not a Stata file"),
        ("a.dta", b"", "is empty"),
        ("a.parquet", b"PAR1nothingPAR1", "cannot be read"),
        ("a.parquet", "ccode,year\n", "not a Parquet file"),
        ("a.feather", b"ARROW1\0\0nothing", "cannot be read"),
        ("a.feather", b"PAR1nothing", "a.parquet"),
        ("a.xlsx", b"PK", "CSV UTF-8"),
        ("a.rds", b"\x1f\x8b", "haven::write_dta"),
        ("a.json", "[]", "a frame is read from .csv, .dta"),
        ("a", "x", "has no ending"),
    ],
)
def test_what_is_no_such_file_is_refused_with_the_step(given, name, content, told):
    with pytest.raises(InputError, match=told):
        given(name, content)


def test_a_folder_and_a_missing_file_are_told(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        wrap(tmp_path)
    with pytest.raises(InputError, match="no file"):
        wrap(tmp_path / "none.csv")


def stata(path, **columns):
    frame = pd.DataFrame({"ccode": np.array([2, 20], dtype="int16"), "year": [1990, 1991]}).assign(**columns)
    frame.to_stata(path, write_index=False, value_labels={"ccode": {2: "USA", 20: "Canada"}})
    return path


def test_codes_of_stata_stay_codes_where_it_shows_labels(tmp_path):
    panel = wrap(stata(tmp_path / "a.dta"), data=DATA)
    assert panel.frame()["ccode"].to_list() == [2, 20]
    assert any("ccode: 2 USA, 20 Canada" in note for note in panel.notes)
    labelled = pd.read_stata(tmp_path / "a.dta")
    with pytest.raises(InputError, match=r"2 of 2 are names of states \(USA, Canada\): say wrap\(frame, named=True\)"):
        wrap(labelled)
    assert wrap(labelled, named=True, data=DATA).frame()["ccode"].to_list() == ["USA", "Canada"]


def test_missing_values_of_stata_are_missing_and_told(tmp_path):
    """A double of Stata that is .b, written by hand into a file of pandas."""
    path = stata(tmp_path / "a.dta", x=[1.0, np.nan])
    dot, dot_b = np.array([0x7FE0000000000000, 0x7FE0020000000000], dtype="<u8").view("<f8")
    data = path.read_bytes()
    assert data.count(dot.tobytes()) == 1
    path.write_bytes(data.replace(dot.tobytes(), dot_b.tobytes()))
    panel = wrap(path, data=DATA)
    assert panel.frame()["x"].to_list() == [1.0, None]
    assert any("column x holds missing values of Stata (1 .b)" in note for note in panel.notes)
    objects = pd.read_stata(path, convert_missing=True, convert_categoricals=False)
    assert any("(1 .b)" in note for note in wrap(objects, data=DATA).notes)


@pytest.mark.parametrize(
    ("cells", "kind", "read"),
    [
        ([2, 20.0, None], object, [2, 20, None]),
        (["2", 20, None], object, [2, 20, None]),
        ([np.int16(2), np.uint8(20), pd.NA], object, [2, 20, None]),
        ([True, 0, None], object, [1, 0, None]),
        ([1.5, 2, float("nan")], object, [1.5, 2.0, None]),
        ([True, np.False_, None], object, [True, False, None]),
        (["a", None, "b"], object, ["a", None, "b"]),
        (["USA", 20, None], "category", ["USA", "20", None]),
        ([2, 20, None], "category", [2, 20, None]),
        ([2, 0, 3], pd.SparseDtype("int64"), [2, 0, 3]),
        ([2, 20, None], "int16[pyarrow]", [2, 20, None]),
        ([2, 20, None], "UInt8", [2, 20, None]),
    ],
)
def test_columns_of_pandas_keep_their_values(cells, kind, read):
    frame = pd.DataFrame({"ccode": [1, 2, 3], "year": [1950] * 3})
    frame["own"] = pd.Series(cells, dtype=object).astype(kind)
    found = wrap(frame, data=DATA).frame()["own"].to_list()
    assert found == read
    assert list(map(type, found)) == list(map(type, read))


@pytest.mark.parametrize(("cells", "told"), [([2**70, 1], "beyond 64 bits"), ([1.5, "x"], "words and numbers")])
def test_objects_that_are_no_one_type_are_refused_by_column(cells, told):
    frame = pd.DataFrame({"ccode": [1, 2], "year": [1950] * 2, "own": pd.Series(cells, dtype=object)})
    with pytest.raises(InputError, match=f"column 'own' .*{told}"):
        wrap(frame)


def test_a_reader_is_read_once_and_errors_of_other_libraries_are_told():
    duckdb = pytest.importorskip("duckdb")
    table = pa.table({"ccode": [2], "year": [1950]})
    assert wrap(table.to_reader(), data=DATA).frame().height == 1
    with pytest.raises(InputError, match="DuckDB relation cannot be read: Conversion Error"):
        wrap(duckdb.sql("select 'x'::int as ccode, 1990 as year"))
    with pytest.raises(InputError, match="LazyFrame cannot be read"):
        wrap(pl.scan_csv("none.csv"))
    with pytest.raises(InputError, match="'ccode' is a decimal of 256 bits"):
        wrap(pa.table({"ccode": pa.array([2], pa.decimal256(40, 2)), "year": [1950]}))
    with pytest.raises(InputError, match="columns of one name: a"):
        wrap(pa.table([pa.array([1]), pa.array([2])], names=["a", "a"]))


def test_iso_codes_are_read_by_year_and_territories_are_null():
    frame = pl.DataFrame({"ccode": ["DEU", "276", "de", "HKG"], "year": [1970, 1995, 2010, 1995]})
    panel = wrap(frame, system="iso", data=loader()).add_codes("gw").add_names()
    assert panel.frame()["cw_name"].to_list() == ["German Federal Republic", "Germany", "Germany", None]
    assert any("HKG Hong Kong" in note for note in panel.notes)
    with pytest.raises(InputError, match="'XX' is no code of ISO 3166"):
        wrap(pl.DataFrame({"ccode": ["XX"], "year": [1990]}), system="iso")
    with pytest.raises(InputError, match="expected one of cow, gw, iso"):
        wrap(frame, system=json.dumps("x"))


def test_names_are_read_into_the_list_that_is_asked_for():
    frame = pl.DataFrame({"gwcode": ["Germany", "Serbia", "Monaco"], "year": [1995, 2010, 1950]})
    panel = wrap(frame, named=True, system="gw", data=DATA).add_names()
    assert panel.frame()["gw_name"].to_list() == ["German Federal Republic", "Serbia", "Monaco"]
