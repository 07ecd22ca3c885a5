"""Rows of text to rows of values, by the declaration of the table."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from foedus.files.accepted import Accepted
from foedus.files.cells import CellError, Value, parse_cell
from foedus.files.fields import Field, Table
from foedus.files.findings import MOST_PROBLEMS, Findings
from foedus.files.raw import RawTable


@dataclass(slots=True)
class Row:
    """A row whose cells are read."""

    line: int | None  #: Line of the file on which it starts.
    values: dict[str, Value]  #: Value by field. A field whose cell is wrong is absent, so that no rule judges it twice.
    #: Lines of the fields where they differ from the row's, as in ``case.toml``.
    places: Mapping[str, int | None] = dataclasses.field(default_factory=dict)

    def at(self, name: str) -> int | None:
        """Line on which a field stands."""
        return self.places.get(name, self.line)

    def has(self, *names: str) -> bool:
        """Whether all of these fields were read without a problem."""
        return all(name in self.values for name in names)

    def text(self, name: str) -> str:
        """Text of a field; empty when it is absent."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def many(self, name: str) -> tuple[str, ...]:
        """Elements of a list field; none when it is absent."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else ()

    def number(self, name: str) -> float | None:
        """Number of a field; None when it is absent."""
        value = self.values.get(name)
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


@dataclass(slots=True)
class Sheet:
    """A table whose cells are read."""

    table: Table  #: Its declaration.
    rows: list[Row]  #: Rows in the order of the file.
    present: bool = True  #: False when the file is missing or unreadable; other tables are then not blamed for its ids.


class Enough(Protocol):
    """Is told each row, and says when so many were wrong that reading on tells nothing."""

    @property
    def count(self) -> int:
        """How many were wrong."""

    def __call__(self, row: Row, /) -> bool:
        """Whether it is enough."""


class WrongRows:
    """Counts the rows that a rule finds wrong.

    Parameters
    ----------
    wrong : callable
        Whether a row is wrong by what it says, or by the rows before it.
    """

    def __init__(self, wrong: Callable[[Row], bool]) -> None:
        self._wrong = wrong
        self.count = 0

    def __call__(self, row: Row, /) -> bool:
        """Count a row; whether it is enough."""
        self.count += self._wrong(row)
        return self.count > MOST_PROBLEMS


def repeated(*columns: str) -> WrongRows:
    """Count the rows whose texts in these columns stand in a row before them."""
    seen: set[tuple[str, ...]] = set()

    def again(row: Row) -> bool:
        key = tuple(map(row.text, columns))
        known = key in seen
        seen.add(key)
        return known

    return WrongRows(again)


def parse_table(table: Table, raw: RawTable, *, findings: Findings, enough: Enough | None = None) -> Sheet:
    """Read every cell of a table and record every column and cell that is wrong; `enough` ends the reading early."""
    missing = _check_columns(table, raw.columns, line=raw.header, findings=findings)
    places = [(field, raw.columns.index(field.name)) for field in table.fields if field.name in raw.columns]
    rows: list[Row] = []
    accepted = Accepted()
    for line, cells in raw.rows:
        values: dict[str, Value] = {}
        for field, place in places:
            text = accepted.clean(field, cells[place], line)
            try:
                values[field.name] = parse_cell(field, text)
            except CellError as error:
                _record(table.file, line, field=field, text=text, error=error, findings=findings)
        rows.append(Row(line, values))
        if findings.full(table.file) or (enough is not None and enough(rows[-1])):
            findings.note(f"{table.file}: not read beyond line {line}; most rows hold problems")
            break
    for note in accepted.notes(table.file):
        findings.note(note)
    return Sheet(table, rows, present=not missing)


def _record(file: str, line: int, *, field: Field, text: str, error: CellError, findings: Findings) -> None:
    value = text if error.part is None else error.part
    findings.problem(file, line, field.name, value, error.expected, nearest=error.nearest, options=error.options)


def _check_columns(table: Table, columns: Sequence[str], *, line: int, findings: Findings) -> bool:
    """Record missing, unknown and repeated columns; return whether any is missing."""
    unknown = [column for column in columns if column not in table.columns]
    missing = [field.name for field in table.fields if field.name not in columns and not field.optional]
    for column, count in Counter(columns).items():
        if count > 1:
            findings.problem(table.file, line, column, column, "each column once")
    for column in dict.fromkeys(unknown):
        expected = f"a column of {table.file}: {', '.join(table.columns)}"
        findings.problem(table.file, line, column, column, expected, options=missing or table.columns)
    for column in missing:
        findings.problem(
            table.file, line, column, "", f"a column {column}", nearest=findings.nearest_of(column, unknown)
        )
    in_order = [column for column in table.columns if column in columns]
    if not unknown and not missing and list(columns) != in_order and len(columns) == len(in_order):
        findings.note(f"{table.file}: columns in another order accepted")
    return bool(missing)


def no_rows(table: Table) -> Sheet:
    """Return the sheet of a file that is missing or unreadable."""
    return Sheet(table, [], present=False)


def ids_of(sheets: Mapping[str, Sheet], tables: Sequence[str]) -> frozenset[str] | None:
    """Return the ids of these tables, or None when one of them is missing or unreadable."""
    ids: set[str] = set()
    for name in tables:
        sheet = sheets[name]
        if not sheet.present:
            return None
        ids.update(row.text(sheet.table.id_field) for row in sheet.rows)
    return frozenset(ids - {""})
