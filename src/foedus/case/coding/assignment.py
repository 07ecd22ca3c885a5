"""The best one-to-one assignment of two lists, on arrays of whole-number weights.

Source: Kuhn, H. W. (1955), The Hungarian method for the assignment problem, *Naval Research Logistics
Quarterly* 2, 83-97, in the shortest-augmenting-path form. Whole numbers keep it exact, so that ties are
ties and the same weights give the same pairs. (SciPy has it too, but is no dependency.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError

Integers = NDArray[np.int64]

_FAR = np.iinfo(np.int64).max // 4


def best_pairs(weights: Integers) -> list[tuple[int, int]]:
    """Pairs (row, column) of the largest total weight, each row and column in at most one pair.

    Parameters
    ----------
    weights : array of int64 of shape (rows, columns)
        0 or more; 0 forbids the pair. Up to about 10**12, so that sums stay exact.

    Returns
    -------
    list of (int, int)
        Pairs of positive weight, sorted by row.

    Raises
    ------
    InputError
        If a weight is negative or not a whole number.

    Examples
    --------
    >>> best_pairs(np.array([[7, 5, 0], [6, 0, 0]]))
    [(0, 1), (1, 0)]
    """
    table = np.asarray(weights)
    if table.dtype.kind not in "iu" or (table.size and table.min() < 0):
        raise InputError("weights of an assignment are whole numbers, 0 or more")
    if table.shape[0] > table.shape[1]:
        return sorted((row, column) for column, row in best_pairs(table.T))
    columns = _cheapest_columns(-table.astype(np.int64))
    return [(row, column) for row, column in enumerate(columns) if table[row, column] > 0]


def _cheapest_columns(cost: Integers) -> list[int]:
    """For each row its column in the cheapest full assignment; rows must not outnumber columns.

    `row_price` and `column_price` are the dual variables: cost - row price - column price is never
    negative, and it is 0 on every chosen pair. Column 0 of the inner arrays stands for "not placed yet".
    """
    rows, columns = cost.shape
    row_price = np.zeros(rows + 1, dtype=np.int64)
    column_price = np.zeros(columns + 1, dtype=np.int64)
    row_of = np.zeros(columns + 1, dtype=np.int64)  # rows and columns count from 1 here
    for row in range(1, rows + 1):
        row_of[0] = row
        slack = np.full(columns + 1, _FAR)
        came_from = np.zeros(columns + 1, dtype=np.int64)
        visited = np.zeros(columns + 1, dtype=bool)
        current = 0
        while row_of[current]:
            visited[current] = True
            reduced = cost[row_of[current] - 1] - row_price[row_of[current]] - column_price[1:]
            closer = np.flatnonzero(~visited[1:] & (reduced < slack[1:])) + 1
            slack[closer] = reduced[closer - 1]
            came_from[closer] = current
            following = int(np.argmin(np.where(visited, _FAR, slack)))
            step = slack[following]
            row_price[row_of[visited]] += step
            column_price[visited] -= step
            slack[~visited] -= step
            current = following
        while current:
            row_of[current] = row_of[came_from[current]]
            current = int(came_from[current])
    chosen = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            chosen[row_of[column] - 1] = column - 1
    return chosen
