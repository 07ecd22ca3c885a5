"""A signed network whose actors have names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import InputError
from foedus.models.blocs.balance.graph import Floats, SignedGraph, build_graph, check_weights
from foedus.models.envelope import InputFile
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
    inputs : tuple of InputFile
        The file that it was read from.
    weight, directed, relation, window : str or None
        What was asked of the file.
    """

    actors: tuple[str, ...]
    graph: SignedGraph
    weights: Floats
    inputs: tuple[InputFile, ...] = ()
    weight: str | None = None
    directed: str | None = None
    relation: str | None = None
    window: str | None = None

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked of the file beside its weights, for the record."""
        asked = {"directed": self.directed, "relation": self.relation, "window": self.window}
        return {name: value for name, value in asked.items() if value is not None}

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

    Raises InputError if a name stands twice, or the ties are no signed network.
    """
    if len(set(actors)) < len(actors):
        twice = next(name for name in actors if actors.count(name) > 1)
        raise InputError(f"actor {twice!r} is named twice; expected each once")
    ends = [[tie[at] for tie in ties] for at in range(3)]
    graph = build_graph(len(actors), *ends)
    return SignedNetwork(tuple(actors), graph, check_weights([tie[3] for tie in ties], graph.ties))


def network_of(file: NetworkFile, **asked: str | None) -> SignedNetwork:
    """Return the network that a file holds; `asked` is what was asked of the file."""
    graph = SignedGraph(len(file.actors), file.tail, file.head, file.sign)
    inputs = (InputFile(file.name, file.sha256, file.notes),)
    return SignedNetwork(file.actors, graph, file.weight, inputs, **asked)


def read(
    path: Path | str,
    *,
    weight: str | None = None,
    directed: str | None = None,
    relation: str | None = None,
    window: str | None = None,
) -> SignedNetwork:
    """Read a signed network.

    Parameters
    ----------
    path : Path or str
        GraphML, GEXF, GML, Pajek (``.net``, ``.paj``), or else a table ``source,target,sign[,weight]``.
    weight : str or None
        Column or attribute of the weights; by default ``weight``, where there is one.
    directed : {"keep", "any", "both", "mean"} or None
        What becomes of the rows of one pair: each a tie of its own; one tie unless they contradict; one tie if each of
        the two says it; one tie of their mean. By default a pair with both signs is refused.
    relation : str or None
        Number or name of the relation, where the file has several.
    window : str or None
        ``START/END``: the ties that were there at some time from START to END.

    Raises
    ------
    InputError
        If the file cannot be read.
    FileError
        If anything in it is wrong; carries every problem with its line.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "ties.csv"
    >>> _ = path.write_text("source,target,sign\\nIRN,RUS,1\\nIRN,USA,-1\\n")
    >>> read(path).actors
    ('IRN', 'RUS', 'USA')
    """
    from foedus.files.networks import read_network  # an assessment has its ties from claims

    asked = {"weight": weight, "directed": directed, "relation": relation, "window": window}
    return network_of(read_network(Path(path), **asked), **asked)
