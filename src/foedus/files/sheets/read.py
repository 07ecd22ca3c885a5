"""A sheet as the table that everything after it knows, as if it had been a CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from foedus.errors import Problem
from foedus.files.fields import Table
from foedus.files.findings import Findings
from foedus.files.raw import RawTable, align
from foedus.files.sheets.book import Book, table_of


def read_sheet(
    name: str, data: bytes, table: Table, *, sheet: str, names: Sequence[str], findings: Findings
) -> tuple[Table, RawTable | None]:
    """Return the table with the name of its sheet for messages, and its rows; None when there is no header.

    `sheet` is the one that the user named; else one called like `names`, or the only one. Raises InputError if the
    file cannot be read or it is not clear which sheet is meant.
    """
    book = Book(name, data)
    for note in book.notes:
        findings.note(f"{name}: {note}")
    grid = book.choose(sheet, names, columns=table.columns, findings=findings)
    declared = replace(table, file=f"{name}#{grid.name}")
    lines = table_of(grid, declared.file, columns=table.columns, findings=findings)
    if not lines:
        findings.problem(declared.file, None, "", "", f"a header: {','.join(table.columns)}")
        return declared, None
    return declared, align(declared, lines, findings=findings)


def without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems but for cells told to be empty whose content was found wrong before.

    A cell with an error holds no text, so that the table's own rules miss something there too.
    """
    kept = list(problems)
    told = {(problem.file, problem.row, problem.column) for problem in kept if problem.value}
    return [problem for problem in kept if problem.value or (problem.file, problem.row, problem.column) not in told]
