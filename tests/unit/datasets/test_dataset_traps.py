"""What the distributors' files hold, against figures that were counted on the files with other means."""

from pathlib import Path

import polars as pl
import pytest

from foedus.datasets import check_installed, load
from foedus.datasets.crosswalks import ccode_of_gleditsch_ward, match_sipri, unknown_sipri_names
from foedus.datasets.registry import registry

pytestmark = pytest.mark.usefixtures("stored")


def lines_of(path):
    return len(path.read_bytes().splitlines())


def test_every_file_at_hand_is_recognized_and_stored(stored, official):
    assert stored.failed == ()
    used = {name for info in stored.added for name in info.files}
    there = {path.name for path in official.glob("*.csv")}
    declared = {name for dataset in registry().values() for release in dataset.releases for name in release.files}
    assert (there & declared) - used == set()
    assert there - declared <= {Path(place).name for place, _ in stored.passed_over}
    assert [checked.problems for checked in check_installed()] == [()] * len(stored.added)


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("atop", "atop_alliance.csv"),
        ("gml-mid", "gml-ddy-disputes-2.1.1.csv"),
        ("democracy", "cw_democracy.csv"),
        ("states", "states2016.csv"),
    ],
)
def test_no_row_is_lost(id, name, official):
    assert load(id).frame.height == lines_of(official / name) - 1


def test_states_have_several_spells():
    frame = load("states").frame
    assert (frame.height, frame["ccode"].n_unique()) == (243, 217)
    assert frame.filter(ccode=220)["start"].dt.year().to_list() == [1816, 1944]


def test_majors_end_with_the_coverage():
    majors = load("majors")
    assert majors.frame.filter(pl.col("end").dt.year() == 2016)["ccode"].to_list() == [2, 200, 220, 255, 365, 710, 740]
    assert majors.coverage() == (1816, 2016)


def test_nmc_missing_codes_and_two_versions_that_differ():
    six, seven = load("nmc", "6.0").frame, load("nmc", "7.0").frame
    # -9 counted with a text search in the official file, by column.
    counts = {"milex": 2217, "milper": 426, "irst": 26, "pec": 448, "tpop": 0, "upop": 68, "cinc": 0}
    assert {name: six[name].null_count() for name in counts} == counts
    both = six.join(seven, on=["ccode", "year"], suffix="_7")
    assert both.filter((pl.col("cinc") - pl.col("cinc_7")).abs() > 1e-6).height == 2258


def test_atop_is_directed_and_984_defence_obligations_are_one_sided():
    frame = load("atop").frame
    pair = frame.join(
        frame, left_on=["ccode1", "ccode2", "year"], right_on=["ccode2", "ccode1", "year"], how="left", suffix="_back"
    )
    differ = pl.col("atop_defense").ne_missing(pl.col("atop_defense_back"))
    assert pair.filter(differ).height == 984
    assert frame["year"].max() == 2018


def test_atop_levels_mark_what_is_in_force_with_null():
    # Rows that are still in force, alliances and the last year, counted with Python's own csv module.
    for version, in_force, number, last in (("4.01", 1062, 745, 2016), ("5.1", 1146, 789, 2018)):
        members, alliances = load("atop-members", version).frame, load("atop-alliances", version).frame
        assert members["yrexit"].null_count() == in_force
        assert members["atopid"].n_unique() == alliances.height == number
        assert alliances["endyr"].min() > 1800
        assert alliances["begyr"].max() == last


def test_gml_has_several_disputes_in_a_dyad_year():
    frame = load("gml-mid").frame
    assert frame.select("ccode1", "ccode2", "year").n_unique() < frame.height == 10330
    assert frame["fatality1"].null_count() == 966


def test_official_and_processed_gml_differ_as_documented():
    official, processed = load("gml-mid").frame, load("gml-mid-ddy").frame
    key = ["ccode1", "ccode2", "year"]
    dyads = official.select(key).unique()
    assert processed.join(dyads, on=key, how="anti").height == 128
    assert dyads.join(processed, on=key, how="anti").height == 132


def test_dyadic_mid_slips_are_missing():
    frame = load("dyadic-mid").frame
    assert frame.height == 10358
    assert frame.filter(disno=611, ccode1=840, ccode2=816)["sideab"].to_list() == [None] * 4
    assert frame["sideab"].null_count() == 4


def test_contiguity_takes_the_closest_of_58_repeated_rows():
    loaded = load("contiguity")
    assert (loaded.info.rows_in, loaded.frame.height) == (82498, 82440)
    assert sum(loaded.info.rejected.values()) == 58


