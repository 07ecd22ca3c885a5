"""Adapters of files that have not been at hand, on files made of their documented columns."""

from datetime import date

import polars as pl
import pytest
from made_files import ATOP, NMC_7, STATES, add, write, zipped

from foedus.datasets import DatasetError, load, registry


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


def added(tmp_path, id, name, content, version=None, *, tried=False):
    add(id, write(tmp_path, name, content))
    loaded = load(id, version)
    assert loaded.release.tried == tried
    return loaded.frame


def test_states_2024(tmp_path):
    content = zipped(**{"States2024/statelist2024__csv": STATES.replace("2016,12,31", "2024,12,31")})
    frame = added(tmp_path, "states", "States2024.zip", content)
    assert frame["end"].to_list() == [date(2024, 12, 31), date(1942, 11, 11), date(2024, 12, 31)]


@pytest.mark.parametrize(("name", "last"), [("majors2016.csv", 2016), ("majors2024.csv", 2024)])
def test_official_majors(tmp_path, name, last):
    content = (
        f"stateabb,ccode,styear,stmonth,stday,endyear,endmonth,endday,version\nUSA,2,1898,8,13,{last},12,31,{last}\n"
    )
    frame = added(tmp_path, "majors", name, content)
    assert frame.rows() == [(2, date(1898, 8, 13), date(last, 12, 31))]


def test_nmc_7(tmp_path):
    frame = added(tmp_path, "nmc", "NMC-70-abridged.csv", NMC_7)
    assert frame["milex"].to_list() == [3823.0, None]


def test_atop_directed_dyad_years(tmp_path):
    frame = added(tmp_path, "atop", "atop5_1ddyr.csv", ATOP)
    assert frame.rows() == [(2, 200, 1949, 1, 0, 0, 0, 1), (200, 2, 1949, 0, 0, 0, 0, 1)]
    assert frame["atop_defense"].dtype == pl.Int8


def test_atop_5_alliances_and_members(tmp_path):
    obligations = "bilat,wartime,asymm,specthrt,statthr1,statthr2,defense,offense,neutral,nonagg,consul,term"
    start = "atopid,begyr,begmo,begday,endyr,endmo,endday,"
    frame = added(
        tmp_path,
        "atop-alliances",
        "atop5_1a.csv",
        f"{start}{obligations}\n3180,1949,4,4,0,0,0,0,0,0,1,365,0,1,0,0,0,1,2\n",
        tried=True,
    )
    assert frame.select("endyr", "bilat", "statthr1").row(0) == (None, 0, 365)
    head = "atopid,member,phase,cowsys,yrent,moent,dayent,yrexit,moexit,dayexit,termmode,termcaus,"
    row = "3180,220,0,1,1949,4,4,0,0,0,0,0,0,0,0,1,365,0,1,0,0,0,1,2\n"
    frame = added(tmp_path, "atop-members", "atop5_1m.csv", f"{head}{obligations}\n{row}", tried=True)
    assert frame.select("member", "yrent", "yrexit").row(0) == (220, 1949, None)


MIDA = (
    "dispnum,stday,stmon,styear,endday,endmon,endyear,outcome,settle,fatality,fatalpre,maxdur,mindur,hiact,hostlev,recip,"
    "numa,numb,ongo2014,version\n"
    "1,1,3,1990,1,5,1992,5,1,-9,-9,800,790,17,4,1,2,1,0,mid5\n"
    "2,1,1,2000,2,1,2000,5,1,0,0,2,2,1,2,0,1,0,0,mid5\n"
)
MIDB = (
    "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,revstate,revtype1,revtype2,fatality,fatalpre,"
    "hiact,hostlev,orig,version\n"
    "1,AAA,2,1,3,1990,1,5,1992,1,1,1,-9,0,0,17,4,1,mid5\n"
    "1,BBB,20,1,3,1991,1,5,1991,1,1,1,-9,0,0,16,4,0,mid5\n"
    "1,CCC,200,1,3,1990,1,5,1991,0,0,0,-9,-9,-9,0,1,1,mid5\n"
    "1,CCC,200,1,12,1991,1,5,1992,0,0,0,-9,-9,-9,0,1,0,mid5\n"
    "2,AAA,2,1,1,2000,2,1,2000,1,1,1,-9,0,0,1,2,1,mid5\n"
)


def test_mid_5_pairs_opposite_sides_in_the_years_both_take_part(tmp_path):
    content = zipped(**{"MIDA 5__0__csv": MIDA, "MIDB 5__0__csv": MIDB})
    frame = added(tmp_path, "cow-mid", "MID-5.zip", content)
    rows = frame.select(
        "dispnum", "ccode1", "ccode2", "year", "cowmidonset", "sidea1", "orig2", "fatality", "stmon"
    ).rows()
    assert rows == [
        (1, 2, 200, 1990, 1, 1, 1, None, 3),
        (1, 2, 200, 1991, 0, 1, 1, None, 3),
        (1, 2, 200, 1992, 0, 1, 0, None, 3),
        (1, 20, 200, 1991, 1, 1, 1, None, 3),
        (1, 200, 2, 1990, 1, 0, 1, None, 3),
        (1, 200, 2, 1991, 0, 0, 1, None, 3),
        (1, 200, 2, 1992, 0, 0, 1, None, 3),
        (1, 200, 20, 1991, 1, 0, 0, None, 3),
    ]
    assert load("cow-mid").info.rejected == {"disputes without two sides in one year": 1}
    assert load("cow-mid").info.files.keys() == {"MIDA 5.0.csv", "MIDB 5.0.csv"}


