"""The sheets of a case as Office Open XML, by openpyxl: headers that stay, widths, help and drop-downs."""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from foedus.case.workbook.contents import Rows
from foedus.case.workbook.layout import BIBLIOGRAPHY, LISTS, README, SETTINGS_SHEET, SHEETS, TEXT, setting
from foedus.files.cells import LIST_MARK, describe
from foedus.files.fields import Field, Table
from foedus.files.sheets.grid import escape
from foedus.files.sheets.values import number_text

_ROWS = 5_000
"""Rows to which drop-downs and formats reach."""
_DIGITS = 15
"""Significant digits that spreadsheet programs keep of a number; longer ones stay text."""
_PROMPT = 255
"""Characters of the help that shows at a cell."""

_HEAD = PatternFill("solid", fgColor="1F3A4D")
_OPTIONAL = PatternFill("solid", fgColor="5B7486")
_WHITE = Font(name="Calibri", bold=True, color="FFFFFF")
_WRAP = Alignment(vertical="top", wrap_text=True)
_TOP = Alignment(vertical="top")
_WIDTHS = {"id": 20, "slug": 16, "reference": 20, "word": 16, "integer": 10, "number": 12, "boolean": 10, "date": 14}
_WIDE = frozenset(
    {"text", "ground", "question", "state_ground", "persistence_ground", "note", "support", "event", "slant_ground"}
)
_WIDE_IN_BIB = frozenset({"title", "author", "journal", "booktitle", "publisher", "url", "abstract"})
_LINE, _MOST_HEIGHT = 15, 400
"""Points of a line of text, and of the highest row."""


def render(title: str, sheets: Mapping[str, Rows], *, settings_text: str) -> bytes:
    """Return the bytes of the workbook: `sheets` by name, the header of each first."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = README
    _fill_readme(book[README], title)
    lists = _Lists()
    for table in SHEETS:
        sheet = book.create_sheet(table.name)
        _fill(sheet, table, sheets[table.name])
        if table is SETTINGS_SHEET:
            _settings_menus(sheet, sheets[table.name], lists)
        else:
            _menus(sheet, table, lists)
    lists.fill(book.create_sheet(LISTS))
    own = book.create_sheet(TEXT)
    for row, line in enumerate(settings_text.split("\n"), start=1):
        if line:
            _put_text(own, row, 1, line)
    for name in (LISTS, TEXT):
        book[name].sheet_state = "hidden"
    book.active = book.sheetnames.index(SETTINGS_SHEET.name)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == SETTINGS_SHEET.name
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


class _Lists:
    """Closed lists, each a column of the hidden sheet that drop-downs point to."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def formula(self, words: tuple[str, ...]) -> str:
        """Return where a list of words stands."""
        column = get_column_letter(self._columns.setdefault(words, len(self._columns) + 1))
        return f"{LISTS}!${column}$1:${column}${len(words)}"

    def fill(self, sheet: Worksheet) -> None:
        """Write every list that was asked for."""
        for words, column in self._columns.items():
            for row, word in enumerate(words, start=1):
                _put_text(sheet, row, column, word)


