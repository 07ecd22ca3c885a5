"""The assessment as a whole: options, dates, streams, balance, and cases that lack something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from builders import CaseBuilder, a_case, a_coded_case, a_rated_case
from foedus.assessment.assess import assess
from foedus.assessment.model import Assessment
from foedus.assessment.path import path_dates
from foedus.assessment.streams import STREAMS, stream
from foedus.assessment.verdict import is_state_assumed, state_at
from foedus.errors import InputError


def assessed(case: CaseBuilder, **options: Any) -> Assessment:
    return assess(case.build(), **{"draws": 40, **options})


def assessed_now(case: CaseBuilder, **options: Any) -> Assessment:
    """Assess a case whose path has two dates; most of an assessment's time goes into it, and few things hang on it."""
    return assessed(case.with_settings(period="2017/2017"), **options)


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


def test_the_state_of_an_earlier_date_is_that_of_the_last_year_that_was_over() -> None:
    case = (
        a_case()
        .with_covariate("state_of_relation", 2012, "rivalry")
        .with_covariate("state_of_relation", 2017, "entente")
        .with_covariate("contiguity", 2013, 1)
        .build()
    )
    days = {
        "2012-06-01": ("unaligned", True),  # the year is not over, and 2011 has no row: the case's own stands in
        "2012-12-31": ("rivalry", False),
        "2013-06-01": ("rivalry", False),
        "2013-12-31": ("unaligned", True),
        "2017-06-01": ("unaligned", True),  # the row of 2017 would know the rest of the year
        "2017-12-31": ("unaligned", False),  # at the cut-off the case itself speaks
    }
    for day, expected in days.items():
        at = date.fromisoformat(day)
        assert (state_at(case, at), is_state_assumed(case, at)) == expected, day


def test_the_prior_starts_from_the_state_of_the_cut_off() -> None:
    case = a_case().with_covariate("state_of_relation", 2012, "rivalry")
    then = assessed(case, as_of=date(2013, 6, 1), horizon=1)
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
    one, two = assessed_now(a_coded_case(), seed=1, draws=2000), assessed_now(a_coded_case(), seed=2, draws=3000)
    np.testing.assert_array_equal(one.outcomes.point, two.outcomes.point)
    np.testing.assert_array_equal(one.judgment.factor_ratio, two.judgment.factor_ratio)
    # A 5 % quantile of 2,000 draws has a rank error of .5 %; here that is less than .01 in probability.
    np.testing.assert_allclose(one.outcomes.low, two.outcomes.low, atol=0.01)
    np.testing.assert_allclose(one.outcomes.high, two.outcomes.high, atol=0.01)


def test_the_interval_of_a_certain_prior_and_silent_evidence_is_a_point() -> None:
    found = assessed_now(a_case(), prior="uniform")
    np.testing.assert_allclose(found.outcomes.low, 0.25, atol=1e-12)
    np.testing.assert_allclose(found.outcomes.high, 0.25, atol=1e-12)


def factor_presence(found: Assessment, factor: str) -> tuple[float, float]:
    """Return 5 and 95 % of the draws of a factor's presence."""
    at = [row.id for row in found.case.factors].index(factor)
    low, high = np.quantile(found.drawn.factor_presence[:, at], [0.05, 0.95])
    return float(low), float(high)


def test_the_parts_add_up_to_the_move_from_prior_to_verdict() -> None:
    steps = {"s1": "talks", "s2": "text_excludes", "s3": "signed"}
    case = a_rated_case()
    for name, stage in steps.items():
        case = case.with_step(name, stage, obligation="consultation" if name == "s3" else "defence", date="2017-03")
    found = assessed_now(case)
    parts = found.effects.units.sum(axis=0) + found.effects.steps.sum(axis=0)
    np.testing.assert_allclose(parts, found.outcomes.point - found.prior.probability, atol=1e-6)
    assert found.effects.steps.shape == (3, 4)
    np.testing.assert_allclose(found.effects.factors.sum(axis=0), found.effects.units.sum(axis=0), atol=1e-9)


