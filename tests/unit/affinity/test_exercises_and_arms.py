"""Exercises, memberships and deliveries of arms, against the files as the csv module reads them and on rows made up."""

import csv
import gzip
import io
from itertools import combinations

import polars as pl
import pytest

from foedus import datasets
from foedus.affinity.acts import SCHEMA, each, joined
from foedus.affinity.arms import arms_acts
from foedus.affinity.exercises import exercise_acts, joint_exercises
from foedus.datasets import DatasetError
from official import SHARED

HEAD = (
    "MMEID,Ex_Name,Series_Name,Location,lat,lon,StartDate,s.year,s.month,s.day,EndDate,e.year,e.month,e.day,CPX,Air,Land,Sea,"
    "Amphibious,Cyber,Warfighting,Peacekeeping,Humanitarian,FocusDescription,AdditionalParticipantInfo"
)
LETTERS = [chr(at) for at in range(65, 91)]
STATES = [f"State{letter}" for letter in [*LETTERS, *(f"A{letter}" for letter in LETTERS[:13])]]


@pytest.fixture(autouse=True)
def _own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))


def an_exercise(*states, id="m1", name="Shield", start=("2005", "8", "18"), end=("2005", "8", "25")):
    cells = [id, name, "", "At sea", "1.5", "2.5", "x", *start, "x", *end, *"011000100", "defence", "", *states]
    return ",".join([*cells, *[""] * (39 - len(states))])


def exercises(tmp_path, *rows, name="own.csv"):
    (tmp_path / name).write_text("\n".join([",".join([HEAD, *STATES]), *rows, ""]), encoding="utf-8")
    datasets.add("mme", tmp_path / name, changed=True)
    return datasets.load("mme").frame


def test_a_row_for_each_participant_and_none_is_lost(tmp_path):
    rows = (
        an_exercise("Russia", "China"),
        an_exercise("-9", id="m1", name="-9", start=("2006", "9", "xx"), end=("2006", "10", "xx")),
        an_exercise(id="m2"),
    )
    frame = exercises(tmp_path, *rows)
    assert frame.select("entry", "place", "mmeid", "name", "participant", "ccode", "start", "end").rows() == [
        (1, 1, "m1", "Shield", "Russia", 365, "2005-08-18", "2005-08-25"),
        (1, 2, "m1", "Shield", "China", 710, "2005-08-18", "2005-08-25"),
        (2, 1, "m1", None, None, None, "2006-09", "2006-10"),
        (3, 1, "m2", "Shield", None, None, "2005-08-18", "2005-08-25"),
    ]


def test_a_month_may_be_unknown_and_na_is_no_participant(tmp_path):
    row = an_exercise("Russia", "China", name="NA", start=("2005", "xx", "xx"), end=("2005", "12", "XX"))
    frame = exercises(tmp_path, f"{row[: -len(',' * 37)]}{',NA' * 37}")
    assert frame.select("name", "participant", "start", "end").rows() == [
        (None, "Russia", "2005", "2005-12"),
        (None, "China", "2005", "2005-12"),
    ]


@pytest.mark.parametrize(
    ("start", "column"),
    [(("2005", "2", "30"), "start_day"), (("2005", "2", "yy"), "start_day"), (("2005", "13", "xx"), "start_day")],
)
def test_a_day_that_is_none_is_refused(tmp_path, start, column):
    with pytest.raises(DatasetError, match=column):
        exercises(tmp_path, an_exercise("Russia", "China", start=start))


def test_an_exercise_that_ends_before_it_starts_is_refused(tmp_path):
    with pytest.raises(DatasetError, match="end"):
        exercises(tmp_path, an_exercise("Russia", "China", end=("2004", "1", "1")))


def test_a_state_that_is_named_twice_takes_part_once_and_names_follow_the_year(tmp_path):
    frame = exercises(
        tmp_path,
        an_exercise("Germany", "Germany", "Poland", start=("1995", "1", "1"), end=("1995", "1", "2")),
        an_exercise("Federal Republic of Germany", "NATO", "Norway", start=("1985", "1", "1"), end=("1985", "1", "2")),
    )
    assert joint_exercises(frame).rows() == [(255, 290, 1995, 1), (260, 385, 1985, 1)]


def test_exercises_are_acts_of_both(tmp_path):
    frame = exercises(tmp_path, an_exercise("Russia", "China", "Iran"), an_exercise("Russia", "China", id="m2"))
    acts = exercise_acts(frame, "7", one=710, other=365)
    assert [(act.supporter, act.recipient, act.attribution, act.channel, act.start) for act in each(acts)] == [
        ("China", "Russia", "joint", "military", "2005-08-18"),
        ("China", "Russia", "joint", "military", "2005-08-18"),
    ]
    assert acts["note"].to_list() == ["Shield, 3 named participants", "Shield, 2 named participants"]
    assert dict(acts.schema) == SCHEMA


