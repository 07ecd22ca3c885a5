"""The folder of results: every file or none, whatever stands in the way, and verdicts read back."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from foedus.case import write
from foedus.errors import OutputError
from foedus.report.outputs import render_outputs, write_outputs, write_report
from made import made, typed


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything under a folder: bytes of files, None for folders."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def files_of(folder: Path) -> set[str]:
    return {name for name, data in contents(folder).items() if data is not None}


def test_the_folder_holds_what_is_promised_and_nothing_beside_it(tmp_path: Path) -> None:
    written = write_outputs(typed(), tmp_path / "deep" / "results")
    assert files_of(tmp_path / "deep" / "results") == set(written)
    assert {"report.html", "verdict.json", "claims.csv", "network.graphml", "tables/outcomes.csv"} <= set(written)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["results"]
    assert json.loads((tmp_path / "deep/results/verdict.json").read_text()) == made()


def test_the_same_verdict_gives_the_same_bytes_and_other_files_stay(tmp_path: Path) -> None:
    write_outputs(typed(), tmp_path)
    (tmp_path / "my-notes.txt").write_text("keep")
    (tmp_path / "tables" / "mine.csv").write_text("keep")
    before = contents(tmp_path)
    write_outputs(typed(), tmp_path)
    assert contents(tmp_path) == before
    write_outputs(typed("coded"), tmp_path)
    after = contents(tmp_path)
    assert after["my-notes.txt"] == after["tables/mine.csv"] == b"keep"
    assert after["verdict.json"] != before["verdict.json"]


def block(folder: Path, name: str) -> None:
    """Put a folder where a file belongs."""
    (folder / name).unlink(missing_ok=True)
    (folder / name / "inner").mkdir(parents=True)


BLOCKED = ["report.html", "tables/ties.csv", "network.graphml", "verdict.json"]


@pytest.mark.parametrize("name", BLOCKED)
@pytest.mark.parametrize("earlier", [True, False])
def test_a_folder_in_place_of_a_file_leaves_everything_as_it_was(name: str, earlier: bool, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    if earlier:
        write_outputs(typed("coded"), folder)
    block(folder, name)
    before = contents(tmp_path)
    with pytest.raises(OutputError, match="cannot write"):
        write_outputs(typed(), folder)
    assert contents(tmp_path) == before


def test_a_file_in_place_of_the_tables_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "tables").write_text("mine")
    (folder / "verdict.json").write_text("old")
    before = contents(tmp_path)
    with pytest.raises(OutputError):
        write_outputs(typed(), folder)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("when", [1, 5, 20])
def test_what_cannot_be_flushed_to_the_disk_changes_nothing(
    when: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "results"
    write_outputs(typed("coded"), folder)
    (folder / "tables" / "ties.csv").unlink()
    before = contents(tmp_path)
    fail_to_flush(monkeypatch, when, OSError(28, "No space left on device"))
    with pytest.raises(OutputError, match="No space left on device"):
        write_outputs(typed(), folder)
    assert contents(tmp_path) == before


def test_an_interrupt_while_files_are_made_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "results"
    write_outputs(typed("coded"), folder)
    before = contents(tmp_path)
    fail_to_flush(monkeypatch, 4, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_outputs(typed(), folder)
    assert contents(tmp_path) == before


def fail_to_flush(monkeypatch: pytest.MonkeyPatch, when: int, fault: BaseException) -> None:
    calls, real = 0, os.fsync

    def fsync(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == when:
            raise fault
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_full_disk_while_files_are_made_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, real = 0, Path.write_bytes

    def write_bytes(self: Path, data: bytes) -> int:
        nonlocal calls
        calls += 1
        if calls == 6:
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(write.Path, "write_bytes", write_bytes)
    with pytest.raises(OutputError, match="No space left on device"):
        write_outputs(typed(), tmp_path / "results")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("folder", ["in-the-way", "in-the-way/results", "x" * 300, "nul\0byte"])
def test_a_folder_that_cannot_be_typed(folder: str, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("a file")
    with pytest.raises(OutputError) as caught:
        write_outputs(typed(), tmp_path / folder)
    assert len(str(caught.value)) < 500
    assert contents(tmp_path) == {"in-the-way": b"a file"}


def test_a_report_alone(tmp_path: Path) -> None:
    file = write_report(typed(), tmp_path / "new" / "page.html")
    assert file.read_bytes() == render_outputs(typed())["report.html"]
    for wrong in (tmp_path, tmp_path / "new", Path("/")):
        with pytest.raises(OutputError, match="is a folder; expected an HTML file such as"):
            write_report(typed(), wrong)
