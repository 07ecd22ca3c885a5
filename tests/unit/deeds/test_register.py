"""Acts of registers as drafts: in the queue of the texts, never claims by themselves, and the same in every run."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_case
from foedus.case.load import load_case
from foedus.case.texts.drafts import draft_documents, keep_states, read_drafts
from foedus.deeds.register import Entry, Register, propose

CITATION = "@misc{listing2020,\n  title = {A list of acts},\n  year = {2020}\n}\n"
VETO = Entry("2011-10-04: Arda vetoed draft S/2011/612 (row 190).", ("arda",), date="2011-10-04", channel="diplomatic", level="1",
             support_type="pressure", locator="row 190")  # fmt: skip
VISIT = Entry(
    "2012-03: 4 visits (code 042; rows 7, 9, 12, 15).", ("arda",), ("belor",), "2012-03", value="0.28", level="2"
)


def a_register(*entries: Entry) -> Register:
    return Register("acts", "A list of acts", "1", "ab" * 32, "CC0", CITATION, entries)


def test_each_line_names_version_hash_and_rows_and_has_one_draft(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "case")
    before = load_case(folder).claims
    done = propose(folder, a_register(VETO, VISIT))
    case = load_case(folder)
    text = case.texts["register-acts"]
    assert (done.drafts, done.kept) == (2, 0)
    assert "ab" * 32 in text
    assert case.claims == before
    rows = read_drafts(folder)
    assert [text[int(row["start"]) : int(row["stop"])] for row in rows] == [VETO.text, VISIT.text]
    assert [(row["holder"], row["object"], row["value"], row["level"]) for row in rows] == [
        ("arda", "", "", "1"), ("arda", "belor", "0.28", "2"),
    ]  # fmt: skip
    assert next(source for source in case.sources if source.key == "listing2020").kind == "dataset"


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "case")
    propose(folder, a_register(VETO, VISIT))
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert propose(folder, a_register(VETO, VISIT)).files == ()
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_a_person_decided_stays_when_the_register_grows(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "case")
    propose(folder, a_register(VETO))
    (row,) = read_drafts(folder)
    keep_states(folder, {row["id"]: "rejected"})
    done = propose(folder, a_register(VETO, VISIT))
    assert (done.drafts, done.kept) == (1, 1)
    assert [row["state"] for row in read_drafts(folder)] == ["rejected", ""]


def test_rules_for_texts_leave_a_register_and_its_drafts_alone(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "case")
    propose(folder, a_register(VETO, VISIT))
    (tmp_path / "talk.txt").write_text("Arda and Belor signed an agreement in May 2014.", encoding="utf-8")
    from foedus.case.texts.add import add_documents

    add_documents(folder, [tmp_path / "talk.txt"])
    drafted = draft_documents(folder)
    assert drafted.documents == ("talk",)
    assert sum(row["rule"] == "register:acts" for row in read_drafts(folder)) == 2


def test_drafts_of_texts_have_no_columns_of_registers(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "case")
    (tmp_path / "talk.txt").write_text("Arda and Belor signed an agreement in May 2014.", encoding="utf-8")
    from foedus.case.texts.add import add_documents

    add_documents(folder, [tmp_path / "talk.txt"])
    draft_documents(folder)
    with (folder / "drafts.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[-1] == "note"


@pytest.mark.parametrize("name", ["r-keds_gulf.2", "Ämter", "x" * 64, "a--b"])
def test_any_name_of_a_collection_makes_a_document_of_its_own(name: str, tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "case")
    one, other = (replace(a_register(VETO), id=one) for one in (name, f"{name[:-1]}_"))
    propose(folder, one)
    propose(folder, other)
    assert {one.document, other.document} <= set(load_case(folder).texts)
    assert one.document != other.document
