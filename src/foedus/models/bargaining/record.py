"""Bargaining as plain values and as frames: every number with the options, the draws and the file behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from foedus.models.bargaining.accuracy import ISSUES, RECORDS
from foedus.models.bargaining.answers import Bargaining, IssueAnswer
from foedus.models.bargaining.dynamics import Dynamics
from foedus.models.bargaining.issue import Issue

if TYPE_CHECKING:
    import polars as pl


def body(found: Bargaining) -> dict[str, Any]:
    """Return the issues or the trade as plain values for JSON."""
    return {
        "accuracy": {
            "dataset": "DEU III",
            "issues": ISSUES,
            "unit": "mean absolute error in points of a scale of 100",
            "methods": [asdict(record) for record in RECORDS],
        },
        "issues": [_answer(answer) for answer in found.issues],
        "logroll": None if found.trade is None else asdict(found.trade),
    }


def _issue(issue: Issue) -> dict[str, Any]:
    """The inputs of an issue and the uncertainty they were given."""
    noise = issue.noise()
    columns = zip(
        issue.actors, issue.position.tolist(), issue.capability.tolist(), issue.salience.tolist(),
        (issue.weights / issue.weights.sum()).tolist(), noise.position.tolist(), noise.capability.tolist(),
        noise.salience.tolist(), strict=True,
    )  # fmt: skip
    keys = (
        "actor", "position", "capability", "salience", "weight_share", "position_sd", "capability_log_sd", "salience_log_sd",
    )  # fmt: skip
    return {
        "name": issue.name,
        "range": [issue.low, issue.high],
        "status_quo": issue.status_quo,
        "actors": [dict(zip(keys, row, strict=True)) for row in columns],
    }


def _answer(answer: IssueAnswer) -> dict[str, Any]:
    found = answer.found
    bars = {"compromise": answer.bars, "model": answer.model_bars}
    return {
        **_issue(found.issue),
        "draws": found.draws,
        "baselines": {name: asdict(estimate) for name, estimate in found.baselines.items()},
        "historical_error": {"mean_absolute": found.error, "band": list(found.error_band)},
        "model": None if found.dynamics is None else _dynamics(found.dynamics),
        "tornado": {name: [asdict(bar) for bar in rows] for name, rows in bars.items()},
        "flips": {"target": answer.target, "actors": [asdict(flip) for flip in answer.flips]},
        "notes": list(found.notes),
    }


def _dynamics(found: Dynamics) -> dict[str, Any]:
    """The rounds of the model."""
    return {
        "name": "expected-utility",
        "variant": found.variant.as_record(),
        "result": asdict(found.result),
        "draws": found.draws,
        "state": found.state,
        "cycle": None if found.cycle is None else {"from_round": found.cycle[0], "length": found.cycle[1]},
        "by_variant": dict(found.by_variant),
        "rounds": [
            {
                "round": number,
                "median": float(found.medians[number]),
                "mean": float(found.means[number]),
                "positions": found.positions[number].tolist(),
                "risk_exponents": None if number == 0 else found.exponents[number - 1].tolist(),
                "moves": [] if number == 0 else [asdict(move) for move in found.moves[number - 1]],
            }
            for number in range(len(found.positions))
        ],
    }


def frames(found: Bargaining) -> dict[str, pl.DataFrame]:
    """Return the estimates, and the actors, rounds, moves, tornado and flip points by issue; or the trade."""
    import polars as pl

    rows: dict[str, list[dict[str, Any]]] = {}

    def add(name: str, new: Iterable[dict[str, Any]], **keys: object) -> None:
        rows.setdefault(name, []).extend({**keys, **row} for row in new)

    for answer in found.issues:
        issue, dynamics = answer.found.issue, answer.found.dynamics
        add("baselines", ({"name": n, **asdict(one)} for n, one in answer.found.baselines.items()), issue=issue.name)
        add("actors", _issue(issue)["actors"], issue=issue.name)
        add("tornado", map(asdict, answer.bars), issue=issue.name, of="compromise")
        add("tornado", map(asdict, answer.model_bars), issue=issue.name, of="model")
        add("flips", map(asdict, answer.flips), issue=issue.name, target=answer.target)
        for number, one in enumerate(_dynamics(dynamics)["rounds"] if dynamics else ()):
            add("rounds", [{key: one[key] for key in ("round", "median", "mean")}], issue=issue.name)
            places = zip(issue.actors, one["positions"], strict=True)
            add("positions", ({"actor": actor, "position": at} for actor, at in places), issue=issue.name, round=number)
            add("moves", one["moves"], issue=issue.name, round=number)
    if found.trade is not None:
        add("trade", map(asdict, found.trade.issues))
    return {name: pl.DataFrame(table, infer_schema_length=None) for name, table in rows.items() if table}
