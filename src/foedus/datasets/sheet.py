"""A dataset in a spreadsheet: its sheet as the CSV file that the distributor also gives, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foedus.datasets.locate import Found
from foedus.datasets.model import Dataset, in_file
from foedus.files.findings import Findings
from foedus.files.raw import write_rows
from foedus.files.sheets.book import Book, table_of
from foedus.files.sheets.container import is_spreadsheet
from foedus.files.tables import FileError


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that stands in for a CSV file."""

    file: Found  #: Its rows as CSV, each on the line of its own, counted from the header.
    above: int  #: Rows of the sheet above the header.
    notes: tuple[str, ...]  #: What was set aside or read otherwise than it is shown.


def sheet_of(file: Found, dataset: Dataset, *, sheet: str) -> Sheet | None:
    """Return the sheet of a spreadsheet file that holds a dataset; None if the file is no spreadsheet.

    Raises InputError if it cannot be read or it is not clear which sheet is meant, FileError if cells hold no value.
    """
    data = file.read()
    if not is_spreadsheet(file.name, data):
        return None
    columns = {
        name for release in dataset.releases for table in release.tables for column in in_file(table.columns)
        for name in column.file_names
    }  # fmt: skip
    findings = Findings()
    names = (dataset.id, Path(file.name).stem)
    grid = Book(file.name, data).choose(sheet, names, columns=sorted(columns), findings=findings)
    name = f"{file.name}#{grid.name}"
    lines = table_of(grid, name, columns=sorted(columns), findings=findings)
    if not lines:
        findings.problem(name, None, "", "", "a sheet with a header and rows")
    if findings.problems:
        raise FileError(file.name, findings.problems)
    content = _as_csv(lines)
    return Sheet(Found(name, file.place, lambda: content, lambda: content), lines[0][0] - 1, tuple(findings.notes))


def _as_csv(lines: list[tuple[int, list[str]]]) -> bytes:
    """Rows as CSV; a row that the sheet leaves blank is a line without cells, so that lines count as rows do."""
    (first, header), *rest = lines
    rows, at = [], first
    for row, cells in rest:
        rows += [[""] * len(header)] * (row - at - 1) + [cells]
        at = row
    return write_rows(tuple(header), rows)