def test_all_unknown_and_no_step_is_exactly_the_prior() -> None:
    case = a_case().with_claim("c1").with_answer("leaders-visits", "unknown")
    found = assessed_now(case)
    np.testing.assert_allclose(found.outcomes.point, found.prior.probability, atol=1e-15)
    assert (found.judgment.ratio == 1).all()


def test_the_balance_of_perspectives_by_hand() -> None:
    case = (
        a_case()
        .with_claim("c1", source="arda-news", credibility=1)
        .with_claim("c2", source="arda-news", credibility=1, object="pipeline")
        .with_claim("c3", source="study-1", reference=["belor-news", "arda-news"], credibility=1, predicate="interest")
    )
    found = assessed_now(case)
    # arda .6 + .6 + half of .6, belor half of .6; the study is only where c3 was read
    assert found.balance.weight == pytest.approx({"arda": 1.5 / 1.8, "belor": 0.3 / 1.8})
    assert found.balance.claims == {"arda": 3, "belor": 1}
    assert found.balance.references == {"arda": 1, "belor": 1}
    assert found.balance.unknown_share == 0


def test_a_finding_is_one_sided_from_four_fifths_and_two_claims() -> None:
    case = a_case().with_claim("c1", source="arda-news", credibility=1, bears={"trade-ties": "+"})
    assert assessed_now(case).balance.one_sided == ()
    two = case.with_claim("c2", source="arda-news", credibility=1, value=0.2, bears={"trade-ties": "+"})
    assert assessed_now(two).balance.one_sided == (
        ("factor", "trade-ties", "arda", 1.0), ("position", "arda on border", "arda", 1.0),
    )  # fmt: skip
    mixed = two.with_claim("c3", source="belor-news", credibility=5, value=0.2, bears={"trade-ties": "+"})
    share = 1.2 / (1.2 + 0.6 * 0.2)
    assert assessed_now(mixed).balance.one_sided[0][3] == pytest.approx(share)
    even = two.with_claim("c3", source="belor-news", credibility=2, value=0.2, bears={"trade-ties": "+"})
    assert assessed_now(even).balance.one_sided == ()  # 1.2 of 1.68 is .71


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
    found = assessed_now(LACKING[name](), horizon=horizon)
    for spread in (found.outcomes, found.inside, found.prior_interval):
        assert spread.point.sum() == pytest.approx(1)
        assert np.isfinite(spread.low + spread.high).all()
        assert (spread.low <= spread.point).all()
        assert (spread.point <= spread.high).all()


def test_how_long_factors_last_moves_no_headline_and_is_the_share_of_a_scenario() -> None:
    now, none, everything = (
        assessed_now(case()) for case in (a_coded_case, LACKING["none persist"], LACKING["all persist"])
    )
    np.testing.assert_array_equal(none.outcomes.point, now.outcomes.point)
    np.testing.assert_array_equal(everything.outcomes.point, now.outcomes.point)
    assert none.scenarios[0].share == 0
    assert everything.scenarios[0].share == 1
    assert [row.share for row in everything.scenarios[1:]] == [0]
    for found in (now, none, everything):
        np.testing.assert_array_equal(found.scenarios[0].probability, found.outcomes.point)


def test_a_scenario_takes_the_share_of_what_depends_on_what_is_gone() -> None:
    """Trade ties hang on the enemy wholly, for a quarter, or not at all; what is left of both kinds is that of a case without."""
    lost = {}
    for share in ("common-enemy", "common-enemy:0.25", ""):
        found = assessed_now(a_coded_case().changed("factors.csv", {"id": "trade-ties"}, depends_on=share))
        gone = next(row for row in found.scenarios if row.id == "enemy-gone")
        lost[share] = dict(zip((f.id for f in found.case.factors), gone.lost.tolist(), strict=True))
    assert [lost[share]["trade-ties"] for share in lost] == pytest.approx([1.0, 0.25, 0.0])
    assert all(row["common-enemy"] == 1.0 and row["border-dispute"] == 0.0 for row in lost.values())


def test_a_case_of_one_claim_is_wide_and_of_low_confidence() -> None:
    found = assessed_now(LACKING["one claim"](), draws=2000)
    assert found.confidence.level == "low"
    low, high = factor_presence(found, "trade-ties")
    assert low < 0.3
    assert high > 0.6
