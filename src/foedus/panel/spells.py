"""Peace years: how long each unit has gone without an event. Arrays only.

The counter of a year is the number of years since the last year with an event, counted *before* the year
itself, as in Beck, Katz and Tucker (1998), Taking time seriously, American Journal of Political Science
42(4), 1260-1288: the first year of a unit carries 0, the year after an event 0, the event's own year the
peace that it ended.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

Gaps = Literal["restart", "calendar", "ignore"]
GAPS: tuple[str, ...] = get_args(Gaps)


def peace_years(
    unit: npt.NDArray[np.int64], year: npt.NDArray[np.int32], event: npt.NDArray[np.bool_], *, gaps: Gaps = "restart"
) -> npt.NDArray[np.int32]:
    """Years of peace before each row's year.

    Parameters
    ----------
    unit : int array, shape (n,)
        What is followed through time: a state, or a dyad. Rows may stand in any order.
    year : int array, shape (n,)
        Year of the row; one row for each unit and year.
    event : bool array, shape (n,)
        True where an event goes on in the year.
    gaps : {"restart", "calendar", "ignore"}
        What a year without a row means, such as a state that is occupied: the unit starts anew at 0, its
        clock runs on, or the rows are counted as if they followed each other.

    Returns
    -------
    int array, shape (n,)
        At least 0, in the order of the rows given.

    An event in 1990, and no row for 1993:

    >>> year = np.array([1990, 1991, 1992, 1994], np.int32)
    >>> unit, event = np.zeros(4, np.int64), np.array([True, False, False, False])
    >>> {gaps: peace_years(unit, year, event, gaps=gaps).tolist() for gaps in GAPS}
    {'restart': [0, 0, 1, 0], 'calendar': [0, 0, 1, 3], 'ignore': [0, 0, 1, 2]}
    """
    if len(unit) == 0:
        return np.zeros(0, dtype=np.int32)
    order = _order(unit, year)
    if order is not None:
        unit, year, event = unit[order], year[order], event[order]
    row = np.arange(len(unit), dtype=np.int32)
    start = np.ones(len(unit), dtype=bool)
    start[1:] = unit[1:] != unit[:-1]
    if gaps == "restart":
        start[1:] |= year[1:] != year[:-1] + 1
    after_event = np.zeros(len(unit), dtype=bool)
    after_event[1:] = event[:-1]
    origin = np.maximum.accumulate(np.where(start | after_event, row, 0))
    if gaps == "calendar":
        # The clock starts in the first year, or in the year after the event, whether or not it has a row.
        zero = np.where(start, year, np.concatenate([year[:1], year[:-1] + 1]))
        counted = (year - zero[origin]).astype(np.int32)
    else:
        counted = row - origin
    if order is None:
        return counted
    result = np.empty_like(counted)
    result[order] = counted
    return result


def _order(unit: npt.NDArray[np.int64], year: npt.NDArray[np.int32]) -> npt.NDArray[np.intp] | None:
    """Order by unit and year; None when the rows already stand in it."""
    rising = (unit[1:] > unit[:-1]) | ((unit[1:] == unit[:-1]) & (year[1:] > year[:-1]))
    return None if rising.all() else np.lexsort((year, unit))
