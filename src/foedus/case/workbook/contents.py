"""What every sheet of a case's workbook holds, as rows of text."""

from __future__ import annotations

import csv
import io

from foedus.case.model import Case
from foedus.case.schema import SETTINGS, TABLES
from foedus.case.workbook.layout import BIBLIOGRAPHY, EMPTY, KEYS, PROVENANCE, SCENARIO_SHEET, SETTINGS_SHEET, setting
from foedus.case.write import render_case
from foedus.files.cells import LIST_MARK
from foedus.files.works.entry import make_entry

Rows = list[list[str]]


def sheets_of(case: Case) -> dict[str, Rows]:
    """Return the rows of every sheet, the header first."""
    files = render_case(case)
    sheets = {SETTINGS_SHEET.name: _settings(case), SCENARIO_SHEET.name: _scenarios(case)}
    for table in TABLES:
        sheets[table.name] = _table(files.get(table.file, b"").decode("utf-8"), table.columns)
    sheets[BIBLIOGRAPHY.name] = _bibliography(case)
    return sheets


def settings_text(case: Case) -> str:
    """Return the text of ``case.toml`` that goes with the case."""
    return render_case(case)[SETTINGS.file].decode("utf-8")


def _settings(case: Case) -> Rows:
    rows = [list(SETTINGS_SHEET.columns)]
    for key in KEYS:
        table, _, name = key.rpartition(".")
        value = getattr(case.settings.thesis if table else case.settings, name)
        field = setting(key)
        rows.append([key, _text(value), field.description if field else ""])
    rows += [
        [f"{PROVENANCE}.{key}", value, "Where the case comes from."] for key, value in case.settings.provenance.items()
    ]
    return rows


def _scenarios(case: Case) -> Rows:
    names = SCENARIO_SHEET.columns
    return [list(names), *([_text(getattr(row, name)) for name in names] for row in case.settings.scenarios)]


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return LIST_MARK.join(value)
    return str(getattr(value, "text", value))


def _table(text: str, columns: tuple[str, ...]) -> Rows:
    """Rows of a canonical file with every declared column, also the optional ones that the file leaves out."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return [list(columns), *([row.get(column) or "" for column in columns] for row in rows)]


def _bibliography(case: Case) -> Rows:
    names = {name for entry in case.bibliography for name, _ in entry.fields}
    ordered = [name for name, _ in make_entry("", "", values=dict.fromkeys(names, "")).fields]
    rows = [[*BIBLIOGRAPHY.columns, *ordered]]
    for entry in case.bibliography:
        values = {name: value or EMPTY for name, value in entry.fields}
        rows.append([entry.key, entry.type, *(values.get(name, "") for name in ordered)])
    return rows
