"""Who stands with whom on a case's ties: blocs with margins, how the evidence shakes them, their course, the landscape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.capabilities import Capability
from foedus.evidence.ties import WHOLE, Tie
from foedus.models import blocs
from foedus.models.blocs import BlocAnalysis
from foedus.models.blocs.balance import BalanceSolver, Blocs, SignedGraph, Steps, build_graph
from foedus.models.blocs.balance.graph import Ints
from foedus.models.blocs.networks import SignedNetwork, build_network
from foedus.models.blocs.windows import follow_windows, spread_labels
from foedus.models.landscape.landscape import solve_arrays
from foedus.models.landscape.result import Landscape

Array = NDArray[np.float64]

LEAST_TIE = 0.02
"""Ties weaker than this are no ties: an actor is not put on a side by a rounding."""

MOST_TIES = 200
"""Ties up to which the best division of a case's network is searched for until it is proved."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Limits of work: steps of the search, not seconds, so that bytes stay the same; and draws of the evidence."""

    point: int
    window: int
    draw: int
    draws: int


FULL, SHORT = Effort(4_000, 2_000, 60, 200), Effort(20, 3, 2, 100)
"""Effort for a network of up to `MOST_TIES` ties, and beyond: then the index is given between bounds."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sides in a window, each turned so that it overlaps most with the window before.

    `sides` holds 1 or 2 by actor; `changed` the actors that crossed since the window before.
    """

    label: str
    sides: Mapping[str, int]
    index: float
    optimal: bool
    ties: int
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Alignments:
    """Who stands with whom."""

    analysis: BlocAnalysis  #: Two blocs on the ties over all claims, with margins from the first of the focal pair.
    several: BlocAnalysis  #: The same with any number of blocs.
    ties: tuple[Tie, ...]  #: The ties of its network, in its order.
    left_out: int  #: Ties too weak to count.
    #: By actor joined with the anchor: in what share of the draws of the evidence it stands on the anchor's side.
    with_anchor: Mapping[str, float]
    draws: int  #: Number of those draws.
    windows: tuple[Window, ...]  #: The same by window of years.
    landscape: Landscape | None  #: Over the states that have a capability; None with fewer than three.


def build_alignments(
    ties: Sequence[Tie], anchor: str, *, capability: Mapping[str, Capability], rng: np.random.Generator
) -> Alignments | None:
    """Return the alignments on the ties of all windows; None where no tie joins the anchor with anybody.

    The anchor is the first of the focal pair: sides and margins are seen from it. Capabilities are sizes for the
    landscape; `rng` starts its descents beyond 24 actors.
    """
    whole = [tie for tie in ties if tie.window == WHOLE]
    strong = [tie for tie in whole if abs(tie.estimate.value) >= LEAST_TIE]
    network = _network(strong)
    if anchor not in network.actors:
        return None
    effort = FULL if len(strong) <= MOST_TIES else SHORT
    analysis = blocs.solve(network, anchor=anchor, margins=True, clock=Steps(effort.point))
    several = blocs.solve(network, blocs=Blocs.ANY, anchor=anchor, clock=Steps(effort.point))
    shares, draws = _under_evidence(network, strong, analysis=analysis, anchor=anchor, effort=effort)
    return Alignments(
        analysis, several, tuple(strong), len(whole) - len(strong), shares, draws, _windows(ties, anchor),
        _landscape(strong, capability, rng=rng),
    )  # fmt: skip


def _network(ties: Sequence[Tie]) -> SignedNetwork:
    actors = sorted({actor for tie in ties for actor in (tie.a, tie.b)})
    place = {actor: at for at, actor in enumerate(actors)}
    return build_network(
        actors,
        [(place[t.a], place[t.b], 1 if t.estimate.value > 0 else -1, round(abs(t.estimate.value), 6)) for t in ties],
    )


def _under_evidence(
    network: SignedNetwork, ties: Sequence[Tie], *, analysis: BlocAnalysis, anchor: str, effort: Effort
) -> tuple[dict[str, float], int]:
    """In what share of the draws each actor stands on the anchor's side."""
    drawn = np.stack([tie.draws for tie in ties if tie.draws is not None], axis=1)
    drawn = drawn[: effort.draws]
    graph = network.graph
    place = network.actors.index(anchor)
    joined = analysis.component == analysis.component[place]
    together = np.zeros(graph.size)
    for labels in _divisions(graph, np.round(drawn, 6), effort=effort):
        together += labels == labels[place]
    shares = together / len(drawn)
    return {actor: float(shares[at]) for at, actor in enumerate(network.actors) if joined[at]}, len(drawn)


def _divisions(graph: SignedGraph, drawn: Array, *, effort: Effort) -> Iterator[Ints]:
    """Yield the best division found under each row of drawn ties, whose signs may differ from the graph's."""
    if effort is FULL:
        # What one draw found bounds the next: a tie whose sign changes stands twice, friendly and hostile, and one weighs nothing.
        friendly, hostile = np.flatnonzero((drawn > 0).any(axis=0)), np.flatnonzero((drawn < 0).any(axis=0))
        place = np.concatenate([friendly, hostile])
        sign = np.repeat([1, -1], [len(friendly), len(hostile)])
        solver = BalanceSolver(build_graph(graph.size, graph.tail[place], graph.head[place], sign))
        for row in drawn:
            yield solver.solve(np.maximum(row[place] * sign, 0), clock=Steps(effort.draw)).labels
        return
    for row in drawn:
        fresh = build_graph(graph.size, graph.tail, graph.head, np.where(row < 0, -1, 1))
        yield BalanceSolver(fresh).solve(np.abs(row), clock=Steps(effort.draw)).labels


def _windows(ties: Sequence[Tie], anchor: str) -> tuple[Window, ...]:
    by_window: dict[str, list[Tie]] = {}
    for tie in ties:
        if tie.window != WHOLE and abs(tie.estimate.value) >= LEAST_TIE:
            by_window.setdefault(tie.window, []).append(tie)
    found: list[tuple[str, BlocAnalysis]] = []
    for label in sorted(by_window):
        network = _network(by_window[label])
        own = anchor if anchor in network.actors else None
        effort = FULL if network.graph.ties <= MOST_TIES else SHORT
        found.append((label, blocs.solve(network, anchor=own, clock=Steps(effort.window))))
    passages = (None, *follow_windows([analysis for _, analysis in found]))
    rows: list[Window] = []
    for (label, analysis), passage in zip(found, passages, strict=False):
        names = analysis.network.actors
        sides = spread_labels(analysis, {name: at for at, name in enumerate(names)})
        rows.append(
            Window(
                label,
                {name: int(side) for name, side in zip(names, sides, strict=True) if side},
                analysis.partition.upper,
                analysis.partition.optimal,
                analysis.network.graph.ties,
                passage.changed if passage else (),
            )
        )
    return tuple(rows)


def _landscape(
    ties: Sequence[Tie], capability: Mapping[str, Capability], *, rng: np.random.Generator
) -> Landscape | None:
    names = sorted(
        {actor for tie in ties for actor in (tie.a, tie.b) if actor in capability and capability[actor].value > 0}
    )
    if len(names) < 3:
        return None
    place = {name: at for at, name in enumerate(names)}
    propensity = np.zeros((len(names), len(names)))
    for tie in ties:
        if tie.a in place and tie.b in place:
            one, other = place[tie.a], place[tie.b]
            propensity[one, other] = propensity[other, one] = tie.estimate.value
    return solve_arrays(names, [capability[name].value for name in names], propensity=propensity, restarts=200, rng=rng)
