"""Quotes that swallow rows: a cell over several lines that holds what looks like rows of the table.

A quote too many opens a cell that ends at the next quote, rows later; the file can still be split, with rows fewer. A
true cell over several lines breaks the row in one place: its first line lacks the columns behind it, its last line those
before it, and no line inside has as many cells as the header.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Lines:
    """Hands the lines of a text to a reader of CSV and keeps those of the row that is being read."""

    text: str
    row: list[str] = field(default_factory=list)  #: Lines taken since `row` was last emptied.

    def __iter__(self) -> Iterator[str]:
        """Yield the lines with their ends."""
        at = 0
        while at < len(self.text):
            end = self.text.find("\n", at) + 1 or len(self.text)
            line = self.text[at:end]
            self.row.append(line)
            yield line
            at = end


def swallowed_row(lines: Sequence[str], width: int, *, separator: str) -> str:
    """Return the line of a row over several lines that looks like a row of its own; empty if none does.

    >>> swallowed_row(['Arda,"Belor,1', 'Belor,Corvan,1', 'Arda,Corvan",-1'], 3, separator=",")
    'Belor,Corvan,1'
    >>> swallowed_row(['Arda,"Belor', '(the north, mostly)",-1'], 3, separator=",")
    ''
    """
    if width < 2:
        return ""
    counts = [_cells(line, separator) for line in lines]
    for line, count in zip(lines[1:-1], counts[1:-1], strict=True):
        if width in count:
            return line.strip()
    whole = max(counts[0]) >= width and max(counts[-1]) >= width
    return lines[-1].strip() if whole else ""


def _cells(line: str, separator: str) -> tuple[int, int]:
    """Number of cells of a line by itself: with quotes as they stand, and if each were closed."""
    line = line.rstrip("\n")
    naive = line.count(separator) + 1
    try:
        return naive, len(next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return naive, naive
