"""Every type of column written to every file: the values come back, or an error of ours says which column and why."""

import io
import warnings
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.panel import wrap, write

pytest.importorskip("pandas")
SMALL = {pl.Int8: 2**7, pl.Int16: 2**15, pl.Int32: 2**31, pl.Int64: 2**63, pl.Int128: 2**127}
UNSIGNED = {pl.UInt8: 2**8, pl.UInt16: 2**16, pl.UInt32: 2**32, pl.UInt64: 2**64}
VALUES = {
    **{kind: st.integers(-limit, limit - 1) for kind, limit in SMALL.items()},
    **{kind: st.integers(0, limit - 1) for kind, limit in UNSIGNED.items()},
    pl.Float32: st.floats(width=32, allow_nan=False),
    pl.Float64: st.floats(allow_nan=False),
    pl.Boolean: st.booleans(),
    pl.String: st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.sampled_from(["", "NA", " a", "002", "x" * 2100]),
    pl.Categorical: st.sampled_from(["no", "yes", "perhaps"]),
    pl.Enum(["low", "high"]): st.sampled_from(["low", "high"]),
    pl.Date: st.dates(date(1700, 1, 1), date(2200, 1, 1)),
    pl.Datetime("us"): st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)),
    pl.Datetime("ms", "UTC"): st.just(datetime(1990, 1, 1, tzinfo=UTC)),
    pl.Time: st.just(time(12)),
    pl.Duration: st.just(timedelta(days=1)),
    pl.Decimal(10, 2): st.decimals(-999, 999, places=2).map(Decimal),
    pl.Binary: st.binary(max_size=3),
    pl.List(pl.Int8): st.lists(st.integers(0, 1), max_size=2),
    pl.Struct({"a": pl.Int8}): st.just({"a": 1}),
    pl.Null: st.none(),
    pl.Object: st.just({1}),
}
if hasattr(pl, "Float16"):
    VALUES[pl.Float16] = st.floats(width=16, allow_nan=False)
KINDS = list(VALUES)


@st.composite
def columns(draw):
    kind = draw(st.sampled_from(KINDS))
    cells = draw(st.lists(st.none() | VALUES[kind], min_size=2, max_size=2))
    return pl.Series("own", cells, dtype=kind)


def read(path):
    """Read a file by another library than the one that wrote it."""
    import pandas as pd

    if path.suffix == ".dta":
        return pd.read_stata(path)["own"].tolist()
    if path.suffix == ".csv":
        return pl.read_csv(path, infer_schema=False)["own"].to_list()
    frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_ipc(io.BytesIO(path.read_bytes()))
    return frame["own"].to_list()


def same(ours, theirs, kind, ending):
    """Whether a value came back, as far as the format knows its type."""
    import pandas as pd

    if ours is None:
        return theirs in ("", None) if ending == ".csv" else theirs is None or theirs == "" or pd.isna(theirs)
    if ending == ".csv":
        if isinstance(ours, bool):
            return theirs == str(ours).lower()
        if isinstance(ours, str):
            return theirs == ours or (ours == "" and theirs is None)
        if isinstance(ours, int | float | Decimal):
            return float(theirs) == pytest.approx(float(ours), rel=1e-15 if kind == pl.Float64 else 1e-6) and (
                not isinstance(ours, int) or int(theirs) == ours
            )
        return theirs is not None
    if ending == ".dta" and isinstance(ours, datetime):
        return abs(theirs.to_pydatetime() - ours) < timedelta(milliseconds=1)
    if ending == ".dta" and isinstance(ours, date):
        return theirs.date() == ours
    if isinstance(ours, Decimal) and ending == ".dta":
        return float(theirs) == float(ours)
    return theirs == ours


@pytest.mark.parametrize("ending", [".csv", ".dta", ".parquet", ".feather"])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(columns())
def test_a_column_comes_back_or_is_refused_by_name(tmp_path_factory, ending, column):
    frame = pl.DataFrame({"ccode": [2, 20], "year": [1990, 1991], "own": column})
    path = tmp_path_factory.mktemp("file") / f"panel{ending}"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            write(wrap(frame), path)
        except InputError as error:
            refused = str(error)
        else:
            refused = ""
    if refused:
        assert "own" in refused
        assert not list(path.parent.iterdir())
        return
    back = read(path)
    assert len(back) == 2
    for ours, theirs in zip(column.to_list(), back, strict=True):
        assert same(ours, theirs, column.dtype, ending), (ours, theirs)


@pytest.mark.parametrize("ending", [".csv", ".dta", ".parquet", ".feather"])
@settings(max_examples=40, deadline=None)
@given(columns())
def test_a_file_that_was_written_can_be_brought_again(tmp_path_factory, ending, column):
    frame = pl.DataFrame({"ccode": [2, 20], "year": [1990, 1991], "own": column})
    path = tmp_path_factory.mktemp("again") / f"panel{ending}"
    try:
        write(wrap(frame), path)
    except InputError:
        return
    again = wrap(path)
    assert again.columns == ("ccode", "year", "own")
    assert again.frame().select("ccode", "year").rows() == [(2, 1990), (20, 1991)]
