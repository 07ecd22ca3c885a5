"""Bytes of a user's file: regular files only, refused at once, never more than the limit."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.files.reading import read_bytes


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n" * 700_000)
    assert read_bytes(tmp_path / "a.csv") == b"a,b\n" * 700_000


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a")
    (tmp_path / "link").symlink_to("a.csv")
    assert read_bytes(tmp_path / "link") == b"a"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none.csv", "no file"),
        ("folder", "is a folder; expected a file"),
        ("pipe", "is a pipe"),
        ("socket", "is a socket"),
        ("broken", "is a link to 'nowhere', which is not there"),
        ("circle", "cannot be read"),
        ("large", "has 11 bytes; expected at most 10"),
        ("nul\0name", "cannot be read"),
    ],
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "large").write_bytes(b"x" * 11)
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(tmp_path)  # The path of a socket has 107 characters at most.
        listener.bind("socket")
        os.chdir(here)
        with pytest.raises(InputError, match=words):
            read_bytes(tmp_path / name, limit=10)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random"])
def test_devices_are_not_read(device: str) -> None:
    if not Path(device).exists():
        pytest.skip("no such device here")
    with pytest.raises(InputError, match="is a device"):
        read_bytes(Path(device))


def test_a_file_that_says_it_is_empty_is_read_no_further_than_the_limit() -> None:
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("no such file here")
    assert path.stat().st_size == 0
    assert read_bytes(path).startswith(b"Name:")
    with pytest.raises(InputError, match="more than 100 bytes"):
        read_bytes(path, limit=100)
