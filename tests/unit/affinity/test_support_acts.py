"""Outside support from the rows of its dataset, against figures that were counted with the csv module."""

import csv
import gzip
import io

import polars as pl
import pytest

from foedus import datasets
from foedus.affinity.acts import SCHEMA, each
from foedus.affinity.support import opposite_sides, same_side, support_acts, supports
from foedus.datasets import DatasetError
from made_support import ACTOR_YEAR, FREE_MEN, LETTERS, SYRIA, TRIAD_YEAR, actor_year, as_csv, triad_year
from official import SHARED

FOLDER = SHARED / "data" / "support"
IRAN, RUSSIA = "114", "57"
A_LIST = "Alpha, Beta, Gamma,Government of Iran"


@pytest.fixture(autouse=True)
def _own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))


@pytest.fixture
def read(tmp_path):
    def read(rows, columns=ACTOR_YEAR, name="own.csv"):
        (tmp_path / name).write_bytes(as_csv(columns, rows))
        datasets.add("ucdp-esd", tmp_path / name, changed=True)
        return datasets.load("ucdp-esd").frame

    return read


def officially(name="ucdp-esd-ay-181.csv.gz"):
    if not FOLDER.is_dir():
        pytest.skip("the distributors' files of support are not at hand")
    datasets.add("ucdp-esd", FOLDER / name)
    return datasets.load("ucdp-esd").frame


def written():
    with gzip.open(FOLDER / "ucdp-esd-ay-181.csv.gz", "rt", encoding="utf-8-sig") as file:
        return list(csv.DictReader(io.StringIO(file.read())))


def test_the_file_as_a_second_program_counts_it():
    frame, rows = officially(), written()
    assert frame.height == len(rows) == 4781
    assert frame["active"].sum() == sum(row["active"] == "1" for row in rows) == 4468
    assert frame["ext_sup"].sum() == sum(row["ext_sup"] == "1" for row in rows) == 3006
    told = {
        "x": 471,
        "p": 51,
        "y": 617,
        "w": 1778,
        "m": 1617,
        "t": 1842,
        "f": 1438,
        "i": 402,
        "l": 882,
        "o": 173,
        "u": 136,
    }
    assert {letter: frame[f"ext_{letter}"].sum() for letter in LETTERS} == told
    assert {letter: sum(row[f"ext_{letter}"] == "1" for row in rows) for letter in LETTERS} == told


def test_iran_and_russia_on_one_side_and_on_opposite_sides():
    frame, rows = officially(), written()
    of = {row["id"]: set(row["ext_id"].split(",")) for row in rows}
    both = {row["id"] for row in rows if {IRAN, RUSSIA} <= of[row["id"]]}
    listed = supports(frame)
    iran, russia = (listed.filter(supporter_ccode=code) for code in (630, 365))
    assert (iran.height, russia.height) == (222, 376)
    assert iran.height == sum(IRAN in numbers for numbers in of.values())
    shared = same_side(listed, 630, 365)
    assert {str(id) for id in shared["id"]} == both
    assert shared.height == 26
    years = {(name, year) for name, year in shared.select("actor_name", "year").iter_rows()}
    assert {year for name, year in years if name == "UIFSA"} == set(range(1996, 2002))
    assert {year for name, year in years if name == "Government of Syria"} == set(range(2011, 2018))
    assert {year for name, year in years if name == "Government of Iraq"} == set(range(2014, 2018))
    sides = {(row["dyad_id"], row["year"], row["actor_id"]): of[row["id"]] for row in rows}
    against = {
        (row["dyad_id"], row["year"])
        for row in rows
        if IRAN in of[row["id"]] and RUSSIA in sides.get((row["dyad_id"], row["year"], row["oppo_id"]), set())
    }
    found = opposite_sides(listed, 630, 365)
    assert {(str(dyad), str(year)) for dyad, year in found.select("dyad_id", "year").iter_rows()} == against
    assert found.height == 10


def test_troops_for_the_government_of_syria_are_from_2015():
    acts = support_acts(officially(), "18.1")
    syria = acts.filter(recipient="Government of Syria", supporter_ccode=365, support_type="troops")
    assert sorted(set(syria["year"])) == [2015, 2016, 2017]
    assert syria.filter(theatre="Syria: Government")["attribution"].unique().to_list() == ["own"]
    assert acts["id"].n_unique() == acts.height
    assert acts["theatre"].str.contains("\n").sum() == 0


def test_the_workbook_is_the_csv():
    wanted = officially()
    assert officially("ucdp-esd-ay-181.xlsx").equals(wanted)


def test_names_with_commas_are_not_split(read):
    frame = read([actor_year(SYRIA, 1, 2011, by=(6599, 114), names=A_LIST, states=1, w=(1, 1))])
    assert supports(frame).select("supporter_id", "supporter", "supporter_ccode").rows() == [
        (114, "Iran", 630),
        (6599, "actor 6599 of UCDP", None),
    ]


