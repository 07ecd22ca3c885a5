"""The pairs that a person asks for, by names and codes of states, in the years that a collection covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from foedus.errors import InputError
from foedus.events.source import Source
from foedus.terms.states.find import find_states
from foedus.terms.states.table import STATES, members_of_group, shown

Pair = tuple[int, int]


def pairs_asked(
    source: Source, *, pairs: Iterable[tuple[str, str]] = (), of: Sequence[str] = ()
) -> tuple[tuple[Pair, ...], list[str]]:
    """Return pairs by COW codes, and what is to be told of how the words were read.

    Parameters
    ----------
    source : Source
        Its last covered year says what a name means.
    pairs : iterable of two words
        Pairs, one by one.
    of : sequence of str
        States of which every pair is asked for.

    Raises
    ------
    InputError
        A word names no state or several, or a state stands alone.
    """
    two = list(pairs)
    words = [word for pair in two for word in pair] + list(of)
    if len(of) == 1:
        raise InputError(
            f"--of {of[0]!r}: pairs need two states or more; name another, or leave --of out for all pairs"
        )
    year = _year(source)
    found = find_states(words, year) if words else []
    codes = [state.ccode for state in found]
    asked = {_pair(codes[at], codes[at + 1]) for at in range(0, 2 * len(two), 2)}
    asked |= {_pair(*both) for both in combinations(dict.fromkeys(codes[2 * len(two) :]), 2)}
    told = [state.note for state in found if state.note]
    told += [note for code in dict.fromkeys(codes) if (note := _since(code, _first_year(source)))]
    return tuple(sorted(asked)), told


def _pair(one: int, two: int) -> Pair:
    if one == two:
        raise InputError(f"a pair of {shown(STATES[one])} with itself; name two states")
    return min(one, two), max(one, two)


def _since(ccode: int, year: int) -> str:
    """What a table says of a state that is no member when the collection begins."""
    if STATES[ccode].member(year):
        return ""
    others = ", ".join(shown(other) for other in members_of_group(ccode, year))
    instead = f"; then there were {others}, which are other rows" if others else ""
    return f"{shown(STATES[ccode])} is no member of the system in {year}: missing there{instead}"


def _year(source: Source) -> int:
    """The last covered year; a span ends with the first moment that it does not hold."""
    return max(((span[1] - timedelta(microseconds=1)).year for span in source.spans), default=2016)


def _first_year(source: Source) -> int:
    return min((span[0].year for span in source.spans), default=2016)
