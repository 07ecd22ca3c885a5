"""Office Open XML (ECMA-376): the sheets of an ``.xlsx`` or ``.xlsm`` file; macros are never looked at."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from dataclasses import dataclass

from foedus.files.sheets.container import Attributes, Container
from foedus.files.sheets.grid import MOST_CELLS, MOST_COLUMNS, Fault, Grid, TooManyFaults, place_of, too_large, unescape
from foedus.files.sheets.values import (
    BUILTIN_FORMATS,
    date_of_serial,
    elapsed_text,
    number_text,
    parts_of,
    shown_date,
)

_NO_VALUE = "a formula with its stored value; open the file in a spreadsheet program and save it again"
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet that a file has."""

    name: str
    hidden: bool
    part: str  #: Where its content lies.


class Xlsx:
    """The sheets of a file.

    Parameters
    ----------
    container : Container
        The file's parts.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self._from_1904 = False
        self.sheets: tuple[SheetName, ...] = self._sheets()
        self._shows: list[frozenset[str]] | None = None
        self._strings: list[str] | None = None
        self.notes: tuple[str, ...] = ("macros in the file were not run",) if container.has("xl/vbaProject.bin") else ()

    def read(self, sheet: SheetName) -> Grid:
        """Return a sheet as text. Raises InputError if it is broken or too large."""
        if self._container.count(sheet.part, b"<v>", b"<is>") > MOST_CELLS:
            raise too_large(sheet.name)
        if self._shows is None:
            self._shows = self._formats()
        if self._strings is None:
            self._strings = self._shared_strings()
        reader = _SheetReader(Grid(sheet.name), self._strings, shows=self._shows, from_1904=self._from_1904)
        with suppress(TooManyFaults):
            self._container.walk(sheet.part, reader.start, end=reader.end, text=reader.text)
        return reader.grid

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target of the relations of a part, by id."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, given: Attributes) -> None:
            if tag.endswith(":Relationship"):
                target = given.get("Target", "")
                place = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(f"{folder}/{target}").lstrip("/")
                )
                found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], place)

        self._container.walk(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found

    def _sheets(self) -> tuple[SheetName, ...]:
        book = next(
            (place for kind, place in self._relations("").values() if kind == "officeDocument"), "xl/workbook.xml"
        )
        self._parts = self._relations(book)
        found: list[SheetName] = []

        def start(tag: str, given: Attributes) -> None:
            tag = tag.rpartition(":")[2]
            if tag == "workbookPr":
                self._from_1904 = given.get("date1904", "0") in _TRUE
            elif tag == "sheet":
                link = next((value for key, value in given.items() if key.endswith(":id")), "")
                kind, part = self._parts.get(link, ("", ""))
                if kind == "worksheet":
                    found.append(SheetName(given.get("name", ""), given.get("state", "visible") != "visible", part))

        self._container.walk(book, start)
        if not found:
            raise self._container.broken("it has no sheet")
        return tuple(found)

    def _part(self, kind: str) -> str:
        return next((place for found, place in self._parts.values() if found == kind), "")

    def _formats(self) -> list[frozenset[str]]:
        """What the number format of each cell style shows."""
        part = self._part("styles")
        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        shows: list[frozenset[str]] = []
        inside = [""]

        def start(tag: str, given: Attributes) -> None:
            tag = tag.rpartition(":")[2]
            if tag == "numFmt" and given.get("numFmtId", "").isdecimal():
                codes[int(given["numFmtId"])] = given.get("formatCode", "")
            elif tag in ("cellXfs", "cellStyleXfs"):
                inside[0] = tag
            elif tag == "xf" and inside[0] == "cellXfs":
                number = given.get("numFmtId", "0")
                shows.append(parts_of(codes.get(int(number) if number.isdecimal() else 0, "General")))

        def end(tag: str) -> None:
            if tag.endswith(":cellXfs"):
                inside[0] = ""

        if part and self._container.has(part):
            self._container.walk(part, start, end=end)
        return shows

    def _shared_strings(self) -> list[str]:
        part = self._part("sharedStrings")
        strings: list[str] = []
        pieces: list[str] = []
        state = {"t": False, "phonetic": False}

        def start(tag: str, _: Attributes) -> None:
            tag = tag.rpartition(":")[2]
            if tag == "si":
                pieces.clear()
            elif tag == "rPh":
                state["phonetic"] = True
            state["t"] = tag == "t" and not state["phonetic"]

        def end(tag: str) -> None:
            tag = tag.rpartition(":")[2]
            state["t"] = False
            if tag == "rPh":
                state["phonetic"] = False
            elif tag == "si":
                strings.append(unescape("".join(pieces)))

        if part and self._container.has(part):
            self._container.walk(part, start, end=end, text=lambda text: pieces.append(text) if state["t"] else None)
        return strings


class _SheetReader:
    """Reads one sheet as a stream: cell by cell, keeping only filled ones."""

    def __init__(self, grid: Grid, strings: list[str], *, shows: list[frozenset[str]], from_1904: bool) -> None:
        self.grid = grid
        self._strings, self._shows, self._from_1904 = strings, shows, from_1904
        self._row, self._column, self._hidden = 0, -1, False
        self._cells: dict[int, str] = {}
        self._type, self._style = "n", 0
        self._value: list[str] = []
        self._inline: list[str] = []
        self._formula, self._phonetic = False, False
        self._open: list[str] = []
        self._into: list[str] | None = None

    def start(self, tag: str, given: Attributes) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("row", "c"):
            if tag in self._open:  # what was read of the one around it would be gone
                self._fault(f"<{tag}>", f"no <{tag}> inside another; the file is damaged")
            self._open.append(tag)
        if tag == "c":
            place = place_of(given.get("r", ""))
            self._column = place[1] if place else self._column + 1
            if place and place[0] != self._row:
                self._fault(given["r"], f"a cell of row {self._row}, in which it stands; the file is damaged")
            self._type = given.get("t", "n")
            style = given.get("s", "0")
            self._style = int(style) if style.isdecimal() else 0
            self._value.clear()
            self._inline.clear()
            self._formula = False
        elif tag == "v":
            self._into = self._value
        elif tag == "t" and not self._phonetic:
            self._into = self._inline
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            number = given.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column, self._cells = -1, {}
            self._hidden = given.get("hidden", "0") in _TRUE
        elif tag == "col" and given.get("hidden", "0") in _TRUE:
            first, last = int(given.get("min", "1")), int(given.get("max", "1"))
            self.grid.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))
        elif tag == "mergeCell":
            ends = [place_of(end) for end in given.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.grid.merged.append((*ends[0], *ends[1]))

    def text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("row", "c"):
            self._open.pop()
        if tag in ("v", "t"):
            self._into = None
        elif tag == "c":
            if self._value or self._inline or self._formula:
                self._keep()
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "row":
            self.grid.hidden_rows += self._hidden and bool(self._cells)
            self.grid.put(self._row, self._cells)

    def _keep(self) -> None:
        text = self._read("".join(self._value))
        if text and self._cells.setdefault(self._column, text) != text:
            self._fault(text, "one cell in this place; the file is damaged")

    def _read(self, value: str) -> str:
        if self._formula:
            if not value and self._type not in ("str", "inlineStr"):
                return self._fault("formula without a value", _NO_VALUE)
            self.grid.tell("formulas: their stored values are read", self._row, self._column)
        match self._type:
            case "s":
                if not value.strip().isdecimal() or int(value) >= len(self._strings):
                    return self._fault(value, "a text; the file's list of texts has no such entry")
                return self._strings[int(value)]
            case "inlineStr":
                return unescape("".join(self._inline))
            case "str":
                return unescape(value)
            case "b":
                return "TRUE" if value.strip() in _TRUE else "FALSE"
            case "e":
                return self._fault(value, "a value; the cell holds an error, correct its formula")
            case "d":
                return value.strip().removesuffix("T00:00:00")
        return self._number(value.strip()) if value.strip() else ""

    def _number(self, value: str) -> str:
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", value) or len(value) > 400:
            return self._fault(value, "a number")
        number = float(value)
        shows = self._shows[self._style] if self._style < len(self._shows) else frozenset()
        if abs(number) == float("inf"):
            return self._fault(value, "a number of ordinary size")
        if not shows:
            return number_text(number)
        if "percent" in shows:
            self.grid.tell("cells in percent are read as fractions (80% is 0.8)", self._row, self._column)
            return number_text(number)
        if "elapsed" in shows or (shows == {"time"} and number < 1):
            return elapsed_text(number)
        moment = date_of_serial(number, from_1904=self._from_1904)
        if moment is None:
            return self._fault(value, "a date that exists; the cell has a date format, and its number is none")
        text, told = shown_date(moment, shows)
        if told:
            self.grid.tell(told, self._row, self._column)
        return text

    def _fault(self, shown: str, expected: str) -> str:
        self.grid.fault(Fault(self._row, self._column, shown, expected))
        return ""