def _fill_readme(sheet: Worksheet, title: str) -> None:
    lines = [
        title,
        "A case of foedus as a workbook: a row a record, a column a field. Check it with: foedus case check FILE.xlsx",
        "Assess it with: foedus assess FILE.xlsx. Make a folder of it with: foedus case workbook FILE.xlsx --out FOLDER",
        "Dark headers must be filled in, light ones may stay empty. Several ids in a cell are joined by |. Dates are EDTF: 2015, 2015-07, "
        "2015-07-31, 2015?, 2011/2018. Texts, logs and other files of the folder are not in the workbook.",
    ]
    for row, line in enumerate(lines, start=1):
        _put_text(sheet, row, 1, line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        sheet.cell(row, 1).alignment = _WRAP
    sheet.row_dimensions[4].height = 32
    sheet.cell(1, 1).font = Font(name="Calibri", bold=True, size=14)
    heads = ("sheet", "column", "required", "holds", "meaning")
    top = len(lines) + 2
    for column, head in enumerate(heads, start=1):
        _put_text(sheet, top, column, head)
        sheet.cell(top, column).font, sheet.cell(top, column).fill = _WHITE, _HEAD
    for number, width in enumerate((16, 20, 10, 60, 80), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    body = _readme_rows()
    for row, texts in enumerate(body, start=top + 1):
        for column, text in enumerate(texts, start=1):
            _put_text(sheet, row, column, text)
            sheet.cell(row, column).font = Font(name="Calibri", bold=bool(texts[0]))
    _set_heights(sheet, body, first=top + 1)
    for cells in sheet.iter_rows(min_row=top + 1):
        for cell in cells:
            cell.alignment = _WRAP
    sheet.freeze_panes = f"A{top + 1}"


def _readme_rows() -> Rows:
    """Every sheet and every column, with what it holds and means."""
    rows: Rows = []
    for table in SHEETS:
        rows.append([table.name, "", "", "", table.description])
        for field in table.fields:
            required = "yes" if field.required else ""
            rows.append(["", field.name, required, describe(field) + _several(field), field.description])
    return rows


def _fill(sheet: Worksheet, table: Table, rows: Rows) -> None:
    header, *body = rows
    for place, name in enumerate(header, start=1):
        field = table[name] if name in table.columns else None
        _put_text(sheet, 1, place, name)
        head = sheet.cell(1, place)
        head.font, head.fill = _WHITE, _HEAD if field is None or field.required else _OPTIONAL
        head.alignment = _TOP
        if field is not None:
            head.comment = Comment(
                f"{field.description}\n{describe(field)}{_several(field)}", "foedus", width=360, height=140
            )
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = _width(field, name)
        numbers = field is not None and field.type in ("integer", "number")
        # Text by format, so that a date or a code that is typed in stays as it is typed.
        dimension.number_format = "General" if numbers else "@"
        dimension.alignment = _WRAP
        for row, cells in enumerate(body, start=2):
            if cells[place - 1]:
                _put(sheet, row, place, cells[place - 1], numbers=numbers)
    if table is SETTINGS_SHEET:
        for letter, width in zip("ABC", (24, 70, 60), strict=True):
            sheet.column_dimensions[letter].width = width
    _set_heights(sheet, body)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 18
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{max(len(rows), 2)}"


def _set_heights(sheet: Worksheet, body: Rows, *, first: int = 2) -> None:
    """Make each row as high as its longest text needs: not every program does that when it opens a file."""
    widths = [
        sheet.column_dimensions[get_column_letter(place + 1)].width for place in range(len(body[0]) if body else 0)
    ]
    for row, cells in enumerate(body, start=first):
        lines = max(_lines(cell, width) for cell, width in zip(cells, widths, strict=True))
        if lines > 1:
            sheet.row_dimensions[row].height = min(_LINE * lines, _MOST_HEIGHT)


def _lines(cell: str, width: float) -> int:
    return sum(1 + int(len(line) * 1.1 / width) for line in cell.split("\n"))


def _width(field: Field | None, name: str) -> int:
    if name in _WIDE or (field is None and name in _WIDE_IN_BIB):
        return 50
    if field is None or field.type == "text":
        return 26 if name in ("name", "label", "aliases", "negative_pole", "positive_pole", "source") else 20
    return _WIDTHS.get(field.type, 20)


def _put(sheet: Worksheet, row: int, column: int, text: str, *, numbers: bool) -> None:
    number = _number(text) if numbers else None
    if number is None:
        _put_text(sheet, row, column, text)
    else:
        sheet.cell(row, column).value = number
    sheet.cell(row, column).alignment = _WRAP


def _number(text: str) -> float | int | None:
    """The number that a cell may hold instead of the text: one that comes back as the same text from any program."""
    try:
        value = float(text)
    except ValueError:
        return None
    digits = text.partition("e")[0].lstrip("-0.").replace(".", "")
    if number_text(value) != text or len(digits) > _DIGITS:
        return None
    return int(value) if value.is_integer() and "e" not in text else value


def _put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = escape(text)
    cell.data_type = "s"  # never a formula
    cell.number_format = "@"


def _several(field: Field) -> str:
    return f"; several joined by {LIST_MARK}" if field.many else ""


def _menus(sheet: Worksheet, table: Table, lists: _Lists) -> None:
    for place, field in enumerate(table.fields, start=1):
        letter = get_column_letter(place)
        rule = _rule(field, lists)
        rule.promptTitle = field.name[:32]
        rule.prompt = _short(f"{field.description} {describe(field)}{_several(field)}")
        rule.showInputMessage = True
        rule.add(f"{letter}2:{letter}{_ROWS}")
        sheet.add_data_validation(rule)
    if table is BIBLIOGRAPHY:
        sheet.freeze_panes = "B2"


def _settings_menus(sheet: Worksheet, rows: Rows, lists: _Lists) -> None:
    for row, (key, *_) in enumerate(rows[1:], start=2):
        field = setting(key)
        if field is not None:
            rule = _rule(field, lists)
            rule.promptTitle, rule.prompt, rule.showInputMessage = (
                key[:32],
                _short(describe(field) + _several(field)),
                True,
            )
            rule.add(f"B{row}")
            sheet.add_data_validation(rule)


def _rule(field: Field, lists: _Lists) -> DataValidation:
    """What may stand in a cell: a closed list is kept, ids of other sheets are offered."""
    words = ("true",) if field.type == "boolean" else field.words if field.type == "word" else ()
    if words:
        rule = DataValidation(type="list", formula1=lists.formula(words), allow_blank=True)
        rule.showErrorMessage = not field.many
        rule.errorTitle, rule.error = field.name[:32], _short(f"Expected {describe(field)}.")
        return rule
    target = next((table for table in SHEETS if table.name in field.tables), None)
    if field.type == "reference" and target is not None and (target.id_field or target.key):
        place = get_column_letter(target.columns.index(target.id_field or target.key[0]) + 1)
        span = f"{target.name}!${place}$2:${place}${_ROWS}"
        formula = f"OFFSET({target.name}!${place}$2,0,0,MAX(1,COUNTA({span})),1)"
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        rule.showErrorMessage = False
        return rule
    return DataValidation(allow_blank=True)


def _short(text: str) -> str:
    return text if len(text) <= _PROMPT else text[: _PROMPT - 3] + "..."
