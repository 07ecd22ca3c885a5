"""Scores by hand."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import pytest

from builders import CaseBuilder, a_coded_case
from foedus.errors import InputError
from foedus.verdict.score import Scored, brier_score, log_score, score_verdict
from made import plain, typed_of, verdict_on

GIVEN = {"alliance": 0.1, "entente": 0.6, "unaligned": 0.2, "rivalry": 0.1}


def scored(case: CaseBuilder, **options: Any) -> Scored:
    return score_verdict(case.build(), verdict_on(case, **options))


def test_brier_and_log_by_hand() -> None:
    assert brier_score(GIVEN, "entente") == pytest.approx(0.01 + 0.16 + 0.04 + 0.01)
    assert brier_score(GIVEN, "rivalry") == pytest.approx(0.01 + 0.36 + 0.04 + 0.81)
    assert log_score(GIVEN, "unaligned") == pytest.approx(math.log(0.2))
    assert brier_score(dict.fromkeys(GIVEN, 0.25), "alliance") == pytest.approx(0.75)
    certain = {**dict.fromkeys(GIVEN, 0.0), "alliance": 1.0}
    assert brier_score(certain, "rivalry") == 2
    assert log_score(certain, "rivalry") == -math.inf


def test_each_forecast_is_scored_on_its_own_probabilities() -> None:
    case = a_coded_case()
    v = verdict_on(case)
    found = {row.forecast: row for row in scored(case).scores}
    assert list(found) == ["verdict", "prior alone", "inside view alone", "uniform"]
    for forecast, column in (("verdict", "probability"), ("prior alone", "prior"), ("inside view alone", "inside")):
        values = {name: getattr(row, column) for name, row in v.outcomes.items()}
        assert found[forecast].probability == values["entente"]
        assert found[forecast].log == pytest.approx(math.log(values["entente"]))
        assert found[forecast].brier == pytest.approx(
            sum((value - (name == "entente")) ** 2 for name, value in values.items())
        )
    assert found["uniform"].log == pytest.approx(-math.log(4))


def outcomes(*rows: tuple[str, str]) -> CaseBuilder:
    case = a_coded_case().without("outcomes.csv", date="2020-05-01")
    for when, state in rows:
        case = case.with_outcome(when, event=f"Event of {when}.", state_of_relation=state)
    return case


@pytest.mark.parametrize(
    ("rows", "horizon", "observed", "on", "provisional"),
    [
        ([("2020-05-01", "entente"), ("2026", "alliance")], 10, "alliance", "2026-12-31", True),
        ([("2020-05-01", "entente"), ("2026", "alliance")], 5, "entente", "2020-05-01", True),
        ([("2020-05-01", "entente"), ("2021-01-01", "")], 10, "entente", "2020-05-01", True),
        ([("2027-12-31", "rivalry")], 10, "rivalry", "2027-12-31", False),
        ([("2027", "rivalry"), ("2019", "entente")], 10, "rivalry", "2027-12-31", False),
        ([("2025-03/..", "alliance")], 10, "alliance", "2025-03-01", True),
    ],
)
def test_the_last_state_up_to_the_target_counts(
    rows: list[tuple[str, str]], horizon: int, observed: str, on: str, provisional: bool
) -> None:
    found = scored(outcomes(*rows), horizon=horizon)
    assert (found.observed, found.observed_on.isoformat(), found.provisional) == (observed, on, provisional)
    assert found.target == date(2017 + horizon, 12, 31)


@pytest.mark.parametrize("rows", [[], [("2021", "")], [("2035", "alliance")]])
def test_without_a_state_in_the_horizon_there_is_nothing_to_score(rows: list[tuple[str, str]]) -> None:
    with pytest.raises(InputError, match="records no state of relation between 2017-12-31 and 2027-12-31"):
        scored(outcomes(*rows))


def test_a_leap_day_has_a_target() -> None:
    case = a_coded_case().with_settings(as_of="2016-02-29", period="2010/2016").without("claims.csv", id="c09")
    case = case.without("bearings.csv", claim="c09").without("claims.csv", id="c11")
    assert scored(case, horizon=5).target == date(2021, 2, 28)


def test_an_impossible_that_happened_is_null_in_json() -> None:
    case = a_coded_case()
    told = plain(verdict_on(case))
    told["outcomes"]["entente"]["probability"] = 0.0
    found = score_verdict(case.build(), typed_of(told)).plain()
    json.dumps(found, allow_nan=False)
    assert found["scores"][0]["log"] is None
    assert found["observed_on"] == "2020-05-01"
