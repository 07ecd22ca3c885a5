"""Who was in office beside whom, by intervals of days: arrays only.

A tenure is an unbroken run of days on which one leader was in office and the leader's state was a member. Nothing is
expanded by day: two tenures share a day where the later one begins before the earlier one ends, and they share a day in every
year from that beginning to the earlier of the two ends.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from foedus.panel.membership import expand_ranges

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def overlaps(
    group: Whole, start: Whole, *, end: Whole, other_group: Whole, other_start: Whole, other_end: Whole
) -> tuple[Whole, Whole, Whole, Whole]:
    """Intervals of two lists that belong to the same group and share a day.

    Parameters
    ----------
    group, start, end : int array, shape (n,)
        To whom each interval belongs, its first and its last day, both included.
    other_group, other_start, other_end : int array, shape (m,)
        The same of the second list.

    Returns
    -------
    one, two, first, last : int arrays of equal length
        Positions in the two lists, first and last day in common; in the order of the first list.

    >>> whole = np.array
    >>> [found.tolist() for found in overlaps(whole([7, 8]), whole([10, 10]), end=whole([30, 30]),
    ...     other_group=whole([7, 7, 9]), other_start=whole([1, 25, 1]), other_end=whole([12, 90, 99]))]
    [[0, 0], [0, 1], [10, 25], [12, 30]]
    """
    order = np.argsort(other_group, kind="stable")
    at = np.searchsorted(other_group[order], group, side="left")
    until = np.searchsorted(other_group[order], group, side="right")
    one, place = expand_ranges(at.astype(np.int32), (until - 1).astype(np.int32))
    two = order[place]
    first, last = np.maximum(start[one], other_start[two]), np.minimum(end[one], other_end[two])
    shared = first <= last
    return one[shared], two[shared], first[shared], last[shared]


def distinct_years(owner: Whole, first: Whole, last: Whole, *, window: tuple[int, int]) -> tuple[Whole, Whole]:
    """Each owner and year once that some range of years of the owner touches, within a window; sorted by owner, year.

    >>> [found.tolist() for found in distinct_years(np.array([3, 3]), np.array([1950, 1951]), np.array([1951, 1952]),
    ...     window=(1951, 2000))]
    [[3, 3], [1951, 1952]]
    """
    begin, end = window
    position, year = expand_ranges(np.maximum(first, begin).astype(np.int32), np.minimum(last, end).astype(np.int32))
    span = end - begin + 1
    found, at = np.divmod(_distinct(owner[position] * span + (year - begin)), span)
    return found, at + begin


def shared_tenures(state: Whole, start: Whole, end: Whole) -> tuple[Whole, Whole]:
    """Pairs of tenures of different states that share a day, each pair once, the one that begins first (or is listed
    first) before the other.

    Parameters
    ----------
    state : int array, shape (n,)
        State of each tenure.
    start, end : int array, shape (n,)
        First and last day of each, both included.

    >>> earlier, later = shared_tenures(np.array([1, 2, 1, 2]), np.array([0, 5, 10, 21]), np.array([10, 20, 20, 30]))
    >>> list(zip(earlier.tolist(), later.tolist()))
    [(0, 1), (1, 2)]
    """
    order = np.argsort(start, kind="stable")
    # In this order all that begin while a tenure runs stand in one piece behind it.
    until = np.searchsorted(start[order], end[order], side="right") - 1
    here = np.arange(len(order))
    place, other = expand_ranges((here + 1).astype(np.int32), until.astype(np.int32))
    earlier, later = order[place], order[other]
    apart = state[earlier] != state[later]
    return earlier[apart], later[apart]


def dyad_rows(
    tenures: tuple[Whole, Whole],
    years: tuple[Whole, Whole],
    *,
    state: Whole,
    leader: Whole,
    window: tuple[int, int],
    directed: bool,
) -> tuple[Whole, Whole, Whole, Whole, Whole]:
    """Leader-dyad-years of pairs of tenures, each once.

    Parameters
    ----------
    tenures : two int arrays, shape (pairs,)
        Positions of the two tenures of each pair, each pair once.
    years : two int arrays, shape (n,)
        Calendar years of the first and of the last day of each tenure.
    state, leader : int array, shape (n,)
        State and leader of each tenure, counted from 0.
    window : (int, int)
        First and last year.
    directed : bool
        Whether each pair comes in both orders, or once with the lower state first.

    Returns
    -------
    state1, state2, year, leader1, leader2 : int arrays
        Sorted by them in this order.
    """
    begin, end = window
    one, two = tenures
    swapped = state[one] > state[two]
    one, two = np.where(swapped, two, one), np.where(swapped, one, two)
    first = np.maximum(np.maximum(years[0][one], years[0][two]), begin)
    last = np.minimum(np.minimum(years[1][one], years[1][two]), end)
    pair, year = expand_ranges(first.astype(np.int32), last.astype(np.int32))
    one, two = one[pair], two[pair]
    sizes = (int(state.max(initial=-1)) + 1, end - begin + 1, int(leader.max(initial=-1)) + 1)

    def packed(a: Whole, b: Whole) -> Whole:
        number = (state[a] * sizes[0] + state[b]) * sizes[1] + (year - begin)
        cell: Whole = (number * sizes[2] + leader[a]) * sizes[2] + leader[b]
        return cell

    cells = packed(one, two)
    if directed:
        cells = np.concatenate([cells, packed(two, one)])
    cells = _distinct(cells)
    cells, leader2 = np.divmod(cells, max(sizes[2], 1))
    cells, leader1 = np.divmod(cells, max(sizes[2], 1))
    cells, year = np.divmod(cells, sizes[1])
    state1, state2 = np.divmod(cells, max(sizes[0], 1))
    return state1, state2, year + begin, leader1, leader2


def _distinct(cells: Whole) -> Whole:
    """Each number once, rising; `numpy.unique` takes eight times as long, for it hashes them."""
    cells = np.sort(cells)
    first = np.ones(len(cells), dtype=bool)
    first[1:] = cells[1:] != cells[:-1]
    found: Whole = cells[first]
    return found
