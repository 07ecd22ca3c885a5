"""Templates: valid, canonical, and never over somebody's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.case.format import format_case
from foedus.case.new import TEMPLATES, new_case
from foedus.case.questions import unanswered
from foedus.case.read import read_case
from foedus.errors import InputError, OutputError
from foedus.terms.checklist import CHECKLIST


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_case_is_valid_and_canonical(tmp_path: Path, template: str) -> None:
    new_case(tmp_path / "My Case", template=template)
    case = read_case(tmp_path / "My Case")
    assert case.settings.id == "my-case"
    assert format_case(tmp_path / "My Case") == ()
    assert not any("accepted" in note or "datapackage" in note for note in case.notes)


def test_the_commented_template_shows_a_whole_small_case(tmp_path: Path) -> None:
    new_case(tmp_path)
    case = read_case(tmp_path)
    assert (len(case.issues), len(case.factors)) == (2, 3)
    assert case.ratings == ()
    assert {claim.predicate for claim in case.claims} == {
        "position", "interest", "threat", "relation", "action", "assessment", "context", "step",
    }  # fmt: skip
    assert unanswered(case) == ()
    assert {row.answer for row in case.checklist} == {"yes", "no", "unknown"}
    assert any(row.against for row in case.checklist)
    assert (tmp_path / "README.md").is_file()
    assert "# " in (tmp_path / "case.toml").read_text()


ANCHORS = {
    "position": {0, 0.3, 0.7, 1}, "relation": {0, 0.3, 0.7, 1}, "action": {0, 0.3, 0.7, 1}, "assessment": {0, 0.3, 0.7, 1},
    "interest": {0.25, 0.5, 0.75, 1}, "threat": {0, 0.25, 0.5, 0.75, 1},
}  # fmt: skip
"""Values of the coding guide, by predicate."""


def test_the_template_keeps_the_coding_guide(tmp_path: Path) -> None:
    new_case(tmp_path)
    case = read_case(tmp_path)
    off = [row.id for row in case.claims if row.value is not None and abs(row.value) not in ANCHORS[row.predicate]]
    assert off == []
    assert [row.id for row in case.claims if row.kind == "fact" and row.speaker] == []
    assert [row.id for row in case.claims if row.basis == "inferred" and row.credibility < 4] == []
    grounds = [factor.persistence_ground for factor in case.factors]
    assert len(set(grounds)) == len(grounds)


def test_the_minimal_template_has_no_claims(tmp_path: Path) -> None:
    new_case(tmp_path, template="minimal")
    case = read_case(tmp_path)
    assert (len(case.actors), len(case.factors), len(case.claims)) == (2, 0, 0)
    assert [row.kind for row in case.checklist] == sorted(CHECKLIST)
    assert unanswered(case) == tuple(CHECKLIST)
    assert not (tmp_path / "README.md").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="not empty"):
        new_case(tmp_path)
    with pytest.raises(OutputError, match="is a file"):
        new_case(tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_unknown_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected one of commented, minimal"):
        new_case(tmp_path / "case", template="full")
    assert not (tmp_path / "case").exists()
