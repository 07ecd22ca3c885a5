"""States by code and name, compared with lists that the table was not made from."""

import csv
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.terms.states import STATES, members_of_group
from foedus.terms.states.find import clashes, find_state, find_states, named
from foedus.terms.states.iso import iso_codes, states_of_iso, territories, three_letters
from foedus.terms.states.table import rows_of
from official import SHARED

IDEAL_POINTS = SHARED / "data/states/IdealpointsJuly2025.csv"


@pytest.mark.skipif(not IDEAL_POINTS.exists(), reason="needs the ideal points")
def test_iso_codes_are_those_of_the_ideal_points():
    with IDEAL_POINTS.open(encoding="utf-8", errors="replace") as file:
        pairs = {(int(float(row["ccode"])), row["iso3c"]) for row in csv.DictReader(file) if row.get("ccode")}
    compared = [(ccode, iso3) for ccode, iso3 in pairs if ccode in STATES and iso3 in iso_codes()]
    odd = [(ccode, iso3) for ccode, iso3 in compared if STATES[ccode] not in iso_codes()[iso3]]
    assert len(compared) > 150
    assert all(any(STATES[ccode].group == each.group != "" for each in iso_codes()[iso3]) for ccode, iso3 in odd), odd


@pytest.mark.parametrize(
    ("word", "year", "code"),
    [
        ("Soviet Union", 2018, 365), ("USSR", 1980, 365), ("СССР", 1980, 365), ("Russia", 2018, 365),
        ("Россия", 2018, 365), ("Burma/Myanmar", 2018, 775), ("Cote d'Ivoire", 2018, 437), ("Serbia", 2018, 345),
        ("Great Britain", 1900, 200), ("GBR", 2018, 200), ("UK", 2018, 200), ("South Korea", 2018, 732),
        ("DPRK", 2018, 731), ("Republic of Korea", 2018, 732), ("Czechia", 2018, 316), ("Eswatini", 2018, 572),
        ("turkiye", 2018, 640), ("Türkiye", 2018, 640), ("FRA", 2018, 220), ("Persia", 1900, 630),
        ("Иран", 2018, 630), ("ايران", 2018, 630), ("Deutschland", 2018, 255), ("Germany", 2018, 255),
        ("iso:AUS", 2018, 900), ("cow:AUS", 2018, 305), ("gw:260", 2018, 255), ("gw:260", 1970, 260), ("gw:340", 2018, 345),
        ("iso:DEU", 1970, 260), ("iso:DE", 2018, 255), ("iso:276", 1970, 260), ("iso:280", 1970, 260), ("iso:36", 2018, 900),
        ("iso:CS", 2004, 345), ("iso:CS", 1980, 315), ("iso:su", 1985, 365), ("iso:XK", 2018, 347), ("Yemen", 2018, 679), ("Vietnam", 2018, 816), ("630", 2018, 630),
    ],
)  # fmt: skip
def test_a_word_means_the_state_that_it_meant_in_the_year(word, year, code):
    assert find_state(word, year).ccode == code


def test_what_is_not_its_own_name_is_told_and_what_is_its_own_is_not():
    assert "365 Russia" in find_state("Soviet Union", 1980).note
    assert [find_state(word, 2018).note for word in ("RUS", "russia", "365")] == ["", "", ""]


@pytest.mark.parametrize(
    ("word", "year", "codes"),
    [
        ("Germany", 1970, (260, 265)), ("Korea", 2018, (731, 732)), ("Congo", 2018, (484, 490)), ("KOR", 2018, (731, 732)),
        ("Yemen", 1970, (678, 680)), ("Vietnam", 1960, (816, 817)), ("730", 2018, (731, 732)), ("315", 2018, (316, 317)),
        ("255", 1970, (260, 265)), ("340", 2018, (345,)), ("Sovjet Union", 2018, (365,)),
    ],
)  # fmt: skip
def test_several_or_none_names_the_candidates(word, year, codes):
    with pytest.raises(InputError) as caught:
        find_state(word, year)
    assert all(f"{code} {STATES[code].name} (" in str(caught.value) for code in codes)


def test_a_code_of_two_lists_is_refused_with_both_meanings_unless_the_others_settle_it():
    assert {"AUS", "MNG", "SLV", "SWZ", "KOR", "CZE", "MAC"} == set(clashes())
    for code in clashes():
        with pytest.raises(InputError, match=f"cow:{code} or iso:{code}"):
            find_states([code, "USA"], 2018)
    assert [found.ccode for found in find_states(["AUS", "GBR"], 2018)] == [900, 200]
    assert [found.ccode for found in find_states(["AUS", "FRN"], 2018)] == [305, 220]
    assert "as the other codes" in find_states(["AUS", "GBR"], 2018)[0].note


def test_a_code_that_ended_names_who_stands_for_it():
    assert [state.ccode for state in members_of_group(260, 1995)] == [255]
    assert not members_of_group(2, 1995)


ISO_TAB = Path("/usr/share/zoneinfo/iso3166.tab")


@pytest.mark.skipif(not ISO_TAB.exists(), reason="needs the list of the time zones")
def test_two_letters_are_those_of_the_list_of_time_zones():
    lines = (line.split("\t") for line in ISO_TAB.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    listed = {code: name.split(" (")[0] for code, name in lines}
    assert all(three_letters(code) for code in listed)
    compared = {code: (named(name), states_of_iso(code)) for code, name in listed.items() if named(name)}
    assert len(compared) > 170
    assert not {code: pair for code, pair in compared.items() if pair[1] and not set(pair[0]) & set(pair[1])}


NUMBERS = {"USA": 840, "RUS": 643, "IRN": 364, "CHN": 156, "GBR": 826, "FRA": 250, "DEU": 276, "UKR": 804, "IND": 356,
           "JPN": 392, "TUR": 792, "ZAF": 710, "SDN": 729, "SSD": 728, "SRB": 688, "MNE": 499, "ETH": 231, "YEM": 887,
           "AFG": 4, "AUS": 36, "AUT": 40, "CSK": 200, "DDR": 278, "TWN": 158, "HKG": 344}  # fmt: skip
"""M49 of the United Nations Statistics Division, which ISO takes over."""


def test_numbers_are_those_of_the_united_nations():
    assert {code: three_letters(str(number)) for code, number in NUMBERS.items()} == {c: (c,) for c in NUMBERS}
    every = {row["iso3"] for row in rows_of("iso.csv")}
    assert every == {*iso_codes(), *territories()} - {"ROM"}


@pytest.mark.parametrize("code", ["DE", "de", "AU", "IR"])
def test_two_letters_alone_are_refused_with_the_state_they_are_in_iso(code):
    with pytest.raises(InputError, match=f"say iso:{code.upper()}"):
        find_state(code, 2018)
    assert find_state(f"iso:{code}", 2018).note