def test_a_kind_is_of_one_supporter_only_where_all_of_his_sort_give_it(read):
    row = actor_year(SYRIA, 7, 2012, by=(114, 57, 261), names="Iran,Russia,PUK", states=2, w=(2, 0), f=(1, 0), l=(0, 1))
    acts = support_acts(read([row]), "18.1")
    told = {(act.supporter, act.kind): (act.attribution, act.support_type, act.channel) for act in each(acts)}
    assert told == {
        ("Iran", "weapons"): ("own", "weapons", "arms"),
        ("Russia (Soviet Union)", "weapons"): ("own", "weapons", "arms"),
        ("Iran", "funding"): ("shared", "money", "economic"),
        ("Russia (Soviet Union)", "funding"): ("shared", "money", "economic"),
        ("PUK", "territory"): ("own", "sanctuary", "military"),
    }
    assert "1 of 2 state supporters of Government of Syria gave it" in acts.filter(kind="funding")["note"][0]
    assert dict(acts.schema) == SCHEMA


def test_every_letter_has_its_terms(read):
    acts = support_acts(read([actor_year(SYRIA, 1, 2015, by=(57,), **dict.fromkeys(LETTERS, 1))]), "18.1")
    by_kind = {
        kind: (channel, support) for kind, channel, support in acts.select("kind", "channel", "support_type").rows()
    }
    types = [by_kind[kind][1] for kind in ("troops", "weapons", "materiel", "funding", "territory")]
    assert types == ["troops", "weapons", "weapons", "money", "sanctuary"]
    assert by_kind["intelligence"] == ("intelligence", None)
    assert by_kind["training"] == by_kind["access to infrastructure, or joint operations"] == ("military", None)
    assert by_kind["another kind"] == by_kind["an unclear kind"] == (None, None)
    assert acts.height == 11


def test_elements_of_a_state_are_no_government(read):
    row = actor_year(FREE_MEN, 1, 1990, by=(7905,), names="Malaysian elements", l=1)
    acts = support_acts(read([row]), "18.1")
    assert acts.select("supporter", "supporter_ccode", "attribution", "side").rows() == [
        ("Malaysian elements", None, "own", "its opponents")
    ]


def test_one_number_of_ucdp_is_two_states_in_turn(read):
    frame = read([actor_year(SYRIA, year, year, by=(37,), names="Germany", t=1) for year in (1985, 1995)])
    assert supports(frame)["supporter_ccode"].to_list() == [260, 255]


@pytest.mark.parametrize("changed", ["116261", "116;261", "116,261,57", "116"])
def test_numbers_that_are_not_as_many_as_are_counted_are_refused(read, changed):
    """A spreadsheet makes one number of two that a comma joins."""
    row = actor_year(SYRIA, 1, 1990, by=(116, 261), names="Iraq,PUK", states=1, w=(1, 1)) | {"ext_id": changed}
    with pytest.raises(DatasetError, match="ext_id"):
        read([row])


def test_a_file_that_went_through_r_or_pandas_is_the_same(read):
    rows = [actor_year(SYRIA, 1, 2011, by=(114,), names="Iran", w=1), actor_year(SYRIA, 2, 2012)]
    wanted = read(rows)
    rows[0]["ext_id"] = "114.0"
    rows[1] |= dict.fromkeys(("ext_id", "ext_name", "ext_nonstate", "ext_coalition_name"), "NA")
    assert read([row | {"gwno_b": "NA"} for row in rows]).equals(wanted)


def test_the_triad_layout_gives_kinds_of_their_own(read):
    rows = [
        triad_year(SYRIA, 1, 2015, by=57, name="Government of Russia (Soviet Union)", letters="xw"),
        triad_year(SYRIA, 2, 2015, by=114, name="Government of Iran", letters="wl"),
        triad_year(FREE_MEN, 3, 2015, by=900002, name="A Friend", nonstate=1, letters="f"),
    ]
    frame = read(rows, TRIAD_YEAR)
    assert not datasets.load("ucdp-esd").release.tried
    acts = support_acts(frame, "18.1")
    assert acts["attribution"].unique().to_list() == ["own"]
    assert acts.filter(kind="troops")["supporter_ccode"].to_list() == [365]
    assert acts.filter(kind="funding")["supporter"].to_list() == ["A Friend"]
    assert same_side(supports(frame), 630, 365).height == 1


def test_a_triad_file_may_lack_what_is_not_needed(read):
    lacking = {"dyad_name", "civil", "location", "gwno_a", "gwno_b", "ext_sum", "ext_coalition", "ext_bothsides"}
    columns = [name for name in TRIAD_YEAR if name not in lacking]
    frame = read([triad_year(SYRIA, 1, 2015, by=57, letters="x")], columns)
    assert support_acts(frame, "18.1").select("supporter_ccode", "side", "theatre").rows() == [(365, "government", "")]


def test_an_actor_year_file_of_another_name_is_not_taken_for_triads(read):
    frame = read([actor_year(SYRIA, 1, 2011, by=(114, 57), names="Iran,Russia", w=2)])
    assert frame["unit"].to_list() == ["actor-year"]


def test_opposite_sides_need_the_same_dyad_and_year(read):
    rows = [
        actor_year(SYRIA, 1, 2011, by=(114,), names="Iran", w=1),
        actor_year(FREE_MEN, 2, 2011, by=(57,), names="Russia", w=1),
        actor_year(FREE_MEN, 3, 2012, by=(57,), names="Russia", w=1),
    ]
    listed = supports(read(rows))
    assert opposite_sides(listed, 630, 365).select("year", "other_actor").rows() == [(2011, "Free Men")]
    assert same_side(listed, 630, 365).height == 0
    assert supports(pl.DataFrame(schema=listed.schema)).height == 0
