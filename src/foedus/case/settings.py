"""``case.toml``: read it, say on which line a key stands, write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from foedus.case.model import Scenario, Settings
from foedus.case.schema import SCENARIOS, SETTINGS, THESIS
from foedus.files.cells import CellError, Value, parse_cell
from foedus.files.fields import Field, Table
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet
from foedus.files.places import Places

FILE = SETTINGS.file

_PROVENANCE = "provenance"
_KEYS = (*SETTINGS.columns, "thesis", "scenarios", _PROVENANCE)


def parse_settings(content: Mapping[str, object], text: str, *, findings: Findings) -> dict[str, Sheet]:
    """Read ``case.toml``: ``settings`` and ``thesis`` with one row each, ``scenarios`` with one row each scenario."""
    lines = Places(text)
    top = {key: value for key, value in content.items() if key not in ("thesis", "scenarios", _PROVENANCE)}
    settings = _parse_row(SETTINGS, top, lines=lines, name="", number=0, findings=findings, known=_KEYS)
    _check_provenance(content.get(_PROVENANCE, {}), lines, findings=findings)
    thesis = content.get("thesis")
    if not isinstance(thesis, dict):
        expected = "a table [thesis] with text, source, outcome"
        findings.problem(FILE, lines.of("thesis"), "thesis", _shown(thesis), expected)
        thesis_rows = []
    else:
        thesis_rows = [_parse_row(THESIS, thesis, lines=lines, name="thesis", number=0, findings=findings)]
    return {
        "settings": Sheet(SETTINGS, [settings]),
        "thesis": Sheet(THESIS, thesis_rows),
        "scenarios": Sheet(SCENARIOS, _parse_scenarios(content.get("scenarios", []), lines, findings=findings)),
    }


def render_settings(settings: Settings) -> str:
    """Return the canonical text of ``case.toml``."""
    pair = ", ".join(toml_string(actor) for actor in settings.focal_pair)
    lines = [
        f"format_version = {settings.format_version}",
        f"id = {toml_string(settings.id)}",
        f"title = {toml_string(settings.title)}",
        f"question = {toml_string(settings.question)}",
        f"focal_pair = [{pair}]",
        f"theatre = {toml_string(settings.theatre)}",
        f"period = {toml_string(settings.period.text)}",
        f"as_of = {toml_string(settings.as_of.text)}",
        f"horizon_years = {settings.horizon_years}",
        f"state_of_relation = {toml_string(settings.state_of_relation)}",
        f"state_ground = {toml_string(settings.state_ground)}",
        f"licence = {toml_string(settings.licence)}",
        "",
        "[thesis]",
        f"text = {toml_string(settings.thesis.text)}",
        f"source = {toml_string(settings.thesis.source)}",
        f"outcome = {toml_string(settings.thesis.outcome)}",
    ]
    for scenario in settings.scenarios:
        lines += ["", "[[scenarios]]", *_scenario_lines(scenario)]
    if settings.provenance:
        lines += ["", f"[{_PROVENANCE}]"]
        lines += [f"{toml_key(key)} = {toml_string(value)}" for key, value in settings.provenance.items()]
    return "\n".join(lines) + "\n"


def _scenario_lines(scenario: Scenario) -> list[str]:
    removes = ", ".join(toml_string(removed) for removed in scenario.removes)
    return [f"id = {toml_string(scenario.id)}", f"label = {toml_string(scenario.label)}", f"removes = [{removes}]"]


def toml_string(text: str) -> str:
    """Return a text as a string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    escaped = re.sub("[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04X}", escaped)
    return f'"{escaped}"'


def toml_key(key: str) -> str:
    """Return a key as TOML writes it, in quotes where it needs them."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml_string(key)


def line_of_key(text: str, key: str) -> int | None:
    """Return the line on which a top-level key of ``case.toml`` stands, or None."""
    return Places(text).of(key)


def _parse_row(
    table: Table,
    content: Mapping[str, object],
    *,
    lines: Places,
    name: str,
    number: int,
    findings: Findings,
    known: tuple[str, ...] = (),
) -> Row:
    for key, value in content.items():
        if key not in table.columns:
            where = f"[{name}]" if name else FILE
            allowed = known or table.columns
            findings.problem(
                FILE, lines.of(key, name, number=number), key, _shown(value), f"a key of {where}: {', '.join(allowed)}",
                nearest=findings.nearest_of(key, allowed),
            )  # fmt: skip
    values: dict[str, Value] = {}
    for field in table.fields:
        line = lines.of(field.name, name, number=number)
        given = content.get(field.name)
        if isinstance(given, str) and given != given.strip():
            findings.note(f"{FILE}: blanks around the value of {field.name} accepted")
        if field.name not in content:
            findings.problem(FILE, line, field.name, "", f"a key {field.name} ({field.description.rstrip('.')})")
            continue
        try:
            values[field.name] = _parse_value(field, content[field.name])
        except CellError as error:
            shown = _shown(content[field.name]) if error.part is None else error.part
            findings.problem(
                FILE, line, field.name, shown, error.expected, nearest=error.nearest, options=error.options
            )
    places = {column: lines.of(column, name, number=number) for column in table.columns}
    return Row(places[table.columns[0]], values, places)


def _parse_value(field: Field, value: object) -> Value:
    """Read a TOML value: numbers are numbers, lists are lists, everything else is a string."""
    if field.many:
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise CellError(f"a list of strings such as {field.example}")
        if field.required and not value:
            raise CellError("a list that is not empty")
        if len(set(value)) < len(value):
            raise CellError("each element once")
        return tuple(value)
    if field.type == "integer":
        if not isinstance(value, int) or isinstance(value, bool):
            raise CellError("a whole number without quotes")
        return parse_cell(field, str(value))
    if field.type == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return parse_cell(field, value.isoformat())
    if not isinstance(value, str):
        raise CellError(f'a string in quotes such as "{field.example}"')
    return parse_cell(field, value.strip())


def _parse_scenarios(content: object, lines: Places, *, findings: Findings) -> list[Row]:
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        findings.problem(FILE, lines.of("scenarios"), "scenarios", _shown(content), "tables [[scenarios]]")
        return []
    return [
        _parse_row(SCENARIOS, entry, lines=lines, name="scenarios", number=number, findings=findings)
        for number, entry in enumerate(content)
    ]


def _check_provenance(content: object, lines: Places, *, findings: Findings) -> None:
    if not isinstance(content, dict):
        findings.problem(FILE, lines.of(_PROVENANCE), _PROVENANCE, _shown(content), "a table [provenance]")
        return
    for key, value in content.items():
        if not isinstance(value, str):
            line = lines.of(key, _PROVENANCE)
            findings.problem(FILE, line, f"{_PROVENANCE}.{key}", _shown(value), "a string in quotes")


def _shown(value: object) -> str:
    return "" if value is None else str(value)
