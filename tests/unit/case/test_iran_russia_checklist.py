"""The built-in case's answers to the checklist, and the page that gives the reasons."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.cli.case import app
from foedus.terms.checklist import CHECKLIST

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "src/foedus/case/builtin/iran-russia-syria"
PAGE = ROOT / "docs/explanation/iran-russia-checklist.md"
CLAIM = re.compile(r"\bs\d-\d\d\b")


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("iran-russia-syria")


@pytest.fixture(scope="module")
def rows() -> dict[str, str]:
    """Rows of the page's tables by kind."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return {line.split("`")[1]: line for line in lines}


def test_every_kind_is_answered_once_by_factors_or_by_a_row(case: Case) -> None:
    by_factor = {factor.checklist for factor in case.factors} - {""}
    by_row = {answer.kind for answer in case.checklist}
    assert not by_factor & by_row
    assert by_factor | by_row == set(CHECKLIST)


def test_every_factor_pulls_as_its_kind_does(case: Case) -> None:
    kinds = [(factor, CHECKLIST[factor.checklist]) for factor in case.factors if factor.checklist]
    assert all((factor.pull == "binds") == kind.binds for factor, kind in kinds)


def test_the_case_is_canonical_and_without_notes(case: Case, tmp_path: Path) -> None:
    assert not case.notes
    copy = copytree(FOLDER, tmp_path / "case", ignore=lambda *_: ["__pycache__"])
    assert "nothing to change" in CliRunner().invoke(app, ["format", str(copy)]).output


def test_no_work_is_called_free_and_every_departure_from_the_default_is_argued(case: Case) -> None:
    set_by_hand = [source for source in case.sources if source.slant_1 or source.slant_2]
    assert {source.key for source in set_by_hand} == {"iran-russia-syria-study", "ref45", "ref46", "ref47"}
    assert all(source.slant_ground for source in set_by_hand)
    assert "free" not in {slant for source in case.sources for slant in (source.slant_1, source.slant_2)}


def test_only_absolute_ratings_are_left(case: Case) -> None:
    assert {rating.scale for rating in case.ratings} == {"absolute"}


def test_the_page_has_a_row_for_every_kind_and_names_claims_that_there_are(case: Case, rows: dict[str, str]) -> None:
    assert set(rows) == set(CHECKLIST)
    assert set(CLAIM.findall(PAGE.read_text(encoding="utf-8"))) <= set(case.claim)


def test_the_page_answers_as_the_case_does(case: Case, rows: dict[str, str]) -> None:
    for answer in case.checklist:
        if answer.answer == "unknown":
            assert not answer.claims
            continue
        cells = rows[answer.kind].split(" | ")
        assert cells[1:3] == [answer.answer, ", ".join(answer.claims)]


def test_the_page_counts_the_claims_of_each_kind_with_factors(case: Case, rows: dict[str, str]) -> None:
    for kind in {factor.checklist for factor in case.factors} - {""}:
        factors = [factor.id for factor in case.factors if factor.checklist == kind]
        bearings = [bearing for bearing in case.bearings if bearing.factor in factors]
        signs = {sign: sorted({b.claim for b in bearings if b.bears == sign}) for sign in (1, -1)}
        against = f" ({', '.join(signs[-1])})" if signs[-1] else ""
        cells = rows[kind].split(" | ")
        assert cells[1] == ", ".join(f"`{factor}`" for factor in factors)
        assert cells[2].startswith(f"{len(signs[1])} : {len(signs[-1])}{against}; ")
        stated = CLAIM.findall(cells[2].split("; ")[-1])
        assert set(stated) <= set(signs[1])
