"""Two lists of states as equals, Correlates of War and Gleditsch-Ward: members by day, and one list's code for the other's by year.

The lists share most numbers. Where they do not (Germany, Yemen, Serbia, islands of the Pacific) `COUNTERPARTS` names the codes that
stand for the same state; of several in one year the one counts that shares most days of it. A code stands for nothing in a year
in which its state, or the other list's, is no member.

References
----------
Gleditsch, K. S., and Ward, M. D. (1999). A Revised List of Independent States since the Congress of Vienna.
*International Interactions* 25(4), 393-413; with their tentative list of microstates.
Correlates of War Project (2017). State System Membership List, v2016.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from foedus.terms.states.table import STATES, Days, days_of, rows_of

Scheme = Literal["cow", "gw"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
CODE = {"cow": "ccode", "gw": "gwcode"}
"""Name of the code of a list, as columns bear it."""
LISTS = {"cow": "Correlates of War", "gw": "Gleditsch-Ward"}
LAST_DAY = {"cow": date(2016, 12, 31), "gw": date(2017, 12, 31)}
"""Last day of each list; who is a member then is taken to remain one."""


@dataclass(frozen=True)
class Listed:
    """A state of one of the lists."""

    code: int
    abbreviation: str
    name: str
    microstate: bool  #: Below 250,000 people, in the tentative list of Gleditsch and Ward; never in the other list.
    days: Days  #: First and last day of each membership.

    def share(self, year: int) -> int:
        """Number of days of a year on which the state is a member; none in a year that no calendar date has."""
        if not MINYEAR <= year <= MAXYEAR:
            return 0
        first, last = date(year, 1, 1), date(year, 12, 31)
        parts = ((max(start, first), min(end or last, last)) for start, end in self.days)
        return sum(max((end - start).days + 1, 0) for start, end in parts)

    @property
    def years(self) -> str:
        """Years of membership as a message tells them."""
        spells = ((start.year, end) for start, end in self.days)
        return ", ".join(f"since {first}" if end is None else f"{first}-{end.year}" for first, end in spells)


def _gw() -> dict[int, Listed]:
    read = (
        Listed(int(row["gwcode"]), row["abbreviation"], row["name"], row["microstate"] == "1", days_of(row["spells"]))
        for row in rows_of("gleditsch_ward.csv")
    )
    return {state.code: state for state in read}


@cache
def listed(scheme: str) -> Mapping[int, Listed]:
    """Every state of a list by its code.

    >>> listed("gw")[340].name, listed("gw")[340].years, listed("gw")[221].microstate
    ('Serbia', '1878-1915, since 2006', True)
    """
    if scheme == "gw":
        return MappingProxyType(_gw())
    return MappingProxyType({s.ccode: Listed(s.ccode, s.abbreviation, s.name, False, s.days) for s in STATES.values()})


COUNTERPARTS: Mapping[int, tuple[int, ...]] = MappingProxyType(
    {260: (260, 255), 678: (678, 679), 340: (345,), 970: (946,), 971: (970,), 972: (955,), 973: (947,)}
)
"""Gleditsch-Ward number to the codes of the Correlates of War that stand for the same state, where these are not the number itself:
Germany, Yemen, Serbia, Kiribati, Nauru, Tonga, Tuvalu."""


@cache
def counterparts(code: int, scheme: str) -> tuple[int, ...]:
    """Codes of the other list that stand for a state at some time.

    >>> counterparts(260, "gw"), counterparts(255, "cow"), counterparts(970, "cow"), counterparts(221, "gw")
    ((260, 255), (255, 260), (971,), (221,))
    """
    other = "gw" if scheme == "cow" else "cow"
    if scheme == "gw":
        found = COUNTERPARTS.get(code, (code,))
    else:
        moved = tuple(number for number, codes in COUNTERPARTS.items() if code in codes and number != code)
        found = (*(() if code in COUNTERPARTS and code not in COUNTERPARTS[code] else (code,)), *moved)
    return tuple(one for one in found if one in listed(other))


@cache
def other_code(code: int, year: int, scheme: str) -> int | None:
    """Code in the other list of a state in a year, or None where either list has no such member then.

    Parameters
    ----------
    code : int
        Code in the list `scheme`.
    year : int
        Year; beyond the end of a list its last members remain.
    scheme : {"cow", "gw"}
        The list of `code`.

    >>> [other_code(260, year, "gw") for year in (1954, 1990, 1995)], other_code(255, 1995, "cow")
    ([None, 260, 255], 260)
    """
    own = listed(scheme).get(code)
    if own is None or not own.share(year):
        return None
    other = listed("gw" if scheme == "cow" else "cow")
    best = max(counterparts(code, scheme), key=lambda one: other[one].share(year), default=None)
    return best if best is not None and other[best].share(year) else None


@cache
def fitting(code: int, year: int, scheme: str) -> tuple[Listed, ...]:
    """Members of a list in a year that a code can have been meant for which is none of it then.

    A code of the other list comes first (260 in 1995 is 255 by the Correlates of War), then the states that stand for each
    other in different years.

    >>> [state.code for state in fitting(260, 1995, "cow")], [state.code for state in fitting(255, 1995, "gw")]
    ([255], [260])
    """
    members, other = listed(scheme), "gw" if scheme == "cow" else "cow"
    meant = other_code(code, year, other)
    if meant is not None and meant != code:
        return (members[meant],)
    kin = (code, *(s.ccode for s in STATES.values() if code in STATES and s.group and s.group == STATES[code].group))
    if scheme == "cow":
        return tuple(members[one] for one in kin if one != code and members[one].share(year))
    numbers = dict.fromkeys(number for one in kin for number in counterparts(one, "cow"))
    return tuple(members[one] for one in numbers if one != code and members[one].share(year))