def test_contiguity_against_the_raw_file(official):
    raw = pl.read_csv(official / "contdird.csv")
    twice = raw.filter(raw.select("state1no", "state2no", "year").is_duplicated())
    least: dict = {}
    for one, two, year, kind in twice.select("state1no", "state2no", "year", "conttype").iter_rows():
        least[one, two, year] = min(kind, least.get((one, two, year), 9))
    frame = load("contiguity").frame
    kept = {row[:3]: row[3] for row in frame.iter_rows() if row[:3] in least}
    assert kept == least
    assert len(least) == 58


def test_rivalries_end_years_and_types():
    tss, td = load("tss-rivalries"), load("td-rivalries")
    russia = tss.frame.filter(ccode1=365, ccode2=630)
    assert russia["end"].max() == 1828
    assert (tss.coverage(), td.coverage()) == ((1494, 2020), (1494, 2010))
    assert tss.frame["ideological"].null_count() == 205


def test_capitals_of_berlin_and_bonn_are_two_states():
    capitals = load("capitals").frame
    assert capitals.filter(ccode=255)["capital"].unique().to_list() == ["Berlin"]
    assert (capitals.height, capitals["ccode"].n_unique()) == (242, 217)


@pytest.mark.parametrize("id", ["democracy", "ideal-points"])
def test_declared_coverage_of_columns_is_that_of_the_file(id):
    loaded = load(id)
    numbers = [column.name for column in loaded.dataset.columns if column.dtype == pl.Float64]
    numbers += [name for name in loaded.release.column_coverage if name not in numbers]
    for name in numbers:
        years = loaded.frame.drop_nulls(name)["year"]
        assert (years.min(), years.max()) == loaded.coverage(name), name


@pytest.mark.parametrize(
    "id",
    [
        "atop",
        "contiguity",
        "cow-mid",
        "democracy",
        "dyadic-mid",
        "gml-mid",
        "gml-mid-ddy",
        "ideal-points",
        "leeds-savun-threat",
        "nmc",
        "ucdp-acd",
    ],
)
def test_declared_coverage_is_that_of_the_file(id):
    loaded = load(id)
    assert (loaded.frame["year"].min(), loaded.frame["year"].max()) == loaded.coverage()


def test_sipri_notes_blank_names_and_encoding(official):
    loaded = load("sipri-transfers")
    assert loaded.frame.height == lines_of(official / "trade-register.csv") - 12
    assert loaded.frame["order_year_uncertain"].sum() == 15736
    assert loaded.frame["ordered_uncertain"].sum() == 12438
    assert loaded.frame["delivered_uncertain"].sum() == 16680
    assert loaded.frame["comments"].str.contains("Wärtsilä").any()


def test_every_sipri_name_is_known_and_members_are_members():
    register = load("sipri-transfers").frame
    assert unknown_sipri_names(pl.concat([register["supplier"], register["recipient"]])) == []
    deliveries = match_sipri(register)
    assert deliveries["ccode1"].n_unique() > 90
    known = load("states").frame["ccode"].unique().to_list()
    assert deliveries.filter(~pl.col("ccode1").is_in(known) | ~pl.col("ccode2").is_in(known)).height == 0


def test_ucdp_keeps_both_sides_and_its_numbers_become_members_in_that_year():
    conflicts = load("ucdp-acd").frame
    assert conflicts["gwno_b"].drop_nulls().len() == 5652 - 5297
    assert conflicts.filter(type_of_conflict="internationalized").height > 0
    spells = load("states").frame
    members = (
        spells.select("ccode", year=pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1))
        .explode("year")
        .unique()
    )
    strangers = set()
    for side in ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd"):
        coded = conflicts.filter(pl.col(side).is_not_null() & (pl.col("year") <= 2016)).select(
            side, ccode=ccode_of_gleditsch_ward(pl.col(side), pl.col("year")), year=pl.col("year").cast(pl.Int64)
        )
        absent = coded.join(members.cast({"ccode": pl.Int32, "year": pl.Int64}), on=["ccode", "year"], how="anti")
        strangers |= set(absent[side].to_list())
    # Oman fought before it joined the system; Hyderabad never did.
    assert strangers == {698, 751}


def test_adding_everything_at_hand_is_quick(official, data_dir):
    from time import process_time

    from foedus.datasets import add_folder

    before = process_time()
    add_folder(official)
    assert process_time() - before < 15
