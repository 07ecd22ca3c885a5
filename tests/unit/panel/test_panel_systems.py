"""Both lists of states as equals: rows by either, codes of one for the other by year, values under both."""

import csv
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from panel_data import ALWAYS, loader, source, table

from foedus.errors import InputError
from foedus.panel import dyad_years, state_days, state_years, wrap
from foedus.panel.crosswalk import crosswalk, keys_under
from foedus.panel.keys import make_keys
from foedus.panel.outside import PanelNote
from foedus.terms.states.systems import LAST_DAY, SCHEMES, counterparts, fitting, listed, other_code
from official import SHARED

STATES = SHARED / "data" / "states"
shared = pytest.mark.skipif(not STATES.is_dir(), reason="needs the shared files")


def rows_of(file):
    return [*csv.DictReader((STATES / file).read_text(encoding="utf-8").splitlines())]


OTHER = {"cow": "gw", "gw": "cow"}


@shared
@pytest.mark.parametrize(
    ("file", "own", "other", "scheme"),
    [("cw_gw_panel.csv", "ccode", "gwcode", "cow"), ("gw_cw_panel.csv", "gwcode", "ccode", "gw")],
)
def test_codes_by_year_equal_the_peers_crosswalk_in_every_row(file, own, other, scheme):
    rows = [row for row in rows_of(file) if row[own]]
    wrong = [row for row in rows if str(other_code(int(row[own]), int(row["year"]), scheme) or "") != row[other]]
    assert len(rows) > 17_000
    assert wrong == []


@shared
def test_the_list_that_comes_along_is_that_of_gleditsch_and_ward_by_day():
    mine = {
        (str(state.code), str(first), str(last or LAST_DAY["gw"]))
        for state in listed("gw").values()
        if not state.microstate
        for first, last in state.days
    }
    rows = rows_of("gw_states.csv")
    assert mine == {(row["gwcode"], row["startdate"], row["enddate"]) for row in rows}


@shared
def test_the_list_of_the_correlates_of_war_that_comes_along_is_theirs_by_day():
    def day(row, end):
        return f"{int(row[f'{end}year']):04}-{int(row[f'{end}month']):02}-{int(row[f'{end}day']):02}"

    mine = {
        (str(state.code), str(first), str(last or LAST_DAY["cow"]))
        for state in listed("cow").values()
        for first, last in state.days
    }
    rows = rows_of("states2016.csv")
    assert mine == {(row["ccode"], day(row, "st"), day(row, "end")) for row in rows}


def slow_other(code, year, scheme):
    """The counterpart with most days of the year, counted day by day."""

    def days(state):
        counted, day = 0, date(year, 1, 1)
        while day.year == year:
            counted += any(first <= day <= (last or date.max) for first, last in state.days)
            day += timedelta(days=1)
        return counted

    if code not in listed(scheme) or not days(listed(scheme)[code]):
        return None
    shares = [(days(listed(OTHER[scheme])[one]), one) for one in counterparts(code, scheme)]
    best = max(shares, default=(0, 0), key=lambda pair: pair[0])
    return best[1] if best[0] else None


@given(st.data())
def test_a_code_stands_for_the_state_that_shares_most_days_of_the_year(data):
    scheme = data.draw(st.sampled_from(SCHEMES))
    code = data.draw(st.sampled_from(sorted(listed(scheme))))
    year = data.draw(st.integers(1816, 2030))
    found = other_code(code, year, scheme)
    assert found == slow_other(code, year, scheme)
    assert crosswalk(np.array([code]), year, last=year, scheme=scheme).item() == (found or 0)
    if found is not None:
        assert code in counterparts(found, OTHER[scheme])


@given(st.lists(st.tuples(st.sampled_from(sorted(listed("gw"))), st.integers(1700, 2120)), min_size=1, max_size=20))
@example([(2, 2102), (2, 2103)])
@example([(2, 2100), (2, 2101)])
@example([(2, 2017), (260, 2018)])
def test_keys_under_the_other_list_hold_the_same_rows(rows):
    codes, years = np.array(rows).T
    keys = make_keys((codes,), years, scheme="gw")
    under = keys_under(keys, "cow")
    assert keys_under(keys, "gw") is keys
    assert under.scheme == "cow"
    assert under.calendar_year.tolist() == years.tolist()
    expected = [other_code(code, year, "gw") if 1816 <= year <= 2100 else None for code, year in rows]
    assert [int(under.codes[at]) or None for at in under.sides[0]] == expected
    assert under.member[0].tolist() == [code is not None for code in expected]


@pytest.mark.parametrize(
    ("code", "year", "scheme", "instead"),
    [
        (260, 1995, "cow", [255]),
        (255, 1995, "gw", [260]),
        (340, 2010, "cow", [345]),
        (345, 2010, "gw", [340]),
        (679, 2000, "gw", [678]),
        (678, 2000, "cow", [679]),
        (946, 2005, "gw", [970]),
        (973, 2005, "cow", [947]),
        (730, 2018, "gw", [731, 732]),
    ],
)
def test_a_code_that_is_no_member_names_the_one_that_is(code, year, scheme, instead):
    assert [state.code for state in fitting(code, year, scheme)] == instead


CAPABILITY = source(
    "leeds-savun-threat", table("year ccode lsthreat", (1995, 255, 1.0), (1995, 220, 2.0), (1985, 260, 3.0))
)
BORDER = source("contiguity", table("ccode1 ccode2 year conttype", (255, 220, 1995, 1), (220, 255, 1995, 1)))


