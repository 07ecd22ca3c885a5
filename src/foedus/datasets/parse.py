"""Bytes of a CSV file to a frame of texts: encoding, notes before the header, delimiter, header."""

from __future__ import annotations

import csv
import io

import polars as pl

from foedus.datasets.model import LINE, Table
from foedus.errors import Problem

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_SHOWN = 60


def parse(data: bytes, table: Table, *, name: str) -> tuple[pl.DataFrame | None, list[Problem], str]:
    """Read a file as texts: (frame, problems, text from the header on, for :func:`line_numbers`).

    The frame has one String column per column of the file, lower-case names, empty cells null, and `LINE` (UInt32),
    the number of the record from 0; it is None if the file cannot be read at all.
    """
    text, problems = _decode(data, table.encoding, name=name)
    if problems:
        return None, problems, ""
    body, skipped = _from_header(text, table.preamble)
    header = body.split("\n", 1)[0].rstrip("\r")
    found = _wrong_shape(header, name, skipped=skipped)
    if found:
        return None, [found], ""
    try:
        names = _unique_names(next(csv.reader([header])))
        frame = pl.read_csv(body.encode(), infer_schema=False, new_columns=names)
    except pl.exceptions.PolarsError as error:
        first = str(error).splitlines()[0]
        return None, [Problem(name, None, "", first[:_SHOWN], "a CSV file with as many cells in each row")], ""
    frame = frame.with_columns(pl.all().str.strip_chars().replace("", None))
    return frame.with_row_index(LINE), [], body


def line_numbers(text: str, records: list[int], *, skipped: int = 0) -> dict[int, int]:
    """Return the line in the file, as an editor counts it, of records counted from 0.

    Cells may hold line breaks, so records and lines differ; the file is walked once.
    """
    wanted = set(records)
    if '"' not in text:
        return {record: record + 2 + skipped for record in wanted}
    lines: dict[int, int] = {}
    reader = csv.reader(io.StringIO(text, newline=""))
    start = 1
    for index, _ in enumerate(reader, start=-1):
        if index in wanted:
            lines[index] = start + skipped
        start = reader.line_num + 1
    return lines


def skipped_lines(data: bytes, table: Table) -> int:
    """Return how many lines of notes stand before the header."""
    if not table.preamble:
        return 0
    return _from_header(data.decode(table.encoding, errors="replace"), table.preamble)[1]


def _decode(data: bytes, encoding: str, *, name: str) -> tuple[str, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [Problem(name, None, "", "UTF-16 text", "UTF-8 text", "save as: CSV UTF-8")]
    if b"\x00" in data[:4096]:
        return "", [Problem(name, None, "", "binary data", "a CSV file")]
    if not data.strip():
        return "", [Problem(name, None, "", "", "a CSV file with a header and rows")]
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    try:
        return data.decode(codec), []
    except UnicodeDecodeError:
        return "", _undecodable(data, name)


def _undecodable(data: bytes, name: str) -> list[Problem]:
    """One problem for each line that is not UTF-8, with the text as Windows would read it."""
    problems = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            start = max(line.rfind(b",", 0, error.start) + 1, 0)
            cell = line[start:].split(b",")[0].strip()
            guess = cell.decode("cp1252", errors="replace").strip('"')[:_SHOWN]
            shown = cell.decode("utf-8", errors="backslashreplace").strip('"')[:_SHOWN]
            problems.append(Problem(name, number, "", shown, "UTF-8 text (this looks like Windows-1252)", guess))
    return problems


def _from_header(text: str, preamble: str) -> tuple[str, int]:
    """Cut the notes before the header line, which begins with `preamble`."""
    if not preamble:
        return text, 0
    lines = text.split("\n")
    for number, line in enumerate(lines[:100]):
        if line.lower().startswith(preamble.lower()):
            return "\n".join(lines[number:]), number
    return text, 0


def _wrong_shape(header: str, name: str, *, skipped: int) -> Problem | None:
    """Tell a delimiter other than the comma."""
    counts = {mark: header.count(mark) for mark in _DELIMITERS}
    mark = max(counts, key=lambda key: counts[key])
    if counts[mark] > header.count(","):
        expected = f"columns separated by commas, not {_DELIMITERS[mark]}"
        near = header.replace(mark, ",")[:_SHOWN]
        return Problem(name, skipped + 1, "", header[:_SHOWN], expected, near)
    return None


def _unique_names(names: list[str]) -> list[str]:
    """Lower-case names; a second column of the same name gets a number, an unnamed one its position."""
    seen: dict[str, int] = {}
    unique = []
    for position, name in enumerate(names, start=1):
        plain = name.strip().lower() or f"unnamed_{position}"
        seen[plain] = seen.get(plain, 0) + 1
        unique.append(plain if seen[plain] == 1 else f"{plain}_{seen[plain]}")
    return unique
