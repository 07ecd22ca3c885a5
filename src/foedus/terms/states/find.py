"""Which state a person means: by code of a named list, abbreviation, ISO code or name, in a year.

A word is taken in the sense that it has in the year. What means several states then, or one in the list of the
Correlates of War and another in ISO 3166, is refused with all of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from foedus.errors import InputError
from foedus.nearest import near_words
from foedus.terms.states.gleditsch_ward import cow_code
from foedus.terms.states.iso import bearers, iso_codes, states_of_iso, territories, three_letters
from foedus.terms.states.official import NOUNS, WORDS, Forms
from foedus.terms.states.table import STATES, State, members_of_group, rows_of, shown

SCHEMES = ("cow", "iso", "gw")
_TOLD_BY_FORM = (255, 260, 265, 484, 490, 678, 679, 680, 710, 713, 730, 731, 732, 816, 817)
"""Germany, Congo, Yemen, China, Korea and Vietnam, whose form of state tells one from the other."""


@dataclass(frozen=True)
class Found:
    """A state and how it was named; `note` is empty where the word is its own code, abbreviation or name."""

    ccode: int
    note: str = ""


@cache
def abbreviations() -> dict[str, State]:
    """States by their COW abbreviation."""
    return {state.abbreviation: state for state in STATES.values()}


@cache
def clashes() -> dict[str, str]:
    """Codes that mean one state in COW and another in ISO, with both meanings in words."""
    told = {}
    for code, state in abbreviations().items():
        others = [shown(other) for other in iso_codes().get(code, ()) if other.ccode != state.ccode]
        if state in iso_codes().get(code, ()):
            continue
        others += [territories()[code]] if code in territories() else []
        if others:
            told[code] = f"{shown(state)} in COW, {' or '.join(others)} in ISO 3166"
    return told


@cache
def _names() -> dict[str, tuple[State, ...]]:
    made: dict[str, tuple[State, ...]] = {}
    listed = [(state.ccode, state.name) for state in STATES.values()]
    tables = (row for file in ("names.csv", "official.csv") for row in rows_of(file))
    for ccode, name in (*listed, *((int(row["ccode"]), row["name"]) for row in tables)):
        _add(made, name, (STATES[ccode],))
    # A name in another language means whom the English one means in any year: Alemania is three states, as Germany is.
    rows = rows_of("languages.csv")
    english = {int(row["ccode"]): made.get(_plain(row["name"]), ()) for row in rows if row["language"] == "en"}
    for row in rows:
        state = STATES[int(row["ccode"])]
        _add(
            made, row["name"], (state, *(other for other in english.get(state.ccode, ()) if other.group == state.group))
        )
    return made


def _add(made: dict[str, tuple[State, ...]], name: str, states: tuple[State, ...]) -> None:
    plain = _plain(name)
    made[plain] = tuple(dict.fromkeys((*made.get(plain, ()), *states)))


def _plain(word: str) -> str:
    """A name without accents, capitals, dots, Arabic forms of Persian letters and a leading article."""
    word = unicodedata.normalize("NFKC", word).replace("ي", "ی").replace("ك", "ک").replace("’", "'")
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace(".", "").replace("-", " ").replace("&", "and").split()).removeprefix("the ")


def named(word: str) -> tuple[State, ...]:
    """Return the states that bear a name in any year; none if no state does.

    >>> [state.ccode for state in named("the Soviet Union")], named("Atlantis")
    ([365], ())
    """
    plain = _plain(word)
    return _names().get(plain, ()) or _officially(plain)


@cache
def _forms() -> Forms:
    return Forms({word: _plain(word) for word in (*NOUNS.split(), *WORDS.split())})


def _officially(plain: str) -> tuple[State, ...]:
    """States whose usual name stands within an official one; none whose form tells it from another state."""
    for name, whole in _forms().within(plain):
        found = _names().get(name, ())
        if whole and found:
            return found
        if len(found) == 1 and found[0].ccode not in _TOLD_BY_FORM:
            return found
    return ()


def find_states(texts: Sequence[str], year: int) -> list[Found]:
    """Return the states that a command or a file names in a year.

    Codes that only COW or only ISO has settle, where they agree, what a code of both means; a note tells it.

    Raises InputError: no state, several, or a code with two meanings; the message names them.

    >>> [found.ccode for found in find_states(["AUS", "GBR"], 2018)]
    [900, 200]
    """
    scheme = settled_by(texts)
    return [find_state(text, year, settled=scheme) for text in texts]


def settled_by(texts: Iterable[str]) -> str:
    """Return "cow" or "iso" where the codes among the words that only one list has agree, else an empty string."""
    words = {text.strip().upper() for text in texts}
    cow = {word for word in words if word in abbreviations() and word not in iso_codes()} - set(clashes())
    iso = {word for word in words if word in iso_codes() and word not in abbreviations()}
    return "cow" if cow and not iso else "iso" if iso and not cow else ""


def find_state(text: str, year: int, *, settled: str = "") -> Found:
    """Return the state that a word means in a year. Raises InputError as `find_states`.

    >>> find_state("Soviet Union", 1980)
    Found(ccode=365, note="'Soviet Union' is 365 Russia (since 1816)")
    """
    word = " ".join(text.split())
    head, colon, rest = word.partition(":")
    if colon and head.strip().casefold() in SCHEMES:
        return _by_scheme(head.strip().casefold(), rest.strip(), year)
    if word.isascii() and word.isdecimal():
        return _by_scheme("cow", word, year)
    upper = word.upper()
    if upper in clashes():
        if settled:
            found = _by_scheme(settled, upper, year)
            return Found(found.ccode, f"{text!r} is read by {settled.upper()}, as the other codes: {_told(found)}")
        return _refuse_clash(upper, year)
    if upper in abbreviations():
        return Found(_one((abbreviations()[upper],), year, text).ccode)
    if upper in iso_codes():
        return _noted(_one(iso_codes()[upper], year, text), text)
    if named(word):
        state = _one(named(word), year, text)
        return Found(state.ccode) if _plain(word) == _plain(state.name) else _noted(state, text)
    raise InputError(_unknown(text))


def _by_scheme(scheme: str, code: str, year: int) -> Found:
    upper, shows = code.upper(), f"{scheme}:{code}"
    number = int(code) if code.isascii() and code.isdecimal() and len(code) <= 4 else None
    if scheme == "gw" and number is not None:
        state = STATES.get(cow_code(number, year) or 0)
        if state is not None:
            return _noted(_one((state,), year, shows), shows)
    elif scheme == "cow" and (number in STATES or upper in abbreviations()):
        state = STATES[number] if number is not None and number in STATES else abbreviations()[upper]
        return Found(_one((state,), year, shows).ccode)
    elif scheme == "iso" and states_of_iso(upper):
        return _by_iso(upper, year, shows)
    elif scheme == "iso" and three_letters(upper):
        raise InputError(f"{shows!r} is {territories()[three_letters(upper)[0]]}, no member of the state system")
    asked = {"cow": "a code such as 365 or RUS", "iso": "a code such as RUS, RU or 643", "gw": "a number such as 365"}
    near = ""
    if scheme == "cow" and number is not None and cow_code(number, year) in STATES and cow_code(number, year) != number:
        near = f"; as a Gleditsch-Ward number it is {shown(STATES[cow_code(number, year) or 0])}: say gw:{number}"
    raise InputError(f"{shows!r} is no state of the system; expected {asked[scheme]}{near}")


def _by_iso(code: str, year: int, shows: str) -> Found:
    """Two letters and numbers are told: few know them by heart."""
    state = _one(bearers(code, year), year, shows)
    return Found(state.ccode) if code in iso_codes() else _noted(state, shows)


def _one(states: tuple[State, ...], year: int, text: str) -> State:
    """The only one of the states that is a member in the year; one that is none names who stands for it."""
    members = [state for state in states if state.member(year)]
    if len(members) == 1:
        return members[0]
    if members:
        raise InputError(f"{text!r} names several states in {year}: {_listed(members)}; give the code of one")
    if len(states) > 1:
        raise InputError(f"{text!r} names no member of the system in {year}; there were {_listed(states)}")
    instead = members_of_group(states[0].ccode, year)
    raise InputError(
        f"{text!r} is {shown(states[0])}, no member of the state system in {year}"
        + (f"; then there were {_listed(instead)}: give the code of one" if instead else "")
    )


def _refuse_clash(code: str, year: int) -> Found:
    state = abbreviations()[code]
    instead = [] if state.member(year) else list(members_of_group(state.ccode, year))
    more = f"; in {year} there were {_listed(instead)}" if instead else ""
    raise InputError(f"{code!r} has two meanings: {clashes()[code]}; say cow:{code} or iso:{code}{more}")


def _unknown(text: str) -> str:
    code = text.strip().upper()
    if code in territories():
        return f"{text!r} is {territories()[code]}, no member of the state system"
    if states_of_iso(code):
        return (
            f"{text!r} is no COW code, abbreviation or name; two letters are read by their list alone: in ISO 3166 it is "
            f"{_listed(states_of_iso(code))}, say iso:{code}"
        )
    if three_letters(code):
        return f"{text!r} is {territories()[three_letters(code)[0]]} in ISO 3166, no member of the state system"
    words = [*_names(), *(code.casefold() for code in (*abbreviations(), *iso_codes()))]
    near: list[State] = []
    for word in near_words(_plain(text), words):
        states = _names().get(word) or iso_codes().get(word.upper()) or (abbreviations()[word.upper()],)
        near += [state for state in states if state not in near]
    tail = f"; near: {_listed(near)}" if near else " such as IRN, RUS or 630"
    return f"{text!r} is no state of the system; give a COW code, abbreviation or name{tail}"


def _noted(state: State, text: str) -> Found:
    return Found(state.ccode, f"{text!r} is {shown(state)}")


def _told(found: Found) -> str:
    return shown(STATES[found.ccode])


def _listed(states: Iterable[State]) -> str:
    return ", ".join(shown(state) for state in states)