def test_a_panel_of_one_list_reads_what_bears_the_codes_of_the_other():
    rows = pl.DataFrame(
        {"gwcode1": [260, 220, 260, 220], "gwcode2": [220, 260, 221, 200], "year": [1995, 1995, 1985, 1995]}
    )
    panel = (
        wrap(rows, system="gw", directed=True, data=loader(ALWAYS, CAPABILITY, BORDER)).add_threat().add_contiguity()
    )
    frame = panel.frame()
    assert frame["lsthreat1"].to_list() == [1.0, 2.0, 3.0, 2.0]
    assert frame["lsthreat2"].to_list() == [2.0, 1.0, None, None]
    # Monaco is no member of the other list in 1985, so that the record says nothing of it.
    assert frame["conttype"].to_list() == [1, 1, None, 0]


def test_a_code_of_the_panels_own_list_that_is_no_member_gives_null_and_a_note():
    rows = pl.DataFrame({"gwcode1": [255, 260], "gwcode2": [220, 220], "year": [1995, 1995]})
    panel = wrap(rows, system="gw", directed=True, data=loader(ALWAYS, BORDER)).add_contiguity()
    with pytest.warns(PanelNote, match=r"255 Germany .* in 1995, when 260 German Federal Republic is the member"):
        frame = panel.frame()
    assert frame["conttype"].to_list() == [None, 1]


def test_rows_by_gleditsch_and_ward_need_no_dataset_and_mark_microstates():
    panel = dyad_years((1999, 2000), directed=False, system="gw", data=loader())
    frame = panel.frame()
    assert frame.columns == ["gwcode1", "gwcode2", "year", "microstate1", "microstate2"]
    members = sum(
        any(first.year <= 2000 <= (last or date.max).year for first, last in s.days) for s in listed("gw").values()
    )
    assert frame.filter(year=2000).height == members * (members - 1) // 2
    assert frame.filter(pl.col("microstate1") == 1)["gwcode1"].is_in([*listed("gw")]).all()
    assert panel.metadata["gwcode1"].datasets[0].sha256 == panel.metadata["microstate2"].datasets[0].sha256
    assert "Gleditsch" in panel.cite()


def test_every_day_of_a_member_is_a_row():
    panel = state_days((1915, 1934), system="gw", data=loader())
    haiti = panel.frame().filter(gwcode=41)["date"]
    assert (haiti.min(), haiti.max()) == (date(1915, 1, 1), date(1934, 12, 31))
    assert haiti.is_in(pl.date_range(date(1915, 7, 5), date(1934, 8, 14), eager=True)).sum() == 0
    assert haiti.len() == 185 + 139
    assert state_days((1990, 1991), data=loader(ALWAYS)).frame().filter(ccode=2).height == 730


def test_codes_and_names_of_other_lists_by_year():
    years = pl.DataFrame({"ccode": [255, 260, 365, 679, 970], "year": [1995, 1990, 1950, 2000, 2005]})
    panel = wrap(years, data=loader()).add_codes("gw", "iso3", "iso2").add_names()
    frame = panel.frame()
    assert frame["gwcode"].to_list() == [260, 260, 365, 678, 971]
    assert frame["iso3c"].to_list() == ["DEU", "DEU", "RUS", "YEM", "NRU"]
    assert frame["iso2c"].to_list() == ["DE", "DE", "RU", "YE", "NR"]
    assert frame["cw_name"].to_list() == ["Germany", "German Federal Republic", "Russia", "Yemen", "Nauru"]
    with pytest.raises(InputError, match="add_codes"):
        wrap(years, data=loader()).add_codes("cow")
    with pytest.raises(InputError, match="add_codes"):
        wrap(years, data=loader()).add_codes("iso")
    with pytest.raises(InputError, match="system 'un'"):
        state_years(system="un")


def test_whole_table_rows_of_both_systems(official_data, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    assert state_years((1816, 2014)).height == 15_561
    assert state_years((1816, 2014), system="gw").height == 18_682
    assert dyad_years((1816, 2014)).height == 1_836_630
    assert dyad_years((1816, 2014), system="gw").height == 2_213_346


def test_an_index_that_has_a_state_by_the_code_of_the_other_list_alone_is_read_by_that():
    rows = table("ccode gwcode year efindex", (255, 260, 1980, 0.1), (260, 260, 1995, 0.2), (345, 345, 1995, 0.5))
    hief = source("hief", rows.with_columns(pl.col("gwcode").cast(pl.Int32)), (1945, 2013))
    years = pl.DataFrame({"ccode": [260, 255, 345], "year": [1980, 1995, 1995]})
    with_hief = wrap(years, data=loader(hief)).add_fractionalisation("hief")
    assert with_hief.frame()["efindex"].to_list() == [0.1, 0.2, 0.5]
    assert "other list" in with_hief.metadata["efindex"].rule


def test_terrain_says_nothing_of_what_is_no_state_yet():
    ground = source("terrain", pl.DataFrame({"ccode": [20], "gwcode": [20], "rugged": [1.5], "newlmtnest": [2.0]}))
    years = pl.DataFrame({"ccode": [20, 20], "year": [1816, 1990]})
    with pytest.warns(PanelNote):
        frame = wrap(years, data=loader(ground)).add_terrain().frame()
    assert frame["rugged"].to_list() == [None, 1.5]


@pytest.mark.parametrize("verb", ["add_contiguity", "add_majors", "add_relevance"])
def test_carry_is_true_or_false_and_no_word(verb):
    years = pl.DataFrame({"ccode1": [20], "ccode2": [200], "year": [1990]})
    with pytest.raises(InputError, match="carry 'no'; expected True or False"):
        getattr(wrap(years, data=loader()), verb)(carry="no")


def test_a_panel_is_no_frame():
    with pytest.raises(InputError, match=r"panel already.*panel\.frame\(\)"):
        wrap(state_years((1990, 1990), data=loader()))
