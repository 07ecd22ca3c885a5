"""A bargain as plain data for other programs: every number with the options, the draws and the file behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from foedus.models.bargaining.accuracy import ISSUES, RECORDS
from foedus.models.bargaining.bargain import Bargain
from foedus.models.bargaining.dynamics import Dynamics
from foedus.models.bargaining.issue import Issue
from foedus.models.bargaining.sensitivity import Bar, Flip
from foedus.models.bargaining.trade import Logroll


def accuracy_record() -> dict[str, Any]:
    """The record of accuracy that every answer is read with."""
    return {
        "dataset": "DEU III",
        "issues": ISSUES,
        "unit": "mean absolute error in points of a scale of 100",
        "methods": [asdict(record) for record in RECORDS],
    }


def issue_record(issue: Issue) -> dict[str, Any]:
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


def bargain_record(
    found: Bargain, *, bars: Sequence[Bar], model_bars: Sequence[Bar], target: float, flips: Sequence[Flip]
) -> dict[str, Any]:
    """One issue's answer."""
    return {
        **issue_record(found.issue),
        "draws": found.draws,
        "baselines": {name: asdict(estimate) for name, estimate in found.baselines.items()},
        "historical_error": {"mean_absolute": found.error, "band": list(found.error_band)},
        "model": None if found.dynamics is None else dynamics_record(found.dynamics),
        "tornado": {"compromise": [asdict(bar) for bar in bars], "model": [asdict(bar) for bar in model_bars]},
        "flips": {"target": target, "actors": [asdict(flip) for flip in flips]},
        "notes": list(found.notes),
    }


def dynamics_record(found: Dynamics) -> dict[str, Any]:
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


def logroll_record(found: Logroll) -> dict[str, Any]:
    """A trade."""
    return asdict(found)
