"""Actors to states: spells against the meaning of every single year, and what must never be read as a state."""

from __future__ import annotations

import pytest

from foedus.errors import InputError
from foedus.events.crosswalk import CAMEO_REGIONS, KEDS, KEDS_ISO, SCHEMES, ccode_of, crosswalk, known_codes
from foedus.terms.states.find import abbreviations
from foedus.terms.states.table import STATES


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_spells_are_the_meaning_of_every_year(scheme: str) -> None:
    codes = known_codes(scheme) or ["Germany", "Korea", "Soviet Union", "Yemen", "South Vietnam", "Austria", "Vietnam"]
    holdings = crosswalk(codes, scheme)
    by_year = {(row.code, year): row.ccode for row in holdings for year in range(row.first, min(row.last, 2020) + 1)}
    assert len({(row.code, row.first) for row in holdings}) == len(holdings)
    for code in codes:
        for year in range(1900, 2021):
            assert by_year.get((code, year)) == ccode_of(code, scheme, year=year), (code, year)


@pytest.mark.parametrize(
    ("code", "scheme", "year", "ccode"),
    [
        ("NAM", "cameo", 2000, 565),
        ("Namibia", "names", 2000, 565),
        ("SUN", "cameo", 1985, 365),
        ("DEU", "cameo", 1985, 260),
        ("DEU", "cameo", 1995, 255),
        ("DEU", "cameo", 1990, 260),
        ("DEU", "cameo", 1991, 255),
        ("DEU", "keds", 1985, 260),
        ("GER", "keds", 1985, 260),
        ("GER", "keds", 1990, 260),
        ("GER", "keds", 1991, 255),
        ("GER", "keds", 1930, 255),
        ("GMW", "keds", 1985, 260),
        ("CZE", "cameo", 1985, 315),
        ("MNE", "cameo", 2000, 345),
        ("MNE", "cameo", 2010, 341),
        ("YEM", "cameo", 1985, None),
        ("YUG", "cameo", 1999, 345),
        ("Russian Federation", "names", 2018, 365),
        ("Moldova, Republic of", "names", 2018, 359),
        ("Korea, Republic of", "names", 2018, 732),
        ("Korea, Democratic People's Republic of", "names", 2018, 731),
        ("Congo, the Democratic Republic of the", "names", 2018, 490),
        ("China, Republic of", "names", 2018, 713),
        ("Atlantis, Republic of", "names", 2018, None),
        ("260", "gw", 1985, 260),
        ("260", "gw", 2010, 255),
        ("678", "gw", 2015, 679),
        ("AUS", "cameo", 1995, 900),
        ("AUS", "keds", 1995, 305),
        ("SLO", "keds", 1995, 349),
        ("KUW", "keds", 1990, 690),
        ("KUW", "cameo", 1990, None),
        ("PAL", "keds", 1995, None),
        ("PAL", "cameo", 1995, None),
        ("PSE", "cameo", 1995, None),
        ("HKG", "cameo", 1995, None),
        ("AUS", "keds", 1945, None),
        ("Occupied Palestinian Territory", "names", 2018, None),
        ("99999", "gw", 2000, None),
        ("", "cameo", 2000, None),
    ],
)
def test_what_a_code_means_in_a_year(code: str, scheme: str, year: int, ccode: int | None) -> None:
    assert ccode_of(code, scheme, year=year) == ccode


BEFORE = {255: 260, 316: 315, 317: 315, 679: 678} | dict.fromkeys((341, 343, 344, 346, 347, 349), 345)
"""The state of which another is the successor, by the history of Germany, Czechoslovakia, Yemen and Yugoslavia."""
UNSURE = {
    "YEM": range(1967, 1990),  # either of two
    "MKD": range(1992, 1993),  # out of Yugoslavia and no member yet
    "MAC": range(1992, 1993),
    "XKX": range(1992, 2008),  # of Serbia by law, for the most part not in its hands
}


@pytest.mark.parametrize("scheme", ["keds", "cameo", "iso3"])
def test_no_code_is_lost_while_its_state_or_the_one_before_was_a_member(scheme: str) -> None:
    lost = []
    for code in known_codes(scheme) or []:
        meant = {ccode_of(code, scheme, year=year) for year in range(1946, 2025)} - {None}
        kin = {STATES[number] for one in meant if one for number in (one, BEFORE.get(one, one))}
        for year in range(1946, 2025):
            if ccode_of(code, scheme, year=year) is None and any(state.member(year) for state in kin):
                lost.append((code, year))
    assert {row for row in lost if row[1] not in UNSURE.get(row[0], ())} == set()
    assert {code for code, _ in lost} == set(UNSURE) & set(known_codes(scheme) or [])


def test_regions_are_no_states() -> None:
    assert crosswalk(CAMEO_REGIONS, "cameo") == []
    assert {"AFR", "EUR", "MEA", "SEA", "WST"} <= CAMEO_REGIONS


def test_the_letters_of_keds_lead_to_states_of_the_list() -> None:
    assert set(KEDS.values()) <= set(abbreviations())
    assert not set(KEDS) & set(KEDS_ISO)


def test_a_scheme_that_nobody_knows_is_named() -> None:
    with pytest.raises(InputError, match=r"'cameos'.*expected one of cameo, keds.*near: cameo"):
        crosswalk(["RUS"], "cameos")
