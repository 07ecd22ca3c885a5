"""A signed network whose actors have names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.errors import InputError
from foedus.models.blocs.balance.graph import Floats, SignedGraph, build_graph, check_weights
from foedus.nearest import nearest_hint

if TYPE_CHECKING:
    from foedus.files.networks import NetworkFile


@dataclass(frozen=True, slots=True, eq=False)
class SignedNetwork:
    """Actors and the signed ties between them.

    Parameters
    ----------
    actors : tuple of str
        Names, each once.
    graph : SignedGraph
        The ties, by place in `actors`.
    weights : ndarray, shape (m,)
        Weights of the ties, above 0.
    """

    actors: tuple[str, ...]
    graph: SignedGraph
    weights: Floats

    def find(self, name: str) -> int:
        """Return the place of an actor.

        Raises
        ------
        InputError
            If there is none of this name; says the nearest one.

        Examples
        --------
        >>> build_network(["IRN", "RUS"], [(0, 1, 1, 1.0)]).find("RUS")
        1
        """
        if name in self.actors:
            return self.actors.index(name)
        hint = nearest_hint(name, self.actors) or (f" such as {self.actors[0]!r}" if self.actors else "")
        raise InputError(f"actor {name!r}: expected one of the {len(self.actors):,} actors of the network{hint}")


def build_network(actors: list[str], ties: list[tuple[int, int, int, float]]) -> SignedNetwork:
    """Return a network from its actors and ties (place, place, sign, weight).

    Raises
    ------
    InputError
        If a name stands twice, or the ties are no signed network.
    """
    if len(set(actors)) < len(actors):
        twice = next(name for name in actors if actors.count(name) > 1)
        raise InputError(f"actor {twice!r} is named twice; expected each once")
    ends = [[tie[at] for tie in ties] for at in range(3)]
    graph = build_graph(len(actors), *ends)
    return SignedNetwork(tuple(actors), graph, check_weights([tie[3] for tie in ties], graph.ties))


def network_of(file: NetworkFile) -> SignedNetwork:
    """Return the network that a file holds."""
    graph = SignedGraph(len(file.actors), file.tail, file.head, file.sign)
    return SignedNetwork(file.actors, graph, file.weight)
