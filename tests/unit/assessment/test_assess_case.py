"""The assessment as a whole: options, dates, streams, balance, and cases that lack something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from builders import CaseBuilder, a_case, a_coded_case
from foedus.assessment.assess import assess
from foedus.assessment.model import Assessment
from foedus.assessment.path import path_dates
from foedus.assessment.streams import STREAMS, stream
from foedus.assessment.verdict import is_state_assumed, state_at
from foedus.errors import InputError


def assessed(case: CaseBuilder, **options: Any) -> Assessment:
    return assess(case.build(), **{"draws": 40, **options})


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"horizon": 0}, "--horizon 0: expected a whole number from 1 to 50"),
        ({"horizon": 51}, "--horizon 51"),
        ({"draws": 9}, "--draws 9: expected a whole number from 10 to 100000"),
        ({"draws": 100_001}, "--draws 100001"),
        ({"seed": -1}, "--seed -1"),
        ({"seed": 2**63}, "--seed 9223372036854775808"),
        ({"as_of": date(2018, 1, 1)}, "later than the case's cut-off 2017-12-31"),
    ],
)
def test_options_out_of_range(options: dict[str, Any], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        assessed(a_case(), **options)


@pytest.mark.parametrize(
    "options", [{"horizon": 1}, {"horizon": 50}, {"draws": 10}, {"seed": 2**63 - 1}, {"as_of": date(1, 1, 1)}]
)
def test_options_at_the_ends_of_their_range(options: dict[str, Any]) -> None:
    found = assessed(a_coded_case(), **options)
    assert np.isfinite(found.outcomes.point).all()


def test_the_state_of_an_earlier_year_comes_from_the_covariates() -> None:
    case = (
        a_case()
        .with_covariate("state_of_relation", 2012, "rivalry")
        .with_covariate("state_of_relation", 2017, "entente")
        .with_covariate("contiguity", 2013, 1)
        .build()
    )
    assert [state_at(case, date(year, 6, 1)) for year in (2012, 2013)] == ["rivalry", "unaligned"]
    assert state_at(case, date(2017, 6, 1)) == "entente"
    assert state_at(case, date(2017, 12, 31)) == "unaligned"  # at the cut-off the case itself speaks
    assert [is_state_assumed(case, date(year, 6, 1)) for year in (2012, 2013)] == [False, True]
    assert not is_state_assumed(case, date(2017, 12, 31))


def test_the_prior_starts_from_the_state_of_the_cut_off() -> None:
    case = a_case().with_covariate("state_of_relation", 2012, "rivalry")
    then = assessed(case, as_of=date(2012, 6, 1), horizon=1)
    assert then.state == "rivalry"
    assert then.prior.probability[3] > 0.8
    assert then.hindsight
    assert not assessed(case).hindsight


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2016-01-01", "2017-12-31", ["2016-06-30", "2016-12-31", "2017-06-30", "2017-12-31"]),
        ("2017-07-01", "2017-12-30", ["2017-12-30"]),
        ("2017-12-31", "2017-12-31", ["2017-12-31"]),
        ("2016-12-31", "2017-02-01", ["2016-12-31", "2017-02-01"]),
    ],
)
def test_dates_of_the_path(first: str, last: str, expected: list[str]) -> None:
    found = path_dates(date.fromisoformat(first), date.fromisoformat(last))
    assert [day.isoformat() for day in found] == expected


def test_a_long_path_goes_by_years() -> None:
    found = path_dates(date(1, 1, 1), date(2018, 3, 1))
    assert 40 <= len(found) <= 41
    assert found[-1] == date(2018, 3, 1)
    assert all((day.month, day.day) == (12, 31) for day in found[:-1])


def test_each_step_of_the_path_is_the_assessment_as_of_that_day() -> None:
    case = a_coded_case().with_covariate("state_of_relation", 2014, "entente")
    found = assessed(case, draws=20)
    assert found.path[0].as_of == date(2010, 6, 30)
    for shot in found.path[7::3]:
        then = assessed(case, draws=20, as_of=shot.as_of)
        np.testing.assert_allclose(shot.outcomes.point, then.outcomes.point, atol=1e-12)
        assert shot.claims == len(then.evidence.claims)
    np.testing.assert_array_equal(found.path[-1].outcomes.point, found.outcomes.point)


def test_streams_are_independent_of_each_other_and_of_time() -> None:
    first = {(name, step): stream(7, name, step=step).random() for name in STREAMS for step in (0, 1)}
    again = {(name, step): stream(7, name, step=step).random() for name in STREAMS for step in (0, 1)}
    assert first == again
    assert len(set(first.values())) == len(first)
    assert stream(8, "prior").random() not in first.values()


def test_points_do_not_depend_on_seed_or_draws_and_intervals_settle() -> None:
    one, two = assessed(a_coded_case(), seed=1, draws=2000), assessed(a_coded_case(), seed=2, draws=3000)
    np.testing.assert_array_equal(one.outcomes.point, two.outcomes.point)
    np.testing.assert_array_equal(one.synthesis.strength_point, two.synthesis.strength_point)
    # A 5 % quantile of 2,000 draws has a rank error of .5 %; here that is less than .01 in probability.
    np.testing.assert_allclose(one.outcomes.low, two.outcomes.low, atol=0.01)
    np.testing.assert_allclose(one.outcomes.high, two.outcomes.high, atol=0.01)


def test_the_interval_of_a_certain_prior_and_silent_evidence_is_a_point() -> None:
    found = assessed(a_case(), prior="uniform")
    np.testing.assert_allclose(found.outcomes.low, 0.25, atol=1e-12)
    np.testing.assert_allclose(found.outcomes.high, 0.25, atol=1e-12)


def test_more_and_better_works_narrow_a_strength() -> None:
    few, many = a_case(), a_case()
    for at in range(12):
        many = many.with_source(f"w{at}").with_claim(f"c{at}", source=f"w{at}", bears={"border-dispute": "+"})
    few = few.with_claim("c0", bears={"border-dispute": "+"}).with_claim(
        "x", source="arda-news", bears={"border-dispute": "-"}
    )
    widths = []
    for case in (few, many):
        row = next(row for row in assessed(case, draws=2000).synthesis.strengths if row.factor == "border-dispute")
        widths.append(row.estimate.high - row.estimate.low)
    assert widths[1] < widths[0] / 2


def test_the_balance_of_perspectives_by_hand() -> None:
    case = (
        a_case()
        .with_claim("c1", source="arda-news", credibility=1)
        .with_claim("c2", source="arda-news", credibility=1, object="pipeline")
        .with_claim("c3", source="study-1", reference=["belor-news", "arda-news"], credibility=1, predicate="interest")
    )
    found = assessed(case)
    # arda .6 + .6 + half of .6, belor half of .6; the study is only where c3 was read
    assert found.balance.weight == pytest.approx({"arda": 1.5 / 1.8, "belor": 0.3 / 1.8})
    assert found.balance.claims == {"arda": 3, "belor": 1}
    assert found.balance.references == {"arda": 1, "belor": 1}
    assert found.balance.unknown_share == 0


def test_a_finding_is_one_sided_from_four_fifths_and_two_claims() -> None:
    case = a_case().with_claim("c1", source="arda-news", credibility=1, bears={"trade-ties": "+"})
    assert assessed(case).balance.one_sided == ()
    two = case.with_claim("c2", source="arda-news", credibility=1, value=0.2, bears={"trade-ties": "+"})
    assert assessed(two).balance.one_sided == (
        ("factor", "trade-ties", "arda", 1.0), ("position", "arda on border", "arda", 1.0),
    )  # fmt: skip
    mixed = two.with_claim("c3", source="belor-news", credibility=5, value=0.2, bears={"trade-ties": "+"})
    share = 1.2 / (1.2 + 0.6 * 0.2)
    assert assessed(mixed).balance.one_sided[0][3] == pytest.approx(share)
    even = two.with_claim("c3", source="belor-news", credibility=2, value=0.2, bears={"trade-ties": "+"})
    assert assessed(even).balance.one_sided == ()  # 1.2 of 1.68 is .71


def _strip(case: CaseBuilder, keep: str) -> CaseBuilder:
    """Only the claims of one actor."""
    for row in list(case.rows["claims.csv"]):
        if row["holder"] != keep:
            case = case.without("claims.csv", id=row["id"]).without("bearings.csv", claim=row["id"])
    return case


LACKING: dict[str, Callable[[], CaseBuilder]] = {
    "no claims": a_case,
    "one claim": lambda: a_case().with_claim("c1", bears={"trade-ties": "+"}),
    "one actor speaks": lambda: _strip(a_coded_case(), "arda"),
    "the other speaks": lambda: _strip(a_coded_case(), "belor"),
    "one work": lambda: a_coded_case().changed("claims.csv", {}, source="study-1", reference=""),
    "unknown works": lambda: a_coded_case().changed("sources.csv", {}, reliability="F"),
    "unknown claims": lambda: a_coded_case().changed("claims.csv", {}, credibility=6),
    "all persist": lambda: a_coded_case().changed("factors.csv", {}, persistence_low=1, persistence_central=1, persistence_high=1),
    "none persist": lambda: a_coded_case().changed("factors.csv", {}, persistence_low=0, persistence_central=0, persistence_high=0),
}  # fmt: skip


@pytest.mark.parametrize("name", LACKING)
@pytest.mark.parametrize("horizon", [1, 50])
def test_a_case_that_lacks_something_is_assessed_all_the_same(name: str, horizon: int) -> None:
    found = assessed(LACKING[name](), horizon=horizon)
    for spread in (found.outcomes, found.inside, found.prior_interval):
        assert spread.point.sum() == pytest.approx(1)
        assert np.isfinite(spread.low + spread.high).all()
        assert (spread.low <= spread.point).all()
        assert (spread.point <= spread.high).all()


def test_nothing_that_lasts_leaves_the_prior_and_everything_that_lasts_the_first_scenario() -> None:
    none, everything = assessed(LACKING["none persist"]()), assessed(LACKING["all persist"]())
    np.testing.assert_allclose(none.outcomes.point, none.prior.probability, atol=1e-12)
    np.testing.assert_allclose(everything.outcomes.point, everything.scenarios[0].probability, atol=1e-12)
    assert none.scenarios[0].share == 0
    assert everything.scenarios[0].share == 1
    assert [row.share for row in everything.scenarios[1:]] == [0]


def test_a_case_of_one_claim_is_wide_and_of_low_confidence() -> None:
    found = assessed(LACKING["one claim"](), draws=2000)
    assert found.confidence.level == "low"
    row = next(row for row in found.synthesis.strengths if row.factor == "trade-ties")
    assert row.estimate.value == pytest.approx(0.64 / 1.64)
    assert row.estimate.low < 0.15
    assert row.estimate.high > 0.8
