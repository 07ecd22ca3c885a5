"""OpenDocument (ISO/IEC 26300): the sheets of an ``.ods`` file."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

from foedus.errors import InputError
from foedus.files.sheets.container import Attributes, Container
from foedus.files.sheets.grid import MOST_CELLS, MOST_COLUMNS, Fault, Grid, TooManyFaults, too_large
from foedus.files.sheets.values import number_text, shown_date
from foedus.files.sheets.xlsx import SheetName

_BODY = "content.xml"
_ERROR = re.compile(r"#[A-Z0-9/!?]+|(Err|Fehler|Erreur):?\s?[0-9]{3}")
_NO_VALUE = "a formula with its stored value; open the file in a spreadsheet program and save it again"
_DURATION = re.compile(r"(-?)PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_PARTS = {"datastyle:year": "year", "datastyle:month": "month", "datastyle:day": "day", "datastyle:hours": "time"}
_LONGEST = 1_000_000
"""Characters of a cell that hold blanks; a count of blanks is a few bytes in the file."""
_SPACES = re.compile(r"[ \t\r\n]+")


class Ods:
    """The sheets of a file.

    Parameters
    ----------
    container : Container
        The file's parts.
    """

    notes: tuple[str, ...] = ()

    def __init__(self, container: Container) -> None:
        self._container = container
        self._styles = _Styles()
        if container.count(_BODY, b"<text:p") > 2 * MOST_CELLS:  # a cell may hold several lines
            raise too_large(container.name)
        if container.has("styles.xml"):
            container.walk("styles.xml", self._styles.start, end=self._styles.end)
        self.sheets: tuple[SheetName, ...] = self._sheets()

    def read(self, sheet: SheetName) -> Grid:
        """Return a sheet as text. Raises InputError if it is broken or too large."""
        reader = _SheetReader(Grid(sheet.name), self._styles)
        with suppress(TooManyFaults):
            self._container.walk(_BODY, reader.start, end=reader.end, text=reader.text)
        return reader.grid

    def _sheets(self) -> tuple[SheetName, ...]:
        found: list[SheetName] = []
        path: list[str] = []

        def start(tag: str, given: Attributes) -> None:
            if tag == "table:table" and path[-1:] == ["office:spreadsheet"]:
                style = given.get("table:style-name", "")
                found.append(SheetName(given.get("table:name", ""), style in self._styles.hidden_tables, _BODY))
            self._styles.start(tag, given)
            path.append(tag)

        def end(tag: str) -> None:
            self._styles.end(tag)
            path.pop()

        self._container.walk(_BODY, start, end=end)
        if not found:
            raise self._container.broken("it has no sheet")
        return tuple(found)


class _Styles:
    """What the date format of a cell style shows, and which tables are hidden."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._formats: dict[str, set[str]] = {}
        self._cells: dict[str, tuple[str, str]] = {}
        self._style = ""
        self._format = ""

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "style:style":
            self._style = given.get("style:name", "")
            format_, parent = given.get("style:data-style-name", ""), given.get("style:parent-style-name", "")
            self._cells[self._style] = (format_, parent)
        elif tag == "style:table-properties" and given.get("table:display") == "false":
            self.hidden_tables.add(self._style)
        elif tag in ("datastyle:date-style", "datastyle:time-style"):
            self._format = given.get("style:name", "")
            self._formats[self._format] = set()
        elif tag in _PARTS and self._format:
            self._formats[self._format].add(_PARTS[tag])

    def end(self, tag: str) -> None:
        if tag in ("datastyle:date-style", "datastyle:time-style"):
            self._format = ""

    def shows(self, style: str) -> frozenset[str]:
        """What the format of a style shows of a date; nothing where it has none."""
        for _ in range(20):
            format_, parent = self._cells.get(style, ("", ""))
            if format_:
                return frozenset(self._formats.get(format_, ()))
            if not parent:
                break
            style = parent
        return frozenset()


