"""Answers of checklist.csv: claims for and against them, and the coder's own word."""

from __future__ import annotations

from typing import Any

import pytest

from builders import CaseBuilder, a_case
from foedus.errors import CaseError
from foedus.evidence.sides import CODER
from foedus.evidence.visible import gather_evidence
from foedus.evidence.votes import Said, said_of_kinds

KIND = "leaders-visits"


def answered(**cells: Any) -> CaseBuilder:
    """Three works with a claim each, and an answer to one kind."""
    case = a_case()
    for number, source in enumerate(("study-1", "arda-news", "belor-news"), start=1):
        case = case.with_claim(f"c{number}", source=source, holder="arda", object="border", value=0.7)
    return case.with_row("checklist.csv", kind=KIND, **cells)


def said(**cells: Any) -> Said:
    return said_of_kinds(gather_evidence(answered(**cells).build()), (KIND,))


def votes(found: Said) -> list[bool]:
    return sorted(bool(yes) for yes in found.yes)


def test_claims_against_an_answer_say_the_opposite() -> None:
    assert votes(said(answer="yes", claims="c1|c2", against="c3")) == [False, True, True]
    assert votes(said(answer="no", claims="c1|c2", against="c3")) == [False, False, True]
    assert said(answer="yes", claims="c1|c2", against="c3").claims[KIND] == (("c1", 1), ("c2", 1), ("c3", -1))


def test_a_yes_with_its_opponents_is_the_no_with_the_roles_changed() -> None:
    one = said(answer="yes", claims="c1|c2", against="c3")
    other = said(answer="no", claims="c3", against="c1|c2")
    assert sorted(zip(one.work, one.yes, one.weight, strict=True)) == sorted(
        zip(other.work, other.yes, other.weight, strict=True)
    )


def test_an_answer_without_a_claim_stays_the_coders_word_beside_what_speaks_against_it() -> None:
    found = said(answer="yes", against="c1", ground="The programme of the visit is known.")
    assert sorted((int(side) == CODER, bool(yes)) for side, yes in zip(found.side, found.yes, strict=True)) == [
        (True, False),
        (True, True),
    ]
    assert len(set(found.work.tolist())) == 2


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"answer": "unknown", "against": "c1"}, "against"),
        ({"answer": "unknown", "claims": "c1"}, "claims"),
        ({"answer": "yes", "claims": "c1|c2", "against": "c2"}, "against"),
        ({"answer": "no"}, "ground"),
        ({"answer": "no", "against": "c1"}, "ground"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_refused(cells: dict[str, str], column: str) -> None:
    with pytest.raises(CaseError) as caught:
        answered(**cells).build()
    assert [(problem.file, problem.column) for problem in caught.value.problems] == [("checklist.csv", column)]
