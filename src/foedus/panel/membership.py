"""Which states stand beside each other in a year: arrays only.

Two states share a dyad-year by the *day* rule when both belong to the system on one day of it, and by the
*year* rule when each belongs to it on some day of it. Since a spell is an unbroken run of days, two spells
share a day in every year from the later of their starts to the earlier of their ends.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int32]
Years = npt.NDArray[np.int32]
Whole = npt.NDArray[np.int64]


def expand_ranges(first: Years, last: Years) -> tuple[Whole, Whole]:
    """Every whole number from `first` to `last` of each range, both included.

    Parameters
    ----------
    first, last : int array, shape (n,)
        Bounds; a range whose `last` lies before `first` is empty.

    Returns
    -------
    owner, value : int arrays of equal length
        Position of the range and the number itself.

    >>> owner, value = expand_ranges(np.array([1990, 2000], np.int32), np.array([1992, 2000], np.int32))
    >>> owner.tolist(), value.tolist()
    ([0, 0, 0, 1], [1990, 1991, 1992, 2000])
    """
    length = np.maximum(last.astype(np.int64) - first + 1, 0)
    owner = np.repeat(np.arange(len(length)), length)
    begin = np.cumsum(length) - length
    value = np.arange(int(length.sum())) - begin[owner] + first.astype(np.int64)[owner]
    return owner, value


def shared_days(state: Whole, start: Days, *, end: Days, year_of: npt.NDArray[np.int32]) -> tuple[Whole, Whole, Whole]:
    """Ordered pairs of different states and years in which they share a day; a pair may come twice.

    Parameters
    ----------
    state : int array, shape (n,)
        Position of the state of each spell.
    start, end : int array, shape (n,)
        First and last day of each spell, both included, as days counted from any origin.
    year_of : int array, shape (2, n)
        Calendar years of `start` and of `end`.

    Returns
    -------
    first, second, year : int arrays
        Positions of the two states, and the year.
    """
    one, two = np.nonzero(
        (state[:, None] != state) & (np.maximum(start[:, None], start) <= np.minimum(end[:, None], end))
    )
    opening = np.maximum(year_of[0][one], year_of[0][two])
    closing = np.minimum(year_of[1][one], year_of[1][two])
    owner, year = expand_ranges(opening, closing)
    return state[one][owner], state[two][owner], year


def members(
    state: Whole, year_of: npt.NDArray[np.int32], *, states: int, first: int, last: int
) -> npt.NDArray[np.bool_]:
    """Table (state, year) that is true where the state belongs to the system on some day of the year."""
    alive = np.zeros((states, last - first + 1), dtype=bool)
    owner, year = expand_ranges(np.maximum(year_of[0], first), np.minimum(year_of[1], last))
    alive[state[owner], year - first] = True
    return alive
