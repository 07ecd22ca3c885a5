"""Passages of documents travel with the claims that rest on them, unless the words may not leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import foedus
from foedus.case.new import new_case
from foedus.case.schema import ANCHORS
from foedus.case.texts.add import add_documents
from foedus.documents.anchors import anchor_at
from foedus.errors import InputError
from foedus.files.raw import write_rows
from foedus.verdict.file import read_verdict

TEXT = "The dam will be built, said the minister.\n\nNothing else was said.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(folder, template="commented")
    (tmp_path / "speech.txt").write_text(TEXT, encoding="utf-8")
    add_documents(folder, [tmp_path / "speech.txt"])
    stored = (folder / "documents" / "speech.txt").read_text(encoding="utf-8")
    start = stored.index("Nothing")
    anchor = anchor_at(stored, start, start + 22)
    row = ["c01", "speech", str(anchor.start), str(anchor.stop), anchor.exact, anchor.prefix, anchor.suffix]
    (folder / ANCHORS.file).write_bytes(write_rows(ANCHORS.columns, [row]))
    return folder


def test_a_passage_stands_in_the_verdict_the_tables_and_the_report(case: Path, tmp_path: Path) -> None:
    result = foedus.assess(case, draws=20)
    [passage] = result.verdict.evidence.passages
    stored = (case / "documents" / "speech.txt").read_text(encoding="utf-8")
    assert (passage.claim, passage.exact) == ("c01", "Nothing else was said.")
    assert stored[passage.start : passage.stop] == passage.exact
    assert result.verdict.evidence.documents["speech"].file == "speech.txt"
    result.write(tmp_path / "out")
    assert read_verdict(tmp_path / "out") == result.verdict
    assert "Nothing else was said." in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Nothing else was said." in (tmp_path / "out" / "tables" / "passages.csv").read_text(encoding="utf-8")


def test_where_the_words_may_not_leave_no_file_holds_them_and_no_number_moves(case: Path, tmp_path: Path) -> None:
    kept, left = foedus.assess(case, draws=20), foedus.assess(case, draws=20, passages=False)
    left.write(tmp_path / "out", brief=True)
    for file in (tmp_path / "out").rglob("*"):
        assert not file.is_file() or b"Nothing else was said" not in file.read_bytes()
    assert left.verdict.outcomes == kept.verdict.outcomes


def test_a_passage_of_a_document_that_is_not_there_is_refused_by_name(case: Path, tmp_path: Path) -> None:
    foedus.assess(case, draws=20).write(tmp_path / "out")
    file = tmp_path / "out" / "verdict.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    found["evidence"]["passages"][0]["document"] = "speeches"
    file.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(InputError, match=r"passages.*document.*'speeches'"):
        read_verdict(file)
