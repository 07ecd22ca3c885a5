"""The sheets of settings and scenarios as the text of ``case.toml``, with the row of every line."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.case.schema import SCENARIOS, SETTINGS, THESIS
from foedus.case.settings import toml_key, toml_string
from foedus.case.workbook.layout import PROVENANCE, SETTINGS_SHEET
from foedus.files.cells import LIST_MARK
from foedus.files.fields import Field, Table
from foedus.files.findings import Findings
from foedus.files.raw import RawTable


@dataclass(slots=True)
class SettingsText:
    """A text and where its lines come from."""

    lines: list[str] = field(default_factory=list)
    places: dict[int, tuple[str, int]] = field(default_factory=dict)  #: Sheet and row by line.

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines) + "\n"

    def add(self, line: str, place: tuple[str, int]) -> None:
        """Add a line that stands at this sheet and row."""
        self.lines.append(line)
        self.places[len(self.lines)] = place


def write_text(
    settings: RawTable, scenarios: RawTable | None, *, sheet: str, other: str, findings: Findings
) -> SettingsText:
    """Return what the sheets `sheet` (settings) and `other` (scenarios) say, after recording keys that stand twice."""
    text = SettingsText()
    given = _keys(settings, sheet, findings=findings)
    tables: dict[str, dict[str, tuple[int, str]]] = {"": {}, THESIS.name: {}, PROVENANCE: {}}
    for key, row_and_value in given.items():
        table, _, name = key.partition(".")
        if name and table in tables:
            tables[table][name] = row_and_value
        else:
            tables[""][key] = row_and_value
    for name, values in tables.items():
        if name == PROVENANCE:
            _add_scenarios(text, scenarios, other)
        if name and values:
            text.add(f"[{name}]", (sheet, next(iter(values.values()))[0]))
        declared = {"": SETTINGS, THESIS.name: THESIS}.get(name)
        for key, (row, value) in values.items():
            text.add(f"{toml_key(key)} = {_value(declared, key, value=value)}", (sheet, row))
    return text


def _keys(settings: RawTable, sheet: str, *, findings: Findings) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    if not {"key", "value"} <= set(settings.columns):
        shown = ", ".join(settings.columns)
        findings.problem(sheet, settings.header, "", shown, f"the columns {', '.join(SETTINGS_SHEET.columns)}")
        return found
    at, value = settings.columns.index("key"), settings.columns.index("value")
    for row, cells in settings.rows:
        key = cells[at].strip()
        if key in found:
            findings.problem(sheet, row, "key", key, "each key once")
        elif key:
            found[key] = (row, cells[value])
        else:
            findings.problem(sheet, row, "key", "", "the name of a setting beside its value")
    return found


def _add_scenarios(text: SettingsText, scenarios: RawTable | None, sheet: str) -> None:
    if scenarios is None:
        return
    for row, cells in scenarios.rows:
        text.add("[[scenarios]]", (sheet, row))
        for column, cell in zip(scenarios.columns, cells, strict=True):
            if column:
                text.add(f"{toml_key(column)} = {_value(SCENARIOS, column, value=cell)}", (sheet, row))


def _value(table: Table | None, key: str, *, value: str) -> str:
    field: Field | None = table[key] if table is not None and key in table.columns else None
    if field is not None and field.many:
        parts = [part.strip() for part in value.split(LIST_MARK)] if value.strip() else []
        return f"[{', '.join(toml_string(part) for part in parts)}]"
    if field is not None and field.type == "integer" and value.strip().isdecimal() and len(value) < 16:
        return str(int(value))
    return toml_string(value)
