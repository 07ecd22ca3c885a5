"""Counts of a case."""

from __future__ import annotations

import pytest

from builders import a_case, a_coded_case
from foedus.case.summary import summarize


def test_claims_are_counted_by_kind_and_predicate() -> None:
    claims = summarize(a_coded_case().build())["claims"]
    assert claims["by_kind"] == {"fact": 1, "statement": 1, "study": 9}
    assert claims["by_predicate"] == {
        "action": 2, "assessment": 1, "context": 1, "interest": 2, "position": 2, "relation": 1, "threat": 2,
    }  # fmt: skip
    assert (claims["total"], claims["undated"], claims["without_reference"]) == (11, 7, 10)


def test_perspectives_are_of_the_references_and_sum_to_one() -> None:
    case = (
        a_case()
        .with_claim("c1", source="study-1")
        .with_claim("c2", source="study-1", reference=["arda-news", "belor-news"])
        .with_claim("c3", source="arda-news")
    ).build()
    rows = summarize(case)["perspectives"]
    assert {row["perspective"]: row["claims"] for row in rows} == {"arda": 2, "belor": 1, "unknown": 1}
    assert rows[0]["label"] == "Arda"
    assert sum(row["share"] for row in rows) == pytest.approx(1)


def test_a_case_without_claims_has_no_perspectives() -> None:
    assert summarize(a_case().build())["perspectives"] == []
