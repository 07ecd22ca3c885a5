"""Rows of a user's own frame whose codes are no members of the system in their year.

Datasets of relations list what exists; that such a code is absent from them says nothing, so its values are null and
a note names the code that is a member: users bring Gleditsch-Ward numbers, or the code of a state before or after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.base import Base, read_spells
from foedus.panel.keys import LAST_YEAR, PanelKeys
from foedus.panel.membership import members
from foedus.panel.source import Source
from foedus.terms.states.iso import three_letters
from foedus.terms.states.systems import LISTS, Scheme, fitting, listed, other_code

SHOWN = 8
"""Codes that a note names."""


class PanelNote(UserWarning):
    """What was assumed of a user's rows, or left unknown."""


def with_members(base: Base, load: Callable[[str, str | None], Source]) -> tuple[Base, tuple[str, ...]]:
    """Return rows that know whether their states are members in their year, and notes on those that are not."""
    keys = base.keys
    table = member_table(keys, load)
    inside = (keys.calendar_year >= 0) & (keys.calendar_year <= LAST_YEAR)
    member = tuple(table[side, np.where(inside, keys.year, 0)] & inside for side in keys.sides)
    return Base(base.frame, replace(keys, member=member)), _outside_notes(keys, member)


def member_table(keys: PanelKeys, load: Callable[[str, str | None], Source]) -> np.typing.NDArray[np.bool_]:
    """Table (state of the panel, year of the panel) of members, by the installed list or by the one that ships."""
    codes, state, years = _spells(keys, load)
    first, last = keys.first, keys.last
    whole = members(
        state.astype(np.int64), np.asarray(years, dtype=np.int32), states=len(codes), first=first, last=last
    )
    place = np.searchsorted(codes, keys.codes).clip(max=max(len(codes) - 1, 0))
    found: np.typing.NDArray[np.bool_] = whole[place] & (codes[place] == keys.codes)[:, None]
    return found


def _spells(keys: PanelKeys, load: Callable[[str, str | None], Source]) -> tuple[Any, Any, Any]:
    """Codes of the list, and of each spell the position of its state, its first and its last year."""
    if keys.scheme == "cow":
        try:
            spells = read_spells(load("states", None), LAST_YEAR)
        except InputError:
            pass
        else:
            return spells.codes, spells.state, spells.years
    rows = [
        (code, start.year, LAST_YEAR if end is None else end.year)
        for code, known in listed(keys.scheme).items()
        for start, end in known.days
    ]
    table = np.array(rows)
    codes, state = np.unique(table[:, 0], return_inverse=True)
    return codes, state, table[:, 1:].T


def _outside_notes(keys: PanelKeys, member: tuple[np.typing.NDArray[np.bool_], ...]) -> tuple[str, ...]:
    parts = [
        pl.DataFrame({"code": keys.codes[side][~known], "year": keys.calendar_year[~known]})
        for side, known in zip(keys.sides, member, strict=True)
    ]
    gone = pl.concat(parts)
    if not gone.height:
        return ()
    rows = int(np.any([~known for known in member], axis=0).sum())
    years = gone.group_by("code").agg(pl.col("year").min().alias("first"), pl.col("year").max().alias("last"))
    told = [_told(*row, scheme=keys.scheme) for row in years.sort("code").iter_rows()]
    more = f"; and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    other: Scheme = "gw" if keys.scheme == "cow" else "cow"
    if any(
        other_code(code, last, other) not in (None, code)
        for code, _, last in years.iter_rows()
        if 0 < last <= LAST_YEAR
    ):
        more += f'; codes of the list {LISTS[other]} are read with wrap(frame, system="{other}")'
    return (
        f"{rows} of {len(keys.year)} rows name a code that is no member of the state system in its year, so that "
        f"what the datasets do not say of it is null, not 0: {'; '.join(told[:SHOWN])}{more}",
    )


def _told(code: int, first: int, last: int, *, scheme: Scheme) -> str:
    when = f"{first}" if first == last else f"{first} to {last}"
    if code < 0:
        return f"{-code} of ISO 3166, no state, in {when}"
    instead = fitting(code, last, scheme) or fitting(code, first, scheme)
    known = listed(scheme).get(code)
    name = f" {known.name} ({known.years})" if known else ""
    if not instead:
        letters = () if name else three_letters(str(code))
        return f"{code}{name} in {when}{f' ({letters[0]} in ISO 3166)' if letters else ''}"
    members = " and ".join(f"{state.code} {state.name}" for state in instead)
    return f"{code}{name} in {when}, when {members} {'is the member' if len(instead) == 1 else 'are the members'}"
