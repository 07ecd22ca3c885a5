"""What the files of dyads hold, against figures that were counted on the files with other means."""

import polars as pl
import pytest

from foedus.datasets import load

pytestmark = pytest.mark.usefixtures("stored")


@pytest.mark.parametrize(
    ("id", "keys", "rows"),
    [
        ("min-distance", ["ccode1", "ccode2", "year"], 952_244),
        ("min-distance-gw", ["gwcode1", "gwcode2", "year"], 871_034),
    ],
)
def test_minimum_distance_names_each_dyad_once_the_lower_code_first(id, keys, rows):
    frame = load(id).frame
    assert frame.height == rows
    assert (frame[keys[0]] < frame[keys[1]]).all()
    assert not frame.select(pl.struct(keys).is_duplicated()).to_series().any()
    assert (frame["year"].min(), frame["year"].max()) == load(id).coverage()


def test_minimum_distance_in_either_system():
    """East Germany is 265 and united Germany 255 in COW codes, 260 throughout in Gleditsch-Ward numbers."""
    cow, gw = load("min-distance").frame, load("min-distance-gw").frame
    assert cow.filter(ccode1=220, ccode2=255, year=1995)["mindist"].to_list() == [0.0]
    assert cow.filter(ccode1=220, ccode2=260, year=1995).is_empty()
    assert gw.filter(gwcode1=220, gwcode2=260, year=1995)["mindist"].to_list() == [0.0]
    assert gw.filter(gwcode1=220, gwcode2=255, year=1995).is_empty()


@pytest.mark.parametrize(
    ("id", "rows", "missing"),
    [
        # -9 counted in the raw files, by column.
        ("gml-dirdisp", 10_276, {"fatality": 412, "fatalpre": 4342, "outcome": 40, "settle": 48, "mindur": 0}),
        ("cow-mid-dirdisps", 11_390, {"fatality1": 1510, "fatalpre1": 4975, "orig1": 0}),
        ("gml-mid-disps", 2174, {"fatality": 45, "outcome": 13, "mindur": 0, "recip": 0}),
        ("cow-mid-disps", 2436, {"fatality": 268, "outcome": 17, "mindur": 0, "recip": 0}),
        ("gml-part", 5217, {"stday": 595, "endday": 440, "obsid_start": 349, "obsid_end": 357}),
        ("cow-war-inter", 1932, {"batdeath1": 4, "outcome1": 22, "initiator1": 0}),
    ],
)
def test_disputes_and_wars_keep_every_row_and_minus_nine_is_missing(id, rows, missing):
    frame = load(id).frame
    assert frame.height == rows
    assert {name: frame[name].null_count() for name in missing} == missing


@pytest.mark.parametrize(
    ("id", "several", "dyad_years"), [("gml-dirdisp", 846, 9284), ("cow-mid-dirdisps", 996, 10_234)]
)
def test_a_dyad_year_may_have_several_disputes(id, several, dyad_years):
    counted = load(id).frame.group_by("ccode1", "ccode2", "year").len()
    assert (counted.filter(pl.col("len") > 1).height, counted.height) == (several, dyad_years)


def test_every_dispute_of_dyads_has_its_row():
    for directed, whole in (("gml-dirdisp", "gml-mid-disps"), ("cow-mid-dirdisps", "cow-mid-disps")):
        assert set(load(directed).frame["dispnum"]) == set(load(whole).frame["dispnum"])


def test_a_war_that_is_taken_up_again_in_its_year_has_a_second_row():
    wars = load("cow-war-inter").frame
    twice = wars.filter(pl.struct("warnum", "ccode1", "ccode2", "year").is_duplicated())
    assert (twice.height, set(twice["warnum"])) == (32, {46, 148, 184})
    assert wars.filter(pl.struct("ccode1", "ccode2", "year").is_duplicated()).height == 108


def test_a_state_may_come_back_to_a_dispute_on_the_other_side():
    spells = (
        load("gml-part").frame.group_by("dispnum", "ccode").agg(pl.len(), pl.col("sidea").n_unique().alias("sides"))
    )
    assert spells.filter(pl.col("len") > 1).height == 15
    assert spells.filter(pl.col("sides") > 1).height == 7


def test_arms_races_are_spells_of_undirected_dyads():
    races = load("grh-arms-races").frame
    assert races.height == 71
    assert (races["ccode1"] < races["ccode2"]).all()
    assert races.filter(race_id=3).row(0)[1:] == (220, 300, 1912, 1917)
