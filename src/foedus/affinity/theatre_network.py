"""The network of a theatre: who fights whom, who supports whom, and on which of two sides each stands.

The sides go by who fights whom, from the governments of the theatre's state (or the first actor on record): an opponent stands on
the other side. A supporter stands with those that it supports, and on neither side where it supports actors of both.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from foedus.affinity.acts import Attribution
from foedus.affinity.support import supports
from foedus.affinity.theatre import Theatre
from foedus.datasets.crosswalks.ucdp_actors import ucdp_states
from foedus.terms.states.table import STATES


@dataclass(frozen=True, slots=True)
class Node:
    """One of the network."""

    name: str
    kind: str  #: A kind of actor of the terms.
    fights: bool  #: Whether it is an actor of a conflict there; others only support.
    side: int | None  #: 1 with the government of the theatre, 2 against it; None where it supports both.


@dataclass(frozen=True, slots=True)
class Edge:
    """Support of one by another, or a fight between two."""

    source: str
    target: str
    fights: bool  #: Whether the two fight each other; else the first supports the second.
    years: tuple[int, ...]
    kinds: tuple[str, ...]  #: Kinds of support that are known to be the source's own.
    shared: tuple[str, ...]  #: Further kinds, which some supporters of the row gave.


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network_of(found: Theatre) -> Network:
    """Return the network of a theatre over its years."""
    rows = found.rows
    given = supports(rows)
    names = _names(rows, given)
    fights: dict[tuple[int, int], set[int]] = defaultdict(set)
    for actor, opponent, year in rows.select("actor_id", "oppo_id", "year").iter_rows():
        fights[min(actor, opponent), max(actor, opponent)].add(year)
    helps: dict[tuple[int, int], set[int]] = defaultdict(set)
    for helper, actor, year in given.select("supporter_id", "actor_id", "year").iter_rows():
        helps[helper, actor].add(year)
    sides = _two_sides(rows, fights, found.codes)
    groups = set(rows.filter(actor_nonstate=1)["actor_id"]) | set(
        given.filter(~pl.col("supporter_state"))["supporter_id"]
    )
    fighters = {end for pair in fights for end in pair}
    for helper in {helper for helper, _ in helps} - fighters:
        with_them = {sides.get(actor) for one, actor in helps if one == helper}
        sides[helper] = with_them.pop() if len(with_them) == 1 else None
    nodes = tuple(
        Node(names[one], "armed_group" if one in groups else "state", one in fighters, sides.get(one))
        for one in sorted(fighters | {helper for helper, _ in helps}, key=lambda one: names[one])
    )
    kinds = _kinds(found.acts, given)
    edges = [Edge(names[a], names[b], True, tuple(sorted(years)), (), ()) for (a, b), years in fights.items()]
    edges += [
        Edge(names[a], names[b], False, tuple(sorted(years)), *kinds.get((a, b), ((), ())))
        for (a, b), years in helps.items()
    ]
    return Network(nodes, tuple(sorted(edges, key=lambda edge: (not edge.fights, edge.source, edge.target))))


def _names(rows: pl.DataFrame, given: pl.DataFrame) -> Mapping[int, str]:
    """Names by UCDP number: governments by their state, without what it was called before; others as they are."""
    known = dict(ucdp_states().select("actor_id", "name").iter_rows())
    called: dict[int, str] = {}
    for frame, number, name in (
        (rows, "actor_id", "actor_name"),
        (rows, "oppo_id", "oppo_name"),
        (given, "supporter_id", "supporter"),
    ):
        for one, text in frame.select(number, name).unique(maintain_order=True).iter_rows():
            called.setdefault(one, " ".join(known.get(one, text).split()))
    short = {one: re.sub(r" \([^()]*\)$", "", name) if one in known else name for one, name in called.items()}
    taken: dict[str, int] = {}
    for one, name in short.items():  # two of one name stay two
        first = taken.setdefault(name, one)
        if first != one:
            short[one] = f"{name} ({one})"
    return short


def _two_sides(
    rows: pl.DataFrame, fights: Mapping[tuple[int, int], object], codes: frozenset[int]
) -> dict[int, int | None]:
    """Sides of those who fight, by breadth first from the theatre's own governments; then from whoever is left."""
    numbers = dict(ucdp_states().select("actor_id", "gwno").iter_rows())
    opponents: dict[int, list[int]] = defaultdict(list)
    for one, other in fights:
        opponents[one].append(other)
        opponents[other].append(one)
    order = [*rows.sort("year", "actor_nonstate", "id")["actor_id"].unique(maintain_order=True), *opponents]
    order.sort(key=lambda one: not any(_means(code, numbers.get(one)) for code in codes))
    sides: dict[int, int | None] = {}
    for start in order:
        if start in sides:
            continue
        sides[start] = 1
        waiting = deque([start])
        while waiting:
            one = waiting.popleft()
            for other in opponents[one]:
                if other not in sides:
                    sides[other] = 2 if sides[one] == 1 else 1
                    waiting.append(other)
    return sides


def _means(code: int, number: int | None) -> bool:
    state = STATES.get(number or 0)
    group = STATES[code].group
    return number == code or (state is not None and group != "" and state.group == group)


def _kinds(acts: pl.DataFrame, given: pl.DataFrame) -> dict[tuple[int, int], tuple[tuple[str, ...], tuple[str, ...]]]:
    who = given.select(
        rows=pl.col("id").cast(pl.String), supporter="supporter", helper="supporter_id", actor="actor_id"
    )
    found = {}
    for part in acts.join(who, on=["rows", "supporter"]).sort("year").partition_by("helper", "actor"):
        own = tuple(part.filter(attribution=Attribution.OWN)["kind"].unique(maintain_order=True))
        every = part["kind"].unique(maintain_order=True)
        found[part["helper"][0], part["actor"][0]] = own, tuple(kind for kind in every if kind not in own)
    return found
