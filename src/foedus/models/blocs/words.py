"""Blocs in words: the index with its proof, who stands where, how firmly, and which ties do not fit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from foedus.models.blocs.balance import Blocs, Flips
from foedus.models.blocs.balance.ties import EVERY, SOME, UNKNOWN
from foedus.models.blocs.result import BlocAnalysis
from foedus.models.plain import some, table

MOST_NAMES, MOST_GROUPS, MOST_TIES, MOST_LEVELS = 60, 12, 20, 40
CAVEAT = "Balance describes how these ties hang together and on which of them that depends; it is no forecast."


def show_number(value: float) -> str:
    """Return a number with at most three decimals.

    >>> show_number(17.0), show_number(0.12345)
    ('17', '0.123')
    """
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def headline(found: BlocAnalysis) -> str:
    """Return the index and its certificate in a sentence."""
    best, weights = found.partition, found.network.weights
    kind = "two blocs" if found.blocs is Blocs.TWO else "any number of blocs"
    total = float(weights.sum())
    if best.optimal:
        of = "the ties" if (weights == 1).all() else "the ties' weight"
        share = f", {best.upper / total:.1%} of {of}" if total else ""
        return f"Frustration index for {kind}: {show_number(best.upper)}{share} (proved)"
    bounds = f"from {show_number(best.lower)} to {show_number(best.upper)}"
    return f"Frustration index for {kind}: {bounds} (bounds, not proved)"


def lines(found: BlocAnalysis) -> Iterator[str]:
    """Yield an analysis as lines of text."""
    graph = found.network.graph
    name = f"{found.inputs[0].name}  " if found.inputs else ""
    yield f"{name}{graph.size:,} actors, {graph.ties:,} ties, {int((graph.sign < 0).sum()):,} hostile"
    yield headline(found)
    yield from _largest(found)
    yield from ("", *_blocs(found))
    yield from _other_divisions(found)
    yield from ("", *_frustrated(found), "")
    if found.anchor is not None and found.margins is not None:
        yield from (*_margins(found, found.network.actors[found.anchor]), "")
    if found.flips is not None:
        yield from (*_flips(found.flips), "")
    yield _other_measures(found)
    yield CAVEAT


def _largest(found: BlocAnalysis) -> Iterator[str]:
    largest = found.largest
    if largest is not None and largest.ties < found.network.graph.ties:
        price = _between(largest.lower, largest.upper)
        yield f"of which {price} in the largest block ({largest.actors:,} actors, {largest.ties:,} ties)"


def _between(low: float, high: float) -> str:
    if low == high:
        return show_number(high)
    return f"{show_number(low)} to {show_number(high) if high < np.inf else '?'}"


def _blocs(found: BlocAnalysis) -> Iterator[str]:
    groups = found.groups()
    rows = [
        (f"{bloc} (component {component})" if component else f"{bloc}", f"{len(members):,}", _names(found, members))
        for component, bloc, members in groups[:MOST_GROUPS]
    ]
    rest = groups[MOST_GROUPS:]
    if rest:
        rows.append(("...", f"{sum(len(members) for _, _, members in rest):,}", f"in {len(rest):,} more"))
    alone = np.flatnonzero(found.partition.labels == 0).tolist()
    if alone:
        rows.append(("none", f"{len(alone):,}", _names(found, alone)))
    return table(("bloc", "actors", "members"), rows, right=[1])


def _names(found: BlocAnalysis, members: list[int]) -> str:
    return some((found.network.actors[at] for at in members), MOST_NAMES)


def _other_divisions(found: BlocAnalysis) -> Iterator[str]:
    if not found.partition.optimal:
        return
    if found.unique:
        yield "This is the only best division."
    elif len(found.optima) < 2:
        yield "Whether other divisions are as good is not decided."
    else:
        yield f"Not the only best division: at least {len(found.optima)} are equally good."
        for at in range(1, min(4, len(found.optima))):
            yield f"  another one moves {_names(found, found.moved(at)[:10])}"


def _frustrated(found: BlocAnalysis) -> Iterator[str]:
    graph, weights, names = found.network.graph, found.network.weights, found.network.actors
    wrong = np.flatnonzero(found.partition.frustrated | (found.statuses == SOME))
    if not len(wrong):
        yield "No tie is frustrated: the network is balanced."
        return
    order = wrong[np.lexsort((wrong, -weights[wrong], found.statuses[wrong] != EVERY))]
    words = {EVERY: "every best division", SOME: "some best divisions", UNKNOWN: "this division"}
    rows = (
        (
            f"{names[graph.tail[at]]} - {names[graph.head[at]]}",
            "friendly" if graph.sign[at] > 0 else "hostile",
            show_number(weights[at]),
            words.get(str(found.statuses[at]), ""),
        )
        for at in order[:MOST_TIES]
    )
    yield from table(("frustrated tie", "sign", "weight", "in"), rows, right=[2])
    if len(order) > MOST_TIES:
        yield f"  and {len(order) - MOST_TIES:,} more: --json lists all"


def _margins(found: BlocAnalysis, anchor: str) -> Iterator[str]:
    margins = ((found.margin_of(at), at) for at in range(len(found.network.actors)))
    levels: dict[str, list[int]] = {}
    for margin, at in sorted((margin, at) for margin, at in margins if margin is not None):
        levels.setdefault(_between(*margin), []).append(at)
    yield f"What it costs to put an actor on the other side of {anchor}"
    rows = [(f"{shown} (undetermined)" if shown == "0" else shown, _names(found, who)) for shown, who in levels.items()]
    yield from table(("margin", "actors"), rows[:MOST_LEVELS])
    if len(rows) > MOST_LEVELS:
        yield f"  and {len(rows) - MOST_LEVELS:,} more levels: --json lists all"


def _flips(found: Flips) -> Iterator[str]:
    low, high, near = found.lower, found.upper, 1e-9
    counts = {
        "lowers the index": int((high < -near).sum()),
        "changes nothing": int(((np.abs(low) <= near) & (np.abs(high) <= near)).sum()),
        "raises it": int((low > near).sum()),
    }
    unknown = len(low) - sum(counts.values())
    if unknown:
        counts["not known in time"] = unknown
    rows = ((words, f"{number:,}") for words, number in counts.items())
    return table(("if one tie changed its sign, that", "ties"), rows, right=[1])


def _other_measures(found: BlocAnalysis) -> str:
    triangles, walks = found.triangles, found.walks
    share = f"{triangles.share:.1%}" if triangles.share is not None else "none closed"
    words = f"Balanced triangles: {share} of {triangles.triangles:,}." if triangles.triangles else "No triangles."
    return words if walks is None else f"{words} Walk balance (Estrada and Benzi): {walks.whole:.3g}."
