"""A spreadsheet file: which sheet is meant, where its table begins, and what must be told of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.errors import InputError
from foedus.files.characters import name_key
from foedus.files.findings import MOST_PROBLEMS, Findings, shorten
from foedus.files.header import spell
from foedus.files.sheets.container import open_container
from foedus.files.sheets.grid import Grid, column_name
from foedus.files.sheets.ods import Ods
from foedus.files.sheets.xlsx import SheetName, Xlsx

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".ods", ".ots")
"""Of files that are read as spreadsheets."""

Line = tuple[int, list[str]]

_SEARCHED = 50
"""Filled rows among which the header is sought."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """The table of a sheet, as text from its header on."""

    name: str  #: Name of the sheet.
    lines: list[Line]  #: Rows with their number in the sheet; the first is the header. Empty: the sheet is.


def split_sheet(path: Path) -> tuple[Path, str]:
    """Split ``FILE.xlsx#SHEET`` into the file and the sheet; the sheet is empty where none is named.

    >>> split_sheet(Path("ties.xlsx#1914"))[1], split_sheet(Path("a#b.csv"))[1]
    ('1914', '')
    """
    name, mark, sheet = path.name.partition("#")
    if mark and Path(name).suffix.lower() in ENDINGS and not path.exists():
        return path.with_name(name), sheet
    return path, ""


class Book:
    """A spreadsheet file that is open.

    Parameters
    ----------
    name : str
        Name of the file, for messages.
    data : bytes
        Its content. Raises InputError if it cannot be read.
    """

    def __init__(self, name: str, data: bytes) -> None:
        container, kind = open_container(name, data)
        self.name = name
        self._file = Xlsx(container) if kind == "xlsx" else Ods(container)
        self.notes = self._file.notes

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        """Every sheet, in the order of the file."""
        return self._file.sheets

    def named(self, name: str) -> SheetName | None:
        """Return the sheet of this name; capitals and blanks do not count where only one fits."""
        exact = [sheet for sheet in self.sheets if sheet.name == name]
        fitting = exact or [sheet for sheet in self.sheets if name_key(sheet.name) == name_key(name)]
        return fitting[0] if len(fitting) == 1 else None

    def read(self, sheet: SheetName) -> Grid:
        """Return a sheet as text."""
        return self._file.read(sheet)

    def choose(self, wanted: str, names: Sequence[str], *, columns: Sequence[str], findings: Findings) -> Grid:
        """Return the sheet that is meant: `wanted`, else one called like `names`, else the only one with content.

        Of several with content the only one whose header has two or more of `columns` is taken. Which one it is, and
        which hidden ones were left alone, is noted. Raises InputError if it is not clear which is meant.
        """
        if wanted:
            found = self.named(wanted)
            if found is None:
                raise InputError(f"{self.name} has no sheet {wanted!r}; it has {self._listing(self.sheets)}")
            return self.read(found)
        visible = [sheet for sheet in self.sheets if not sheet.hidden]
        hidden = [sheet.name for sheet in self.sheets if sheet.hidden]
        if hidden:
            findings.note(f"{self.name}: hidden sheets not read: {', '.join(hidden)}")
        for name in names:
            found = self.named(name)
            if found is not None and not found.hidden:
                return self._told(self.read(found), visible, findings=findings)
        grids = [self.read(sheet) for sheet in visible[:100]]
        filled = [grid for grid in grids if grid.rows or grid.faults]
        fitting = [grid for grid in filled if known_columns(grid, columns) > 1]
        for group in (filled, fitting):
            if len(group) == 1:
                return self._told(group[0], visible, findings=findings)
        if not filled:
            raise InputError(
                f"{self.name} has no sheet with content that is not hidden; show the sheet, or name it: {self.name}#SHEET"
            )
        raise InputError(
            f"{self.name} has several sheets: {self._listing(visible)}; name the one that is meant: "
            f"{self.name}#{(fitting or filled)[0].name}"
        )

    def _told(self, grid: Grid, visible: Sequence[SheetName], *, findings: Findings) -> Grid:
        others = [sheet.name for sheet in visible if sheet.name != grid.name]
        if others:
            findings.note(f"{self.name}: sheet {grid.name!r} read; not read: {', '.join(others[:8])}")
        return grid

    @staticmethod
    def _listing(sheets: Sequence[SheetName]) -> str:
        return ", ".join(repr(sheet.name) for sheet in sheets[:20])


def known_columns(grid: Grid, columns: Sequence[str]) -> int:
    """How many of these columns the header of a sheet has."""
    at = _header(grid, columns)
    return 0 if at is None else _known(grid.rows[at][1], columns)


def table_of(grid: Grid, file: str, *, columns: Sequence[str], findings: Findings) -> list[Line]:
    """Return the rows of a sheet from its header on, after recording what is wrong in cells and what must be told.

    Rows above the header and columns that are wholly empty are set aside, hidden rows and columns are read. A cell
    with an error, a formula without a value or merged cells in the table are problems.
    """
    at = _header(grid, columns)
    if at is None:
        _record(grid, 0, {}, file=file, findings=findings)
        return []
    header, names = grid.rows[at]
    if at:
        first = next(iter(grid.rows[0][1].values()))
        rows = "row" if at == 1 else "rows"
        findings.note(
            f"{file}: {at} filled {rows} above the header in row {header} set aside, first {shorten(first)!r}"
        )
    used = sorted({column for _, cells in grid.rows[at:] for column in cells} | {fault.column for fault in grid.faults})
    lines = [(row, [cells.get(column, "") for column in used]) for row, cells in grid.rows[at:]]
    _record(grid, header, names, file=file, findings=findings)
    _tell(grid, header, used=used, file=file, findings=findings)
    return lines


def _header(grid: Grid, columns: Sequence[str]) -> int | None:
    """Place of the row that names most columns, among the first filled ones; the first row where none names any."""
    counts = [_known(cells, columns) for _, cells in grid.rows[:_SEARCHED]]
    return counts.index(max(counts)) if counts else None


def _known(cells: dict[int, str], columns: Sequence[str]) -> int:
    return len(set(spell(list(cells.values()), columns)) & set(columns))


def _record(grid: Grid, header: int, names: dict[int, str], *, file: str, findings: Findings) -> None:
    """Record the faults of cells and the merged cells of the table."""
    for fault in grid.faults:
        if fault.row >= header:
            findings.problem(file, fault.row, _column(fault.column, names), fault.shown, fault.expected)
    if grid.cut:
        shown = f"more than {MOST_PROBLEMS:,} cells that cannot be read"
        findings.problem(file, grid.cut, "", shown, "the first ones to be mended; nothing is read beyond this row")
    for first, left, last, right in grid.merged:
        if last >= header:
            shown = f"{column_name(left)}{first}:{column_name(right)}{last}"
            expected = "cells that are not merged; unmerge them and fill in each"
            findings.problem(file, max(first, header), _column(left, names), shown, expected)


def _column(column: int, names: dict[int, str]) -> str:
    return names.get(column, "").strip() or f"column {column_name(column)}"


def _tell(grid: Grid, header: int, *, used: Sequence[int], file: str, findings: Findings) -> None:
    for what, cells in grid.told.items():
        more = f" and {len(cells) - _SHOWN:,} more" if len(cells) > _SHOWN else ""
        findings.note(f"{file}: {what}; in {', '.join(cells[:_SHOWN])}{more}")
    if grid.hidden_rows:
        findings.note(f"{file}: {grid.hidden_rows:,} hidden or filtered rows are read as the others")
    hidden = [column_name(column) for column in used if column in grid.hidden_columns]
    if hidden:
        findings.note(f"{file}: hidden columns are read as the others: {', '.join(hidden[:8])}")
    numbers = [row for row, _ in grid.rows if row >= header]
    blank = numbers[-1] - header + 1 - len(numbers)
    if blank:
        findings.note(f"{file}: {blank:,} blank rows between rows accepted")
