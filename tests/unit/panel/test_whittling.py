"""Whittling by steps of one's own: what stays, what is told, and what is refused."""

import polars as pl
import pytest
from panel_data import loader, source, table
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.errors import InputError
from foedus.panel import whittle
from foedus.panel.whittling import DEFAULT, STEPS

NAMES = "dispnum ccode1 ccode2 year midonset fatality hostlev mindur maxdur recip stmon"


def rows(*ranks):
    """Disputes of one dyad-year, numbered from 1; a rank is (onset, fatality, hostlev, mindur, maxdur, recip, stmon)."""
    return table(NAMES, *((number, 1, 2, 1950, *rank) for number, rank in enumerate(ranks, start=1)))


THREE = rows((0, 6, 3, 9, 9, 0, 1), (1, None, 4, 8, 90, 1, 12), (1, 1, 2, 9, 9, 0, 5))


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        ("onsets", [2, 3]),
        ("fatality", [1]),
        ("hostility", [2]),
        ("duration", [1, 3]),
        ("maximum-duration", [2]),
        ("reciprocation", [2]),
        ("start-month", [1]),
        ("first", [1]),
    ],
)
def test_each_step_alone(step, kept):
    assert whittle(THREE).step(step).frame["dispnum"].to_list() == kept
    assert whittle(THREE.reverse()).step(step).frame["dispnum"].to_list() == kept[::-1]


def test_methods_names_and_the_peers_names_are_one():
    ours = whittle(THREE).onsets().fatality().hostility().duration().duration("maxdur").reciprocation()
    ours = ours.start_month().first()
    assert tuple(step for step, _ in ours.told[1:]) == DEFAULT
    peer = whittle(THREE).steps(["onsets", "fatality", "hostility", "mindur", "maxdur", "recip", "stmon", "jds"])
    assert peer.told == ours.told
    assert peer.frame.equals(ours.frame)


def test_every_step_is_told_and_nothing_is_lost():
    made = whittle(THREE).onsets().fatality()
    assert made.told == (("start", 3), ("onsets", 2), ("fatality", 1))
    assert made.dropped.select("dispnum", "dropped_by").rows() == [(1, "onsets"), (2, "fatality")]
    assert made.frame.columns == THREE.columns


def test_a_step_leaves_the_one_before_as_it_was():
    begun = whittle(THREE)
    begun.onsets()
    assert begun.frame.height == 3
    assert begun.told == (("start", 3),)


@pytest.mark.parametrize("unknown", [None, -9])
def test_unknown_deaths_count_as_a_half_and_other_unknowns_least(unknown):
    deaths = rows((1, unknown, 3, 1, 1, 0, 1), (1, 0, 3, 1, 1, 0, 1), (1, 1, 3, 1, 1, 0, 1))
    assert whittle(deaths).fatality().frame["dispnum"].to_list() == [3]
    assert whittle(deaths.head(2)).fatality().frame["dispnum"].to_list() == [1]
    days = rows((1, 0, 3, unknown, 1, 0, unknown), (1, 0, 3, 0, 1, 0, 12))
    assert whittle(days).duration().frame["dispnum"].to_list() == [2]
    assert whittle(days).start_month().frame["dispnum"].to_list() == [2]


def test_what_is_alone_stays_whatever_it_is():
    alone = table(NAMES, (1, 1, 2, 1950, 0, None, None, None, None, None, None))
    assert (
        whittle(alone.with_columns(pl.col("fatality", "hostlev").cast(pl.Int32)))
        .steps(["onsets", "fatality"])
        .frame.height
        == 1
    )


def test_keys_of_ones_own():
    """Leaders instead of states: the two disputes are of different leaders."""
    led = THREE.with_columns(obsid1=pl.Series(["A", "A", "B"]))
    made = whittle(led, by=["obsid1", "ccode2", "year"]).onsets().fatality()
    assert made.frame["dispnum"].to_list() == [2, 3]
    assert made.repeated == 0
    assert whittle(led).repeated == 1


def test_a_cell_that_is_no_number_is_unknown():
    days = rows((1, 0, 3, 1, 1, 0, 1), (1, 0, 3, 2, 1, 0, 1)).with_columns(mindur=pl.Series([float("nan"), 2.0]))
    assert whittle(days).duration().frame["dispnum"].to_list() == [2]


def test_whittling_says_what_is_left():
    assert repr(whittle(THREE).onsets().first()) == "Whittled(start 3, onsets 2, first 1)"


INTEGERS = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64)


@pytest.mark.parametrize("dtype", [*INTEGERS, pl.Float32, pl.Float64, pl.Decimal(10, 2)], ids=str)
def test_no_type_of_numbers_changes_what_stays(dtype):
    ranks = ["midonset", "fatality", "hostlev", "mindur", "maxdur", "recip", "stmon"]
    typed = THREE.with_columns(pl.col(ranks).cast(dtype))
    for steps in (DEFAULT, ["start-month", "fatality"], ["maximum-duration", "first"]):
        assert whittle(typed).steps(steps).frame["dispnum"].equals(whittle(THREE).steps(steps).frame["dispnum"])
    flags = THREE.with_columns(pl.col("midonset", "recip").cast(pl.Boolean))
    assert whittle(flags).steps(DEFAULT).told == whittle(THREE).steps(DEFAULT).told


def as_pandas(frame):
    return frame.to_pandas()


def as_nullable(frame):
    return frame.to_pandas().convert_dtypes()


def as_arrow_typed(frame):
    return frame.to_pandas(use_pyarrow_extension_array=True)


