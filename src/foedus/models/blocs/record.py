"""The analysis of blocs as plain data for JSON."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from foedus.models.blocs.analysis import BlocAnalysis, margin_of, moved
from foedus.models.blocs.balance.graph import Ints


def bloc_record(analysis: BlocAnalysis) -> dict[str, Any]:
    """Return the analysis as dictionaries, lists, numbers and text; what is infinite or not known is None.

    Notes
    -----
    `frustration_index` is the cost of the best division found: the index itself where `status` is ``optimal``, else its
    upper bound.
    """
    partition, network = analysis.partition, analysis.network
    graph, weights = network.graph, network.weights
    largest, walks, triangles = analysis.largest, analysis.walks, analysis.triangles
    return {
        "frustration_index": _number(partition.upper),
        "lower": _number(partition.lower),
        "upper": _number(partition.upper),
        "status": partition.status,
        "kind": analysis.blocs.value,
        "blocs": _members(analysis, partition.labels),
        "unattached": [network.actors[at] for at in np.flatnonzero(partition.labels == 0)],
        "components": int(analysis.component.max(initial=-1)) + 1,
        "anchor": None if analysis.anchor is None else network.actors[analysis.anchor],
        "network": {
            "actors": graph.size,
            "ties": graph.ties,
            "hostile": int((graph.sign < 0).sum()),
            "weight": _number(float(weights.sum())),
            "largest_block": None
            if largest is None
            else {
                "actors": largest.actors,
                "ties": largest.ties,
                "lower": _number(largest.lower),
                "upper": _number(largest.upper),
            },
        },
        "unique": analysis.unique,
        "optima": _optima(analysis),
        "actors": [_actor(analysis, at) for at in range(graph.size)],
        "ties": [_tie(analysis, at) for at in range(graph.ties)],
        "triangles": {"by_hostile_ties": list(triangles.counts), "balanced_share": triangles.share,
                      "weakly_balanced_share": triangles.weak_share},
        "walk_balance": None if walks is None else walks.whole,
        "notes": list(analysis.notes),
    }  # fmt: skip


def _optima(analysis: BlocAnalysis) -> list[dict[str, Any]]:
    """Return the best divisions, each with the actors that it moves; none where none is proved to be best."""
    if not analysis.partition.optimal:
        return []
    actors = analysis.network.actors
    return [
        {"moved": [actors[i] for i in moved(analysis, at)], "blocs": _members(analysis, found.labels)}
        for at, found in enumerate(analysis.optima)
    ]


def _members(analysis: BlocAnalysis, labels: Ints) -> list[dict[str, Any]]:
    actors = analysis.network.actors
    return [
        {"bloc": number, "actors": [actors[at] for at in np.flatnonzero(labels == number)]}
        for number in range(1, int(labels.max(initial=0)) + 1)
    ]


def _actor(analysis: BlocAnalysis, at: int) -> dict[str, Any]:
    record: dict[str, Any] = {
        "actor": analysis.network.actors[at],
        "bloc": int(analysis.partition.labels[at]) or None,
        "component": int(analysis.component[at]) + 1,
    }
    if analysis.walks is not None:
        record["walk_balance"] = float(analysis.walks.actors[at])
    if analysis.margins is not None:
        margin = margin_of(analysis, at)
        record["margin"] = None if margin is None else {"lower": _number(margin[0]), "upper": _number(margin[1])}
    return record


def _tie(analysis: BlocAnalysis, at: int) -> dict[str, Any]:
    network = analysis.network
    record: dict[str, Any] = {
        "source": network.actors[network.graph.tail[at]],
        "target": network.actors[network.graph.head[at]],
        "sign": int(network.graph.sign[at]),
        "weight": _number(float(network.weights[at])),
        "frustrated": bool(analysis.partition.frustrated[at]),
        "frustrated_in_optima": str(analysis.statuses[at]),
    }
    if analysis.flips is not None:
        lower, upper = analysis.flips.lower[at], analysis.flips.upper[at]
        record["flip_change"] = {"lower": _number(float(lower)), "upper": _number(float(upper))}
    return record


def _number(value: float) -> int | float | None:
    """Return a number as JSON has it: whole ones without a point, None for infinity."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value
