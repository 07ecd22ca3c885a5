"""Cycles in what depends on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def find_cycles(edges: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the cycles that a walk along `edges` meets, each from its smallest node and once.

    `edges` gives for every node those that it points to; nodes that are no keys point nowhere. The list is empty
    exactly when there is no cycle; of cycles that share nodes at least one is found.

    >>> find_cycles({"b": ["c"], "c": ["a"], "a": ["b"], "d": ["a"]})
    [('a', 'b', 'c')]
    """
    cycles: dict[tuple[str, ...], None] = {}
    done: set[str] = set()
    for root in sorted(edges):
        if root in done:
            continue
        path: list[str] = [root]
        on_path = {root}
        walks = [iter(edges[root])]
        while walks:
            step = next((node for node in walks[-1] if node in edges and node not in done), None)
            if step is None:
                node = path.pop()
                on_path.discard(node)
                done.add(node)
                walks.pop()
            elif step in on_path:
                cycles[_from_smallest(path[path.index(step) :])] = None
            else:
                path.append(step)
                on_path.add(step)
                walks.append(iter(edges[step]))
    return list(cycles)


def _from_smallest(cycle: list[str]) -> tuple[str, ...]:
    start = cycle.index(min(cycle))
    return tuple(cycle[start:] + cycle[:start])
