"""What may be filled in, from the declarations of the case format: fields of a claim by predicate, columns of a grid."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from foedus.case.schema import CLAIMS, TABLES
from foedus.files.cells import LIST_MARK, CellError, parse_cell, parse_number
from foedus.files.fields import Field, Table
from foedus.terms.predicates import PREDICATES, SOME_COLUMNS

Ids = Mapping[str, Collection[str]]
"""Ids by table."""


def field_of(field: Field) -> dict[str, Any]:
    """Return what a form needs of a field."""
    return {
        "name": field.name, "type": field.type, "help": field.description, "example": field.example, "many": field.many,
        "required": field.required, "words": list(field.words), "tables": list(field.tables), "low": field.low, "high": field.high,
    }  # fmt: skip


def table_of(table: Table) -> dict[str, Any]:
    """Return what a grid needs of a table."""
    return {
        "name": table.name, "file": table.file, "help": table.description, "key": list(table.key),
        "fields": [field_of(field) for field in table.fields],
    }  # fmt: skip


def tables() -> list[dict[str, Any]]:
    """Return every table."""
    return [table_of(table) for table in TABLES]


def predicates() -> list[dict[str, Any]]:
    """Return the predicates in the order of the guide, with the columns that each asks for and may fill."""
    return [
        {
            "name": name, "meaning": word.meaning, "needs": list(word.needs), "takes": list(word.takes),
            "objects": list(word.objects), "low": word.low, "high": word.high, "has_value": word.has_value,
        }
        for name, word in PREDICATES.items()
    ]  # fmt: skip


def problems_of(table: Table, cells: Mapping[str, str], ids: Ids) -> Iterator[tuple[str, str]]:
    """Yield each column of a row that cannot stand, with what is wrong.

    What needs other rows to be judged is left to `foedus case check`.
    """
    for name in sorted(set(cells) - set(table.columns)):
        yield name, f"no column of {table.file}"
    for field in table.fields:
        text = cells.get(field.name, "")
        if not text:
            if field.required:
                yield field.name, "must hold something"
            continue
        try:
            parse_cell(field, text)
        except CellError as error:
            yield field.name, f"{text!r}: expected {error}"
            continue
        for part in text.split(LIST_MARK) if field.tables else ():
            name = part.split(":")[0] if field.shared else part
            if name not in field.words and not any(name in ids.get(one, ()) for one in field.tables):
                yield field.name, f"{name!r} is not in {', '.join(field.tables)}"
    if table is CLAIMS:
        yield from _of_predicate(cells, ids)


def _of_predicate(cells: Mapping[str, str], ids: Ids) -> Iterator[tuple[str, str]]:
    word = PREDICATES.get(cells.get("predicate", ""))
    if word is None:
        return
    for name in word.needs:
        if not cells.get(name):
            yield name, f"a claim of {word.name} needs it"
    for name in SOME_COLUMNS:
        if cells.get(name) and name not in word.takes:
            yield name, f"a claim of {word.name} has none"
    tables = [name for name in word.objects if name in ids]
    for name in filter(None, cells.get("object", "").split(LIST_MARK)) if tables else ():
        if not any(name in ids[one] for one in tables):
            yield "object", f"{name!r}: a claim of {word.name} asks for {' or '.join(tables)}"
    value = parse_number(cells.get("value", ""))
    if value is not None and not word.has_value:
        yield "value", f"a claim of {word.name} has none"
    elif value is not None and not word.low <= value <= word.high:
        yield "value", f"{value:g}: expected {word.low:g} to {word.high:g}"
