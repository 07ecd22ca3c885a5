"""How much of each period the files of a collection cover, from the spans of time that they hold. Arrays only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Minutes = NDArray[np.int64]


def merged(starts: Minutes, ends: Minutes) -> tuple[Minutes, Minutes]:
    """Return spans in the order of time, those that touch or overlap as one.

    Parameters
    ----------
    starts, ends : ndarray of int, (n,)
        First minute of each span and the first after it, counted from any origin.

    >>> merged(np.array([30, 0, 15]), np.array([45, 15, 40]))
    (array([0]), array([45]))
    """
    if not len(starts):
        return starts, ends
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    opens = np.concatenate([[True], starts[1:] > ends[:-1]])
    closes = np.concatenate([opens[1:], [True]])
    return starts[opens], ends[closes]


def shares(starts: Minutes, ends: Minutes, *, edges: Minutes) -> NDArray[np.float64]:
    """Return the share of each period that the spans cover, from 0 to 1.

    Parameters
    ----------
    starts, ends : ndarray of int, (n,)
        Spans, as :func:`merged` takes them.
    edges : ndarray of int, (m + 1,)
        First minute of each of m periods in a row, and the first after the last.

    Returns
    -------
    ndarray of float, (m,)

    >>> shares(np.array([0, 45]), np.array([30, 60]), edges=np.array([0, 60, 120])).tolist()
    [0.75, 0.0]
    """
    starts, ends = merged(starts, ends)
    before = np.zeros(len(edges), dtype=np.int64)
    if len(starts):
        held = np.concatenate([[0], np.cumsum(ends - starts)])
        place = np.searchsorted(starts, edges, side="right")
        last = np.maximum(place - 1, 0)
        before = np.where(place > 0, held[last] + np.clip(edges, starts[last], ends[last]) - starts[last], 0)
    found: NDArray[np.float64] = np.diff(before) / np.diff(edges)
    return found
