"""Text of a CSV file to a frame of texts: delimiter, header, rows of equal width."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import polars as pl

from foedus.datasets.decode import FileText, columns_of, decode
from foedus.datasets.model import LINE, Table, in_file
from foedus.datasets.verify import find_columns
from foedus.errors import Problem
from foedus.files.quotes import Lines, LineTooLong, swallowed_row
from foedus.files.raw import LONGEST_CELL

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_SHOWN = 60
_MOST_PROBLEMS = 1000
"""Of rows: a file whose rows are all of another width needs no more to be told so."""

_BATCH = 50_000
"""Rows that are held as Python's own texts at a time."""

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as texts."""

    #: One String column per column of the file, lower-case names, empty cells null, and `LINE` (UInt32), the number of
    #: the record from 0; None if the file cannot be read.
    frame: pl.DataFrame | None
    text: FileText  #: What :func:`line_numbers` needs.
    records: int = 0  #: Rows below the header that hold anything.

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the file."""
        return self.text.problems

    @property
    def notes(self) -> list[str]:
        """What was accepted and should be known."""
        return self.text.notes


def parse(data: bytes, table: Table, *, name: str) -> Parsed:
    """Read a file as texts."""
    text = decode(data, table, name=name)
    if text.problems:
        return Parsed(None, text)
    header = text.body.partition("\n")[0]
    if not header.strip(" ,"):
        text.problems.append(Problem(name, text.skipped + 1, "", header[:_SHOWN], "a header; this line is empty"))
        return Parsed(None, text)
    found = _wrong_shape(header, name, skipped=text.skipped)
    if found:
        text.problems.append(found)
        return Parsed(None, text)
    columns = columns_of(header)
    _, absent = find_columns(columns, table, name=name)
    if absent:
        text.problems += [replace(problem, row=text.skipped + 1) for problem in absent]
        return Parsed(None, text)
    text.notes += _repeated(columns, table, name)
    frame = _quoted(text, columns, name=name) if '"' in text.body else _plain(text, columns, name=name)
    if text.problems or frame is None:
        return Parsed(None, text)
    frame = frame.with_columns(pl.all().str.strip_chars().replace("", None)).with_row_index(LINE)
    full = frame.filter(~pl.all_horizontal(pl.exclude(LINE).is_null()))
    if full.height < frame.height:
        text.notes.append(f"{name}: {frame.height - full.height:,} empty rows set aside")
    return Parsed(full, text, full.height)


def line_numbers(text: FileText, records: Collection[int]) -> dict[int, int]:
    """Return the line in the file, as an editor counts it, of records counted from 0.

    Cells may hold line breaks, so records and lines differ; the file is walked once.
    """
    wanted = set(records)
    if '"' not in text.body:
        return {record: record + 2 + text.skipped for record in wanted}
    lines: dict[int, int] = {}
    for index, (line, _) in enumerate(_records(text), start=-1):
        if index in wanted:
            lines[index] = line
    return lines


def _records(text: FileText) -> Iterator[tuple[int, list[str]]]:
    """Yield line of the file and cells of every record, the header first."""
    lines = Lines(text.body)
    reader = csv.reader(lines, strict=True)
    start = 1 + text.skipped
    for cells in reader:
        lines.row.clear()
        yield start, cells
        start = reader.line_num + 1 + text.skipped


def _plain(text: FileText, columns: list[str], *, name: str) -> pl.DataFrame | None:
    """Read a file without quotes: a row is a line, and its cells stand between commas."""
    body, width = text.body, len(columns)
    lines = Lines(body)
    for number, line in enumerate(lines, start=1):
        lines.row.clear()
        count = line.count(",") + 1
        if count != width and not line.isspace():
            _tell_width(text, name, line=number + text.skipped, cells=line.rstrip("\n").split(","), width=width)
        elif len(line) > LONGEST_CELL:
            _tell_long(text, name, line=number + text.skipped, cells=line.split(","))
        if len(text.problems) >= _MOST_PROBLEMS:
            break
    if text.problems:
        return None
    names = _unique_names(columns)
    if not body.partition("\n")[2]:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return _from_polars(body, names, text=text, name=name)


def _from_polars(body: str, names: list[str], *, text: FileText, name: str) -> pl.DataFrame | None:
    try:
        return pl.read_csv(body.encode(), infer_schema=False, new_columns=names, quote_char=None, raise_if_empty=False)
    except pl.exceptions.PolarsError as error:
        first = str(error).splitlines()[0]
        text.problems.append(Problem(name, None, "", first[:_SHOWN], "a CSV file with as many cells in each row"))
        return None


