"""Faults of the peer that its users met, each turned into a test on the official files."""

import polars as pl
import pytest

from foedus.errors import InputError
from foedus.panel import dyad_years, state_years, wrap

KEY = ["ccode1", "ccode2", "year"]


def test_disputes_of_two_sources_do_not_meet_in_shared_columns(data):
    """The peer joins the second source on every column of the first: 1,684 dyad-years instead of 9,750."""
    first = dyad_years((1816, 2010), data=data).add_disputes("gml-mid-ddy", keep=["sidea1", "sidea2", "orig1", "orig2"])
    with pytest.raises(InputError, match="would overwrite the columns sidea1, sidea2"):
        first.add_disputes("cow-mid", keep=["sidea1", "sidea2"])
    both = first.add_disputes("cow-mid", keep=["sidea1", "sidea2"], prefix="cow_").frame()
    assert both["cowmidongoing"].sum() == 9_750
    assert both["gmlmidongoing"].sum() == 9_284


def test_spells_do_not_need_sorted_rows(data, sample, peer):
    mixed = sample.select(KEY).sample(fraction=1, shuffle=True, seed=1)
    ours = wrap(mixed, directed=True, data=data).add_disputes("cow-mid").add_spells(gaps="ignore").frame()
    assert ours.select(KEY).equals(mixed)
    assert ours.sort(KEY)["cowmidspell"].equals(peer["cowmidspell"].cast(pl.Int32))


#: Last covered year of each column, from the distributors' own statements of coverage.
LAST = {"atop_defense": 2018, "gmlmidongoing": 2010, "cowmidongoing": 2014, "conttype": 2016, "cowmaj1": 2016,
        "ongoingrivalry": 2020, "ucdpongoing1": 2024}  # fmt: skip


def test_nothing_is_zero_outside_coverage_and_nothing_missing_inside(data):
    panel = dyad_years((1990, 2026), directed=False, data=data).add_alliances().add_disputes("gml-mid")
    panel = panel.add_disputes("cow-mid").add_contiguity().add_majors().add_rivalries().add_conflicts()
    frame = panel.frame()
    for column, last in LAST.items():
        inside, outside = frame.filter(pl.col("year") <= last), frame.filter(pl.col("year") > last)
        assert inside[column].null_count() == 0, column
        assert outside[column].null_count() == outside.height > 0, column


def test_major_powers_after_2016_are_unknown_unless_carried(data):
    """peacesciencer issue 17: after the list ends nobody was a major power."""
    years = pl.DataFrame({"ccode": 2, "year": [1897, 1898, 2016, 2017]})
    assert wrap(years, data=data).add_majors().frame()["cowmaj"].to_list() == [0, 1, 1, None]
    assert wrap(years, data=data).add_majors(carry=True).frame()["cowmaj"].to_list() == [0, 1, 1, 1]


def test_an_obligation_counts_in_the_direction_asked_for(data):
    """peacesciencer issue 13: France would defend Belgium in 1832, not the reverse."""
    dyad = pl.DataFrame({"ccode1": [211], "ccode2": [220], "year": [1832]})
    reverse = pl.DataFrame({"ccode1": [220], "ccode2": [211], "year": [1832]})

    def defends(frame, **how):
        made = wrap(frame, data=data, **how).add_alliances().frame()
        return made["atop_defense"].item()

    assert defends(dyad, directed=True) == 0
    assert defends(reverse, directed=True) == 1
    assert defends(dyad) == 1
    both = wrap(dyad, data=data).add_alliances(direction="both").frame()
    assert (both["atop_defense12"].item(), both["atop_defense21"].item()) == (0, 1)


def test_984_rows_owe_defence_one_way_and_none_is_lost(data, files):
    """One side owes defence and the other does not; in an undirected panel either obligation counts."""
    rows = pl.read_csv(files / "atop_alliance.csv").with_columns(pl.col(KEY).cast(pl.Int32))
    flags = [name for name in rows.columns if name.startswith("atop_")]
    turned = rows.rename({"ccode1": "ccode2", "ccode2": "ccode1"})
    pairs = rows.join(turned, on=KEY, suffix="_of_other")
    assert pairs.filter(pl.col("atop_defense") != pl.col("atop_defense_of_other")).height == 984
    lower = pairs.filter(pl.col("ccode1") < pl.col("ccode2"))
    ours = wrap(lower.select(KEY), data=data).add_alliances().frame()
    for flag in flags:
        assert ours[flag].sum() == int(lower.select(pl.max_horizontal(flag, f"{flag}_of_other")).sum().item()), flag


def test_a_state_on_side_b_of_a_conflict_is_in_it(data):
    """peacesciencer issue 18: Eritrea-Ethiopia 1998-2000 and the Six-Day War name one side first."""
    years = pl.DataFrame({"ccode": [666, 651, 530, 531], "year": [1967, 1967, 1999, 1999]})
    assert wrap(years, data=data).add_conflicts().frame()["ucdpongoing"].to_list() == [1, 1, 1, 1]
    pair = pl.DataFrame({"ccode1": [651, 666, 530], "ccode2": [666, 651, 531], "year": [1967, 1967, 1999]})
    assert wrap(pair, directed=True, data=data).add_conflicts().frame()["ucdpdyadongoing"].to_list() == [1, 1, 1]


def test_joint_disputes_keep_their_sides_in_both_orders(data):
    """What is said of state 1 in one order is said of state 2 in the other."""
    frame = dyad_years((1900, 1950), data=data).add_disputes("cow-mid", keep=["dispnum", "sidea1", "sidea2"]).frame()
    turned = frame.rename({"ccode1": "ccode2", "ccode2": "ccode1", "sidea1": "sidea2", "sidea2": "sidea1"})
    assert frame.equals(turned.select(frame.columns).sort(KEY))


def test_state_years_are_those_of_the_list(data):
    """One row for each state and year in which the state is a member on some day."""
    spells = data("states").frame.with_columns(pl.col("start").dt.year(), pl.col("end").dt.year())
    expected = {
        (ccode, year)
        for ccode, start, end in spells.select("ccode", "start", "end").iter_rows()
        for year in range(start, min(end, 2010) + 1)
    }
    frame = state_years((1816, 2010), data=data).frame()
    assert set(frame.iter_rows()) == expected
    assert frame.height == len(expected)