def test_both_files_of_mid_5_are_named_when_both_are_broken(tmp_path):
    content = zipped(
        **{"MIDA 5__0__csv": MIDA.replace("17,4,1", "x,9,1"), "MIDB 5__0__csv": MIDB.replace("AAA,2,", "AAA,,")}
    )
    with pytest.raises(DatasetError) as caught:
        add("cow-mid", write(tmp_path, "MID-5.zip", content))
    assert [(p.file, p.row, p.column) for p in caught.value.problems] == [
        ("MIDA 5.0.csv", 2, "hostlev"),
        ("MIDB 5.0.csv", 2, "ccode"),
        ("MIDB 5.0.csv", 6, "ccode"),
    ]


UCDP = (
    "conflict_id,location,side_a,incompatibility,year,intensity_level,type_of_conflict,start_date,start_prec,start_date2,"
    "start_prec2,ep_end,ep_end_date,gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd\n"
    '420,Iraq,"A, B",2,2003,2,2,2003-03-20,1,2003-03-20,1,0,,"2, 200, 900",,645,\n'
    '259,Iraq,Iraq,1,2016,2,4,2004-04-30,1,2004-04-30,1,0,,645,"2, 630",,\n'
)


def test_ucdp_lists_become_rows_of_all_combinations(tmp_path):
    frame = added(tmp_path, "ucdp-acd", "UcdpPrioConflict_v25_1.csv", UCDP)
    assert frame.select(
        "conflict_id", "gwno_a", "gwno_a_2nd", "gwno_b", "type_of_conflict", "incompatibility"
    ).rows() == [
        (259, 645, 2, None, "internationalized", "territory"),
        (259, 645, 630, None, "internationalized", "territory"),
        (420, 2, None, 645, "interstate", "government"),
        (420, 200, None, 645, "interstate", "government"),
        (420, 900, None, 645, "interstate", "government"),
    ]
    with pytest.raises(DatasetError, match=r"UcdpPrioConflict_v25_1.csv:2 gwno_a: 'two'"):
        add("ucdp-acd", write(tmp_path, "UcdpPrioConflict_v25_1.csv", UCDP.replace("2, 200", "two, 200")))


def test_older_ideal_points_have_other_names_and_sessions(tmp_path):
    content = "ccode,session,NVotesAll,IdealPointAll,QOAll,Countryname\n2,1,42,1.71,1.2,United States\n"
    frame = added(tmp_path, "ideal-points", "Idealpointestimates1946-2020.csv", content)
    assert frame.rows() == [(2, 1946, None, 1.71, 42.0)]
    with pytest.raises(DatasetError, match="a year or a session"):
        add("ideal-points", write(tmp_path, "Idealpointestimates1946-2020.csv", content.replace("2,1,42", "2,,42")))


def test_dyadic_mid_4_03_has_the_columns_of_4_02():
    old, new = registry()["dyadic-mid"].releases
    assert new.tables[0].columns is old.tables[0].columns
    assert not new.tried


def test_defence_cooperation_agreements(tmp_path):
    head = "ccode1,abbrev1,ccode2,abbrev2,year,dcaGeneralV1,dcaGeneralV2,dcaSectorV1,dcaSectorV2,dcaAnyV1,dcaAnyV2\n"
    frame = added(tmp_path, "dcad", "DCAD-v1.0-dyadic.csv", f"{head}365,RUS,630,IRN,2002,1,1,0,0,1,1\n")
    assert frame.rows() == [(365, 630, 2002, 1, 1, 0, 0, 1, 1)]


def test_diplomatic_exchange(tmp_path):
    head = "ccode1,ccode2,year,DR_at_1,DR_at_2,DE,version\n"
    frame = added(tmp_path, "cow-diplomatic", "Diplomatic_Exchange_2006v1.csv", f"{head}365,630,2005,3,9,1,2006.1\n")
    assert frame.rows() == [(365, 630, 2005, 3, 9, 1)]


def test_a_missing_flow_of_trade_is_not_a_negative_one(tmp_path):
    head = "ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,smoothtotrade,version\n"
    frame = added(tmp_path, "cow-trade", "Dyadic_COW_4.0.csv", f"{head}365,630,2005,Russia,Iran,-9,12.5,-9,-9,-9,4\n")
    assert frame.rows() == [(365, 630, 2005, None, 12.5, None, None, None)]
