"""Cases from projects and projects from cases: positions keep actor, issue, side and place; the rest is told."""

import os
from pathlib import Path

import pytest

from builders import a_coded_case
from foedus.case.exchange.hand_out import hand_out
from foedus.case.exchange.take_in import take_in
from foedus.case.read import read_case
from foedus.documents.exchange.dna import read_dna
from foedus.documents.exchange.dna_write import write_dna
from foedus.documents.exchange.project import (
    YES_NO,
    Coder,
    Document,
    Entity,
    Project,
    Read,
    Statement,
    StatementType,
    Variable,
)
from foedus.errors import OutputError
from foedus.evidence.actor_networks import Measure, build_network
from foedus.evidence.stances import stances
from foedus.evidence.visible import gather_evidence

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[5] / "shared")
TEXT = "\U0001f600 Arda is for it. Belor is not."
KIND = StatementType("DNA Statement", (Variable("organization"), Variable("concept"), Variable("agreement", YES_NO)))


def a_project() -> Project:
    def said(start: int, stop: int, who: str, sign: bool) -> Statement:
        return Statement(
            KIND.name, "1", start, stop, "Coder 1", {"organization": who, "concept": "The | treaty?", "agreement": sign}
        )

    return Project(
        "talks",
        (Coder("Coder 1"),),
        (KIND, StatementType("Note", (Variable("note"),))),
        (Entity(KIND.name, "organization", "Arda", attributes=(("Alias", "A; Ardians"), ("Type", "state"))),),
        (Document("1", "Talks {of} 2014 & more", TEXT, "2014-03-05", "Ada"), Document("2", "Empty", " \n")),
        (
            said(2, 17, "Arda", True),
            said(18, len(TEXT), "Belor", False),
            Statement("Note", "1", 0, 4, "Coder 1", {"note": "x"}),
            Statement(KIND.name, "1", 0, 4, "Coder 1", {"concept": "The | treaty?", "agreement": True}),
        ),
    )


def test_statements_become_claims_with_their_passages(tmp_path: Path) -> None:
    taken = take_in(Read(a_project()), tmp_path / "talks", file="talks.dna")
    case = read_case(tmp_path / "talks")
    assert [(one.holder, one.value, one.coder, str(one.date)) for one in case.claims] == [
        (("arda",), 1.0, "Coder 1", "2014-03-05"),
        (("belor",), -1.0, "Coder 1", "2014-03-05"),
    ]
    assert [one.exact for one in case.anchors] == ["Arda is for it.", "Belor is not."]
    assert case.actor["arda"].aliases == ("A", "Ardians")
    assert set(case.settings.focal_pair) == {"arda", "belor"}
    assert case.sources[0].title == "Talks {of} 2014 & more"
    lost = {one.kind: one.count for one in taken.lost}
    assert lost["documents"] == lost["statements of type 'Note'"] == lost["statements of type 'DNA Statement'"] == 1
    assert taken.statements + lost["statements of type 'Note'"] + lost["statements of type 'DNA Statement'"] == 4


def test_names_that_no_id_can_be_made_of_come_in_all_the_same(tmp_path: Path) -> None:
    names = [
        "alliance",
        "fig-1",
        "first",
        "ایران",
        "EPA",
        "EPA\u200b ",
        "a|b",
        "{x",
        "\\textbf{q}",
        "\u202eabc",
        "a\nb",
        "x" * 150,
    ]
    text = "Words of somebody. " * 20
    documents = (Document("1", "unknown", text, "2014"), Document("2", "{odd % & title", text, "9999-12-31", "O'N, {A"))
    said = tuple(
        Statement(
            KIND.name,
            str(at % 2 + 1),
            at,
            at + 8,
            "A|b",
            {"organization": name, "concept": f"{name}?", "agreement": True},
        )
        for at, name in enumerate(names)
    )
    taken = take_in(Read(Project("p", (), (KIND,), (), documents, said)), tmp_path / "odd", file="odd\n.dna")
    case = read_case(tmp_path / "odd")
    assert taken.claims == len(case.claims) == len(names)
    assert {actor.name for actor in case.actors} == {
        *names[:5], "a|b", "{x", "\\textbf{q}", "abc", "a b", "x" * 150,
    }  # fmt: skip


def test_a_folder_that_holds_something_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(OutputError, match="is there already"):
        take_in(Read(a_project()), tmp_path, file="talks.dna")


def test_a_case_goes_out_and_comes_back_with_its_positions(tmp_path: Path) -> None:
    case = a_coded_case().build()
    project, lost = hand_out(case)
    (tmp_path / "case.dna").write_bytes(write_dna(project)[0])
    take_in(read_dna(tmp_path / "case.dna"), tmp_path / "again", file="case.dna")
    again = read_case(tmp_path / "again")
    before = sorted((s.actor, s.value) for s in stances(gather_evidence(case), by="actor"))
    assert sorted((s.actor, s.value) for s in stances(gather_evidence(again), by="actor")) == before
    assert {one.kind: one.count for one in lost}["rows of factors"] == len(case.factors)
    assert len({one.values["claim"] for one in project.statements}) == len(case.claims)


def test_networks_of_the_imported_sample_are_those_of_the_program(tmp_path: Path) -> None:
    path = SHARED / "data" / "documents" / "dna" / "sample.dna"
    if not path.is_file():
        pytest.skip("the sample of DNA is absent: set FOEDUS_SHARED to the folder that holds data/documents")
    taken = take_in(read_dna(path), tmp_path / "case", file=path.name)
    assert (taken.documents, taken.claims, taken.issues) == (7, 40, 6)
    said = stances(gather_evidence(read_case(tmp_path / "case")), by="actor")
    assert build_network(said, Measure("conflict", "jaccard")).weights.sum() == pytest.approx(10.858340, abs=5e-7)
    assert build_network(said, Measure("combine", two_mode=True)).weights.sum() == 30
