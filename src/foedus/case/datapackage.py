"""``datapackage.json``: the case as a Frictionless Data Package, so that other tools can read it.

Specification: https://specs.frictionlessdata.io/data-package/ and
https://specs.frictionlessdata.io/table-schema/, version 1. Lists inside a cell and EDTF dates have no
type there; they are strings whose description says what they are.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from foedus.case.model import Case
from foedus.case.schema import BIBLIOGRAPHY_FILE, SETTINGS, TABLES
from foedus.files.cells import LIST_MARK
from foedus.files.fields import SLUG, SLUG_LENGTH, Field, Table, kept_fields
from foedus.files.works.keys import KEY_LENGTH

KEY_PATTERN = r"[^\s,;{}|\"\\]+"
"""Form of the key of a work, for other programs."""

_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}
_NOT_IN_LICENCE_NAMES = re.compile(r"[^-A-Za-z0-9._]+")


def render_package(case: Case) -> str:
    """Return the text of ``datapackage.json`` for a case."""
    return json.dumps(build_package(case), indent=2, ensure_ascii=False) + "\n"


def build_package(case: Case) -> dict[str, Any]:
    """Return the data package descriptor of a case.

    It depends on ``case.toml``, the format and the optional files and columns in use, so that editing a cell does not change it.
    """
    settings = case.settings
    return {
        "profile": "data-package",
        "name": settings.id,
        "title": settings.title,
        "description": settings.question,
        "licenses": [{"name": _NOT_IN_LICENCE_NAMES.sub("-", settings.licence), "title": settings.licence}],
        "resources": [
            _file("settings", SETTINGS.file, mediatype="application/toml", extension="toml"),
            *(
                _resource(replace(table, fields=kept_fields(table, getattr(case, table.name))))
                for table in TABLES
                if getattr(case, table.name) or not table.optional
            ),
            _file("bibliography", BIBLIOGRAPHY_FILE, mediatype="application/x-bibtex", extension="bib"),
        ],
    }


def build_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    schema: dict[str, Any] = {
        "fields": [build_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    foreign = [_foreign_key(table, field) for field in table.fields if _is_plain_reference(field)]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def build_field(field: Field) -> dict[str, Any]:
    """Return the Table Schema of a field."""
    described = field.description + (f" A list joined by {LIST_MARK}." if field.many else "")
    if field.type == "date":
        described += " EDTF, levels 0 and 1."
    schema: dict[str, Any] = {
        "name": field.name,
        "type": "string" if field.many else _TYPES.get(field.type, "string"),
        "description": described,
    }
    if field.example:
        schema["example"] = _example(field)
    if field.type == "boolean":
        schema["trueValues"], schema["falseValues"] = ["true"], ["false"]
    constraints = _constraints(field)
    if constraints:
        schema["constraints"] = constraints
    return schema


def _constraints(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.type in ("id", "key"):
        constraints["unique"] = True
    if field.type == "key":
        constraints |= {"pattern": KEY_PATTERN, "maxLength": KEY_LENGTH}
    if field.type in ("id", "slug"):
        constraints |= {"pattern": SLUG, "maxLength": SLUG_LENGTH}
    if field.type == "word" and field.words:
        if field.many:
            word = "|".join(field.words)
            constraints["pattern"] = rf"({word})(\{LIST_MARK}({word}))*"
        else:
            constraints["enum"] = list(field.words)
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.low is not None:
        constraints["minimum"] = field.low
    if field.high is not None:
        constraints["maximum"] = field.high
    return constraints


def _example(field: Field) -> Any:
    if field.type == "integer":
        return int(field.example)
    if field.type == "number":
        return float(field.example)
    return True if field.type == "boolean" else field.example


def _is_plain_reference(field: Field) -> bool:
    return field.type == "reference" and not field.many and len(field.tables) == 1 and not field.words


def _foreign_key(table: Table, field: Field) -> dict[str, Any]:
    target = next(other for other in TABLES if other.name == field.tables[0])
    resource = "" if target.name == table.name else target.name
    return {"fields": [field.name], "reference": {"resource": resource, "fields": [target.id_field]}}


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": table.file,
        "description": table.description,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "schema": build_schema(table),
    }


def _file(name: str, path: str, *, mediatype: str, extension: str) -> dict[str, Any]:
    return {"name": name, "path": path, "format": extension, "mediatype": mediatype, "encoding": "utf-8"}
