"""The reference page of the case format, printed from the declaration."""

from __future__ import annotations

from typing import Any

from foedus.case.schema import (
    BIBLIOGRAPHY_FILE,
    DOCUMENTS,
    FORMAT_VERSION,
    SCENARIOS,
    SETTINGS,
    TABLES,
    TEXTS_FOLDER,
    THESIS,
    text_file,
)
from foedus.files.cells import LIST_MARK, describe
from foedus.files.fields import Field, Table

_PARTS = (
    (SETTINGS, SETTINGS.file),
    (THESIS, f"{SETTINGS.file}, table [thesis]"),
    (SCENARIOS, f"{SETTINGS.file}, tables [[scenarios]]"),
)


def schema_as_data() -> dict[str, Any]:
    """Return the whole declaration as plain data, for other programs."""
    parts = [(table, place) for table, place in _PARTS] + [(table, table.file) for table in TABLES]
    return {
        "format": "foedus-case",
        "format_version": FORMAT_VERSION,
        "tables": [
            {
                "name": table.name,
                "place": place,
                "description": table.description,
                "key": list(table.key),
                "fields": [_field_as_data(field) for field in table.fields],
            }
            for table, place in parts
        ],
    }


def schema_as_markdown() -> str:
    """Return the reference page in Markdown: one table of fields for each file."""
    lines = [
        f"Version {FORMAT_VERSION} of the case format. A list inside a cell is joined by `{LIST_MARK}`; an empty cell is",
        "absent; dates are EDTF, levels 0 and 1.",
    ]
    for table, place in _PARTS:
        lines += _section(place, table)
    lines += ["", "The table `[provenance]` takes keys of your own with strings: coder, method, changes."]
    for table in TABLES:
        lines += _section(table.file, table)
    lines += [
        "",
        f"## {BIBLIOGRAPHY_FILE}",
        "",
        "BibTeX, one entry for each key of sources.csv. A work known only as a citation mark is `@misc` with",
        "`keywords = {stub}` and a note that says so.",
        "",
        f"## {TEXTS_FOLDER}/",
        "",
        f"`{text_file('ID')}` is the text of the row ID of {DOCUMENTS.file}: UTF-8, composed letters (NFC), `\\n` at the ends of lines.",
        "Offsets count its code points. A case may be handed on without its texts; anchors then wait until they are there again.",
    ]
    return "\n".join(lines) + "\n"


def _section(heading: str, table: Table) -> list[str]:
    lines = ["", f"## {heading}", "", table.description, "", "| field | holds | required | meaning | example |"]
    lines.append("|---|---|---|---|---|")
    for field in table.fields:
        cells = (f"`{field.name}`", _holds(field), _needed(field), field.description, _code(field))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines


def _needed(field: Field) -> str:
    if field.optional:
        return "the column may be left out"
    return "yes" if field.required else ""


def _holds(field: Field) -> str:
    return ("list: " if field.many else "") + describe(field)


def _code(field: Field) -> str:
    return f"`{field.example}`" if field.example else ""


def _field_as_data(field: Field) -> dict[str, Any]:
    data: dict[str, Any] = {"name": field.name, "type": field.type, "required": field.required, "list": field.many}
    optional = {
        "words": list(field.words),
        "references": list(field.tables),
        "minimum": field.low,
        "maximum": field.high,
        "pattern": field.pattern,
    }
    data |= {key: value for key, value in optional.items() if value not in (None, "", [])}
    return data | {"description": field.description, "example": field.example}
