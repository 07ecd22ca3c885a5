"""What a claim weighs, whose voice it is, and from when it can be known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from builders import CaseBuilder, a_case, a_coded_case
from foedus.evidence.draws import point_draws, random_draws
from foedus.evidence.visible import gather_evidence, signed_value, visible_from

DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("cells", "entry", "first_day"),
    [
        ({"date": "2014-03-05"}, {}, "2014-03-05"),
        ({"date": "2014-03"}, {}, "2014-03-31"),
        ({"date": "2014"}, {}, "2014-12-31"),
        ({"date": "2014-22"}, {}, "2014-08-31"),
        ({"date": "201X"}, {}, "2019-12-31"),
        ({"date": "2012/2014-06"}, {}, "2014-06-30"),
        ({"date": "2012-05/.."}, {}, "2012-05-01"),
        ({"date": "../2013"}, {}, "2013-12-31"),
        ({"date": "2014", "seen": "2016-05"}, {}, "2014-12-31"),
        ({"seen": "2015-05"}, {}, "2015-05-31"),
        ({"reference": "late"}, {"date": "2016-11"}, "2016-11-30"),
        ({"reference": ["late", "early"]}, {"date": "2016"}, "2011-12-31"),
        ({"reference": ["late", "undated"]}, {"date": "2016"}, "2016-12-31"),
        ({"source": "late"}, {"date": "2015-02-03"}, "2015-02-03"),
        ({"source": "late", "reference": "early"}, {"date": "2015"}, "2011-12-31"),
        ({"source": "late", "reference": "undated"}, {"date": "2015"}, "2015-12-31"),
        ({"source": "undated"}, {}, "2017-12-31"),
    ],
)
def test_a_claim_is_known_from_its_event_else_from_its_publication(
    cells: dict[str, str], entry: dict[str, str], first_day: str
) -> None:
    case = (
        a_case().with_source("early", date="2011").with_source("undated", date="", year="").with_source("late", **entry)
    )
    case.entries["undated"] = {key: value for key, value in case.entries["undated"].items() if value}
    built = case.with_claim("c1", **cells).build()
    day = DAY(first_day)
    assert visible_from(built, built.claim["c1"]) == day
    assert [claim.id for claim in gather_evidence(built, day).claims] == ["c1"]
    assert gather_evidence(built, date.fromordinal(day.toordinal() - 1)).claims == ()


@pytest.mark.parametrize(
    ("predicate", "value", "flipped"),
    [
        ("position", 0.7, -0.7),
        ("relation", -0.4, 0.4),
        ("interest", 0.8, 0.0),
        ("threat", 0.8, 0.0),
        ("action", 0.5, None),
    ],
)
def test_negation_flips_zeroes_or_drops(predicate: str, value: float, flipped: float | None) -> None:
    claim = {"predicate": predicate, "value": value, "object": {"threat": "corvan"}.get(predicate)}
    case = a_case().with_claim("c1", **claim).with_claim("c2", **claim, negated=True).build()
    assert signed_value(case.claim["c1"]) == value
    assert signed_value(case.claim["c2"]) == flipped


@pytest.mark.parametrize(
    ("reliability", "credibility", "weight"),
    [("A", 1, 1.0), ("B", 2, 0.64), ("C", 3, 0.36), ("D", 4, 0.16), ("E", 5, 0.04), ("F", 6, 0.16), ("A", 6, 0.4), ("F", 1, 0.4)],
)  # fmt: skip
def test_the_two_admiralty_grades_multiply(reliability: str, credibility: int, weight: float) -> None:
    case = (
        a_case()
        .with_source("graded", reliability=reliability)
        .with_claim("c1", source="graded", credibility=credibility)
    )
    assert gather_evidence(case.build()).weight(0) == pytest.approx(weight)


def test_a_claim_rests_on_its_references_and_only_without_them_on_its_source() -> None:
    case = a_case().with_source("sure", reliability="A").with_source("poor", reliability="E")
    case = case.with_claim("c1", source="poor", reference=["sure", "study-1"], credibility=1).build()
    evidence = gather_evidence(case)
    assert evidence.references == ("study-1", "sure")
    assert evidence.weight(0) == pytest.approx((1.0 + 0.8) / 2)
    assert evidence.perspectives_of([0]) == {"unknown": pytest.approx(0.9)}


def test_voices_roll_up_and_parts_that_are_no_voice_do_not() -> None:
    case = (
        a_case()
        .with_actor("ministry", kind="government_body", part_of="arda", roll_up="as_voice")
        .with_actor("minister", kind="person", part_of="ministry", roll_up="as_voice")
        .with_actor("party", kind="organisation", part_of="arda", roll_up="none")
        .with_actor("envoy", kind="person", part_of="party", roll_up="as_voice")
    )
    evidence = gather_evidence(case.build())
    assert evidence.voices(["minister", "arda", "unattributed", "envoy", "ministry"]) == ("arda", "party")


def test_the_point_draws_nothing_and_the_draws_keep_the_mass() -> None:
    grades, claims = np.array([1.0, np.nan, 0.6]), np.array([np.nan, 0.2])
    point = point_draws(grades, claims)
    assert point.reliability.tolist() == [[1.0, 0.4, 0.6]]
    assert point.credibility.tolist() == [[0.4, 0.2]]
    assert (point.bootstrap == 1).all()
    drawn = random_draws(grades, claims, count=4000, rng=np.random.default_rng(1))
    np.testing.assert_allclose(drawn.bootstrap.sum(axis=1) + drawn.pseudo, 4.0)
    # Dirichlet(1,1,1,1) times 4: mean 1, variance 16 * (1/4)(3/4)/5 = .6; 4,000 draws give the mean to .05 (four errors).
    np.testing.assert_allclose(drawn.bootstrap.mean(axis=0), 1.0, atol=0.05)
    np.testing.assert_allclose(drawn.bootstrap.var(axis=0), 0.6, atol=0.06)
    for unknown, known in (
        (drawn.reliability[:, 1], drawn.reliability[:, 2]),
        (drawn.credibility[:, 0], drawn.credibility[:, 1]),
    ):
        assert unknown.min() >= 0.2
        assert unknown.max() <= 0.6
        assert unknown.mean() == pytest.approx(0.4, abs=0.01)
        assert np.ptp(known) == 0


@pytest.mark.parametrize("build", [a_case, a_coded_case])
def test_before_every_claim_nothing_is_visible(build: Callable[[], CaseBuilder]) -> None:
    evidence = gather_evidence(build().build(), date(1, 1, 1))
    assert evidence.claims == evidence.references == ()
    assert evidence.draw(5, np.random.default_rng(0)).credibility.shape == (5, 0)
