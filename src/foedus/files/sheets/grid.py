"""A sheet as text: filled cells by row and column, what is wrong in cells, and what was seen on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foedus.errors import InputError
from foedus.files.findings import MOST_PROBLEMS

MOST_CELLS = 1_000_000
"""Filled cells of a sheet."""
MOST_CHARACTERS = 100_000_000
"""Characters of a sheet in all."""
MOST_ROWS = 1_048_576
"""Rows of a sheet in Excel and LibreOffice."""
MOST_COLUMNS = 16_384
"""Columns of a sheet in Excel and LibreOffice."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Fault:
    """A cell that cannot be read."""

    row: int
    column: int  #: From 0.
    shown: str
    expected: str


class TooManyFaults(Exception):
    """So many cells of a sheet cannot be read that reading on tells nothing."""


@dataclass(slots=True)
class Grid:
    """A sheet."""

    name: str
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)  #: Row from 1; text by column from 0.
    faults: list[Fault] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  #: First row, first column, last row, last column.
    told: dict[str, list[str]] = field(default_factory=dict)  #: Cells by what must be told of them.
    hidden_rows: int = 0  #: Rows with content that the program does not show.
    hidden_columns: set[int] = field(default_factory=set)
    cells: int = 0
    characters: int = 0
    cut: int = 0  #: Row beyond which it was not read, since so much before was wrong; 0 where it was read whole.

    def put(self, row: int, cells: dict[int, str]) -> None:
        """Keep the filled cells of a row. Raises InputError if the sheet holds more than `MOST_CELLS`."""
        if not cells:
            return
        self.cells += len(cells)
        self.characters += sum(map(len, cells.values()))
        if self.cells > MOST_CELLS or self.characters > MOST_CHARACTERS or row > MOST_ROWS:
            raise too_large(self.name)
        self.rows.append((row, cells))

    def fault(self, fault: Fault) -> None:
        """Record a cell that cannot be read. Raises TooManyFaults, beyond which nothing need be read."""
        self.faults.append(fault)
        if len(self.faults) > MOST_PROBLEMS:
            self.cut = fault.row
            raise TooManyFaults

    def tell(self, what: str, row: int, column: int) -> None:
        """Remember that something must be told of a cell."""
        self.told.setdefault(what, []).append(f"{column_name(column)}{row}")


def too_large(sheet: str) -> InputError:
    """Return the error of a sheet beyond the limits."""
    return InputError(
        f"sheet {sheet!r} holds more than {MOST_CELLS:,} filled cells, {MOST_CHARACTERS:,} characters or "
        f"{MOST_ROWS:,} rows; split it, or save it as 'CSV UTF-8'"
    )


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(reference: str) -> tuple[int, int] | None:
    """Return row from 1 and column from 0 of a cell such as ``AB12``; None if it is none.

    >>> place_of("AB12")
    (12, 27)
    """
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", reference)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1


def unescape(text: str) -> str:
    """Return the text that Excel shows for one with characters written as ``_x000D_``.

    >>> unescape("_x005F_x0041_"), unescape("a_x000A_b")
    ('_x0041_', 'a\\nb')
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


def escape(text: str) -> str:
    """Return a text so that Excel shows it as it is, also where it looks like an escaped character.

    >>> escape("_x0041_")
    '_x005F_x0041_'
    """
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
