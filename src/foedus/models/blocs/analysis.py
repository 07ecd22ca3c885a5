"""The blocs of a signed network as an analyst asks for them: the division, how sure it is, and what it hangs on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.errors import InputError
from foedus.models.blocs.balance import (
    BalanceSolver,
    Blocs,
    Clock,
    Flips,
    Margins,
    Partition,
    Ranging,
    flip_changes,
    membership_margins,
    tie_statuses,
    triangle_balance,
    walk_balance,
)
from foedus.models.blocs.balance.graph import Floats, Ints
from foedus.models.blocs.balance.partition import build_partition, groups_of
from foedus.models.blocs.balance.ties import NONE, SOME, UNKNOWN, Words
from foedus.models.blocs.networks import SignedNetwork
from foedus.models.blocs.result import BlocAnalysis, Largest
from foedus.models.plain import some

MOST_OPTIMA = 10
"""Best divisions that are listed at most."""

MOST_WALKS = 1000
"""Actors up to which walk balance is computed unasked: it takes all eigenvectors."""

MOST_SEARCHED = 5000
"""Ties up to which the status of each is searched for unasked."""

LONGEST = 86_400.0
"""Longest time limit in seconds: a day."""


@dataclass(frozen=True, slots=True, eq=False)
class _Division:
    """A network with the best division that was found."""

    network: SignedNetwork
    blocs: Blocs
    partition: Partition
    component: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A connected component that was ranged: its actors and ties by their numbers in the network."""

    actors: Ints
    ties: Ints
    ranging: Ranging


def solve(
    network: SignedNetwork,
    *,
    blocs: Blocs | str = Blocs.TWO,
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
        What :func:`foedus.models.blocs.read` returns.
    blocs : {"2", "any"}
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
        If an option is wrong, or the anchor is no actor of the network.

    Examples
    --------
    >>> from foedus.models.blocs.networks import build_network
    >>> ties = [(0, 1, 1, 1.0), (1, 2, 1, 1.0), (0, 2, -1, 1.0)]
    >>> found = solve(build_network(["IRN", "SYR", "RUS"], ties))
    >>> found.partition.upper, found.unique
    (1.0, False)
    """
    kind = _checked(blocs, time_limit)
    clock = clock or Clock(time_limit)
    graph, weights = network.graph, network.weights
    place = None if anchor is None else network.find(anchor)
    if margins and place is None:
        ends = np.concatenate([graph.tail, graph.head])
        place = int(np.bincount(ends, minlength=graph.size).argmax())
    solver = BalanceSolver(graph, blocs=kind)
    best = _Division(network, kind, solver.solve(weights, clock=clock), graph.components[1])
    partition, component = best.partition, best.component
    parts = _parts(best, clock) if partition.optimal else []
    statuses = np.full(graph.ties, NONE if partition.optimal else UNKNOWN, dtype="<U7")
    search = flips or graph.ties <= MOST_SEARCHED
    for part in parts:
        statuses[part.ties] = tie_statuses(part.ranging, clock, search=search)
    changes = _flips(weights, statuses, parts=parts, clock=clock) if flips else None
    measured = _margins(best, place, parts=parts, clock=clock) if margins and place is not None else None
    return BlocAnalysis(
        network,
        kind,
        _lead(partition, component, anchor=place),
        component,
        _largest(solver),
        statuses,
        tuple(_lead(found, component, anchor=place) for found in _optima(best, parts)),
        _unique(partition, statuses),
        place,
        measured,
        changes,
        triangle_balance(graph),
        walk_balance(graph, weights) if 0 < graph.size <= MOST_WALKS else None,
        notes=tuple(_notes(best, statuses, search=search, time_limit=time_limit)),
        inputs=network.inputs,
        options={
            "blocs": kind.value,
            "weight": network.weight,
            **network.chosen,
            "anchor": anchor,
            "margins": margins,
            "flips": flips,
            "time_limit": time_limit,
        },
    )


def _checked(blocs: Blocs | str, time_limit: float) -> Blocs:
    if blocs not in (*Blocs, *(kind.value for kind in Blocs)):
        raise InputError(f"blocs {blocs!r}: expected 2 or any")
    if not (math.isfinite(time_limit) and 0 < time_limit <= LONGEST):
        raise InputError(f"time limit {time_limit:g}: expected seconds, above 0 up to {LONGEST:,.0f}")
    return Blocs(blocs)


def _parts(best: _Division, clock: Clock) -> list[_Part]:
    """Find what other divisions of each component cost, from the division that was found."""
    graph = best.network.graph
    groups = groups_of(graph, best.partition.frustrated, blocs=best.blocs)
    parts = []
    for number in np.unique(best.component[graph.tail]):
        ties = np.flatnonzero(best.component[graph.tail] == number)
        inner, actors = graph.subgraph(ties)
        ranging = Ranging(inner, best.network.weights[ties], best.blocs, groups[actors], clock)
        parts.append(_Part(actors, ties, ranging))
    return parts


def _flips(weights: Floats, statuses: Words, *, parts: Sequence[_Part], clock: Clock) -> Flips:
    lower, upper = -weights.copy(), weights.copy()
    for part in parts:
        found = flip_changes(part.ranging, statuses[part.ties], clock=clock)
        lower[part.ties], upper[part.ties] = found.lower, found.upper
    return Flips(lower, upper)


def _margins(best: _Division, anchor: int, *, parts: Sequence[_Part], clock: Clock) -> Margins:
    n = best.network.graph.size
    lower, upper = np.full(n, np.nan), np.full(n, np.nan)
    lower[anchor] = upper[anchor] = 0.0
    if not best.partition.optimal:
        near = best.component == best.component[anchor]
        lower[near], upper[near] = 0.0, np.inf
        return Margins(lower, upper)
    for part in parts:
        at = np.flatnonzero(part.actors == anchor)
        if len(at):
            found = membership_margins(part.ranging, int(at[0]), clock=clock)
            lower[part.actors], upper[part.actors] = found.lower, found.upper
    return Margins(lower, upper)


def _optima(best: _Division, parts: Sequence[_Part]) -> tuple[Partition, ...]:
    """Return best divisions that are known: the first, then those that differ from it in one component."""
    partition, network = best.partition, best.network
    found = [partition]
    marks = {np.packbits(partition.frustrated).tobytes()}
    for part in parts:
        for wrong in part.ranging.optimal_ties():
            if len(found) >= MOST_OPTIMA:
                return tuple(found)
            whole = partition.frustrated.copy()
            whole[part.ties] = wrong
            built = build_partition(network.graph, network.weights, wrong=whole, blocs=best.blocs, lower=None)
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


def _lead(partition: Partition, component: Ints, *, anchor: int | None) -> Partition:
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


def _notes(best: _Division, statuses: Words, *, search: bool, time_limit: float) -> list[str]:
    notes = []
    network, partition = best.network, best.partition
    graph, component = network.graph, best.component
    tied = np.zeros(graph.size, dtype=np.bool_)
    tied[graph.tail] = tied[graph.head] = True
    parts = len(np.unique(component[tied]))
    if parts > 1:
        notes.append(
            f"The network falls into {parts:,} components. Balance is relative inside a component: "
            "blocs of different components say nothing of each other."
        )
    if (~tied).any():
        notes.append(
            f"Actors without ties, in no bloc: {some((network.actors[at] for at in np.flatnonzero(~tied)), 5)}."
        )
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
    if best.blocs is Blocs.ANY:
        notes.append("A bloc is what friendly ties hold together; an actor alone is unattached, no bloc.")
    return notes
