"""Similarity of alliances in a panel: of members alone, inside coverage alone, in either system."""

import numpy as np
import pytest

from foedus.datasets import load
from foedus.panel import dyad_years


def test_allies_of_one_camp_are_alike_and_of_two_camps_are_not(official_data, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    frame = dyad_years((1965, 1965)).add_alliance_similarity().frame()
    value = {(a, b): k for a, b, k in frame.select("ccode1", "ccode2", "kappava").iter_rows()}
    poland, hungary, france, germany = 290, 310, 220, 260
    assert value[poland, hungary] > 0.9 > 0.5 > value[poland, france]
    assert value[france, germany] > 0.3
    assert value[poland, france] == value[france, poland]


def test_values_equal_a_slow_count_in_one_year(official_data, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    year, rows = 1912, load("atop").frame
    frame = dyad_years((year, year)).add_alliance_similarity().frame()
    states = sorted(set(frame["ccode1"].to_list()))
    tie = {(i, j): 3 if i == j else 0 for i in states for j in states}
    grades = {"atop_consul": 1, "atop_neutral": 2, "atop_nonagg": 2, "atop_defense": 3, "atop_offense": 3}
    for row in rows.filter(year=year).iter_rows(named=True):
        grade = max((value for name, value in grades.items() if row[name] == 1), default=0)
        for pair in ((row["ccode1"], row["ccode2"]), (row["ccode2"], row["ccode1"])):
            if pair in tie:
                tie[pair] = max(tie[pair], grade)
    for one, two, s in frame.select("ccode1", "ccode2", "srsvas").sample(200, seed=1).iter_rows():
        gaps = [((tie[one, k] - tie[two, k]) / 3) ** 2 for k in states]
        assert s == pytest.approx(1 - 2 * np.mean(gaps), abs=1e-9)


def test_outside_coverage_and_membership_nothing_is_known(official_data, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    gw = dyad_years((2018, 2019), system="gw").add_alliance_similarity().frame()
    assert gw.filter(year=2019)["piva"].null_count() == gw.filter(year=2019).height
    of = gw.filter(gwcode1=260, year=2018)
    assert of.filter(gwcode2=220)["piva"].is_not_null().all()
    assert of.filter(gwcode2=396)["piva"].null_count() == 1
