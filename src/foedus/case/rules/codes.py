"""Codes of actors: known to their lists, and of one state."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.files.findings import Findings, shorten
from foedus.files.parse import Row
from foedus.terms.states import STATES, State, shown
from foedus.terms.states.find import abbreviations, clashes, named, settled_by
from foedus.terms.states.gleditsch_ward import RENUMBERED
from foedus.terms.states.iso import iso_codes, states_of_iso, territories

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


def check_scheme(rows: Sequence[Row], findings: Findings) -> None:
    """Record codes of COW in the column of ISO codes that mean another state there, where nothing but the rest tells.

    The other codes of the column, or the name, say that AUS is Austria; a code with a ccode beside it is compared already.
    """
    alone = [row for row in rows if row.text("kind") == "state" and row.text("iso3") and row.number("ccode") is None]
    settled = settled_by(row.text("iso3") for row in rows if row.text("kind") == "state")
    for row in alone:
        iso3, name = row.text("iso3"), row.text("name")
        cow, others = abbreviations().get(iso3), iso_codes().get(iso3, ())
        if iso3 in clashes() and cow is not None:
            if settled == "cow" or cow in named(name):
                why = "by its name" if cow in named(name) else "as the other codes of the column are COW's"
                expected = f"an ISO 3166-1 code; {iso3} is {clashes()[iso3]}, and {why} the former is meant"
                findings.problem(FILE, row.line, "iso3", iso3, expected, nearest=cow.iso3)
        elif named(name) and others and not any(_same(one, other) for one in named(name) for other in others):
            who, other = (" or ".join(map(shown, states)) for states in (named(name), others))
            findings.note(f"{FILE}:{row.line}: {shorten(name)!r} names {who}, iso3 {iso3} is {other}")


def _unknown_ccode(row: Row, ccode: int, *, findings: Findings) -> None:
    if ccode in RENUMBERED:
        code = RENUMBERED[ccode]
        expected = f"a code of the Correlates of War; as a Gleditsch-Ward number {ccode} is {shown(STATES[code])}"
        findings.problem(FILE, row.line, "ccode", str(ccode), expected, nearest=str(code))
    elif meant := [each for each in states_of_iso(str(ccode)) if _told_otherwise(row, each)]:
        expected = f"a code of the Correlates of War; in ISO 3166 {ccode} is {' or '.join(map(shown, meant))}"
        findings.problem(FILE, row.line, "ccode", str(ccode), expected, nearest=str(meant[0].ccode))
    else:
        findings.note(
            f"{FILE}:{row.line}: ccode {ccode} is no state of the Correlates of War list; nothing is known of it"
        )


def _told_otherwise(row: Row, state: State) -> bool:
    """Whether the name or the other code of a row says the same state; numbers of invented actors are their own."""
    return state in named(row.text("name")) or state in iso_codes().get(row.text("iso3"), ())


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


def _same(one: State, other: State) -> bool:
    return one is other or (bool(one.group) and one.group == other.group)


def _follow(one: State, other: State) -> bool:
    """Whether two states of a group stand for each other in different years, as Germany before and after 1990."""
    both = [year for year in range(1816, 2100) if one.member(year) and other.member(year)]
    return bool(one.group) and one.group == other.group and len(both) <= 1
