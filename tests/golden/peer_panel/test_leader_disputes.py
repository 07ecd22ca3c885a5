"""Disputes of leaders and of pairs of them, on all states, beside the record and a slow program over days."""

import csv
from collections import defaultdict
from datetime import date, timedelta

import polars as pl
import pytest
from slow_leaders import Slow

from foedus.panel import leader_dyad_years, leader_years

#: Rows of the record (of 10,044 with both leaders) whose leaders are no pair here: Morocco in 1907 and 1908, no state by Gleditsch and Ward.
NOT_BESIDE = {"cow": 0, "gw": 8}
#: Rows to 2010 of members by Gleditsch and Ward of which one is none by the Correlates of War, whose disputes these are.
NOT_MEMBERS = {"cow": 0, "gw": 129_780}


def slow_disputes(folder, init):
    """Leader-years in dispute, day by day from the participants and the terms, without the package's arithmetic."""
    office = defaultdict(set)
    for day, present in Slow(folder, "cow").days({2, 220, 255, 260, 365, 640, 645, 666, 651}, 1973, 1991).items():
        for code, obsid in present:
            office[code, day].add(obsid)
    found = defaultdict(lambda: [0, 0, 0, 0])
    with (folder / "gml_part.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["allmiss_leader_start"] == "1" or row["allmiss_leader_end"] == "1":
                continue
            start = date(int(row["styear"]), int(row["stmon"]), int(row["dummy_stday"]))
            end = date(int(row["endyear"]), int(row["endmon"]), int(row["dummy_endday"]))
            side, first = row["sidea"] == "1", row["orig"] == "1"
            acted = {"sidea-orig": side and first, "sidea-with-joiners": side, "sidea-all-joiners": side or not first}
            day = start
            while day <= end:
                for obsid in office.get((int(row["ccode"]), day), ()):
                    began, initiated = day == start, acted[init] and obsid == row["obsid_start"]
                    flags = (began, True, began and initiated, initiated)
                    found[obsid, day.year] = [int(a or b) for a, b in zip(found[obsid, day.year], flags, strict=True)]
                day += timedelta(days=1)
    return {key: tuple(flags) for key, flags in found.items()}


@pytest.mark.parametrize("init", ["sidea-all-joiners", "sidea-with-joiners", "sidea-orig"])
def test_disputes_of_leaders_are_those_of_a_slow_program_over_days(data, files, init):
    slow = slow_disputes(files, init)
    panel = leader_years((1973, 1991), standardize="cow", data=data).add_leader_disputes(init=init)
    frame = panel.frame().filter(pl.col("ccode").is_in([2, 220, 255, 260, 365, 640, 645, 651, 666]))
    ours = {row[:2]: row[2:] for row in frame.select("obsid", "year", *panel.columns[-4:]).rows()}
    assert len(slow) > 100
    assert {key: flags for key, flags in ours.items() if any(flags)} == slow
    assert set(ours.values()) >= {(0, 0, 0, 0)}


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_disputes_of_pairs_of_leaders_are_those_of_the_record(data, files, system):
    """Every row of the record whose leaders are of two members on one day of the year is found; nothing else is a dispute."""
    made = leader_dyad_years((1840, 2012), system=system, data=data).add_leader_disputes(keep=["dispnum"]).frame()
    with (files / "gml_mid_ddlydisps.csv").open(encoding="utf-8", newline="") as file:
        record = {
            (row["obsid1"], row["obsid2"], int(row["year"])): (int(row["gmlmidonset"]), int(row["dispnum"]))
            for row in csv.DictReader(file)
            if row["obsid1"] and row["obsid2"]
        }
    rows = made.select("obsid1", "obsid2", "year").rows()
    found = made.filter(pl.col("gmlmidongoing") == 1).select("obsid1", "obsid2", "year", "gmlmidonset", "dispnum")
    ours = {row[:3]: row[3:] for row in found.rows()}
    assert ours == {key: record[key] for key in set(rows) & set(record)}
    assert len(record) - len(ours) == NOT_BESIDE[system]
    unknown = made.filter(pl.col("gmlmidongoing").is_null())["year"].value_counts()
    assert unknown.filter(pl.col("year") <= 2010)["count"].sum() == NOT_MEMBERS[system]
    assert unknown.filter(pl.col("year") > 2010).height == 2
