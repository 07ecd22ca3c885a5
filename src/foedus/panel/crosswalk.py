"""The rows of a panel under the codes of the other list of states, year by year.

A dataset is read off by the codes that it bears. Where a panel is kept by the other list, each row is looked up under the
code that stands for its state in its year; a row whose state has none there is known to be none, so that its values are
null and never the zero of a member that the dataset leaves out.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from foedus.panel.keys import LAST_YEAR, NO_CODE, Ints, PanelKeys
from foedus.terms.states.systems import LAST_DAY, SCHEMES, Scheme, listed, other_code

FIRST_YEAR = 1816
"""Year in which both lists begin."""

SETTLED = max(day.year for day in LAST_DAY.values()) + 1
"""Year from which nothing changes in either list."""


def crosswalk(codes: npt.NDArray[np.integer], first: int, *, last: int, scheme: Scheme) -> Ints:
    """Codes in the other list, shape (states, years), of states of one list in each year; `NO_CODE` where there is none.

    >>> crosswalk(np.array([260, 221]), 1989, last=1992, scheme="gw").tolist()
    [[260, 260, 255, 255], [0, 0, 0, 0]]
    """
    table = np.full((len(codes), last - first + 1), NO_CODE, dtype=np.int32)
    begin, end = max(first, FIRST_YEAR), min(last, LAST_YEAR)
    for row, code in enumerate(codes.tolist()):
        if code not in listed(scheme):
            continue
        for year in range(begin, min(end, SETTLED) + 1):
            table[row, year - first] = other_code(code, year, scheme) or NO_CODE
        if end >= (at := max(begin, SETTLED)):
            table[row, at - first : end - first + 1] = other_code(code, at, scheme) or NO_CODE
    return table


def keys_under(keys: PanelKeys, scheme: Scheme) -> PanelKeys:
    """Return the same rows under the codes of a list; the keys themselves where they are of that list."""
    if keys.scheme == scheme:
        return keys
    table = crosswalk(keys.codes, keys.first, last=keys.last, scheme=keys.scheme)
    codes, place = np.unique(table, return_inverse=True)
    place = place.reshape(table.shape)
    sides: tuple[Ints, ...] = tuple(place[side, keys.year].astype(np.int32) for side in keys.sides)
    known = tuple(codes[side] != NO_CODE for side in sides)
    if keys.member is not None:
        known = tuple(here & own for here, own in zip(known, keys.member, strict=True))
    return replace(keys, codes=codes.astype(np.int32), sides=sides, member=known, scheme=scheme)


def check_scheme(scheme: str) -> Scheme:
    """Return a list of states by its name. Raises InputError: neither "cow" nor "gw"."""
    from foedus.errors import InputError

    if scheme == "cow" or scheme == "gw":
        return "cow" if scheme == "cow" else "gw"
    raise InputError(
        f"system {str(scheme)[:40]!r}; expected one of {', '.join(SCHEMES)}: the list of the Correlates of War, or that of "
        "Gleditsch and Ward"
    )
