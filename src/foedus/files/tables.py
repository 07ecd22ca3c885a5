"""A user's own table: a CSV file read by a declaration, every problem told at once.

The declaration is a :class:`foedus.files.fields.Table`, so that a network, a list of actors or an issue
is read by the same rules as the tables of a case.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from foedus.errors import InputError, Problem, summary_lines
from foedus.files.characters import clean_name
from foedus.files.fields import Table
from foedus.files.findings import MOST_PROBLEMS, Findings
from foedus.files.header import find_start
from foedus.files.parse import Enough, Row, parse_table
from foedus.files.raw import Judge, RawTable, decode, read_rows
from foedus.files.reading import read_bytes

_TRIED = 20_000
"""Lines of the beginning of a long file."""
_LOOKED_THROUGH = _TRIED
"""Lines of a file that is looked through before it is read."""


class FileError(InputError):
    """A file of the user cannot be used; `problems` holds everything that is wrong with it.

    Parameters
    ----------
    name : str
        Name of the file.
    problems : sequence of Problem
        Every problem found, by column and row.
    step : str
        What to do next.
    notes : sequence of str
        What was accepted, set aside or assumed before.
    """

    def __init__(
        self,
        name: str,
        problems: Sequence[Problem],
        step: str = "correct the file and run again",
        *,
        notes: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.notes = tuple(notes)
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "\n".join(f"  {line}" for line in summary_lines(self.problems))
        super().__init__(f"{name}: {count:,} {'problem' if count == 1 else 'problems'}:\n{lines}\n{step}")


@dataclass(frozen=True)
class UserTable:
    """The rows of a user's file."""

    name: str  #: Name of the file.
    sha256: str  #: Hash of its bytes.
    columns: tuple[str, ...]  #: Declared columns that the file has.
    rows: tuple[Row, ...]  #: Values by column, with the line of the file.
    notes: tuple[str, ...]  #: What was accepted though it is not canonical, and columns that were not read.
    whole: bool = True  #: Whether the rows are not only those in which a look through the file found something wrong.


class Look(Protocol):
    """Looks through the rows of a long table before they are kept."""

    def judge(self, columns: Sequence[str], /) -> Judge | None:
        """Return what tells whether a row is wrong; None where the columns do not allow it."""

    def refuse(self, file: str, sha256: str, *, notes: Sequence[str]) -> None:
        """Raise FileError if the rows together are wrong."""


def read_table(
    path: Path,
    table: Table,
    *,
    optional: Sequence[str] = (),
    enough: Callable[[], Enough] | None = None,
    look: Look | None = None,
) -> UserTable:
    """Read a CSV file, or a sheet of a spreadsheet (``FILE.xlsx#SHEET``), by the declaration of its columns.

    The header may be in capitals. The file may lack the `optional` columns; columns that are not declared are left
    alone, with a note. `enough` makes what ends the reading early; the rows until
    then are returned. `look` sees the rows of a long file first; if it finds wrong ones, they alone are returned, and
    `UserTable.whole` is false. Raises InputError if the file cannot be read, FileError with every problem if anything in it is wrong.
    """
    from foedus.files.sheets.read import without_echoes

    findings = Findings()
    looked: list[RawTable | None] = []

    def split(declared: Table, text: str, sha256: str) -> RawTable | None:
        text = _as_far_as_it_tells(declared, text, optional=optional, enough=enough)
        if look is not None and text.count("\n") > _LOOKED_THROUGH:
            looked[:] = _look_through(declared, text, sha256, look=look, findings=findings)
        return looked[0] if looked else read_rows(declared, text, findings=findings)

    name, sha256, declared, raw = open_table(path, table, findings=findings, split=split)
    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    if raw is not None:
        raw = _known_columns(raw, declared, findings=findings)
        kept = tuple(f for f in declared.fields if f.name in raw.columns or f.name not in optional)
        columns = tuple(f.name for f in kept)
        rows = tuple(
            parse_table(replace(declared, fields=kept), raw, findings=findings, enough=enough and enough()).rows
        )
        if not rows and not findings.problems:
            findings.problem(declared.file, None, "", "no rows", "at least one row below the header")
    if findings.problems:
        problems = without_echoes(findings.problems)
        ordered = sorted(problems, key=lambda problem: (problem.column, problem.row or 0))
        raise FileError(name, ordered, notes=findings.notes)
    return UserTable(name, sha256, columns, rows, tuple(findings.notes), not looked)


def _look_through(table: Table, text: str, sha256: str, *, look: Look, findings: Findings) -> list[RawTable | None]:
    """Return the rows in which something is wrong as one table; nothing where nothing is found."""
    found = Findings()
    raw = read_rows(table, text, findings=found, judge=look.judge)
    if found.problems or (raw is not None and raw.rows):
        findings.take(found)
        return [raw]
    look.refuse(table.file, sha256, notes=found.notes)
    return []


