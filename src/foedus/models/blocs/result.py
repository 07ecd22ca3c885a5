"""What is told of a network's blocs: immutable results."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.models.blocs.balance import Blocs, Flips, Margins, Partition, TriangleBalance, WalkBalance, follow
from foedus.models.blocs.balance.continuity import orient
from foedus.models.blocs.balance.graph import Ints
from foedus.models.blocs.balance.ties import Words
from foedus.models.blocs.networks import SignedNetwork
from foedus.models.envelope import Answer


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest biconnected block, by which large networks are compared in the literature."""

    actors: int
    ties: int
    lower: float
    upper: float


@dataclass(frozen=True, eq=False, repr=False)
class BlocAnalysis(Answer):
    """Everything that is told of a network's blocs.

    Parameters
    ----------
    network : SignedNetwork
        The network.
    blocs : Blocs
        Two blocs, or any number.
    partition : Partition
        The best division found, with its bounds.
    component : ndarray of int, shape (n,)
        Connected component of each actor, from 0.
    largest : Largest or None
        The largest block that holds hostile ties.
    statuses : ndarray of str, shape (m,)
        In which best divisions each tie is frustrated: every, some, none, unknown.
    optima : tuple of Partition
        Best divisions, at most ten, the first that of `partition`.
    unique : bool or None
        Whether there is only one best division; None where that was not decided.
    anchor : int or None
        Actor relative to which margins are measured; its bloc is bloc 1.
    margins : Margins or None
        NaN for actors that no path joins with the anchor.
    flips : Flips or None
        What the index changes by when each tie changes its sign.
    triangles : TriangleBalance
        Triangles by hostile ties.
    walks : WalkBalance or None
        None for large networks.
    """

    model = "blocs"

    network: SignedNetwork
    blocs: Blocs
    partition: Partition
    component: Ints
    largest: Largest | None
    statuses: Words
    optima: tuple[Partition, ...]
    unique: bool | None
    anchor: int | None
    margins: Margins | None
    flips: Flips | None
    triangles: TriangleBalance
    walks: WalkBalance | None

    def margin_of(self, actor: int) -> tuple[float, float] | None:
        """Return the bounds of an actor's margin; None without margins, for the anchor, or where no path leads to it."""
        if self.margins is None or actor == self.anchor or np.isnan(self.margins.upper[actor]):
            return None
        return float(self.margins.lower[actor]), float(self.margins.upper[actor])

    def moved(self, at: int) -> list[int]:
        """Return the actors that stand elsewhere in the best division at a place in `optima` than in the first."""
        first, other = self.optima[0].labels, self.optima[at].labels
        if self.blocs is Blocs.TWO:
            return np.flatnonzero(first != orient(first, other, component=self.component)).tolist()
        step = follow(first, other)
        return sorted((*step.changed, *step.joined, *step.left))

    def groups(self) -> list[tuple[int, int, list[int]]]:
        """Return (component, bloc, actors) of actors that stand together, the large components first.

        With any number of blocs the component is 0: blocs are told apart all over the network.
        """
        labels, component = self.partition.labels, self.component
        if self.blocs is Blocs.ANY:
            return [(0, b, np.flatnonzero(labels == b).tolist()) for b in range(1, int(labels.max(initial=0)) + 1)]
        numbers, sizes = np.unique(component[labels > 0], return_counts=True)
        found = []
        for place, number in enumerate(numbers[np.argsort(-sizes, kind="stable")], start=1):
            for bloc in (1, 2):
                members = np.flatnonzero((component == number) & (labels == bloc)).tolist()
                if members:
                    found.append((place if len(numbers) > 1 else 0, bloc, members))
        return found