def _quoted(text: FileText, columns: list[str], *, name: str) -> pl.DataFrame | None:
    """Read a file with quotes, cell by cell."""
    width, broken = len(columns), 0
    rows: Rows = []
    parts: list[pl.DataFrame] = []
    names = _unique_names(columns)
    lines = Lines(text.body)
    reader = csv.reader(lines, strict=True)
    start = 1 + text.skipped
    try:
        for cells in reader:
            kept = cells or [""] * width
            _check_record(text, kept, lines=lines.row, name=name, line=start, width=width)
            broken += len(lines.row) > 1
            lines.row.clear()
            start = reader.line_num + 1 + text.skipped
            rows.append(kept)
            if len(rows) > _BATCH and not text.problems:
                parts.append(_frame(rows, names))
                rows = rows[:1]
            if len(text.problems) >= _MOST_PROBLEMS:
                break
    except csv.Error as error:
        reason = "field larger" if isinstance(error, LineTooLong) else str(error)
        text.problems.append(_split_problem(name, start, reason))
    if text.problems:
        return None
    if broken:
        text.notes.append(f"{name}: {broken:,} rows hold a line break in a cell")
    return pl.concat([*parts, _frame(rows, names)])


def _frame(rows: Rows, names: list[str]) -> pl.DataFrame:
    """Return the rows below the first, which is the header."""
    cells = list(zip(*rows[1:], strict=True)) or [()] * len(names)
    return pl.DataFrame([pl.Series(name, values, dtype=pl.String) for name, values in zip(names, cells, strict=True)])


def _check_record(text: FileText, cells: list[str], *, lines: list[str], name: str, line: int, width: int) -> None:
    """Record what is wrong with the shape of one record."""
    if len(cells) != width:
        _tell_width(text, name, line=line, cells=cells, width=width)
    elif len(lines) > 1 and (row := swallowed_row(lines, width, separator=",")[0]):
        expected = f"one row; a quote that opens in line {line} swallows this one"
        text.problems.append(Problem(name, line, "", row[:_SHOWN], expected))
    elif max(map(len, cells), default=0) > LONGEST_CELL:
        _tell_long(text, name, line=line, cells=cells)


def _split_problem(name: str, line: int, reason: str) -> Problem:
    if "field larger" in reason:
        return Problem(name, line, "", "very long cell", f"cells of at most {LONGEST_CELL:,} characters")
    if "unexpected end" in reason:
        return Problem(name, line, "", "open quote", "a closing quote; the row that is missing it starts here or above")
    return Problem(
        name, line, "", reason[:_SHOWN], 'a quoted cell that ends at its closing quote; one inside is doubled ("")'
    )


def _tell_width(text: FileText, name: str, *, line: int, cells: list[str], width: int) -> None:
    shown = (cells[width] if len(cells) > width else cells[-1])[:_SHOWN]
    cut = "; the file may be cut off here" if len(cells) < width else ""
    text.problems.append(
        Problem(name, line, "", shown, f"{width} cells as in the header; the row has {len(cells)}{cut}")
    )


def _tell_long(text: FileText, name: str, *, line: int, cells: list[str]) -> None:
    longest = max(cells, key=len)
    if len(longest) > LONGEST_CELL:
        expected = f"at most {LONGEST_CELL:,} characters; the cell has {len(longest):,}"
        text.problems.append(Problem(name, line, "", longest[:_SHOWN], expected))


def _wrong_shape(header: str, name: str, *, skipped: int) -> Problem | None:
    """Tell a delimiter other than the comma."""
    counts = {mark: header.count(mark) for mark in _DELIMITERS}
    mark = max(counts, key=lambda key: counts[key])
    if counts[mark] > header.count(","):
        expected = f"columns separated by commas, not {_DELIMITERS[mark]}"
        near = header.replace(mark, ",")[:_SHOWN]
        return Problem(name, skipped + 1, "", header[:_SHOWN], expected, near)
    return None


def _repeated(columns: list[str], table: Table, name: str) -> list[str]:
    """Tell columns that are read and stand there twice."""
    read = {title for column in in_file(table.columns) for title in column.file_names}
    twice = [title for title in dict.fromkeys(columns) if title in read and columns.count(title) > 1]
    return [
        f"{name}: the column {title!r} stands there {columns.count(title)} times; the first is read" for title in twice
    ]


def _unique_names(names: list[str]) -> list[str]:
    """A second column of the same name gets a number."""
    seen: dict[str, int] = {}
    unique: list[str] = []
    for position, name in enumerate(names, start=1):
        seen[name] = seen.get(name, 0) + 1
        title = name if seen[name] == 1 else f"{name}_{seen[name]}"
        unique.append(title if title not in unique else f"{title}_at_{position}")
    return unique
