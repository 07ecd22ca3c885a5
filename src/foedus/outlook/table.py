"""The score table of a backtest: by target, estimand and model, with intervals of the gains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.outlook.backtest import MODELS, Backtest
from foedus.outlook.scores import (
    block_interval,
    brier_skill,
    calibration_slope,
    expected_over_observed,
    log_likelihood,
    log_skill,
    pr_auc,
    reliability,
    roc_auc,
)
from foedus.outlook.targets import Target, targets

Array = NDArray[np.float64]
RESAMPLES, SEED = 2000, 0
#: How each target is counted. Any alliance is not scored by treaties: the bloc routes forecast dyads, unweighted, and a
#: treaty's share of them is another quantity.
ESTIMANDS = {"a": ("dyads",), "b": ("dyads", "treaties"), "c": ("dyads", "treaties")}


@dataclass(frozen=True)
class Score:
    """One row of the table."""

    #: `target`, `estimand`, `model`: target a, b or c; "dyads" (unweighted) or "treaties" (a bundle's ties share one);
    #: the model.
    target: str
    estimand: str
    model: str
    rows: int  #: `rows`, `events`, `bundles`: test rows, events, bundles.
    events: int
    bundles: int
    base_rate: float  #: Weighted share of events: what the precision-recall area is to be read against.
    #: `auc`, `pr_auc`, `log_skill`, `brier_skill`, `expected_observed`, `slope`: scores; the skills are against the
    #: test period's own rate, which nobody could have known. NaN where there is no event to score on, or no slope
    #: because all forecasts are alike.
    auc: float
    pr_auc: float
    log_skill: float
    brier_skill: float
    expected_observed: float
    slope: float
    gain: float  #: Log-likelihood over the plain model, nats.
    #: `by_bundle`, `by_year`: 95 % intervals of the gain, resampling bundles of events or years.
    by_bundle: tuple[float, float]
    by_year: tuple[float, float]


def score_table(history: History, backtest: Backtest, *, models: Sequence[str] = MODELS) -> list[Score]:
    """Scores of every model on every target, by dyads and by treaties."""
    return [
        _score(history, backtest, goal=goal, estimand=estimand, model=name)
        for goal in targets(history)
        for estimand in ESTIMANDS[goal.id]
        for name in models
    ]


def test_rows(backtest: Backtest, goal: Target, *, estimand: str) -> tuple[NDArray[np.intp], Array, Array]:
    """Rows of the backtest at risk, their outcome and weight."""
    rows = np.nonzero(goal.at_risk[backtest.place])[0]
    place = backtest.place[rows]
    weight = goal.weight[place] if estimand == "treaties" else np.ones(len(rows))
    return rows, goal.event[place].astype(float), weight


def _score(history: History, backtest: Backtest, *, goal: Target, estimand: str, model: str) -> Score:
    rows, y, w = test_rows(backtest, goal, estimand=estimand)
    p, other = (backtest.by_target[goal.id, name][rows] for name in (model, "plain"))
    place = backtest.place[rows]
    gain = w * (log_likelihood(p, y) - log_likelihood(other, y))
    bundle = goal.bundle[place]
    flat, none = len(np.unique(p)) < 2, not y.any()
    nothing = float("nan")
    return Score(
        target=goal.id,
        estimand=estimand,
        model=model,
        rows=len(rows),
        events=int(y.sum()),
        bundles=len(np.unique(bundle[bundle >= 0])),
        base_rate=float(w @ y / w.sum()),
        auc=nothing if none else roc_auc(p, y, w),
        pr_auc=nothing if none else pr_auc(p, y, w),
        log_skill=nothing if none else log_skill(p, y, w),
        brier_skill=nothing if none else brier_skill(p, y, w),
        expected_observed=expected_over_observed(p, y, w),
        slope=nothing if flat or none else calibration_slope(p, y, w),
        gain=float(gain.sum()),
        by_bundle=_by_bundle(gain, y, bundle=bundle),
        by_year=block_interval(gain, history.year[place], draws=RESAMPLES, rng=np.random.default_rng(SEED)),
    )


def _by_bundle(gain: Array, y: Array, *, bundle: NDArray[np.int64]) -> tuple[float, float]:
    """Interval by resampling the bundles of events; what non-events contribute is fixed."""
    happened = y > 0
    fixed = float(gain[~happened].sum())
    blocks = np.where(bundle[happened] >= 0, bundle[happened], -1 - np.arange(int(happened.sum())))
    low, high = block_interval(gain[happened], blocks, draws=RESAMPLES, rng=np.random.default_rng(SEED))
    return low + fixed, high + fixed


def reliability_table(history: History, backtest: Backtest, *, model: str = "outlook") -> list[dict[str, object]]:
    """Mean forecast, observed share and weight by bin, for every target and estimand."""
    found: list[dict[str, object]] = []
    for goal in targets(history):
        for estimand in ESTIMANDS[goal.id]:
            rows, y, w = test_rows(backtest, goal, estimand=estimand)
            for forecast, observed, weight in reliability(backtest.by_target[goal.id, model][rows], y, w=w):
                found.append(
                    {
                        "target": goal.id,
                        "estimand": estimand,
                        "forecast": forecast,
                        "observed": observed,
                        "weight": weight,
                    }
                )
    return found
