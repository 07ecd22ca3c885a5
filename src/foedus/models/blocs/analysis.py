"""The blocs of a signed network as an analyst asks for them: the division, how sure it is, and what it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.models.blocs.balance import (
    BalanceSolver,
    Blocs,
    Clock,
    Flips,
    Margins,
    Partition,
    Ranging,
    TriangleBalance,
    WalkBalance,
    flip_changes,
    follow,
    membership_margins,
    tie_statuses,
    triangle_balance,
    walk_balance,
)
from foedus.models.blocs.balance.continuity import orient
from foedus.models.blocs.balance.graph import Ints
from foedus.models.blocs.balance.partition import build_partition, components, groups_of
from foedus.models.blocs.balance.ties import NONE, SOME, UNKNOWN, Words
from foedus.models.blocs.networks import SignedNetwork

MOST_OPTIMA = 10
"""Best divisions that are listed at most."""

MOST_WALKS = 1000
"""Actors up to which walk balance is computed unasked: it takes all eigenvectors."""

MOST_SEARCHED = 5000
"""Ties up to which the status of each is searched for unasked."""


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest biconnected block, by which large networks are compared in the literature."""

    actors: int
    ties: int
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, eq=False)
class BlocAnalysis:
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
    notes : tuple of str
        What a reader must know beside the figures.
    """

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
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A connected component that was ranged: its actors and ties by their numbers in the network."""

    actors: Ints
    ties: Ints
    ranging: Ranging


def analyze_blocs(
    network: SignedNetwork,
    *,
    blocs: Blocs = Blocs.TWO,
    anchor: str | None = None,
    margins: bool = False,
    flips: bool = False,
    time_limit: float = 60.0,
    clock: Clock | None = None,
) -> BlocAnalysis:
    """Find the blocs of a network.

    Parameters
    ----------
    network : SignedNetwork
        The network.
    blocs : Blocs
        Two blocs, or any number.
    anchor : str or None
        Actor whose bloc comes first and from which margins are measured; by default the one with most ties.
    margins, flips : bool
        Whether to find the margin of each actor, and what a change of each tie's sign does.
    time_limit : float
        Seconds for everything; what is not known by then is given as bounds, or as unknown.
    clock : Clock, optional
        A limit instead of the seconds, such as `Steps`.

    Raises
    ------
    InputError
        If the anchor is no actor of the network.
    """
    clock = clock or Clock(time_limit)
    graph, weights = network.graph, network.weights
    place = None if anchor is None else network.find(anchor)
    if margins and place is None:
        ends = np.concatenate([graph.tail, graph.head])
        place = int(np.bincount(ends, minlength=graph.size).argmax())
    solver = BalanceSolver(graph, blocs=blocs)
    partition = solver.solve(weights, clock=clock)
    _, component = components(graph)
    parts = _parts(network, blocs, partition, component, clock) if partition.optimal else []
    statuses = np.full(graph.ties, NONE if partition.optimal else UNKNOWN, dtype="<U7")
    search = flips or graph.ties <= MOST_SEARCHED
    for part in parts:
        statuses[part.ties] = tie_statuses(part.ranging, clock, search=search)
    changes = _flips(network, statuses, parts, clock) if flips else None
    measured = None
    if margins and place is not None:
        measured = _margins(network, partition, component, parts, place, clock)
    optima = _optima(network, blocs, partition, parts)
    return BlocAnalysis(
        network,
        blocs,
        _lead(partition, component, place),
        component,
        _largest(solver),
        statuses,
        tuple(_lead(found, component, place) for found in optima),
        _unique(partition, statuses),
        place,
        measured,
        changes,
        triangle_balance(graph),
        walk_balance(graph, weights) if 0 < graph.size <= MOST_WALKS else None,
        tuple(_notes(network, blocs, partition, component, statuses, search=search, time_limit=time_limit)),
    )


def _parts(network: SignedNetwork, blocs: Blocs, partition: Partition, component: Ints, clock: Clock) -> list[_Part]:
    """Find what other divisions of each component cost, from the division that was found."""
    graph = network.graph
    groups = groups_of(graph, partition.frustrated, blocs)
    parts = []
    for number in np.unique(component[graph.tail]):
        ties = np.flatnonzero(component[graph.tail] == number)
        inner, actors = graph.subgraph(ties)
        ranging = Ranging(inner, network.weights[ties], blocs, groups[actors], clock)
        parts.append(_Part(actors, ties, ranging))
    return parts


def _flips(network: SignedNetwork, statuses: Words, parts: Sequence[_Part], clock: Clock) -> Flips:
    lower, upper = -network.weights.copy(), network.weights.copy()
    for part in parts:
        found = flip_changes(part.ranging, statuses[part.ties], clock)
        lower[part.ties], upper[part.ties] = found.lower, found.upper
    return Flips(lower, upper)


