"""Ways to break a case folder on disk, for the tests of what the reader says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

Break = Callable[[Path], None]


def cell(file: str, line: int, column: str, value: str) -> Break:
    """Put a value into a cell; the header is line 1."""

    def apply(folder: Path) -> None:
        rows = list(csv.reader(io.StringIO((folder / file).read_text(encoding="utf-8"))))
        rows[line - 1][rows[0].index(column)] = value
        _write(folder / file, rows)

    return apply


def added_row(file: str, **cells: str) -> Break:
    """Put a row at the end of a table."""

    def apply(folder: Path) -> None:
        rows = list(csv.reader(io.StringIO((folder / file).read_text(encoding="utf-8"))))
        assert set(cells) <= set(rows[0])
        _write(folder / file, [*rows, [cells.get(column, "") for column in rows[0]]])

    return apply


def replaced(file: str, old: str, new: str) -> Break:
    """Replace a text that stands in the file once."""

    def apply(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return apply


def appended(file: str, text: str) -> Break:
    """Put text at the end of a file."""

    def apply(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as target:
            target.write(text)

    return apply


def recoded(file: str, encoding: str) -> Break:
    """Save a file in another encoding."""

    def apply(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_bytes(text.encode(encoding))

    return apply


def overwritten(file: str, data: bytes) -> Break:
    """Replace the whole content of a file."""
    return lambda folder: (folder / file).write_bytes(data) and None


def emptied(file: str) -> Break:
    """Leave nothing in a file."""
    return lambda folder: (folder / file).write_bytes(b"") and None


def header_only(file: str) -> Break:
    """Leave the header only."""

    def apply(folder: Path) -> None:
        lines = (folder / file).read_text(encoding="utf-8").split("\n")
        (folder / file).write_text(lines[0] + "\n", encoding="utf-8")

    return apply


def removed(file: str) -> Break:
    """Take a file away."""
    return lambda folder: (folder / file).unlink()


def renamed(file: str, name: str) -> Break:
    """Give a file another name."""
    return lambda folder: (folder / file).rename(folder / name) and None


def folder_instead(file: str) -> Break:
    """Put a folder where a file should be."""

    def apply(folder: Path) -> None:
        (folder / file).unlink()
        (folder / file).mkdir()

    return apply


def all_of(*breaks: Break) -> Break:
    """Break in several ways."""

    def apply(folder: Path) -> None:
        for single in breaks:
            single(folder)

    return apply


def _write(path: Path, rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    path.write_bytes(buffer.getvalue().encode("utf-8"))
