"""Bytes of an official file to its text: encoding, line ends, and what spreadsheets and old systems add around it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field

from foedus.datasets.formats import format_of
from foedus.datasets.model import Table
from foedus.errors import Problem
from foedus.files.encoding import Unreadable, to_text
from foedus.files.raw import LONGEST_LINE, long_line

END_OF_FILE = "\x1a"
"""What DOS and old statistics programs write behind the last line."""
_SHOWN = 60
_MOST_PROBLEMS = 1000
_NOTES = 100
"""Lines before the header among which it is sought."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(slots=True)
class FileText:
    """The text of a file, or the problems that keep it from being read."""

    body: str = ""  #: From the header on, with ``\n`` line ends.
    skipped: int = 0  #: Lines before the header.
    ended: bool = True  #: Whether the last line has an end.
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def decode(data: bytes, table: Table, *, name: str) -> FileText:
    """Return the text of a file from its header on."""
    found = FileText()
    text = _decoded(data, table.encoding, name=name, found=found)
    if found.problems:
        return found
    text = _plain_ends(text, name=name, notes=found.notes)
    if text.rstrip("\n").endswith(END_OF_FILE):
        text = text.rstrip("\n" + END_OF_FILE) + "\n"
        found.notes.append(f"{name}: the mark of DOS for the end of a file (U+001A) set aside")
    if table.stray and (stray := _CONTROL.findall(text.replace("\0", ""))):
        text = _CONTROL.sub(lambda mark: mark[0] if mark[0] == "\0" else " ", text)
        found.notes.append(f"{name}: {len(stray)} control characters in free text read as blanks")
    found.problems += _unreadable(text, name)
    found.ended = text.endswith("\n")
    found.skipped = header_line(text, table.preamble)
    if found.skipped and not table.preamble:
        found.notes.append(f"{name}: Excel's line {text.partition(chr(10))[0][:_SHOWN]!r} before the header set aside")
    found.body = _after(text, found.skipped)
    return found


def header_line(text: str, preamble: str) -> int:
    """Return how many lines stand before the header: Excel's ``sep=`` line, or notes before the line of a preamble."""
    start = 0
    for number in range(_NOTES):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if preamble and begins_header(line, preamble):
            return number
        if not preamble:
            return int(_SEPARATOR_LINE.fullmatch(line.strip()) is not None)
        if end < 0:
            break
        start = end + 1
    return 0


def begins_header(line: str, preamble: str) -> bool:
    """Whether a line begins with the columns of a preamble, in quotes or without.

    >>> begins_header('"Recipient","Supplier","status"', "Recipient,Supplier"), begins_header("Recipient", "Recipient,Supplier")
    (True, False)
    """
    wanted = columns_of(preamble)
    return columns_of(line)[: len(wanted)] == wanted


def columns_of(header: str) -> list[str]:
    """Return the names in a header line, lower case, without blanks around them; an unnamed one is its position."""
    try:
        cells = next(csv.reader([header]), [])
    except csv.Error:
        cells = header.split(",")
    return [cell.strip().lower() or f"unnamed_{position}" for position, cell in enumerate(cells, start=1)]


def _decoded(data: bytes, encoding: str, *, name: str, found: FileText) -> str:
    """Decode, or record why not."""
    if not data.strip():
        found.problems.append(Problem(name, None, "", "empty file", "a CSV file with a header and rows"))
    elif (other := format_of(name, data)) is not None:
        found.problems.append(Problem(name, None, "", other.what, f"a CSV file; {other.step}"))
    if found.problems:
        return ""
    if encoding != "utf-8":
        return data.decode(encoding, errors="replace")
    read = to_text(data)
    if isinstance(read, Unreadable):
        found.problems += _undecodable(data, name)
        return ""
    text, notes = read
    found.notes += [f"{name}: {note}" for note in notes if "byte order mark" not in note]
    return text


def _undecodable(data: bytes, name: str) -> list[Problem]:
    """One problem for each line that is not UTF-8, with the text as Windows would read it."""
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if len(problems) == _MOST_PROBLEMS:
            break
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            start = max(line.rfind(b",", 0, error.start) + 1, 0)
            cell = line[start : start + 4 * _SHOWN].split(b",")[0].strip()
            guess = cell.decode("cp1252", errors="replace").strip('"')[:_SHOWN]
            shown = cell.decode("utf-8", errors="backslashreplace").strip('"')[:_SHOWN]
            problems.append(Problem(name, number, "", shown, "UTF-8 text (this looks like Windows-1252)", guess))
    return problems or [Problem(name, None, "", "broken text", "UTF-8 text that is whole; fetch the file again")]


def _plain_ends(text: str, *, name: str, notes: list[str]) -> str:
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        notes.append(f"{name}: line ends of old Mac (CR) accepted")
        text = text.replace("\r", "\n")
    return text


def _unreadable(text: str, name: str) -> list[Problem]:
    """Lines too long for a table, and characters that no table holds."""
    long = long_line(text)
    if long is not None:
        expected = f"rows of at most {LONGEST_LINE:,} characters; this one has {long[1]:,}"
        return [Problem(name, long[0], "", "very long line", expected)]
    problems = []
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return [Problem(name, line, "", "binary data (U+0000)", "a CSV file")]
    for found in _CONTROL.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        problems.append(Problem(name, line, "", f"U+{ord(found[0]):04X}", "text without control characters"))
        if len(problems) == 5:
            break
    return problems


def _after(text: str, lines: int) -> str:
    start = 0
    for _ in range(lines):
        start = text.index("\n", start) + 1
    return text[start:]
