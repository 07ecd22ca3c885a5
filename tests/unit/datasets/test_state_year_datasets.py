"""Traps of the files of state-years, against figures counted on the files with other means."""

import csv
import gzip
from collections import Counter
from itertools import pairwise

import polars as pl
import pytest

from foedus.datasets import load

pytestmark = pytest.mark.usefixtures("stored")


def records(official, name):
    """Rows of a file as dictionaries of texts, read without the package."""
    content = (official / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("id", "name", "rows"),
    [
        ("capitals-gw", "gw_capitals.csv", 264),
        ("cow-igo-states", "cow_igo_sy.csv", 15_557),
        ("cow-intra-wars", "cow_war_intra.csv", 1_361),
        ("cow-trade-states", "cow_trade_sy.csv", 14_410),
        ("creg", "creg.csv", 11_523),
        ("democracy-gw", "gw_democracy.csv.gz", 20_849),
        ("gdp-pop", "cw_gdppop.csv.gz", 16_536),
        ("gdp-pop-gw", "gw_gdppop.csv.gz", 19_667),
        ("terrain", "rugged.csv", 192),
        ("territorial-threat", "terrthreat.csv.gz", 14_781),
        ("ucdp-onsets", "ucdp_onsets.csv", 10_142),
    ],
)
def test_every_row_of_the_file_is_stored(id, name, rows, official):
    assert load(id).frame.height == len(records(official, name)) == rows


def test_creg_has_two_rows_of_one_state_where_it_fell_apart(official):
    twice = Counter((row["ccode"], row["year"]) for row in records(official, "creg.csv"))
    assert Counter(code for (code, _), rows in twice.items() if rows > 1) == {"345": 69, "365": 69}
    frame = load("creg").frame
    assert frame.select("ccode", "year").is_duplicated().sum() == 2 * (69 + 69)
    assert frame.select("gwcode", "year").is_duplicated().sum() == 2 * (2 + 69)


def test_hief_repeats_rows_and_puts_north_vietnam_under_the_number_of_the_south(official):
    rows = [(row["ccode"], row["year"], row["efindex"]) for row in records(official, "hief.csv")]
    loaded = load("hief")
    assert sorted(loaded.info.rejected.values()) == [1, len(rows) - len(set(rows))] == [1, 24]
    assert loaded.frame.height == len(rows) - 25
    north = loaded.frame.filter(ccode=816)
    assert {row["gwcode"] for row in records(official, "hief.csv") if row["ccode"] == "816"} == {"817"}
    assert north["gwcode"].unique().to_list() == [816]
    assert not loaded.frame.select("gwcode", "year").is_duplicated().any()
    # Of Russia and the Soviet Union in 1991 the latter, which is the more fractionalized.
    assert loaded.frame.filter(ccode=365, year=1991)["efindex"].to_list() == [0.691]


def test_terrain_has_no_year_and_other_states_by_each_list():
    frame = load("terrain").frame
    differ = frame.filter(pl.col("ccode") != pl.col("gwcode")).select("ccode", "gwcode").rows()
    assert differ == [(255, 260), (679, 678)]
    assert frame["gwcode"].null_count() == 22


def test_intra_wars_have_parties_that_are_no_states_and_deaths_that_are_unknown(official):
    rows, frame = records(official, "cow_war_intra.csv"), load("cow-intra-wars").frame
    for code in ("ccodea", "ccodeb"):
        assert frame[code].null_count() == sum(row[code] in ("-8", "") for row in rows)
    for side in ("sideadeaths", "sidebdeaths"):
        assert frame[side].null_count() == sum(int(row[side]) < 0 for row in rows)
    # Fighting that ends and comes back within a year is two rows of one war: two wars in all.
    twice = frame.filter(frame.select("warnum", "year", "ccodea", "ccodeb", "sidea", "sideb").is_duplicated())
    assert sorted(twice["warnum"]) == [547, 547, 623, 623]
    assert frame.filter(pl.col("year") > 2007)["warnum"].unique().to_list() == [938]


def test_two_spells_stand_in_one_line_of_the_powers(official):
    rows, frame = records(official, "maoz_powers.csv"), load("maoz-powers").frame
    spells = sum(row[name] != "" for row in rows for name in ("regstdate", "globstdate"))
    assert (len(rows), spells, frame.height) == (20, 23, 23)
    assert frame.filter(ccode=2).select("level", pl.col("start").dt.year(), pl.col("end").dt.year()).rows() == [
        ("global", 1899, 2019),
        ("regional", 1824, 1898),
    ]


def test_onsets_fall_with_the_pause_that_is_asked_for():
    frame = load("ucdp-onsets").frame
    names = ["sumonset1", "sumonset2", "sumonset3", "sumonset5", "sumonset10", "sumnewconf"]
    assert all(frame.filter(pl.col(more) < pl.col(fewer)).is_empty() for more, fewer in pairwise(names))


def test_trade_is_missing_never_nought():
    frame = load("cow-trade-states").frame
    assert frame.filter((pl.col("imports") == 0) | (pl.col("exports") == 0)).is_empty()
    assert (frame["imports"].null_count(), frame["exports"].null_count()) == (1_548, 821)


def test_the_two_lists_of_democracy_were_estimated_apart():
    """The unified score was estimated anew on each list; what it is made of is the same."""
    cow, gw = load("democracy").frame, load("democracy-gw").frame
    both = cow.join(gw, left_on=["ccode", "year"], right_on=["gwcode", "year"], suffix="_gw").filter(ccode=2)
    assert both.filter(pl.col("polity2").ne_missing(pl.col("polity2_gw"))).is_empty()
    assert both.filter((pl.col("euds") - pl.col("euds_gw")).abs() < 1e-6).is_empty()