def open_table(
    path: Path,
    table: Table,
    *,
    findings: Findings,
    split: Callable[[Table, str, str], RawTable | None] | None = None,
) -> tuple[str, str, Table, RawTable | None]:
    """Return name and hash of a CSV file or of a sheet's file, the declaration under its name, and its rows as text.

    `split` makes rows of the text of a CSV file, of which it is told the hash as well. The rows are None where `findings` say why there are none.
    """
    # What reads spreadsheets loads where a table is read: declarations alone stand in what every assessment loads.
    from foedus.files.sheets.book import split_sheet
    from foedus.files.sheets.container import is_spreadsheet
    from foedus.files.sheets.read import read_sheet

    path, sheet = split_sheet(path)
    data = read_bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if is_spreadsheet(path.name, data):
        named = (table.name, path.stem)
        declared, raw = read_sheet(path.name, data, table, sheet=sheet, names=named, findings=findings)
        return path.name, sha256, declared, raw
    declared = replace(table, file=path.name)
    text = decode(path.name, data, findings=findings, kind=".csv")
    del data  # A large file need not stand in memory twice.
    if text is None:
        return path.name, sha256, declared, None
    rows = read_rows(declared, text, findings=findings) if split is None else split(declared, text, sha256)
    return path.name, sha256, declared, rows


def _as_far_as_it_tells(
    table: Table, text: str, *, optional: Sequence[str], enough: Callable[[], Enough] | None
) -> str:
    """Return the text, or its beginning where that holds so many problems that reading on tells nothing.

    A long file is tried on its beginning first: to split a million rows takes seconds and half a gigabyte. A beginning
    with fewer problems says how long a one is to be tried.
    """
    tried, lines = _TRIED, text.count("\n")
    while tried < lines / 2:
        beginning = text[: next(islice(re.finditer("\n", text), tried - 1, None)).end()]
        findings, counted = Findings(), enough and enough()
        raw = read_rows(table, beginning, findings=findings)
        if raw is None:
            break
        raw = _known_columns(raw, table, findings=findings)
        kept = tuple(f for f in table.fields if f.name in raw.columns or f.name not in optional)
        sheet = parse_table(replace(table, fields=kept), raw, findings=findings, enough=counted)
        if len(sheet.rows) < len(raw.rows):
            return beginning
        wrong = len(findings.problems) + (counted.count if counted else 0)
        if not wrong:
            break
        tried = max(2 * tried, tried * MOST_PROBLEMS * 5 // (4 * wrong))
    return text


def header_of(path: Path, table: Table) -> list[str]:
    """Return the header of a table as the file spells it; problems of the file are left to `read_table`."""
    from foedus.files.sheets.book import Book, split_sheet, table_of
    from foedus.files.sheets.container import is_spreadsheet

    path, sheet = split_sheet(path)
    data = read_bytes(path)
    if is_spreadsheet(path.name, data):
        grid = Book(path.name, data).choose(sheet, (table.name, path.stem), columns=table.columns, findings=Findings())
        lines = table_of(grid, path.name, columns=table.columns, findings=Findings())
        return [clean_name(cell) for cell in lines[0][1]] if lines else []
    text = decode(path.name, data, findings=Findings(), kind=".csv") or ""
    start = find_start(text, table.columns)
    if start.header is None:
        return []
    line = text.split("\n", start.header + 1)[start.header]
    try:
        return [clean_name(cell) for cell in next(csv.reader([line], delimiter=start.separator), [])]
    except csv.Error:
        return []


def _known_columns(raw: RawTable, table: Table, *, findings: Findings) -> RawTable:
    """Set columns aside that are not declared, unless a declared one is missing whose name they may misspell."""
    at = [place for place, column in enumerate(raw.columns) if column in table.columns]
    other = [column for column in raw.columns if column not in table.columns]
    required = [field.name for field in table.fields if field.required]
    if not other or any(name not in raw.columns for name in required):
        return raw
    shown = [column or f"column {raw.columns.index(column) + 1} without a name" for column in dict.fromkeys(other)]
    twice = [column for column in dict.fromkeys(other) if column and other.count(column) > 1]
    findings.note(f"{table.file}: columns not read: {', '.join(shown)}")
    if twice:
        findings.note(f"{table.file}: columns that stand there twice: {', '.join(twice)}; none of them is read")
    rows = [(line, [cells[place] for place in at]) for line, cells in raw.rows]
    return RawTable([raw.columns[place] for place in at], rows, raw.header)