class _SheetReader:
    """Reads one sheet of the document as a stream, keeping only filled cells."""

    def __init__(self, grid: Grid, styles: _Styles) -> None:
        self.grid = grid
        self._styles = styles
        self._inside, self._done = False, False
        self._row, self._column = 0, 0
        self._repeat_row, self._hidden, self._row_style = 1, False, ""
        self._columns: list[tuple[int, str]] = []
        self._cells: dict[int, str] = {}
        self._given: Attributes = {}
        self._paragraphs: list[str] = []
        self._skip = 0
        self._in_cell, self._in_text = False, False

    def start(self, tag: str, given: Attributes) -> None:
        if not self._inside:
            if tag == "table:table" and given.get("table:name") == self.grid.name and not self._done:
                self._inside = True
            return
        if self._skip or tag == "office:annotation" or tag.startswith("drawing:") or tag == "table:shapes":
            self._skip += 1
        elif tag == "table:table-column":
            self._add_columns(given)
        elif tag == "table:table-row":
            self._repeat_row = _count(given, "table:number-rows-repeated")
            self._hidden = given.get("table:visibility", "visible") != "visible"
            self._row_style = given.get("table:default-cell-style-name", "")
            self._row, self._column, self._cells = self._row + 1, 0, {}
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._given, self._paragraphs = given, []
            self._in_cell = True
        elif self._in_cell:
            self._start_text(tag, given)

    def text(self, text: str) -> None:
        if self._in_text and not self._skip:
            self._paragraphs[-1] += _SPACES.sub(" ", text)

    def end(self, tag: str) -> None:
        if not self._inside:
            return
        if self._skip:
            self._skip -= 1
        elif tag == "text:p":
            self._in_text = False
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._in_cell = False
            self._keep()
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table":
            self._inside, self._done = False, True

    def _start_text(self, tag: str, given: Attributes) -> None:
        if tag == "text:p":
            self._paragraphs.append("")
            self._in_text = True
        elif self._in_text and tag == "text:s":
            self._paragraphs[-1] += " " * min(_count(given, "text:c"), _LONGEST)
            if len(self._paragraphs[-1]) > _LONGEST:
                raise InputError(
                    f"sheet {self.grid.name!r} row {self._row}: a cell of more than {_LONGEST:,} characters"
                )
        elif self._in_text and tag == "text:tab":
            self._paragraphs[-1] += "\t"
        elif self._in_text and tag == "text:line-break":
            self._paragraphs[-1] += "\n"

    def _add_columns(self, given: Attributes) -> None:
        first = self._columns[-1][0] if self._columns else 0
        last = min(first + _count(given, "table:number-columns-repeated"), MOST_COLUMNS)
        self._columns.append((last, given.get("table:default-cell-style-name", "")))
        if given.get("table:visibility", "visible") != "visible":
            self.grid.hidden_columns.update(range(first, last))

    def _keep(self) -> None:
        given, repeat = self._given, _count(self._given, "table:number-columns-repeated")
        down, right = _count(given, "table:number-rows-spanned"), _count(given, "table:number-columns-spanned")
        if down > 1 or right > 1:
            end = (self._row + down - 1, self._column + right - 1)
            self.grid.merged.append((self._row, self._column, *end))
        text = self._read()
        if text:
            for column in range(self._column, min(self._column + repeat, MOST_COLUMNS)):
                self._cells[column] = text
        self._column += repeat

    def _end_row(self) -> None:
        if self._cells and self._repeat_row * len(self._cells) > MOST_CELLS:
            raise InputError(
                f"sheet {self.grid.name!r} repeats a row {self._repeat_row:,} times; delete the repeated rows"
            )
        if self._cells:
            self.grid.hidden_rows += self._repeat_row if self._hidden else 0
            for row in range(self._row, self._row + self._repeat_row):
                self.grid.put(row, dict(self._cells))
        self._row += self._repeat_row - 1

    def _read(self) -> str:
        given = self._given
        kind = given.get("office:value-type", "")
        shown = "\n".join(self._paragraphs)
        formula = "table:formula" in given
        if given.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(shown.strip())):
            return self._fault(shown.strip(), "a value; the cell holds an error, correct its formula")
        if formula and not kind:
            return self._fault("formula without a value", _NO_VALUE)
        if formula:
            self.grid.tell("formulas: their stored values are read", self._row, self._column)
        match kind:
            case "float" | "currency" | "percentage":
                return self._number(given.get("office:value", ""), kind)
            case "boolean":
                return "TRUE" if given.get("office:boolean-value") == "true" else "FALSE"
            case "date":
                return self._date(given.get("office:date-value", ""))
            case "time":
                return self._time(given.get("office:time-value", ""))
        return given.get("office:string-value") or shown

    def _number(self, value: str, kind: str) -> str:
        try:
            number = float(value)
            text = number_text(number)
        except (ValueError, OverflowError):
            return self._fault(value, "a number")
        if kind == "percentage":
            self.grid.tell("cells in percent are read as fractions (80% is 0.8)", self._row, self._column)
        return text

    def _date(self, value: str) -> str:
        try:
            moment = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        except ValueError:
            return self._fault(value, "a date")
        text, told = shown_date(moment, self._styles.shows(self._style()))
        if told:
            self.grid.tell(told, self._row, self._column)
        return text

    def _time(self, value: str) -> str:
        found = _DURATION.fullmatch(value)
        if not found:
            return self._fault(value, "a time")
        return f"{found[1]}{int(found[2]):02}:{int(found[3]):02}:{int(found[4]):02}"

    def _style(self) -> str:
        column = next((style for last, style in self._columns if self._column < last), "")
        return self._given.get("table:style-name") or self._row_style or column

    def _fault(self, shown: str, expected: str) -> str:
        self.grid.fault(Fault(self._row, self._column, shown, expected))
        return ""


def _count(given: Attributes, name: str) -> int:
    value = given.get(name, "1")
    return max(1, int(value)) if value.isdecimal() and len(value) < 9 else 1