def _margins(
    network: SignedNetwork, partition: Partition, component: Ints, parts: Sequence[_Part], anchor: int, clock: Clock
) -> Margins:
    n = network.graph.size
    lower, upper = np.full(n, np.nan), np.full(n, np.nan)
    lower[anchor] = upper[anchor] = 0.0
    if not partition.optimal:
        near = component == component[anchor]
        lower[near], upper[near] = 0.0, np.inf
        return Margins(lower, upper)
    for part in parts:
        at = np.flatnonzero(part.actors == anchor)
        if len(at):
            found = membership_margins(part.ranging, int(at[0]), clock)
            lower[part.actors], upper[part.actors] = found.lower, found.upper
    return Margins(lower, upper)


def _optima(
    network: SignedNetwork, blocs: Blocs, partition: Partition, parts: Sequence[_Part]
) -> tuple[Partition, ...]:
    """Return best divisions that are known: the first, then those that differ from it in one component."""
    found = [partition]
    marks = {np.packbits(partition.frustrated).tobytes()}
    for part in parts:
        for wrong in part.ranging.optimal_ties():
            if len(found) >= MOST_OPTIMA:
                return tuple(found)
            whole = partition.frustrated.copy()
            whole[part.ties] = wrong
            built = build_partition(network.graph, network.weights, whole, blocs, None)
            mark = np.packbits(built.frustrated).tobytes()
            if mark not in marks:
                marks.add(mark)
                found.append(built)
    return tuple(found)


def _unique(partition: Partition, statuses: Words) -> bool | None:
    """A connected network has one best division exactly if no tie is frustrated in some of them alone."""
    if not partition.optimal:
        return None
    if (statuses == SOME).any():
        return False
    return None if (statuses == UNKNOWN).any() else True


def _lead(partition: Partition, component: Ints, anchor: int | None) -> Partition:
    """Return the division with the anchor's bloc as bloc 1."""
    if anchor is None or partition.labels[anchor] <= 1:
        return partition
    labels, own = partition.labels.copy(), partition.labels[anchor]
    labels[partition.labels == own] = 1
    labels[partition.labels == 1] = own
    if partition.labels.max() == 2:  # two blocs: the sides of other components stay as they are
        labels = np.where(component == component[anchor], labels, partition.labels)
    return Partition(labels, partition.frustrated, partition.lower, partition.upper)


def _largest(solver: BalanceSolver) -> Largest | None:
    if not solver.blocks:
        return None
    block = solver.blocks[0]
    return Largest(block.graph.size, len(block.ties), block.answer.lower, block.answer.upper)


def _notes(
    network: SignedNetwork,
    blocs: Blocs,
    partition: Partition,
    component: Ints,
    statuses: Words,
    *,
    search: bool,
    time_limit: float,
) -> list[str]:
    notes = []
    graph = network.graph
    tied = np.zeros(graph.size, dtype=np.bool_)
    tied[graph.tail] = tied[graph.head] = True
    parts = len(np.unique(component[tied]))
    if parts > 1:
        notes.append(
            f"The network falls into {parts:,} components. Balance is relative inside a component: "
            "blocs of different components say nothing of each other."
        )
    if (~tied).any():
        notes.append(f"Actors without ties, in no bloc: {_some([network.actors[at] for at in np.flatnonzero(~tied)])}.")
    if not (graph.sign < 0).any():
        notes.append("There are no hostile ties: nothing divides the network.")
    if not partition.optimal:
        notes.append(
            f"The time limit of {time_limit:g} s was reached before the best division was proved: the index lies between the bounds, "
            "and the division shown is the best one found. More time: --time-limit."
        )
    unknown = int((statuses == UNKNOWN).sum())
    if partition.optimal and unknown:
        why = "the time limit was reached" if search else "a network this large is searched with --flips only"
        notes.append(f"For {unknown:,} ties it is not known whether every best division agrees on them: {why}.")
    if blocs is Blocs.ANY:
        notes.append("A bloc is what friendly ties hold together; an actor alone is unattached, no bloc.")
    return notes


def _some(names: Sequence[str], most: int = 5) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest:,} more" if rest > 0 else "")


def margin_of(analysis: BlocAnalysis, actor: int) -> tuple[float, float] | None:
    """Return the bounds of an actor's margin; None without margins, for the anchor, or where no path leads to it."""
    margins = analysis.margins
    if margins is None or actor == analysis.anchor or np.isnan(margins.upper[actor]):
        return None
    return float(margins.lower[actor]), float(margins.upper[actor])


def moved(analysis: BlocAnalysis, at: int) -> list[int]:
    """Return the actors that stand elsewhere in another best division than in the first.

    Parameters
    ----------
    at : int
        Place of the other division in `optima`.
    """
    first, other = analysis.optima[0].labels, analysis.optima[at].labels
    if analysis.blocs is Blocs.TWO:
        return np.flatnonzero(first != orient(first, other, analysis.component)).tolist()
    step = follow(first, other)
    return sorted((*step.changed, *step.joined, *step.left))
