"""What will not count is told, each sort of it where it is so and nowhere else."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from builders import CaseBuilder, a_case, a_coded_case, a_rated_case
from foedus.assessment.assess import assess
from foedus.assessment.beforehand import will_not_count
from foedus.assessment.model import Uncounted
from foedus.case.load import load_case
from foedus.report.console import summary
from foedus.report.explain import explain
from foedus.terms.uncounted import UNCOUNTED
from foedus.verdict.build import build_verdict


def told(case: CaseBuilder, sort: str) -> list[Uncounted]:
    return [row for row in will_not_count(case.build()) if row.sort == sort]


def test_an_undated_claim_of_a_later_work_is_told_and_a_dated_one_is_not() -> None:
    late = a_coded_case().with_source("history", date="2020")
    case = late.with_claim("c20", source="history").with_claim("c21", source="history", date="2015")
    (row,) = told(case, "undated")
    assert row.ids == ("c20",)
    assert "c20" in row.text
    assert row.step
    assert told(late.with_claim("c20", source="history", seen="2016"), "undated") == []


def test_claims_of_later_days_are_told_at_an_earlier_cut_off_only() -> None:
    case = a_coded_case()
    assert not [row for row in told(case, "claims") if "later days" in row.text]
    early = assess(case.build(), as_of=date(2014, 12, 31), draws=10).uncounted
    (row,) = [row for row in early if "later days" in row.text]
    assert {"c08", "c09"} <= set(row.ids)


def test_the_claims_that_move_nothing_are_those_that_bear_on_nothing() -> None:
    (row,) = told(a_coded_case(), "claims")
    assert set(row.ids) == {"c01", "c02", "c03", "c06", "c07", "c11"}


def test_a_step_of_one_of_the_pair_with_a_third_party_is_told() -> None:
    case = a_coded_case().with_step("s1", "talks", holder=("arda", "corvan"))
    assert [row.ids for row in told(case, "claims") if "step towards" in row.text] == [("s1",)]
    assert not [row for row in told(a_coded_case().with_step("s1", "talks"), "claims") if "step towards" in row.text]


def test_a_factor_of_no_kind_counts_once_it_is_rated() -> None:
    bare = a_coded_case().with_factor("old-ties").with_claim("c30", bears={"old-ties": "+"})
    assert [row.ids for row in told(bare, "factor")] == [("old-ties",)]
    rated = bare.with_ratings("old-ties", alliance="C", entente="C", rivalry="I")
    assert told(rated, "factor") == []


def test_a_factor_without_a_claim_is_told() -> None:
    case = a_coded_case().without("bearings.csv", factor="border-dispute")
    (row,) = told(case, "factor")
    assert row.ids == ("border-dispute",)
    assert "no claim" in row.text


def test_a_threat_to_one_side_is_told_and_a_coalition_without_claims_names_its_members() -> None:
    one = a_case().with_claim("c05", predicate="threat", holder="arda", object="corvan", bears={"common-enemy": "+"})
    texts = [row.text for row in told(one, "factor") if row.ids == ("common-enemy",)]
    assert texts
    assert "threatens Belor" in texts[0]
    pact = (
        a_coded_case()
        .with_actor("pact", name="The Pact", kind="coalition")
        .changed("actors.csv", {"id": "corvan"}, member_of="pact")
        .changed("factors.csv", {"id": "common-enemy"}, threat_source="pact")
    )
    (text,) = [row.text for row in told(pact, "factor")]
    assert "claims on its members (Corvan) do not count" in text


@pytest.mark.parametrize(("word", "faults"), [("CC", 0), ("II", 1)])
def test_ratings_against_the_pull_are_told(word: str, faults: int) -> None:
    case = a_coded_case().with_ratings("common-enemy", alliance=word, entente="N", rivalry="I")
    assert len(told(case, "ratings")) == faults


def test_a_dividing_factor_rated_as_fitting_an_alliance_is_told() -> None:
    case = a_coded_case().with_ratings("border-dispute", alliance="CC", entente="C", rivalry="I")
    assert [row.ids for row in told(case, "ratings")] == [("border-dispute",)]
    assert told(a_rated_case(), "ratings") == []


def test_ratings_alike_for_every_outcome_are_told() -> None:
    case = a_coded_case().with_ratings("common-enemy", alliance="CC", entente="CC", rivalry="CC")
    assert len(told(case, "ratings")) == 1


def test_a_state_that_the_covariates_contradict_is_told() -> None:
    case = a_coded_case().with_covariate("state_of_relation", 2017, "rivalry")
    state = a_coded_case().build().settings.state_of_relation
    (row,) = told(case, "state")
    assert f"starts from {state}" in row.text
    assert "rivalry" in row.text
    assert told(a_coded_case().with_covariate("state_of_relation", 2017, state), "state") == []


def test_the_enemy_that_history_counts_and_another_that_a_factor_names_are_told_apart() -> None:
    case = load_case("france-russia-1891")
    rows = [row for row in will_not_count(case) if row.sort == "enemy"]
    assert rows == []  # British rivalry stands for Britain, the enemy of covariates.csv
    factors = tuple(replace(f, threat_source="germany") if f.id == "british-rivalry" else f for f in case.factors)
    (row,) = [row for row in will_not_count(replace(case, factors=factors)) if row.sort == "enemy"]
    assert "United Kingdom" in row.text
    assert "Germany" in row.text


def test_rows_of_a_year_that_is_not_over_are_told() -> None:
    found = assess(load_case("france-russia-1891"), as_of=date(1891, 3, 1), draws=10).uncounted
    assert any(row.sort == "covariates" and "1891" in row.text and "1890" in row.text for row in found)


def test_the_years_without_covariates_are_told() -> None:
    rows = [row.text for row in will_not_count(load_case("china-russia-2021")) if row.sort == "covariates"]
    assert len(rows) == 1
    assert "2018" in rows[0]


def test_few_ties_with_third_parties_are_told() -> None:
    assert any("third parties" in row.text for row in told(a_coded_case(), "sides"))
    assert not any("third parties" in row.text for row in will_not_count(load_case("iran-russia-syria")))


def test_check_and_assessment_tell_the_same_and_so_do_verdict_summary_and_explain() -> None:
    case = a_coded_case().with_source("history", date="2020").with_claim("c20", source="history").build()
    found = assess(case, draws=10)
    assert found.uncounted == will_not_count(case)
    verdict = build_verdict(found)
    assert [(row.sort, row.ids, row.text) for row in verdict.uncounted] == [
        (row.sort, row.ids, row.text) for row in found.uncounted
    ]
    assert {row.sort for row in verdict.uncounted} <= set(UNCOUNTED)
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(summary(verdict))
    shown = console.export_text()
    assert "1 claim without a date is not seen at" in shown
    assert "c20" in str(explain(verdict, "uncounted").values)
