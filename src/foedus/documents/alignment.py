"""Two sequences side by side: which elements of one stand, in the same order, in the other (patience diff).

Elements that occur once in both are the fixed points; between two of them the same is done again. What repeats is matched
only next to what is matched already, so that the cost stays near the length of the sequences.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence

Pair = tuple[int, int]
_Box = tuple[int, int, int, int]


def common(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Pair]:
    """Return the places of elements that stand in both sequences, in order.

    >>> common("abcde", "abXde")
    [(0, 0), (1, 1), (3, 3), (4, 4)]
    """
    pairs: list[Pair] = []
    boxes: list[_Box] = [(0, len(one), 0, len(other))]
    while boxes:
        begin, end, first, last = boxes.pop()
        while begin < end and first < last and one[begin] == other[first]:
            pairs.append((begin, first))
            begin, first = begin + 1, first + 1
        while begin < end and first < last and one[end - 1] == other[last - 1]:
            end, last = end - 1, last - 1
            pairs.append((end, last))
        if begin < end and first < last:
            fixed = _fixed(one, other, (begin, end, first, last))
            boxes += _between(fixed, (begin, end, first, last))
    return sorted(pairs)


def _between(fixed: list[Pair], box: _Box) -> list[_Box]:
    """The boxes that begin at each fixed point and end before the next, and that before the first."""
    if not fixed:
        return []
    begin, end, first, last = box
    edges = [(begin, first), *fixed, (end, last)]
    return [(a, c, b, d) for (a, b), (c, d) in itertools.pairwise(edges)]


def _fixed(one: Sequence[Hashable], other: Sequence[Hashable], box: _Box) -> list[Pair]:
    """The longest row of elements that occur once on both sides and stand in the same order."""
    begin, end, first, last = box
    here, there = Counter(one[begin:end]), Counter(other[first:last])
    places = {element: at for at, element in enumerate(other[first:last], start=first) if there[element] == 1}
    found = [(at, places[one[at]]) for at in range(begin, end) if here[one[at]] == 1 and one[at] in places]
    return _longest_rise(found)


def _longest_rise(pairs: list[Pair]) -> list[Pair]:
    """The longest part of pairs, in their order, whose second numbers rise."""
    tops: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(holders[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        holders[pile : pile + 1] = [at]
    rise: list[Pair] = []
    at = holders[-1] if holders else -1
    while at >= 0:
        rise.append(pairs[at])
        at = before[at]
    return rise[::-1]