def test_the_file_of_exercises_as_a_second_program_counts_it():
    path = SHARED / "data" / "support" / "mme_v7.csv"
    if not path.exists():
        pytest.skip("the distributors' files of support are not at hand")
    datasets.add("mme", path)
    frame = datasets.load("mme").frame
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert frame["entry"].n_unique() == len(rows) == 3707
    assert frame["mmeid"].n_unique() == len({row["MMEID"] for row in rows}) == 3704
    named = [[row[state].strip() for state in STATES if row[state].strip()] for row in rows]
    assert frame.height == sum(map(len, named)) + sum(not states for states in named)
    assert frame["participant"].null_count() == sum(states.count("-9") for states in named) == 208
    months = sum(len(states) for states, row in zip(named, rows, strict=True) if row["s.day"] == "xx")
    assert frame.filter(pl.col("start").str.len_chars() == 7).height == months
    counts = {
        pair: sum(set(pair) <= set(states) for states in named)
        for pair in combinations(("China", "Iran", "Pakistan", "Russia", "Syria"), 2)
    }
    assert counts["China", "Russia"] == 10
    codes = {"China": 710, "Iran": 630, "Pakistan": 770, "Russia": 365, "Syria": 652}
    joint = joint_exercises(frame)
    for pair, number in counts.items():
        low, high = sorted(codes[name] for name in pair)
        assert joint.filter(ccode1=low, ccode2=high)["exercises"].sum() == number, pair
    assert counts["Russia", "Syria"] == counts["Iran", "Pakistan"] == 2
    assert counts["Iran", "Russia"] == 0
    stateless = {"Hong Kong SAR China", "NATO", "Bermuda", "Baltic States", "Netherlands Antilles", "New Caledonia"}
    assert set(frame.filter(pl.col("ccode").is_null())["participant"].drop_nulls()) == stateless


def test_the_file_by_participant_has_the_same_exercises():
    path = SHARED / "data" / "support" / "mme-v7-long.csv.gz"
    if not path.exists():
        pytest.skip("the distributors' files of support are not at hand")
    datasets.add("mme", path)
    frame = datasets.load("mme").frame
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    assert (frame.height, frame["entry"].n_unique(), rows) == (13818, 3707, 13818)
    pairs = joint_exercises(frame)
    assert pairs.filter(ccode1=365, ccode2=710)["exercises"].sum() == 10


def test_joint_memberships_of_iran_and_russia():
    path = SHARED / "data" / "states" / "cow_igo_ndy.csv.gz"
    if not path.exists():
        pytest.skip("the distributors' files are not at hand")
    datasets.add("cow-igo-dyads", path)
    frame = datasets.load("cow-igo-dyads").frame
    assert frame.height == 917_695
    pair = dict(frame.filter(ccode1=365, ccode2=630).select("year", "dyadigos").iter_rows())
    assert {year: pair[year] for year in (1950, 1975, 1991, 2000, 2014)} == {
        1950: 7,
        1975: 22,
        1991: 27,
        2000: 33,
        2014: 39,
    }


def a_deal(**changes):
    deal = {
        "entry": 1, "supplier": "Russia", "recipient": "Iran", "order_year": 2007, "order_year_uncertain": 0, "weapon": "S-300PMU-2",
        "description": "SAM system", "delivered": 4.0, "delivered_uncertain": 0, "delivery_years": "2016", "tiv_delivered": 220.0,
    }  # fmt: skip
    return deal | changes


def test_an_order_with_deliveries_is_an_act_from_the_first_to_the_last():
    register = pl.DataFrame(
        [
            a_deal(),
            a_deal(entry=2, delivery_years="1990; 1992;1991", order_year_uncertain=1, delivered_uncertain=1),
            a_deal(entry=3, delivery_years=None),
            a_deal(entry=4, recipient="Hezbollah (Lebanon)*"),
        ]
    )
    acts = arms_acts(register, "2026-05")
    assert acts.select("rows", "start", "end", "supporter_ccode", "recipient_ccode", "quantity").rows() == [
        ("2", "1990", "1992", 365, 630, 4.0),
        ("1", "2016", "2016", 365, 630, 4.0),
        ("4", "2016", "2016", 365, None, 4.0),
    ]
    assert acts["channel"].unique().to_list() == ["arms"]
    assert acts["support_type"].null_count() == 3
    assert "ordered 2007?" in acts["note"][0]
    assert "uncertain" in acts["note"][0]


def test_acts_of_several_sources_are_one_frame():
    acts = joined([arms_acts(pl.DataFrame([a_deal()]), "1"), pl.DataFrame(schema=SCHEMA)])
    assert dict(acts.schema) == SCHEMA
    assert joined([]).height == 0
