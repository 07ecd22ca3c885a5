"""Blocs over windows: who changed sides, joined or left, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.models.blocs.balance import Blocs, follow
from foedus.models.blocs.balance.continuity import orient
from foedus.models.blocs.balance.graph import Ints
from foedus.models.blocs.result import BlocAnalysis


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of the blocs of one window in the next.

    Parameters
    ----------
    matches : tuple of (int, int)
        Earlier bloc and the later bloc that carries it on.
    stayed, changed, joined, left : tuple of str
        Actors, as in :class:`foedus.models.blocs.balance.Continuity`.
    """

    matches: tuple[tuple[int, int], ...]
    stayed: tuple[str, ...]
    changed: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]


def follow_windows(windows: Sequence[BlocAnalysis]) -> tuple[Passage, ...]:
    """Return the passage from each window to the next.

    Parameters
    ----------
    windows : sequence of BlocAnalysis
        In the order of time. With two blocs each component of a later window is turned so that it overlaps most with the
        window before: its own sides say nothing of another component's.
    """
    names = sorted({actor for window in windows for actor in window.network.actors})
    place = {name: at for at, name in enumerate(names)}
    found = []
    before: Ints | None = None
    for window in windows:
        after = spread_labels(window, place)
        if before is not None:
            if window.blocs is Blocs.TWO:
                component = np.full(len(names), -1, dtype=np.int64)
                component[[place[name] for name in window.network.actors]] = window.component
                after = orient(before, after, component=component)
            step = follow(before, after)
            lists = ([names[at] for at in actors] for actors in (step.stayed, step.changed, step.joined, step.left))
            stayed, changed, joined, left = (tuple(actors) for actors in lists)
            found.append(Passage(step.matches, stayed, changed, joined, left))
        before = after
    return tuple(found)


def spread_labels(window: BlocAnalysis, place: Mapping[str, int]) -> Ints:
    """Return the blocs of a window over the actors of all windows, 0 where an actor has none."""
    labels = np.zeros(len(place), dtype=np.int64)
    labels[[place[name] for name in window.network.actors]] = window.partition.labels
    return labels
