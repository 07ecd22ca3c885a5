"""Codes of actors: known to their lists, and of one state."""

from __future__ import annotations

from foedus.files.findings import Findings, shorten
from foedus.files.parse import Row
from foedus.terms.states import STATES, State, shown
from foedus.terms.states.find import abbreviations, iso_codes, named, territories
from foedus.terms.states.gleditsch_ward import RENUMBERED

FILE = "actors.csv"


def check_codes(row: Row, findings: Findings) -> None:
    """Record codes that belong to another list, and two that name different states; note those that no list has."""
    number, iso3 = row.number("ccode"), row.text("iso3")
    ccode = None if number is None else int(number)
    if ccode is not None and ccode not in STATES:
        _unknown_ccode(row, ccode, findings=findings)
    if iso3 and iso3 not in iso_codes() and iso3 not in territories():
        if row.text("kind") == "state":
            _unknown_iso(row, iso3, findings=findings)
    elif iso3 and ccode is not None and ccode in STATES:
        _compare(row, ccode, iso3, findings=findings)
    if ccode is not None and ccode in STATES and row.text("kind") == "state":
        _compare_name(row, STATES[ccode], findings=findings)


def _unknown_ccode(row: Row, ccode: int, *, findings: Findings) -> None:
    if ccode in RENUMBERED:
        code = RENUMBERED[ccode]
        expected = f"a code of the Correlates of War; as a Gleditsch-Ward number {ccode} is {shown(STATES[code])}"
        findings.problem(FILE, row.line, "ccode", str(ccode), expected, nearest=str(code))
    else:
        findings.note(
            f"{FILE}:{row.line}: ccode {ccode} is no state of the Correlates of War list; nothing is known of it"
        )


def _unknown_iso(row: Row, iso3: str, *, findings: Findings) -> None:
    state = abbreviations().get(iso3)
    if state is None:
        findings.note(f"{FILE}:{row.line}: iso3 {iso3} is no code of ISO 3166-1")
        return
    expected = f"an ISO 3166-1 code; {iso3} is {shown(state)} in COW"
    findings.problem(FILE, row.line, "iso3", iso3, expected, nearest=state.iso3)


def _compare(row: Row, ccode: int, iso3: str, *, findings: Findings) -> None:
    state, others = STATES[ccode], iso_codes().get(iso3, ())
    if state in others:
        return
    other = " or ".join(shown(each) for each in others) or territories()[iso3]
    if state.group and any(each.group == state.group for each in others):
        findings.note(f"{FILE}:{row.line}: ccode {shown(state)} with iso3 {iso3}, which is {other}; ccode counts")
        return
    mine = abbreviations().get(iso3)
    aside = f" ({iso3} is {shown(mine)} in COW)" if mine is not None and mine not in others else ""
    expected = f"the state of ccode, {shown(state)}; {iso3} is {other} in ISO 3166{aside}"
    findings.problem(FILE, row.line, "iso3", iso3, expected, nearest=state.iso3)


def _compare_name(row: Row, state: State, *, findings: Findings) -> None:
    name = row.text("name")
    others = named(name)
    if others and not any(other is state or _follow(other, state) for other in others):
        who = " or ".join(shown(each) for each in others)
        findings.note(f"{FILE}:{row.line}: {shorten(name)!r} names {who}, ccode is {shown(state)}; ccode counts")


def _follow(one: State, other: State) -> bool:
    """Whether two states of a group stand for each other in different years, as Germany before and after 1990."""
    both = [year for year in range(1816, 2100) if one.member(year) and other.member(year)]
    return bool(one.group) and one.group == other.group and len(both) <= 1
