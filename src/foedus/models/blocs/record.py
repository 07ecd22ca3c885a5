"""The analysis of blocs as plain values and as frames."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.models.blocs.balance.graph import Ints
from foedus.models.blocs.result import BlocAnalysis

if TYPE_CHECKING:
    import polars as pl


def body(found: BlocAnalysis) -> dict[str, Any]:
    """Return the analysis as dictionaries, lists, numbers and text; what is infinite or not known is None.

    Notes
    -----
    `frustration_index` is the cost of the best division found: the index itself where `status` is ``optimal``, else its
    upper bound.
    """
    partition, network = found.partition, found.network
    graph, triangles = network.graph, found.triangles
    largest = None if found.largest is None else {k: _number(v) for k, v in asdict(found.largest).items()}
    return {
        "frustration_index": _number(partition.upper),
        "lower": _number(partition.lower),
        "upper": _number(partition.upper),
        "status": partition.status,
        "kind": found.blocs.value,
        "blocs": _members(found, partition.labels),
        "unattached": [network.actors[at] for at in np.flatnonzero(partition.labels == 0)],
        "components": int(found.component.max(initial=-1)) + 1,
        "anchor": None if found.anchor is None else network.actors[found.anchor],
        "network": {
            "actors": graph.size,
            "ties": graph.ties,
            "hostile": int((graph.sign < 0).sum()),
            "weight": _number(float(network.weights.sum())),
            "weighted": bool((network.weights != 1).any()),
            "largest_block": largest,
        },
        "unique": found.unique,
        "optima": _optima(found),
        "actors": [_actor(found, at) for at in range(graph.size)],
        "ties": [_tie(found, at) for at in range(graph.ties)],
        "triangles": {
            "by_hostile_ties": list(triangles.counts),
            "balanced_share": triangles.share,
            "weakly_balanced_share": triangles.weak_share,
        },
        "walk_balance": None if found.walks is None else found.walks.whole,
    }


def _optima(found: BlocAnalysis) -> list[dict[str, Any]]:
    """Return the best divisions, each with the actors that it moves; none where none is proved to be best."""
    if not found.partition.optimal:
        return []
    actors = found.network.actors
    return [
        {"moved": [actors[i] for i in found.moved(at)], "blocs": _members(found, one.labels)}
        for at, one in enumerate(found.optima)
    ]


def _members(found: BlocAnalysis, labels: Ints) -> list[dict[str, Any]]:
    actors = found.network.actors
    return [
        {"bloc": number, "actors": [actors[at] for at in np.flatnonzero(labels == number)]}
        for number in range(1, int(labels.max(initial=0)) + 1)
    ]


def _actor(found: BlocAnalysis, at: int) -> dict[str, Any]:
    margin = found.margin_of(at)
    return {
        "actor": found.network.actors[at],
        "bloc": int(found.partition.labels[at]) or None,
        "component": int(found.component[at]) + 1,
        "walk_balance": None if found.walks is None else float(found.walks.actors[at]),
        "margin": None if margin is None else _bounds(*margin),
    }


def _tie(found: BlocAnalysis, at: int) -> dict[str, Any]:
    network, flips = found.network, found.flips
    return {
        "source": network.actors[network.graph.tail[at]],
        "target": network.actors[network.graph.head[at]],
        "sign": int(network.graph.sign[at]),
        "weight": _number(float(network.weights[at])),
        "frustrated": bool(found.partition.frustrated[at]),
        "frustrated_in_optima": str(found.statuses[at]),
        "flip_change": None if flips is None else _bounds(flips.lower[at], flips.upper[at]),
    }


def _bounds(lower: float, upper: float) -> dict[str, int | float | None]:
    return {"lower": _number(float(lower)), "upper": _number(float(upper))}


def _number(value: float) -> int | float | None:
    """Return a number as JSON has it: whole ones without a point, None for infinity."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


def frames(found: BlocAnalysis) -> dict[str, pl.DataFrame]:
    """Return the actors and the ties, bounds in columns of their own."""
    import polars as pl

    def flat(rows: list[dict[str, Any]], name: str) -> pl.DataFrame:
        inner = [row.pop(name) or {} for row in rows]
        ends = {
            f"{name}_{end}": pl.Series([row.get(end) for row in inner], dtype=pl.Float64, strict=False)
            for end in ("lower", "upper")
        }
        return pl.DataFrame(rows, infer_schema_length=None).with_columns(**ends)

    graph = found.network.graph
    return {
        "actors": flat([_actor(found, at) for at in range(graph.size)], "margin"),
        "ties": flat([_tie(found, at) for at in range(graph.ties)], "flip_change"),
    }
