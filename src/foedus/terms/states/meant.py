"""Which code was meant where a table has another one: a nearest value for a cell, of the states of today first."""

from __future__ import annotations

from foedus.terms.states.find import SCHEMES, abbreviations, clashes, named
from foedus.terms.states.iso import states_of_iso
from foedus.terms.states.table import STATES, State


def candidates(text: str) -> tuple[State, ...]:
    """Return the states that a word can mean in some year; none for no state, or a code with two meanings.

    >>> [state.ccode for state in candidates("Germany")], candidates("AUS")
    ([255, 260, 265], ())
    """
    head, colon, rest = text.partition(":")
    scheme, code = (head.strip().casefold(), rest.strip()) if colon else ("", text.strip())
    if (scheme and scheme not in SCHEMES[:2]) or (not scheme and code.upper() in clashes()):
        return ()
    found: tuple[State, ...] = ()
    if scheme != "iso":
        cow = abbreviations().get(code.upper()) or (STATES.get(int(code)) if scheme and code.isdecimal() else None)
        found = (cow,) if cow else () if scheme else named(code)
    return found or (() if scheme == "cow" else states_of_iso(code))


def meant_state(text: str) -> State | None:
    """Return the one state that a word names in any list or language; None for none, several, or two meanings.

    >>> meant_state("DE").ccode, meant_state("iso:AUS").ccode, meant_state("AUS"), meant_state("Korea")
    (255, 900, None, None)
    """
    found = candidates(text)
    today = [state for state in found if state.spells[-1][1] is None]
    return found[0] if len(found) == 1 else today[0] if len(today) == 1 else None


def meant_iso3(text: str) -> str:
    """Return the three letters of the state that is meant; empty where no state of today is.

    >>> meant_iso3("276"), meant_iso3("France"), meant_iso3("the north")
    ('DEU', 'FRA', '')
    """
    state = meant_state(text)
    return state.iso3 if state else ""


def meant_ccode(text: str) -> str:
    """Return the number of the Correlates of War of the state that is meant, as text.

    >>> meant_ccode("RUS"), meant_ccode("Persia"), meant_ccode("x")
    ('365', '630', '')
    """
    state = meant_state(text)
    return str(state.ccode) if state else ""
