"""Continuity: which bloc of one window is which of the next, and who changed sides.

Blocs carry no names, so the blocs of two windows are matched by the actors they share. Two blocs: of the two ways the one
with the larger overlap. Any number: the matching with the largest summed overlap (assignment problem; Crouse 2016, IEEE
Transactions on Aerospace and Electronic Systems 52:1679-1696, as in SciPy).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from foedus.models.blocs.balance.graph import Ints


@dataclass(frozen=True, slots=True)
class Continuity:
    """How the blocs of a window go on in the next.

    Parameters
    ----------
    matches : tuple of (int, int)
        Bloc of the earlier window and the bloc of the later one that carries it on.
    stayed, changed, joined, left : tuple of int
        Actors in both windows in blocs that match, in blocs that do not; actors with a bloc only in the later window,
        only in the earlier one.
    """

    matches: tuple[tuple[int, int], ...]
    stayed: tuple[int, ...]
    changed: tuple[int, ...]
    joined: tuple[int, ...]
    left: tuple[int, ...]


def match_blocs(before: Ints, after: Ints) -> tuple[tuple[int, int], ...]:
    """Return the pairs of blocs with the largest summed overlap; blocs that share no actor are not matched.

    Parameters
    ----------
    before, after : ndarray of int, shape (n,)
        Bloc of each actor in two windows, from 1; 0 for none.

    >>> match_blocs(np.array([1, 1, 2, 2, 0]), np.array([2, 2, 1, 2, 1]))
    ((1, 2), (2, 1))
    """
    overlap = np.zeros((int(before.max(initial=0)), int(after.max(initial=0))), dtype=np.int64)
    both = (before > 0) & (after > 0)
    np.add.at(overlap, (before[both] - 1, after[both] - 1), 1)
    if not overlap.size:
        return ()
    # In a sparse matrix 0 is no edge: with 1 more everywhere every matching is possible and none gains on another.
    rows, columns = min_weight_full_bipartite_matching(csr_matrix(overlap + 1), maximize=True)
    pairs = sorted(zip(rows.tolist(), columns.tolist(), strict=True))
    return tuple((row + 1, column + 1) for row, column in pairs if overlap[row, column])


def orient(before: Ints, after: Ints, *, component: Ints) -> Ints:
    """Return the later one of two divisions into two blocs, each component turned to the side on which more of it stood.

    Parameters
    ----------
    before, after : ndarray of int, shape (n,)
        1 or 2; 0 for none.
    component : ndarray of int, shape (n,)
        Component of each actor in the later window, -1 where it is not there.

    >>> orient(np.array([1, 1, 2, 1]), np.array([2, 2, 1, 1]), component=np.array([0, 0, 0, 1])).tolist()
    [1, 1, 2, 1]
    """
    both = (before > 0) & (after > 0) & (component >= 0)
    agree = np.where(before == after, 1, -1) * both
    balance = np.bincount(component[both], weights=agree[both], minlength=int(component.max(initial=-1)) + 1)
    turned = (component >= 0) & (after > 0)
    turned[turned] = balance[component[turned]] < 0
    return np.where(turned, 3 - after, after)


def follow(before: Ints, after: Ints) -> Continuity:
    """Match the blocs of two windows and tell what became of each actor.

    Parameters
    ----------
    before, after : ndarray of int, shape (n,)
        Bloc of each actor in two windows, from 1; 0 where it has none or is not there.

    Examples
    --------
    >>> follow(np.array([1, 1, 2, 2, 0]), np.array([2, 2, 1, 2, 1])).changed
    (3,)
    """
    matches = match_blocs(before, after)
    onward = np.zeros(int(before.max(initial=0)) + 1, dtype=np.int64)
    for one, other in matches:
        onward[one] = other
    both = (before > 0) & (after > 0)
    same = both & (onward[before] == after)

    def actors(chosen: np.ndarray) -> tuple[int, ...]:
        return tuple(np.flatnonzero(chosen).tolist())

    joined, left = (before == 0) & (after > 0), (before > 0) & (after == 0)
    return Continuity(matches, actors(same), actors(both & ~same), actors(joined), actors(left))
