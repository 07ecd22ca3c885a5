"""The list itself: COW code, abbreviation, ISO 3166-1 code, years of membership, and states that stand for each other.

Codes and days are those of the Correlates of War list of 2016; who is a member on its last day remains one. ISO codes
of states that are gone are those of ISO 3166-3 (CSK, DDR, YMD); XKX is the usual one for Kosovo. A *group* holds the
states between which a code or a name slips from one year to another: Germany 255, 260 and 265.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

Days = tuple[tuple[date, date | None], ...]
"""First and last day of each membership; None where it goes on."""


@dataclass(frozen=True)
class State:
    """A state of the system."""

    ccode: int
    abbreviation: str  #: Of the Correlates of War.
    name: str
    iso3: str  #: ISO 3166-1 alpha-3; empty where there is none.
    group: str  #: States that stand for each other in different years share it; empty for none.
    days: Days  #: First and last day of each membership.

    @cached_property
    def spells(self) -> tuple[tuple[int, int | None], ...]:
        """First and last year of each membership; None is still one."""
        return tuple((first.year, None if last is None else last.year) for first, last in self.days)

    def member(self, year: int) -> bool:
        """Whether the state belongs to the system on some day of a year."""
        return any(first <= year <= (year if last is None else last) for first, last in self.spells)

    @property
    def years(self) -> str:
        """Years of membership as a message tells them."""
        return ", ".join(f"since {first}" if last is None else f"{first}-{last}" for first, last in self.spells)


def rows_of(file: str) -> list[dict[str, str]]:
    """Rows of a table that lies beside this module."""
    text = files("foedus.terms.states").joinpath(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def days_of(text: str) -> Days:
    """Read ``1902-05-20/1906-09-25|1909-01-23/``: spells with their first and last day, the last one open."""
    ends = (spell.split("/") for spell in text.split("|"))
    return tuple((date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in ends)


def _read() -> Mapping[int, State]:
    read = (
        State(int(row["ccode"]), row["abbreviation"], row["name"], row["iso3"], row["group"], days_of(row["spells"]))
        for row in rows_of("states.csv")
    )
    return MappingProxyType({state.ccode: state for state in read})


STATES: Mapping[int, State] = _read()
"""Every state by its COW code."""


def state_of(ccode: int) -> State | None:
    """Return a state by its COW code, or None where the list has none."""
    return STATES.get(ccode)


def shown(state: State) -> str:
    """A state as a message names it.

    >>> shown(STATES[260])
    '260 German Federal Republic (1955-1990)'
    """
    return f"{state.ccode} {state.name} ({state.years})"


@cache
def members_of_group(ccode: int, year: int) -> tuple[State, ...]:
    """States that stand for a code in a year in which it is no member itself; by COW and by Gleditsch-Ward numbers.

    >>> [state.ccode for state in members_of_group(260, 1995)], [state.ccode for state in members_of_group(730, 2018)]
    ([255], [731, 732])
    """
    from foedus.terms.states.gleditsch_ward import RENUMBERED, SUCCEEDED

    since, after = SUCCEEDED.get(ccode, (0, 0))
    exact = after if since and year >= since else RENUMBERED.get(ccode, 0)
    if exact in STATES and STATES[exact].member(year):
        return (STATES[exact],)
    group = STATES[ccode].group if ccode in STATES else ""
    return tuple(s for s in STATES.values() if group and s.group == group and s.ccode != ccode and s.member(year))
