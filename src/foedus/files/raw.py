"""Bytes to rows of text: encoding, line ends, separators, and where every row stands.

Nothing here knows what a column means. What spreadsheets and editors add (a byte order mark, Windows
line ends, semicolons, blanks at the end) is accepted and noted; what would change the content of a
cell is refused.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from foedus.files.fields import Table
from foedus.files.findings import Findings

LARGEST_FILE = 200_000_000
"""Bytes of the largest file that is read."""
LONGEST_CELL = 100_000
"""Characters of the longest cell accepted; more is a file that is not a table."""

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_WIDE_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no text of a case holds: they change terminals and hide from editors."""


@dataclass(slots=True)
class RawTable:
    """A CSV file as text."""

    columns: list[str]  #: The header.
    #: Line of the file on which the row starts, as an editor counts it, and its cells, as many as the header has.
    rows: list[tuple[int, list[str]]]


@dataclass(slots=True)
class RawCase:
    """A case folder as text, before anything is understood; `migrate` changes it in place."""

    settings: dict[str, object]  #: Content of ``case.toml``.
    settings_text: str  #: Its text.
    tables: dict[str, RawTable]  #: By file name; a file that is missing or unreadable is absent.
    bibliography: str | None  #: Text of ``sources.bib``; None when it is missing or unreadable.


def decode(file: str, data: bytes, *, findings: Findings) -> str | None:
    """Return the text of a file with ``\\n`` line ends, or None after recording why it is not text."""
    if data[:2] in _WIDE_MARKS:
        findings.problem(file, None, "", _WIDE_MARKS[data[:2]], "UTF-8; save the file again as 'CSV UTF-8'")
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        findings.note(f"{file}: byte order mark accepted")
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = data[max(0, error.start - 12) : error.start + 12].decode("cp1252", errors="replace")
        expected = "UTF-8; the file has another encoding, save it again as UTF-8"
        findings.problem(file, line, "", shown.strip(), expected)
        return None
    if "\r" in text:
        findings.note(f"{file}: line ends of Windows or old Mac accepted")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        name = "NUL byte" if control[0] == "\0" else f"control character U+{ord(control[0]):04X}"
        findings.problem(file, line, "", name, "text without control characters; is it a spreadsheet or UTF-16 file?")
        return None
    return text


def read_rows(table: Table, text: str, *, findings: Findings) -> RawTable | None:
    """Split the text of a CSV file into rows, or return None when it has no header or cannot be split."""
    if not text.strip(' \n\t,;"'):
        findings.problem(table.file, None, "", "", f"a header: {','.join(table.columns)}")
        return None
    separator = _separator(table, text)
    if separator != ",":
        findings.note(f"{table.file}: cells separated by {_SEPARATORS[separator]} accepted")
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    lines: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            lines.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        _explain_split(table.file, start, error=error, findings=findings)
        return None
    raw = _align(table, lines, findings=findings)
    _check_lengths(table.file, raw, findings=findings)
    return raw


def write_rows(columns: tuple[str, ...], rows: list[list[str]]) -> bytes:
    """Return a canonical CSV file: UTF-8, commas, ``\\n``, quotes only where they are needed."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8")


def _separator(table: Table, text: str) -> str:
    """The separator by which the header names most of the table's columns; a comma when none does."""
    header = text.lstrip("\n").partition("\n")[0]

    def known(separator: str) -> int:
        return sum(cell.strip().strip('"') in table.columns for cell in header.split(separator))

    return max(_SEPARATORS, key=known)


def _explain_split(file: str, line: int, *, error: csv.Error, findings: Findings) -> None:
    reason = str(error)
    if "field larger" in reason:
        value, expected = "very long cell", f"cells of at most {LONGEST_CELL} characters (is a quote left open?)"
    elif "unexpected end" in reason:
        value, expected = "open quote", "a closing quote; it is missing in the row that starts here"
    else:
        value, expected = reason, 'a quoted cell that ends at its closing quote; a quote inside is doubled ("")'
    findings.problem(file, line, "", value, expected)


def _align(table: Table, lines: list[tuple[int, list[str]]], *, findings: Findings) -> RawTable:
    """Take the header off, give every row its width, and set blank rows and blank trailing cells aside."""
    file = table.file
    full = [(line, cells) for line, cells in lines if any(cell.strip() for cell in cells)]
    if len(full) < len(lines):
        findings.note(f"{file}: {len(lines) - len(full)} blank lines accepted")
    (_, header), *body = full
    columns = [cell.strip() for cell in header]
    width = len(columns)
    while width and not columns[width - 1] and not any("".join(cells[width - 1 :]).strip() for _, cells in body):
        width -= 1
    trimmed = 0
    rows: list[tuple[int, list[str]]] = []
    for line, cells in body:
        if len(cells) > width and not "".join(cells[width:]).strip():
            trimmed += 1
            cells = cells[:width]
        if len(cells) == width:
            rows.append((line, cells))
        else:
            shown = cells[width] if len(cells) > width else cells[-1]
            expected = f"{width} cells as in the header; the row has {len(cells)}"
            findings.problem(file, line, "", shown, expected)
    if trimmed or width < len(columns):
        findings.note(f"{file}: blank cells at the end of rows accepted")
    return RawTable(columns[:width], rows)


def _check_lengths(file: str, raw: RawTable, *, findings: Findings) -> None:
    for line, cells in raw.rows:
        for column, cell in zip(raw.columns, cells, strict=True):
            if len(cell) > LONGEST_CELL:
                expected = f"at most {LONGEST_CELL} characters; the cell has {len(cell)}"
                findings.problem(file, line, column, cell, expected)
