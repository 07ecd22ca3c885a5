"""Files change in one step: old or new for whoever looks, nothing of others lost, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from attack import kills
from foedus.errors import OutputError
from foedus.files.folder import write_file, write_files
from foedus.files.one_step import commit, lock

KILLS = Path(kills.__file__)
NEW = {"a.csv": b"new", "tables/b.csv": b"new"}


def filled(folder: Path) -> Path:
    (folder / "tables").mkdir(parents=True)
    for name in ("a.csv", "tables/b.csv", "notes.txt"):
        (folder / name).write_bytes(b"old")
    return folder


def refused(*_: object) -> None:
    raise OSError(22, "Invalid argument")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_killed_before_any_change_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    # in a process of its own, since a hook on changes of the file system cannot be taken off
    done = subprocess.run(
        [sys.executable, str(KILLS), "--points", "--only", "a folder with others' files", "--base", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "mixed" not in done.stdout
    assert "0 leftovers after the next run" in done.stdout


def test_the_folder_stays_the_same_for_whoever_stands_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled(tmp_path / "case")
    folder.chmod(0o750)
    before = folder.stat()
    monkeypatch.chdir(folder)
    write_files(NEW, Path())
    assert (Path("a.csv").read_bytes(), Path("notes.txt").read_bytes()) == (b"new", b"old")
    assert (folder.stat().st_ino, folder.stat().st_mode) == (before.st_ino, before.st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_without_an_exchange_of_folders_a_committed_journal_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "case")
    monkeypatch.setattr(commit, "exchange", refused)
    with monkeypatch.context() as cut:
        cut.setattr(commit, "roll_forward", refused)
        cut.setattr("foedus.files.one_step.box.discard", lambda _: None)
        with pytest.raises(OutputError):
            write_files(NEW, folder)
    assert (folder / "a.csv").read_bytes() == b"old"
    write_files({"notes.txt": b"later"}, folder)
    assert kills.look(folder) == {**NEW, "notes.txt": b"later"}
    assert kills.leftovers(folder) == []


def test_a_link_is_written_through_alone_and_refused_among_others(tmp_path: Path) -> None:
    folder = filled(tmp_path / "case")
    (tmp_path / "elsewhere.csv").write_bytes(b"theirs")
    (folder / "a.csv").unlink()
    (folder / "a.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(OutputError, match="is a link to"):
        write_files(NEW, folder)
    assert (tmp_path / "elsewhere.csv").read_bytes() == b"theirs"
    write_file(b"new", folder / "a.csv")
    assert (folder / "a.csv").is_symlink()
    assert (tmp_path / "elsewhere.csv").read_bytes() == b"new"


def test_what_changed_since_it_was_read_is_not_overwritten(tmp_path: Path) -> None:
    folder = filled(tmp_path / "case")
    with pytest.raises(OutputError, match=r"tables/b\.csv has changed"):
        write_files(NEW, folder, read={"a.csv": b"old", "tables/b.csv": b"older"})
    assert (folder / "a.csv").read_bytes() == b"old"


@pytest.mark.skipif(lock.fcntl is None, reason="no locks on folders")
def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled(tmp_path / "case")
    held = lock.take(folder)
    monkeypatch.setattr(lock, "WAIT", 0.1)
    try:
        with pytest.raises(OutputError, match="another foedus command is writing"):
            write_files(NEW, folder)
    finally:
        os.close(held)
    assert write_files(NEW, folder) == tuple(NEW)


def test_an_interrupt_while_files_are_made_leaves_nothing(tmp_path: Path) -> None:
    folder = filled(tmp_path / "case")

    def interrupted(_: Path) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        write_files({**NEW, "c.csv": interrupted}, folder)
    assert (folder / "a.csv").read_bytes() == b"old"
    assert kills.leftovers(folder) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_device_or_a_pipe_is_no_file_and_stays_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for write in (
        lambda: write_file(b"new", tmp_path / "pipe"),
        lambda: write_files({"pipe": b"new", "a": b"b"}, tmp_path),
    ):
        with pytest.raises(OutputError, match="device or a pipe"):
            write()
    assert (tmp_path / "pipe").is_fifo()
    assert not (tmp_path / "a").exists()
