"""Which voter a person means: a state by name, abbreviation or code, as far as it votes in the years."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from foedus.errors import InputError
from foedus.terms.states import STATES, members_of_group, shown
from foedus.terms.states.find import find_state, settled_by
from foedus.terms.states.meant import candidates


@dataclass(frozen=True)
class Voter:
    """A state that votes."""

    ccode: int
    name: str
    note: str = ""  #: How its word was taken, where that is not plain.


def find_pair(one: str | int, other: str | int, *, years: tuple[int, int]) -> tuple[Voter, Voter]:
    """Return the two states that are meant in the last of the years, or the only one that either word ever means.

    Raises InputError: no state, several, or twice the same.
    """
    words = [str(one), str(other)]
    settled = settled_by(words)
    first, second = (_find(word, years, settled=settled) for word in words)
    if first.ccode == second.ccode:
        raise InputError(f"{one} and {other} are the same state, {shown(STATES[first.ccode])}; a pair needs two")
    return first, second


def _find(word: str, years: tuple[int, int], *, settled: str) -> Voter:
    try:
        found = find_state(word, years[1], settled=settled)
    except InputError:
        meant = _only_one(word, years)
        if meant is None:
            raise
        return Voter(meant, STATES[meant].name, f"{word!r} is {shown(STATES[meant])}")
    return Voter(found.ccode, STATES[found.ccode].name, found.note)


def _only_one(word: str, years: tuple[int, int]) -> int | None:
    """A state that is gone by the last year: the one of those that the word ever means."""
    if word.strip().isascii() and word.strip().isdecimal():  # a COW code, whatever ISO 3166 has under the number
        return int(word) if int(word) in STATES else None
    states = candidates(word)
    if len(states) > 1:
        states = tuple(state for state in states if any(state.member(year) for year in range(years[0], years[1] + 1)))
    return states[0].ccode if len(states) == 1 else None


def replaced(voter: Voter, votes: pl.DataFrame) -> list[str]:
    """Tell of states that stand for a voter in years in which it has no vote, such as the German ones before 1990.

    A state of the same group that votes beside it, as the two Koreas do, stands for itself.
    """
    voting = {code: set(part["year"]) for (code,), part in votes.partition_by("ccode", as_dict=True).items()}
    own = voting.get(voter.ccode, set())
    lacking = sorted(set(votes["year"]) - own)
    others = {state.ccode for year in lacking for state in members_of_group(voter.ccode, year)}
    told = [
        shown(STATES[code])
        for code in sorted(others & set(voting))
        if len(voting[code] & own) <= 1 and voting[code] & set(lacking)
    ]
    if not told:
        return []
    return [f"{voter.name} has no vote in {len(lacking)} of the years; {', '.join(told)}: ask by name or code"]
