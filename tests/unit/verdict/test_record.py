"""The record by hand: two cases, their scores, bins, gains, and what is told of those that failed."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import binom

from foedus.report.record import caveats, record_csv
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.averages import bins, means
from foedus.verdict.record import Rejected, Row, build_record
from foedus.verdict.score import Observed

EVEN = dict.fromkeys(OUTCOMES, 0.25)


def said(*probabilities: float) -> dict[str, float]:
    return dict(zip(OUTCOMES, probabilities, strict=True))


def a_row(
    case: str, observed: str, *, verdict: dict[str, float], prior: dict[str, float] = EVEN, on: int = 1950
) -> Row:
    happened = Observed(observed, date(on, 12, 31), date(1950, 12, 31))
    return Row(
        case, case.title(), date(1945, 12, 31), 5, happened, {"verdict": verdict, "prior alone": prior}, hindsight=True
    )


BECAME = a_row("became", "alliance", verdict=said(0.5, 0.5, 0.0, 0.0))
FAILED = a_row("failed", "rivalry", verdict=said(0.2, 0.0, 0.0, 0.8), on=1949)


def test_scores_of_two_cases_are_those_on_paper() -> None:
    found = {(row.forecast, row.measure): row for row in build_record([BECAME, FAILED]).means}
    assert found["verdict", "brier"].mean == pytest.approx((0.5 + 0.04 + 0.04) / 2)
    assert found["verdict", "log"].mean == pytest.approx((math.log(0.5) + math.log(0.8)) / 2)
    assert found["verdict", "alliance_brier"].mean == pytest.approx((0.25 + 0.04) / 2)
    assert found["verdict", "alliance_log"].mean == pytest.approx((math.log(0.5) + math.log(0.8)) / 2)
    assert found["prior alone", "brier"].mean == pytest.approx(0.75)
    assert found["verdict", "brier"].gain == pytest.approx(0.75 - 0.29)
    assert found["verdict", "log"].gain == pytest.approx((math.log(2) + math.log(3.2)) / 2)
    assert (found["prior alone", "log"].gain, found["prior alone", "log"].gain_high) == (0, 0)


def test_the_bootstrap_of_a_share_is_the_binomial() -> None:
    """Means of zeros and ones, drawn again, are binomial: the reference is SciPy's quantile function."""
    values = np.repeat([[0.0], [1.0]], [12, 8], axis=0)
    mean, low, high = means(values, draws=20_000, rng=np.random.default_rng(3))
    assert mean[0] == pytest.approx(0.4)
    assert low[0] * 20 == pytest.approx(binom.ppf(0.05, 20, 0.4), abs=1)
    assert high[0] * 20 == pytest.approx(binom.ppf(0.95, 20, 0.4), abs=1)


def test_bins_hold_every_forecast_once() -> None:
    given = np.array([0.0, 0.05, 0.1, 0.29, 0.3, 0.6, 1.0])
    found = bins(given, np.array([0, 1, 0, 0, 1, 1, 1.0]))
    assert [(low, high, n, came) for low, high, n, _, came in found] == [
        (0.0, 0.1, 2, 1), (0.1, 0.3, 2, 0), (0.3, 0.6, 1, 1), (0.6, 1.0, 2, 2),
    ]  # fmt: skip


def test_a_nought_for_what_came_costs_a_million_and_no_more() -> None:
    row = a_row("sure", "rivalry", verdict=said(1.0, 0.0, 0.0, 0.0))
    assert row.measure("verdict")["log"] == pytest.approx(-6 * math.log(10))


def test_the_same_seed_gives_the_same_record_and_another_only_other_intervals() -> None:
    one, same, other = (build_record([BECAME, FAILED], seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert [row.mean for row in one.means] == [row.mean for row in other.means]


def test_rows_in_are_rows_scored_and_rows_rejected() -> None:
    record = build_record([BECAME, FAILED], [Rejected("bad", "case.toml: no such file")])
    assert record.plain()["counts"] == {
        "given": 3, "scored": 2, "rejected": 1, "alliances": 1, "provisional": 1, "hindsight_told": 2,
    }  # fmt: skip
    table = list(csv.DictReader(io.StringIO(record_csv(record).decode("utf-8"))))
    assert [(row["case"], row["rejected"]) for row in table] == [
        ("became", ""), ("failed", ""), ("bad", "case.toml: no such file"),
    ]  # fmt: skip
    assert table[0]["verdict_alliance"] == "0.500000"
    assert table[2]["verdict_alliance"] == ""
    json.dumps(record.plain(), allow_nan=False)


def test_nothing_scored_is_no_table() -> None:
    record = build_record([], [Rejected("bad", "why")])
    assert (record.means, record.bins) == ((), ())
    assert record_csv(record).decode("utf-8").splitlines() == ["case,rejected", "bad,why"]
    assert list(caveats(record)) == ["1 case given: 0 scored, 1 rejected."]


def test_the_record_says_that_it_is_small_and_that_the_end_was_known() -> None:
    told = " ".join(caveats(build_record([BECAME, replace(FAILED, hindsight=False)])))
    assert "n = 2 is small" in told
    assert "In 1 of 2 the coder says that the end was known" in told
    assert "In 1 of 2 the coder does not say" in told
    assert "provisional in 1 of 2" in told
