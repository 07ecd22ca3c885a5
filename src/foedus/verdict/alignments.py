"""Alignments and bargaining in `verdict.json`: who stands with whom, and who gives way on what divides the pair."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.assessment.alignments import Alignments
from foedus.assessment.bargains import Dispute
from foedus.assessment.model import Assessment
from foedus.models.bargaining.bargain import Bargain
from foedus.models.bargaining.dynamics import Dynamics
from foedus.models.blocs.analysis import BlocAnalysis
from foedus.models.landscape.result import Landscape
from foedus.verdict.numbers import number

MINIMA = 5
"""Minima of the landscape that the file lists."""


def alignments(found: Assessment) -> dict[str, Any] | None:
    """Return the alignments; None where no tie joins the first of the pair with anybody."""
    made = found.alignments
    if made is None:
        return None
    analysis, partition = made.analysis, made.analysis.partition
    names = analysis.network.actors
    other = found.case.settings.focal_pair[1]
    rows = {row["actor"]: row for row in _actors(made)}
    pair = rows.get(other)
    return {
        "model": "model:blocs",
        "anchor": names[analysis.anchor] if analysis.anchor is not None else "",
        "frustration_index": number(partition.upper),
        "lower": number(partition.lower),
        "upper": number(partition.upper),
        "status": partition.status,
        "unique": analysis.unique,
        "ties": len(made.ties),
        "hostile": int((analysis.network.graph.sign < 0).sum()),
        "left_out": made.left_out,
        "draws": made.draws,
        "actors": list(rows.values()),
        "pair_margin_low": None if pair is None else pair["margin_low"],
        "pair_margin_high": None if pair is None else pair["margin_high"],
        "pair_together": None if pair is None else pair["with_anchor"],
        "frustrated": _frustrated(made),
        "several": _several(made.several),
        "windows": [
            {
                "window": row.label,
                "frustration_index": number(row.index),
                "optimal": row.optimal,
                "ties": row.ties,
                "sides": dict(row.sides),
                "changed": list(row.changed),
            }
            for row in made.windows
        ],
        "landscape": None if made.landscape is None else _landscape(made.landscape),
        "text": [],
    }


def _actors(made: Alignments) -> list[dict[str, Any]]:
    analysis = made.analysis
    margins = analysis.margins
    rows = []
    for at, actor in enumerate(analysis.network.actors):
        low, high = (np.nan, np.nan) if margins is None else (margins.lower[at], margins.upper[at])
        rows.append(
            {
                "actor": actor,
                "side": int(analysis.partition.labels[at]) or None,
                "margin_low": _finite(low),
                "margin_high": _finite(high),
                "with_anchor": _finite(made.with_anchor.get(actor, np.nan)),
            }
        )
    return rows


def _finite(value: float) -> float | None:
    return number(float(value)) if np.isfinite(value) else None


def _frustrated(made: Alignments) -> list[dict[str, Any]]:
    """Ties against the grain in some best division, the strongest first."""
    analysis = made.analysis
    rows = [
        {"a": tie.a, "b": tie.b, "value": number(tie.estimate.value), "in_best_divisions": str(status)}
        for tie, status, wrong in zip(made.ties, analysis.statuses, analysis.partition.frustrated, strict=True)
        if wrong or status in ("every", "some")
    ]
    return sorted(rows, key=lambda row: (-abs(row["value"]), row["a"], row["b"]))


def _several(analysis: BlocAnalysis) -> dict[str, Any]:
    labels, names = analysis.partition.labels, analysis.network.actors
    return {
        "frustration_index": number(analysis.partition.upper),
        "lower": number(analysis.partition.lower),
        "status": analysis.partition.status,
        "blocs": [[names[at] for at in np.flatnonzero(labels == bloc)] for bloc in range(1, int(labels.max()) + 1)],
        "unattached": [names[at] for at in np.flatnonzero(labels == 0)],
    }


def _landscape(found: Landscape) -> dict[str, Any]:
    return {
        "actors": list(found.placed),
        "exhaustive": found.exhaustive,
        "found": found.found,
        "minima": [
            {"energy": number(row.energy), "share": number(row.share), "sides": [list(side) for side in row.sides]}
            for row in found.minima[:MINIMA]
        ],
        "notes": list(found.notes),
    }


def bargaining(found: Assessment) -> dict[str, Any]:
    """Return the disputed issues with the compromise and the rounds, and what a trade would bring."""
    made = found.bargains
    disputes = () if made is None else made.disputes
    weighed = sorted({actor for row in disputes for actor in row.weighed})
    trade = None if made is None else made.trade
    return {
        "model": "model:bargaining",
        "capabilities": [
            {"actor": actor, "value": number(held.value), "source": held.source}
            for actor in weighed
            if (held := found.capability.get(actor)) is not None
        ],
        "issues": [_dispute(row) for row in disputes],
        "trade": None
        if trade is None
        else {
            "power": number(trade.power),
            "gains": {name: number(gain) for name, gain in zip(trade.pair, trade.gains, strict=True)},
            "issues": [
                {
                    "issue": row.issue,
                    "default": number(row.default),
                    "agreed": number(row.agreed),
                    "winner": row.winner,
                }
                for row in trade.issues
            ],
        },
        "text": [],
    }


def _dispute(row: Dispute) -> dict[str, Any]:
    found = row.bargain
    rounds = None if found is None or found.dynamics is None else _rounds(found.dynamics, row.weighed)
    return {
        "issue": row.issue,
        "actors": [] if found is None else _weights(found),
        "left_out": [{"actor": actor, "reason": reason} for actor, reason in row.left_out],
        "baselines": None
        if found is None
        else {
            name: {"value": number(held.value), "low": number(held.low), "high": number(held.high)}
            for name, held in found.baselines.items()
        },
        "error_low": None if found is None else number(found.error_band[0]),
        "error_high": None if found is None else number(found.error_band[1]),
        "draws": 0 if found is None else found.draws,
        "rounds": rounds,
        "notes": [] if found is None else list(found.notes),
    }


def _weights(found: Bargain) -> list[dict[str, Any]]:
    issue = found.issue
    shares = issue.weights / issue.weights.sum()
    return [
        {
            "actor": actor,
            "position": number(float(issue.position[at])),
            "salience": number(float(issue.salience[at])),
            "weight": number(float(shares[at])),
        }
        for at, actor in enumerate(issue.actors)
    ]


def _rounds(found: Dynamics, actors: tuple[str, ...]) -> dict[str, Any]:
    return {
        "variant": found.variant.name,
        "state": found.state,
        "medians": [number(float(value)) for value in found.medians],
        "positions": {
            actor: [number(float(value)) for value in found.positions[:, at]] for at, actor in enumerate(actors)
        },
        "moves": [
            {
                "round": at,
                "actor": move.actor,
                "by": move.sender,
                "kind": move.kind,
                "before": number(move.before),
                "after": number(move.after),
            }
            for at, moves in enumerate(found.moves, start=1)
            for move in moves
        ],
    }
