"""A repeated game as plain values and as frames."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from foedus.models.commitment.result import Commitment
from foedus.models.commitment.thresholds import PAYOFFS

if TYPE_CHECKING:
    import polars as pl


def body(found: Commitment) -> dict[str, Any]:
    """Return an answer as plain values for JSON."""
    return {
        "title": found.game.title,
        "noise": found.game.noise,
        "sides": [
            {
                **asdict(answer),
                "payoffs": {key: asdict(each) for key, each in zip(PAYOFFS, side.payoffs, strict=True)},
                "patience": asdict(side.patience),
            }
            for side, answer in zip(found.game.sides, found.sides, strict=True)
        ],
        "scenarios": [{**asdict(row), "sides": [asdict(kept) for kept in row.sides]} for row in found.scenarios],
        "strategies": [
            {
                "strategy": play.strategy,
                "long_run": None if play.long_run is None else list(play.long_run),
                "discounted": list(play.discounted),
                "gains_by_the_best_reply": list(play.gains),
                "holds": play.holds,
            }
            for play in found.played
        ],
        "dependence": [asdict(row) for row in found.dependence],
    }


def frames(found: Commitment) -> dict[str, pl.DataFrame]:
    """Return the scenarios by side, critical patience by rule, strategies, and dependence."""
    import polars as pl

    scenarios = [
        {
            "scenario": row.id,
            "side": kept.side,
            "continuation": row.continuation.value,
            "shadow": kept.shadow.value,
            "low": kept.shadow.low,
            "high": kept.shadow.high,
            "critical": side.critical["grim trigger"].value,
            "keeps": kept.keeps,
            "share": kept.share,
            "lets_go_first": row.lets_go,
        }
        for row in found.scenarios
        for kept, side in zip(row.sides, found.sides, strict=True)
    ]
    critical = [
        {"side": side.id, "rule": rule, **asdict(value)}
        for side in found.sides
        for rule, value in side.critical.items()
    ]
    strategies = [
        {
            "strategy": play.strategy,
            "side": side.id,
            "long_run": None if play.long_run is None else play.long_run[at],
            "discounted": play.discounted[at],
            "gain_by_the_best_reply": play.gains[at],
        }
        for play in found.played
        for at, side in enumerate(found.sides)
    ]
    schema = {
        "channel": pl.String, "year": pl.Int64, "side": pl.String, "on": pl.String, "value": pl.Float64,
        "share": pl.Float64, "replaceable": pl.Float64, "concentration": pl.Float64, "next_best": pl.String,
        "balance": pl.Float64,
    }  # fmt: skip
    return {
        "scenarios": pl.DataFrame(scenarios),
        "critical": pl.DataFrame(critical),
        "strategies": pl.DataFrame(strategies),
        "dependence": pl.DataFrame([asdict(row) for row in found.dependence], schema=schema),
    }
