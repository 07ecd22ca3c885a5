"""What the files of leaders hold, against figures that were counted on the files with other means, and their traps."""

import csv
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from foedus.datasets import load
from foedus.terms.states.systems import listed

pytestmark = pytest.mark.usefixtures("stored")


@pytest.mark.parametrize(
    ("id", "rows", "missing"),
    [
        # Empty cells counted in the raw files, by column.
        ("archigos", 3409, {"yrborn": 19, "gender": 0, "enddate": 0}),
        ("lead", 3409, {"leveledu": 642, "milservice": 520, "yrsexper": 648, "physhealth": 479, "mentalhealth": 479}),
        ("lwuf", 3409, {"theta1_mean": 479, "theta4_sd": 479}),
        ("leader-codes", 3409, {"leadid": 0, "leadid29": 378, "leaderid": 479}),
        ("gml-mid-ddly", 10_708, {"obsid1": 343, "obsid2": 343, "obsid_start1": 200, "obsid_end2": 257}),
    ],
)
def test_every_row_is_kept_and_an_empty_cell_is_missing(id, rows, missing):
    frame = load(id).frame
    assert frame.height == rows
    assert {name: frame[name].null_count() for name in missing} == missing


def test_a_term_is_named_once_in_each_file_of_leaders():
    terms = set(load("archigos").frame["obsid"])
    assert len(terms) == 3409
    assert all(set(load(id).frame["obsid"]) == terms for id in ("lead", "lwuf", "leader-codes"))
    known = load("gml-mid-ddly").frame.select("obsid1", "obsid2").unpivot()["value"].drop_nulls()
    assert set(known) <= terms


def test_a_leader_who_comes_back_has_two_terms():
    frame = load("archigos").frame.filter(pl.col("leader") == "Cleveland").sort("startdate")
    assert frame["obsid"].to_list() == ["USA-1885", "USA-1893"]
    assert frame["leadid"].n_unique() == 1


def test_the_day_of_a_handover_belongs_to_both_and_terms_of_a_state_overlap_on_no_other(official):
    with (official / "archigos.csv").open(encoding="utf-8", newline="") as file:
        terms = sorted((row["gwcode"], row["startdate"], row["enddate"]) for row in csv.DictReader(file))
    pairs = [(one[2], two[1]) for one, two in pairwise(terms) if one[0] == two[0]]
    assert all(left <= came for left, came in pairs)
    assert sum(left == came for left, came in pairs) == 2361


def test_britain_and_france_have_no_leaders_before_1874():
    """Archigos is complete from 1875 on: earlier terms are in it where they last to then, and a few more."""
    first = load("archigos").frame.group_by("gwcode").agg(pl.col("startdate").min())
    assert dict(first.filter(pl.col("gwcode").is_in([200, 220])).rows()) == {
        200: date(1874, 2, 20),
        220: date(1874, 5, 22),
    }
    assert not any(listed("gw")[code].microstate for code in first["gwcode"])


def test_lead_knows_nobody_who_came_after_2001():
    terms = load("archigos").frame.join(load("lead").frame, on="obsid")
    known = terms.filter(pl.col("physhealth").is_not_null())
    assert known["startdate"].max() == date(2001, 12, 25)
    assert load("lwuf").frame.join(known, on="obsid", how="semi")["theta2_mean"].null_count() == 0


def test_a_pair_of_leaders_has_one_dispute_a_year():
    frame = load("gml-mid-ddly").frame.drop_nulls(["obsid1", "obsid2"])
    assert not frame.select(pl.struct("obsid1", "obsid2", "year").is_duplicated()).to_series().any()
