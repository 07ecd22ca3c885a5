"""The backtest as files: predictions in Parquet, scores and reliability as records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from foedus.files.folder import write_file
from foedus.history.build import History
from foedus.outlook.backtest import Backtest
from foedus.outlook.claim import Finding
from foedus.outlook.design import made
from foedus.outlook.routes import NAMES, ROUTES
from foedus.outlook.table import Score
from foedus.outlook.targets import targets
from foedus.outlook.weights import bundle_ids, bundle_weights
from foedus.terms.outcomes import OUTCOMES


def predictions(history: History, backtest: Backtest) -> pl.DataFrame:
    """One row per dyad-year of the test period.

    Columns ccode1, ccode2, year (of the outcome), origin, p_alliance ... p_rivalry of the outlook; the same with the
    baseline's name behind (p_alliance_markov ...); the chance of each route (p_route_...); of each target's
    event by M3* as one logit (p_target_b_m3 ...); then what happened: outcome, treaty and its members.
    """
    place = backtest.place
    names = np.array(OUTCOMES)
    columns: dict[str, Any] = {
        "ccode1": history.ccode1[place],
        "ccode2": history.ccode2[place],
        "year": history.year[place] + np.int32(1),
        "origin": names[history.state[place]],
    }
    for model, suffix in (("outlook", ""), *((name, f"_{name}") for name in backtest.states if name != "outlook")):
        for at, state in enumerate(OUTCOMES):
            columns[f"p_{state}{suffix}"] = backtest.states[model][:, at]
    columns |= {f"p_route_{name}": backtest.routes[:, at] for at, name in enumerate(NAMES)}
    for (goal, model), values in backtest.by_target.items():
        if model in ("m3", "plain"):
            columns[f"p_target_{goal}_{model}"] = values
    columns["outcome"] = names[history.following[place]]
    columns["treaty"], columns["members"] = history.treaty[place], history.size[place]
    return pl.DataFrame(columns).with_columns(pl.col("treaty", "members").replace(-1, None))


def write_predictions(frame: pl.DataFrame, target: Path) -> None:
    """Write predictions as Parquet. Raises OutputError if the file cannot be written."""
    write_file(lambda path: frame.write_parquet(path, compression="zstd"), target, option="--predictions")


def route_record(history: History, backtest: Backtest) -> list[dict[str, Any]]:
    """Expected and observed events of every route in the test period, weighted as the route is."""
    found = []
    for at, route in enumerate(ROUTES):
        able = np.isin(history.state[backtest.place], route.origins)
        place = backtest.place[able]
        event = made(history, route)
        bundle = bundle_ids(history.treaty, history.year, event=event)
        weight = bundle_weights(bundle)[place] if route.weighted else np.ones(len(place))
        expected, observed = float(weight @ backtest.routes[able, at]), float(weight @ event[place])
        found.append(
            {
                "route": route.name,
                "words": route.words,
                "first": backtest.first,
                "last": backtest.last,
                "unit": "treaties" if route.weighted else "dyads",
                "expected": round(expected, 2),
                "observed": round(observed, 2),
                "bundles": len(np.unique(bundle[place][bundle[place] >= 0])),
            }
        )
    return found


def score_rows(scores: Sequence[Score], backtest: Backtest, *, history: History) -> list[dict[str, Any]]:
    """Score table as records, figures rounded to six digits."""
    words = {goal.id: goal.words for goal in targets(history)}
    return [
        _plain({**asdict(score), "words": words[score.target], "first": backtest.first, "last": backtest.last})
        for score in scores
    ]


def claim_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The claim as records."""
    return [_plain({**asdict(finding), "verdict": finding.verdict}) for finding in findings]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Numbers that JSON can hold; what is no number is null."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if np.isfinite(value) else None
    return value
