"""Scores against their definitions, counted pair by pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.outlook.scores import (
    block_interval,
    brier_skill,
    calibration_slope,
    expected_over_observed,
    log_skill,
    pr_auc,
    reliability,
    roc_auc,
)


def _forecasts(seed: int, rows: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = np.round(rng.uniform(0.01, 0.9, rows), 1) + 0.01
    y = (rng.random(rows) < p).astype(float)
    y[:2] = [0, 1]
    return p, y, rng.uniform(0.1, 1.0, rows)


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_roc_area_is_the_share_of_pairs_ranked_right(seed: int) -> None:
    p, y, w = _forecasts(seed)
    right = total = 0.0
    for i in np.nonzero(y)[0]:
        for j in np.nonzero(1 - y)[0]:
            right += w[i] * w[j] * ((p[i] > p[j]) + 0.5 * (p[i] == p[j]))
            total += w[i] * w[j]
    assert roc_auc(p, y, w) == pytest.approx(right / total)


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_precision_recall_area_is_the_sum_over_thresholds(seed: int) -> None:
    p, y, w = _forecasts(seed)
    area, recalled = 0.0, 0.0
    for threshold in sorted(set(p.tolist()), reverse=True):
        over = p >= threshold
        found = (w * y)[over].sum()
        area += (found - recalled) * found / w[over].sum()
        recalled = found
    assert pr_auc(p, y, w) == pytest.approx(area / recalled)


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_the_base_rate_has_no_skill_and_certainty_of_the_truth_all(seed: int) -> None:
    _, y, w = _forecasts(seed)
    rate = np.full(len(y), w @ y / w.sum())
    assert log_skill(rate, y, w) == pytest.approx(0, abs=1e-12)
    assert brier_skill(rate, y, w) == pytest.approx(0, abs=1e-12)
    assert brier_skill(y, y, w) == pytest.approx(1)
    assert expected_over_observed(rate, y, w) == pytest.approx(1)


def test_the_slope_finds_forecasts_that_are_too_extreme() -> None:
    rng = np.random.default_rng(0)
    eta = rng.normal(size=20_000)
    y = (rng.random(20_000) < 1 / (1 + np.exp(-eta))).astype(float)
    slope = calibration_slope(1 / (1 + np.exp(-2 * eta)), y, np.ones(20_000))
    assert slope == pytest.approx(0.5, abs=0.03)


def test_reliability_bins_keep_the_sums() -> None:
    p, y, w = _forecasts(4, 500)
    bins = reliability(p, y, w=w, bins=5)
    assert sum(weight for *_, weight in bins) == pytest.approx(w.sum())
    assert sum(forecast * weight for forecast, _, weight in bins) == pytest.approx(w @ p)
    assert sum(observed * weight for _, observed, weight in bins) == pytest.approx(w @ y)
    assert [forecast for forecast, *_ in bins] == sorted(forecast for forecast, *_ in bins)


def test_an_interval_by_blocks_is_wider_where_blocks_move_together() -> None:
    rng = np.random.default_rng(0)
    blocks = np.repeat(np.arange(20), 50)
    together = rng.normal(size=20)[blocks] / 50
    apart = rng.normal(size=1000) / 50
    widths = [
        np.diff(block_interval(gain, blocks, draws=500, rng=np.random.default_rng(1)))[0] for gain in (together, apart)
    ]
    assert widths[0] > 3 * widths[1]


def test_no_event_means_infinite_over_prediction() -> None:
    assert expected_over_observed(np.array([0.1]), np.array([0.0]), np.ones(1)) == float("inf")


def test_an_interval_of_nothing_is_nothing() -> None:
    none = np.array([])
    assert block_interval(none, none.astype(int), draws=10, rng=np.random.default_rng(0)) == (0.0, 0.0)
