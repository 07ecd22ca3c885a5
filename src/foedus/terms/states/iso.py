"""Codes of ISO 3166: three letters, two letters, numbers, of states of the list and of what is none.

Codes that ISO gave up (3166-3, and earlier numbers such as 280 and 736) name the state that bore them: CS is
Czechoslovakia while that was a member, later Serbia and Montenegro.
"""

from __future__ import annotations

from functools import cache

from foedus.terms.states.table import STATES, State, rows_of

FORMER_ISO = {"SUN": 365, "YUG": 345, "SCG": 345, "ZAR": 490, "BUR": 775, "ROM": 360, "TMP": 860, "DHY": 434,
              "HVO": 439, "RHO": 552, "VDR": 816}  # fmt: skip
"""Codes of ISO 3166-3, and ROM, which ISO gave up in 2002, that no row of the table has."""

GIVEN_AGAIN = {"CS": "CSK"}
"""Codes that ISO gave to a second state when the first was gone, with the letters of the first."""


FORMER_NUMBERS = frozenset({230, 280, 590, 736, 886, 890})
"""Numbers of states that were given another when their territory changed: Ethiopia, Germany, Panama, Sudan, Yemen, Yugoslavia."""


@cache
def iso_codes() -> dict[str, tuple[State, ...]]:
    """States by their three letters; DEU is 255 and 260, in different years."""
    made: dict[str, tuple[State, ...]] = {code: (STATES[ccode],) for code, ccode in FORMER_ISO.items()}
    for state in STATES.values():
        if state.iso3:
            made[state.iso3] = (*made.get(state.iso3, ()), state)
    return made


@cache
def territories() -> dict[str, str]:
    """Three letters of what is no state of the list, with names."""
    return {row["iso3"]: row["name"] for row in rows_of("territories.csv")}


@cache
def _three_letters() -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for row in rows_of("iso.csv"):
        for code in filter(None, (row["iso2"], row["number"])):
            made[code] = tuple(dict.fromkeys((*made.get(code, ()), row["iso3"])))
    return made


@cache
def two_letters() -> dict[str, str]:
    """Two letters of ISO 3166 by the three; of codes that were given up, too."""
    return {row["iso3"]: row["iso2"] for row in rows_of("iso.csv") if row["iso2"]}


@cache
def number_of() -> dict[str, int]:
    """Number of ISO 3166 by its three letters; of a state that was given another, the one that it has now.

    >>> number_of()["DEU"], number_of()["HKG"]
    (276, 344)
    """
    numbers = ((row["iso3"], int(row["number"])) for row in rows_of("iso.csv") if row["number"])
    return {letters: number for letters, number in numbers if number not in FORMER_NUMBERS}


def three_letters(code: str) -> tuple[str, ...]:
    """Return the three-letter codes that a code of ISO 3166 stands for; none if it is no code.

    >>> three_letters("de"), three_letters("DEU"), three_letters("36"), three_letters("CS"), three_letters("QQ")
    (('DEU',), ('DEU',), ('AUS',), ('CSK', 'SCG'), ())
    """
    upper = code.upper()
    if upper in iso_codes() or upper in territories():
        return (upper,)
    return _three_letters().get(f"{int(upper):03}" if upper.isascii() and upper.isdecimal() else upper, ())


def states_of_iso(code: str) -> tuple[State, ...]:
    """Return the states of a code of ISO 3166 in two or three letters or digits, of whatever years.

    >>> [state.ccode for state in states_of_iso("276")], states_of_iso("HK")
    ([255, 260], ())
    """
    states = (state for letters in three_letters(code) for state in iso_codes().get(letters, ()))
    return tuple(dict.fromkeys(states))


def bearers(code: str, year: int) -> tuple[State, ...]:
    """Return the states of a code in a year; of one that was given again the first, as long as that is a member.

    >>> [state.ccode for year in (1980, 2004) for state in bearers("CS", year)]
    [315, 315, 345]
    """
    first = [state for state in iso_codes().get(GIVEN_AGAIN.get(code.upper(), ""), ()) if state.member(year)]
    return tuple(first) or states_of_iso(code)
