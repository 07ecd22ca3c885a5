"""Biconnected blocks: the parts of a graph that hold whole cycles.

A cycle lies inside one block, so the blocks are solved one by one and their costs add up. Source of the
algorithm: Hopcroft & Tarjan (1973), Algorithm 447, Communications of the ACM 16:372-378.
"""

from __future__ import annotations

import numpy as np

from foedus.models.blocs.balance.graph import Ints


def biconnected_blocks(size: int, tail: Ints, *, head: Ints) -> list[Ints]:
    """Return the ties of every block, the largest first; a bridge is a block of one tie.

    Parameters
    ----------
    size : int
        Number of actors.
    tail, head : ndarray of int, shape (m,)
        Ends of the ties; parallel ties belong to one block.

    >>> [b.tolist() for b in biconnected_blocks(4, np.array([0, 1, 2, 2]), head=np.array([1, 2, 0, 3]))]
    [[0, 1, 2], [3]]
    """
    around: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for tie, (a, b) in enumerate(zip(tail.tolist(), head.tolist(), strict=True)):
        around[a].append((b, tie))
        around[b].append((a, tie))
    found: list[list[int]] = []
    depth, low = [0] * size, [0] * size
    clock = 0
    for root in range(size):
        if depth[root] or not around[root]:
            continue
        clock += 1
        depth[root] = low[root] = clock
        stack = [(root, -1, iter(around[root]))]
        passed: list[int] = []
        while stack:
            actor, by, rest = stack[-1]
            for other, tie in rest:
                if tie == by:
                    continue
                if not depth[other]:
                    clock += 1
                    depth[other] = low[other] = clock
                    passed.append(tie)
                    stack.append((other, tie, iter(around[other])))
                    break
                if depth[other] < depth[actor]:
                    passed.append(tie)
                    low[actor] = min(low[actor], depth[other])
            else:
                stack.pop()
                if stack:
                    parent = stack[-1][0]
                    low[parent] = min(low[parent], low[actor])
                    if low[actor] >= depth[parent]:
                        at = _last(passed, by)
                        found.append(passed[at:])
                        del passed[at:]
    found.sort(key=lambda ties: (-len(ties), min(ties)))
    return [np.sort(np.array(ties, dtype=np.int64)) for ties in found]


def _last(passed: list[int], tie: int) -> int:
    """Place of a tie that stands near the end."""
    at = len(passed) - 1
    while passed[at] != tie:
        at -= 1
    return at
