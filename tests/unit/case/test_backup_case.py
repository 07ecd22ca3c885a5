"""A case in one file: all of it, in the same bytes, and again as it was; a damaged copy is refused and writes nothing."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from builders import a_coded_case
from foedus.case.backup import LIST, back_up, restore
from foedus.case.coding.log.database.opening import journals_of
from foedus.case.coding.log.event import Change
from foedus.case.coding.log.store import open_log
from foedus.case.texts.add import add_documents
from foedus.errors import InputError

AT = "2026-05-01T12:00:00Z"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = a_coded_case().write(tmp_path / "case")
    (tmp_path / "memo.txt").write_text("A text of the case.\n")
    add_documents(folder, [tmp_path / "memo.txt"])
    set_note(folder, "in the log", url="")
    return folder


def set_note(folder: Path, word: str, *, url: str) -> None:
    journals = journals_of(folder, url)
    log = open_log(folder, at=AT, journals=journals)
    before = log.state.rows("claims")[("c01",)].get("note", "")
    log.change([Change("set", "claims", ("c01",), "note", before, word)], coder="amin", at=AT)
    journals.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_case_is_restored_byte_by_byte(case: Path, tmp_path: Path) -> None:
    made = back_up(case, tmp_path / "case.zip", at=AT)
    assert {"documents/memo.txt", "coding/amin.jsonl", "coding/.exported.json", "claims.csv"} <= {*made.files}
    again = restore(tmp_path / "case.zip", tmp_path / "again")
    assert files(tmp_path / "again") == files(case)
    assert again == made
    assert open_log(tmp_path / "again", at=AT).state.rows("claims")[("c01",)]["note"] == "in the log"


def test_the_same_case_gives_the_same_bytes_and_other_programs_open_it(case: Path, tmp_path: Path) -> None:
    other = shutil.copytree(case, tmp_path / "other")
    back_up(case, tmp_path / "one.zip", at=AT)
    back_up(Path(other), tmp_path / "two.zip", at="later")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist() if name != LIST} == files(case)


def test_what_stands_in_the_database_is_copied(case: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'team.db'}"
    elsewhere = Path(shutil.copytree(case, tmp_path / "elsewhere"))
    set_note(elsewhere, "by another server", url=url)
    journals = journals_of(case, url)
    back_up(case, tmp_path / "case.zip", at=AT, journals=journals)
    journals.close()
    restore(tmp_path / "case.zip", tmp_path / "again")
    assert "by another server" in (tmp_path / "again" / "claims.csv").read_text()


def test_every_byte_counts(case: Path, tmp_path: Path) -> None:
    """A bit turned anywhere is refused, or changes nothing that is restored."""
    back_up(case, tmp_path / "case.zip", at=AT)
    data = (tmp_path / "case.zip").read_bytes()
    refused = 0
    for number, at in enumerate(range(0, len(data), 1 + len(data) // 300)):
        (tmp_path / "bad.zip").write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        out = tmp_path / f"out-{number}"
        try:
            restore(tmp_path / "bad.zip", out)
        except InputError:
            refused += 1
            assert not out.exists()
        else:
            assert files(out) == files(case)
    assert refused > 200


@pytest.mark.parametrize("cut", [0, 1, 100, -1, -30])
def test_a_part_of_a_copy_is_refused(case: Path, tmp_path: Path, cut: int) -> None:
    back_up(case, tmp_path / "case.zip", at=AT)
    (tmp_path / "bad.zip").write_bytes((tmp_path / "case.zip").read_bytes()[:cut])
    with pytest.raises(InputError, match="no backup, or a damaged one"):
        restore(tmp_path / "bad.zip", tmp_path / "out")


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/evil.csv", "a/../../evil.csv", "C:evil.csv", "a\\evil.csv", ".", "a//b"]
)
def test_a_file_outside_the_case_is_refused(tmp_path: Path, name: str) -> None:
    from foedus.case.coding.log.event import digest

    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr(LIST, json.dumps({"format": 1, "files": {name: {"size": 1, "sha256": digest(b"x")}}}))
        archive.writestr(name, b"x")
    with pytest.raises(InputError, match="outside the case"):
        restore(tmp_path / "bad.zip", tmp_path / "out")


def test_another_zip_a_newer_format_and_a_folder_in_use_are_refused(case: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("claims.csv", b"x")
    with pytest.raises(InputError, match="is no backup of foedus"):
        restore(tmp_path / "other.zip", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "newer.zip", "w") as archive:
        archive.writestr(LIST, b'{"format": 2, "files": {}}')
    with pytest.raises(InputError, match="format 2; this release knows 1"):
        restore(tmp_path / "newer.zip", tmp_path / "out")
    back_up(case, tmp_path / "case.zip", at=AT)
    with pytest.raises(InputError, match="holds something already"):
        restore(tmp_path / "case.zip", case)
    with pytest.raises(InputError, match="hold its own copy"):
        back_up(case, case / "case.zip", at=AT)
