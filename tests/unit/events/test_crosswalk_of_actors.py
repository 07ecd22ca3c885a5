"""Actors to states: spells against the meaning of every single year, and what must never be read as a state."""

from __future__ import annotations

import pytest

from foedus.errors import InputError
from foedus.events.crosswalk import CAMEO_REGIONS, KEDS, SCHEMES, ccode_of, crosswalk, known_codes
from foedus.terms.states.find import abbreviations


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
        ("CZE", "cameo", 1985, 315),
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


def test_regions_are_no_states() -> None:
    assert crosswalk(CAMEO_REGIONS, "cameo") == []
    assert {"AFR", "EUR", "MEA", "SEA", "WST"} <= CAMEO_REGIONS


def test_the_letters_of_keds_lead_to_states_of_the_list() -> None:
    assert set(KEDS.values()) <= set(abbreviations())


def test_a_scheme_that_nobody_knows_is_named() -> None:
    with pytest.raises(InputError, match=r"'cameos'.*expected one of cameo, keds.*near: cameo"):
        crosswalk(["RUS"], "cameos")
