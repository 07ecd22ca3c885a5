"""Quotes that swallow rows: a cell over several lines that holds what looks like rows of the table.

A quote too many opens a cell that ends at the next quote, rows later; the file can still be split, with rows fewer. A
true cell over several lines breaks the row in one place: its first line lacks the columns behind it, its last line those
before it, and no line inside has as many cells as the header.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field


class LineTooLong(csv.Error):
    """A line is longer than any row of a table."""


@dataclass(slots=True)
class Lines:
    """Hands the lines of a text to a reader of CSV and keeps those of the row that is being read."""

    text: str
    longest: int = 3_000_000  #: Characters of the longest line that is handed on: some thirty of the longest cells.
    row: list[str] = field(default_factory=list)  #: Lines taken since `row` was last emptied.

    def __iter__(self) -> Iterator[str]:
        """Yield the lines with their ends."""
        at = 0
        while at < len(self.text):
            end = self.text.find("\n", at) + 1 or len(self.text)
            if end - at > self.longest:
                raise LineTooLong(f"a line of {end - at:,} characters")
            line = self.text[at:end]
            self.row.append(line)
            yield line
            at = end


def swallowed_row(
    lines: Sequence[str], width: int, *, separator: str, fits: Callable[[Sequence[str]], bool] = bool
) -> tuple[str, bool]:
    """Return the line of a row over several lines that has as many cells as the header, and whether its cells fit.

    `fits` says whether cells may be a row of the table. The line is empty where none has the width.

    >>> swallowed_row(['Arda,"Belor,1', 'Belor,Corvan,1', 'Arda,Corvan",-1'], 3, separator=",")
    ('Belor,Corvan,1', True)
    >>> swallowed_row(['Arda,"Belor', '(the north, mostly)",-1'], 3, separator=",")
    ('', False)
    """
    if width < 2:
        return "", False
    split = [_cells(line, separator) for line in lines]
    wide = [_as_row(line, ways, width=width, fits=fits) for line, ways in zip(lines[1:-1], split[1:-1], strict=True)]
    # The ends are rows of their own only if both are: a true cell over lines breaks its row.
    if all(max(map(len, ways)) >= width for ways in (split[0], split[-1])):
        wide.append((lines[-1].strip(), any(fits(cells[:width]) for cells in split[-1] if len(cells) >= width)))
    found = [row for row in wide if row[0]]
    return next((row for row in found if row[1]), found[0] if found else ("", False))


def _as_row(
    line: str, ways: tuple[list[str], list[str]], *, width: int, fits: Callable[[Sequence[str]], bool]
) -> tuple[str, bool]:
    """The line if it has as many cells as the header, but for blank ones behind, and whether they fit."""
    rows = [cells for cells in ways if len(cells) >= width and not "".join(cells[width:]).strip(' "')]
    return (line.strip(), any(map(fits, rows))) if rows else ("", False)


def _cells(line: str, separator: str) -> tuple[list[str], list[str]]:
    """Cells of a line by itself: split at every separator, and with its quotes."""
    line = line.rstrip("\n")
    naive = [cell.strip().strip('"') for cell in line.split(separator)]
    try:
        return naive, next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return naive, naive
