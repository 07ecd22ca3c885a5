"""Codes and names of actors to Correlates of War codes, by year, for each scheme in which a format names its actors.

A code that means no state in a year has no row: the table lists it as unmapped. Regions of CAMEO (AFR EUR MEA ...) are none, and
a code is never read by another list than its scheme's: PAL is Palestinians in the older dictionaries of KEDS, Palau in COW.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from foedus.errors import InputError
from foedus.nearest import near_words
from foedus.terms.states.find import abbreviations, named
from foedus.terms.states.gleditsch_ward import RENUMBERED, SUCCEEDED, cow_code
from foedus.terms.states.iso import GIVEN_AGAIN, iso_codes, states_of_iso
from foedus.terms.states.table import STATES, State, members_of_group

FIRST_YEAR, LAST_YEAR = 1816, 2200
"""Years that the crosswalk spans; who is a state on the last day of the list remains one."""

CAMEO_REGIONS = frozenset(
    [
        "AFR",
        "ASA",
        "BLK",
        "CAS",
        "CAU",
        "CFR",
        "CRB",
        "EAF",
        "EEU",
        "EIN",
        "EUR",
        "LAM",
        "MDT",
        "MEA",
        "NAF",
        "NMR",
        "PGS",
        "SAF",
        "SAM",
        "SAS",
        "SCN",
        "SEA",
        "WAF",
        "WST",
    ]
)
"""Codes of CAMEO that stand where a state would and name a region."""

KEDS: Mapping[str, str] = {
    "ALG": "ALG", "ANG": "ANG", "AUL": "AUL", "AUS": "AUS", "BAH": "BAH", "BNG": "BNG", "BOS": "BOS", "BUI": "BUI", "BUL": "BUL",
    "CEY": "SRI", "CRO": "CRO", "CZR": "CZR", "DEN": "DEN", "DRV": "DRV", "FIJ": "FIJ", "FRN": "FRN", "FRY": "YUG",
    "GMW": "GFR", "GME": "GDR", "GRE": "GRC", "HAI": "HAI", "HON": "HON", "ICE": "ICE", "INS": "INS", "IRE": "IRE", "IVO": "CDI",
    "JAP": "JPN", "KUW": "KUW", "LAT": "LAT", "LEB": "LEB", "LIB": "LIB", "LIT": "LIT", "MAC": "MAC", "MOR": "MOR", "NEP": "NEP",
    "NEW": "NEW", "NIR": "NIR", "NTH": "NTH", "OMA": "OMA", "PHI": "PHI", "POR": "POR", "ROK": "ROK", "SIN": "SIN", "SLO": "SLV",
    "SPN": "SPN", "SRI": "SRI", "SUD": "SUD", "SWD": "SWD", "SWZ": "SWZ", "TAI": "TAW", "TAW": "TAW", "TAZ": "TAZ", "UAE": "UAE",
    "UAR": "EGY", "UNK": "UKG", "URU": "URU", "USR": "RUS", "YAR": "YAR", "ZAI": "DRC", "ZAM": "ZAM", "ZIM": "ZIM",
}  # fmt: skip
"""Letters of the dictionaries that KEDS used with WEIS, by COW abbreviation, where they are not those of ISO 3166."""
KEDS_ISO: Mapping[str, str] = {"GER": "DEU"}
"""Letters of those dictionaries for a state whose code changed, by ISO 3166: Germany is 260 until 1990 and 255 after it."""
KEDS_NONE = frozenset(("PAL", "PAP", "MAL", "CHA", "GUA", "ISL", "SLV", "SAF", "CON", "NIG"))
"""Letters of those dictionaries whose state this table does not know for certain; they stay unmapped."""

WITHIN: Mapping[int, int] = {341: 345}
"""States that were a republic of another until they were members: Montenegro, of Yugoslavia and its successor."""


class Holding(NamedTuple):
    """A code that means a state from one year to another."""

    code: str
    first: int
    last: int
    ccode: int


def _by_cameo(code: str, year: int) -> tuple[State, ...]:
    return () if code in CAMEO_REGIONS else _by_iso(code, year)


def _by_iso(code: str, year: int) -> tuple[State, ...]:
    first = [state for state in iso_codes().get(GIVEN_AGAIN.get(code, ""), ()) if state.member(year)]
    return tuple(first) or states_of_iso(code)


def _by_keds(code: str, year: int) -> tuple[State, ...]:
    if code in KEDS:
        return (abbreviations()[KEDS[code]],)
    return () if code in KEDS_NONE | CAMEO_REGIONS else _by_iso(KEDS_ISO.get(code, code), year)


def _by_name(code: str, year: int) -> tuple[State, ...]:  # noqa: ARG001
    """A name, or one turned round at its comma: "Korea, Republic of"; only a plain republic may lack its title."""
    head, comma, title = code.partition(",")
    turned = named(f"{title} {head}") if comma else ()
    return named(code) or turned or (named(head) if title.strip().casefold() == "republic of" else ())


def _by_gw(code: str, year: int) -> tuple[State, ...]:
    number = cow_code(int(code), year) if code.isascii() and code.isdecimal() and len(code) <= 4 else None
    state = STATES.get(number or 0)
    return () if state is None else (state,)


def _by_cow(code: str, year: int) -> tuple[State, ...]:  # noqa: ARG001
    if code.isascii() and code.isdecimal() and len(code) <= 4:
        return (STATES[int(code)],) if int(code) in STATES else ()
    return (abbreviations()[code],) if code in abbreviations() else ()


SCHEMES: Mapping[str, Callable[[str, int], tuple[State, ...]]] = {
    "cameo": _by_cameo,
    "keds": _by_keds,
    "names": _by_name,
    "iso3": _by_iso,
    "gw": _by_gw,
    "cow": _by_cow,
}
"""Ways in which formats name the states of their actors, each from a code and a year to the states that it may mean."""


def ccode_of(code: str, scheme: str, *, year: int) -> int | None:
    """Return the COW code of an actor's code in a year; None where it means no state, or several.

    Raises InputError if there is no such scheme.

    >>> [ccode_of("DEU", "cameo", year=year) for year in (1980, 2000)], ccode_of("EUR", "cameo", year=2000)
    ([260, 255], None)
    >>> ccode_of("Russian Federation", "names", year=2018), ccode_of("678", "gw", year=2015), ccode_of("KUW", "keds", year=1990)
    (365, 679, 690)
    """
    states = _scheme(scheme)(code, year)
    members = [state for state in states if state.member(year)]
    if len(members) > 1:  # in the year of a succession both are members: the one that was there before
        members = [state for state in members if state.member(year - 1)]
    if not members and len(states) == 1 and not _between_spells(states[0], year):  # West Germany in 1995
        members = _in_its_place(states[0], year)
    return members[0].ccode if len(members) == 1 else None


def _in_its_place(state: State, year: int) -> list[State]:
    """States that stand for one which is no member."""
    whole = STATES.get(WITHIN.get(state.ccode, 0))
    return [whole] if whole and whole.member(year) else list(members_of_group(state.ccode, year))


def crosswalk(
    codes: Iterable[str], scheme: str, *, years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR), several: str = ""
) -> list[Holding]:
    """Return what each code means from year to year, as the spells in which it means one state; raises as `ccode_of`.

    Where `several` parts states in one cell, a cell means each of its states.
    """
    found: list[Holding] = []
    for cell in sorted(set(codes)):
        words = {word.strip() for word in cell.split(several)} if several else {cell}
        states = {holding._replace(code=cell) for word in words for holding in _spells(word, scheme, years)}
        found += sorted(_joined(states) if len(words) > 1 else states)
    return found


def _joined(holdings: Iterable[Holding]) -> set[Holding]:
    """Spells of one cell without overlap: two words for one state count once."""
    years: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for code, first, last, ccode in sorted(holdings):
        spells = years.setdefault((code, ccode), [])
        if spells and first <= spells[-1][1] + 1:
            spells[-1] = (spells[-1][0], max(spells[-1][1], last))
        else:
            spells.append((first, last))
    return {Holding(code, first, last, ccode) for (code, ccode), spells in years.items() for first, last in spells}


def known_codes(scheme: str) -> list[str] | None:
    """Return every code of a scheme; None for a scheme of names, which are too many to list."""
    _scheme(scheme)
    if scheme in ("gw", "cow"):
        return [*map(str, {*STATES, *RENUMBERED}), *(abbreviations() if scheme == "cow" else ())]
    return None if scheme == "names" else sorted({*iso_codes(), *((*KEDS, *KEDS_ISO) if scheme == "keds" else ())})


def _spells(code: str, scheme: str, years: tuple[int, int]) -> Iterator[Holding]:
    """Years in a row with one meaning; only where a state comes or goes can the meaning change."""
    held, since = None, years[0]
    for year in _turns(code, scheme, years):
        meant = ccode_of(code, scheme, year=year)
        if meant != held:
            if held is not None:
                yield Holding(code, since, year - 1, held)
            held, since = meant, year
    if held is not None:
        yield Holding(code, since, years[1], held)


def _turns(code: str, scheme: str, years: tuple[int, int]) -> list[int]:
    meant = {state for year in (FIRST_YEAR, LAST_YEAR) for state in _scheme(scheme)(code, year)}
    groups = {state.group for state in meant if state.group}
    kin = meant | {state for state in STATES.values() if state.group in groups}
    found = {years[0], *(since for since, _ in SUCCEEDED.values())}
    for first, last in (spell for state in kin for spell in state.spells):
        found |= {first, first + 1, first if last is None else last + 1}
    return sorted(year for year in found if years[0] <= year <= years[1])


def _between_spells(state: State, year: int) -> bool:
    """Whether a state was one before and will be one again: nobody else stands for it meanwhile."""
    return state.spells[0][0] <= year and any(first > year for first, _ in state.spells)


def _scheme(name: str) -> Callable[[str, int], tuple[State, ...]]:
    if name not in SCHEMES:
        near = near_words(name, SCHEMES)
        raise InputError(
            f"no scheme of actors {name[:40]!r}: expected one of {', '.join(SCHEMES)}"
            + (f"; near: {', '.join(near)}" if near else "")
        )
    return SCHEMES[name]