def as_table(frame):
    return frame.to_arrow()


def as_relation(frame):
    duckdb = pytest.importorskip("duckdb")
    return duckdb.from_arrow(frame.to_arrow())


@pytest.mark.parametrize("brought", [as_pandas, as_nullable, as_arrow_typed, as_table, as_relation, pl.DataFrame.lazy])
def test_frames_of_other_libraries_are_whittled_alike(brought):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    made = whittle(brought(THREE)).steps(DEFAULT)
    assert made.told == whittle(THREE).steps(DEFAULT).told
    assert made.frame["dispnum"].to_list() == whittle(THREE).steps(DEFAULT).frame["dispnum"].to_list()


def test_a_file_of_ones_own(tmp_path):
    THREE.write_csv(tmp_path / "mine.csv")
    assert whittle(tmp_path / "mine.csv").fatality().frame["dispnum"].to_list() == [1]
    done = CliRunner().invoke(app, ["panel", "whittle", str(tmp_path / "mine.csv"), "--steps", "onsets,first"])
    assert [line.split()[:2] for line in done.stdout.splitlines()[:3]] == [
        ["start", "3"],
        ["onsets", "2"],
        ["first", "1"],
    ]


def test_no_rows():
    assert whittle(THREE.clear()).steps(DEFAULT).told[-1] == ("first", 0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: whittle(THREE).step("onset"), r"there is no step 'onset' \(nearest: 'onsets'\); expected names out of onsets, fatality"),
        (lambda: whittle(THREE).steps(["onsets", "grandeur"]), "there is no step 'grandeur'"),
        (lambda: whittle(THREE).onsets().onsets(), "the step onsets is taken twice"),
        (lambda: whittle(THREE).steps(["recip", "reciprocation"]), "the step reciprocation is named twice"),
        (lambda: whittle(THREE).steps([]), "no step is named"),
        (lambda: whittle(THREE).steps("onsets"), "expected a list of names"),
        (lambda: whittle(THREE).duration("longest"), "expected 'mindur' or 'maxdur'"),
        (lambda: whittle(THREE.drop("fatality")).fatality(), "fatality needs the column fatality; the rows have dispnum, ccode1"),
        (lambda: whittle(THREE.drop("midonset")).onsets(), "onsets needs the column onset"),
        (lambda: whittle(THREE.cast({"recip": pl.String})).reciprocation(), "ranks by recip, which is String; expected numbers"),
        (lambda: whittle(THREE.drop("year")), "the rows have no column year"),
        (lambda: whittle(THREE.with_columns(year=pl.lit(None, pl.Int32))), "column year has empty cells"),
        (lambda: whittle(THREE.with_columns(onset=1)), "several columns of onsets: onset, midonset; say which"),
        (lambda: whittle(THREE, onset="begin"), "no column begin"),
        (lambda: whittle("gmls"), r"'gmls' holds no disputes \(nearest: 'gml'\); expected one of gml, cow"),
        (lambda: whittle(THREE, version="1"), "these are rows of your own"),
        (lambda: whittle(7), "a panel cannot be made of"),
        (lambda: whittle("no.csv"), r"no\.csv"),
        (lambda: whittle(THREE.with_columns(midonset=pl.Series([0, 1, -9]))).onsets(), r"midonset holds \[-9.0\]; expected 1 where"),
        (lambda: whittle(THREE.with_columns(dropped_by=1)), "a column dropped_by, which is written here"),
    ],
)  # fmt: skip
def test_what_is_refused(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_the_column_of_onsets_can_be_named():
    two = THREE.with_columns(onset=pl.Series([1, 0, 0]))
    assert whittle(two, onset="onset").onsets().frame["dispnum"].to_list() == [1]


def test_the_panel_takes_the_steps_and_refuses_what_they_leave_open():
    from foedus.panel import wrap

    ongoing = THREE.with_columns(midongoing=1, sidea1=1, sidea2=0, orig1=1, orig2=1)
    dyad = wrap(
        table("ccode1 ccode2 year", (1, 2, 1950)),
        data=loader(source("gml-mid", ongoing, (1816, 2010))),
    )
    by_month = dyad.add_disputes("gml-mid", keep=["dispnum"], steps=["start-month"])
    assert by_month.frame()["dispnum"].to_list() == [1]
    assert by_month.metadata["dispnum"].rule == "one dispute per dyad-year, chosen by start-month"
    with pytest.raises(
        InputError, match="the steps onsets leave several disputes in 1 dyad-years; add the step 'first'"
    ):
        dyad.add_disputes("gml-mid", steps=["onsets"]).frame()
    with pytest.raises(InputError, match="there is no step 'months'"):
        dyad.add_disputes("gml-mid", steps=["months"])


def test_the_command_tells_the_rows_after_each_step(official_data, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    out, dropped = tmp_path / "left.csv", tmp_path / "dropped.parquet"
    done = CliRunner().invoke(
        app, ["panel", "whittle", "cow", "--steps", "hostility,onsets", "--out", str(out), "--dropped", str(dropped)]
    )
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["start", "11,390"]
    assert lines[1].split()[0] == "hostility"
    assert "dyad-years still have several: the step 'first' keeps the lowest number" in lines[3]
    left, gone = pl.read_csv(out), pl.read_parquet(dropped)
    assert left.height + gone.height == 11_390
    assert set(gone["dropped_by"]) == {"hostility", "onsets"}
    assert (tmp_path / "left.csv.sources.json").is_file()


def test_every_step_says_what_it_keeps():
    assert all(step.keeps for step in STEPS.values())
