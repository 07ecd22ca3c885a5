"""COW codes of voters that a file names by ISO code and by name: the state that the words mean in the year of the row.

A member of an organisation need not be one of the state system: Byelorussia voted in the Assembly from 1945 on. Such a voter gets
the code of the only state that its words can mean.
"""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from foedus.terms.states.find import named
from foedus.terms.states.iso import states_of_iso


def ccodes_of_iso(codes: pl.Series, names: pl.Series, years: pl.Series) -> pl.Series:
    """Return the COW code of each voter, null where the words mean no state, or several in the year.

    Parameters
    ----------
    codes : series of str
        ISO codes of two or three letters; null where there is none. NA is Namibia.
    names : series of str
        Names.
    years : series of int
    """
    rows = zip(codes.to_list(), names.to_list(), years.to_list(), strict=True)
    return pl.Series("ccode", [_ccode(code or "", name or "", year) for code, name, year in rows], pl.Int32)


@lru_cache(maxsize=50_000)
def _ccode(code: str, name: str, year: int | None) -> int | None:
    by_name, by_code = named(name), states_of_iso(code) if code else ()
    both = tuple(state for state in by_code if state in by_name)
    for states in (both, by_code, by_name):
        members = [state for state in states if year is not None and state.member(year)]
        before = [state for state in members if year is not None and state.member(year - 1)]
        for one in (members, before):  # in the year of a succession both are members: the one that was there before
            if len(one) == 1:
                return one[0].ccode
        if len(states) == 1:
            return states[0].ccode
    return None
