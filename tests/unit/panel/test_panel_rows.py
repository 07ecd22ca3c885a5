"""The rows of a panel: state system by day and by year, frames of the user's own."""

import polars as pl
import pytest
from panel_data import STATES, loader, source, table

from foedus.errors import InputError
from foedus.panel import dyad_years, state_years, wrap

DATA = loader(STATES)


def rows(**how):
    return dyad_years(**how, data=DATA).frame().rows()


def test_a_dyad_year_needs_a_day_in_common():
    # In 1950 state 2 leaves the day before state 3 enters; in 2015 state 3 leaves before state 4 enters.
    assert rows(years=(1950, 1953), directed=False) == [
        (1, 2, 1950), (1, 2, 1953), (1, 3, 1950), (1, 3, 1951), (1, 3, 1952), (1, 3, 1953), (2, 3, 1953),
    ]  # fmt: skip
    assert (2, 3, 1950) in rows(years=(1950, 1950), directed=False, rule="year")
    assert (3, 4, 2015) not in rows(years=(2015, 2015), directed=False)
    assert (3, 4, 2015) in rows(years=(2015, 2015), directed=False, rule="year")


def test_directed_dyads_stand_in_both_orders_sorted():
    directed, undirected = rows(years=(1950, 1953)), rows(years=(1950, 1953), directed=False)
    assert directed == sorted([*undirected, *((two, one, year) for one, two, year in undirected)])


def test_members_of_the_last_day_remain_and_others_do_not():
    assert rows(years=(2020, 2020), directed=False) == [(1, 2, 2020), (1, 4, 2020), (2, 4, 2020)]


def test_state_years_count_every_year_touched():
    assert state_years((1950, 1953), data=DATA).frame().rows() == [
        (1, 1950), (1, 1951), (1, 1952), (1, 1953), (2, 1950), (2, 1953), (3, 1950), (3, 1951), (3, 1952), (3, 1953),
    ]  # fmt: skip


@pytest.mark.parametrize("years", [(2010, 1816), (1816,), "1816", (1816.5, 2010), None])
def test_years_must_be_two_in_order(years):
    with pytest.raises(InputError, match="two whole years in order"):
        dyad_years(years, data=DATA)


def test_another_rule_is_refused_at_once():
    with pytest.raises(InputError, match="expected 'day'"):
        dyad_years(rule="month", data=DATA)


OWN = {"year": [1953, 1950, 1953], "note": ["c", "a", "b"], "ccode2": [1, 3, 2], "ccode1": [3, 1, 1]}


class Relation:
    """Stands for a DuckDB relation, which gives a Polars frame by `pl()`."""

    def pl(self):
        return pl.DataFrame(OWN)


def pandas_frame():
    pandas = pytest.importorskip("pandas")
    return pandas.DataFrame(OWN)


@pytest.mark.parametrize(
    "make",
    [
        lambda: pl.DataFrame(OWN),
        lambda: pl.LazyFrame(OWN),
        lambda: pl.DataFrame(OWN).to_arrow(),
        lambda: pl.DataFrame(OWN).with_columns(pl.col("ccode1").cast(pl.Float64)),
        Relation,
        pandas_frame,
    ],
    ids=["polars", "lazy", "arrow", "floats", "duckdb", "pandas"],
)
def test_own_rows_keep_their_order_columns_and_number(make):
    majors = source("majors", table("ccode start end", (3, 1950, 1953)))
    panel = wrap(make(), directed=True, data=loader(STATES, majors)).add_majors()
    frame = panel.frame()
    assert frame.columns == ["year", "note", "ccode2", "ccode1", "cowmaj1", "cowmaj2"]
    assert frame["note"].to_list() == ["c", "a", "b"]
    assert frame["cowmaj1"].to_list() == [1, 0, 0]
    assert frame["cowmaj2"].to_list() == [0, 1, 0]
    assert panel.directed


def test_a_real_duckdb_relation_is_taken():
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql("select 1 as ccode1, 2 as ccode2, 1953 as year")
    assert wrap(relation, data=DATA).frame().rows() == [(1, 2, 1953)]


def test_whether_a_frame_is_directed_is_seen_or_said():
    lower_first = pl.DataFrame({"ccode1": [1], "ccode2": [2], "year": [1950]})
    assert not wrap(lower_first, data=DATA).directed
    assert wrap(lower_first, directed=True, data=DATA).directed
    both = pl.DataFrame({"ccode1": [1, 2], "ccode2": [2, 1], "year": [1950, 1950]})
    assert wrap(both, data=DATA).directed
    with pytest.raises(InputError, match=r"2 rows stand in both orders: row 1 \(1, 2, 1950\)"):
        wrap(both, directed=False, data=DATA)
    higher_first = lower_first.select(ccode1="ccode2", ccode2="ccode1", year="year")
    assert not wrap(higher_first, directed=False, data=DATA).notes
    assert "taken as undirected" in wrap(higher_first, data=DATA).notes[0]
    mixed = pl.concat([lower_first, pl.DataFrame({"ccode1": [3], "ccode2": [2], "year": [1950]})])
    with pytest.raises(
        InputError, match=r"1 of 2 rows have the higher code first \(row 2 .*directed=True .*directed=False"
    ):
        wrap(mixed, data=DATA)


def test_other_names_of_keys():
    frame = pl.DataFrame({"from": [3], "to": [1], "t": [1953]})
    majors = source("majors", table("ccode start end", (3, 1950, 1953)))
    panel = wrap(frame, keys=("from", "to", "t"), data=loader(STATES, majors)).add_majors()
    assert panel.frame().row(0) == (3, 1, 1953, 1, 0)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ({"ccode1": [1], "year": [1950]}, "no column ccode2"),
        ({"ccode1": [1], "ccode2": [None], "year": [1950]}, "empty|whole numbers"),
        ({"ccode1": [1], "ccode2": [2.5], "year": [1950]}, r"holds \[2.5\]"),
        ({"ccode1": [1], "ccode2": ["USA"], "year": [1950]}, "expected whole numbers"),
        ({"ccode1": [1], "ccode2": [float("nan")], "year": [1950]}, "empty cells"),
        ({"ccode1": [1], "ccode2": [2], "year": [10**9]}, "expected whole numbers"),
    ],
)
def test_bad_keys_are_named(frame, message):
    with pytest.raises(InputError, match=message):
        wrap(pl.DataFrame(frame), data=DATA)


def test_something_else_is_no_frame():
    with pytest.raises(InputError, match=r"builtins\.dict; expected a Polars or pandas"):
        wrap({"ccode1": [1]}, data=DATA)
    with pytest.raises(InputError, match="two codes and the year"):
        wrap(pl.DataFrame(OWN), keys=("year",), data=DATA)


def test_an_empty_frame_stays_empty():
    empty = pl.DataFrame(schema={"ccode1": pl.Int32, "ccode2": pl.Int32, "year": pl.Int32})
    majors = source("majors", table("ccode start end", (3, 1950, 1953)))
    frame = wrap(empty, data=loader(STATES, majors)).add_majors().frame()
    assert frame.shape == (0, 5)
