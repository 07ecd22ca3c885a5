"""A change of a row or a cell as the page asks for it: what it may say, and the change of the log that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.case.coding.log.event import Cells, Change, Row
from foedus.case.schema import TABLES
from foedus.errors import InputError
from foedus.files.fields import Table
from foedus.nearest import nearest_hint

_TABLES = {table.name: table for table in TABLES}


def table_called(name: str) -> Table:
    """Return a table of a case. Raises InputError if there is none of that name."""
    if name not in _TABLES:
        raise InputError(f"{name!r} is no table of a case{nearest_hint(name, _TABLES)}")
    return _TABLES[name]


def change_asked(given: Mapping[str, Any]) -> tuple[Table, str, Row]:
    """Return the table, the operation and the row that a change names. Raises InputError if it names none."""
    table = table_called(str(given.get("table", "")))
    operation, row = given.get("op"), given.get("row")
    if operation not in ("add", "set", "drop", "restore"):
        raise InputError(f"{operation!r} is no change; expected add, set, drop or restore")
    if operation == "add":
        cells = _cells(given.get("after"))
        return table, operation, tuple(cells.get(name, "") for name in table.key)
    if not isinstance(row, list) or not all(isinstance(part, str) for part in row):
        raise InputError("a change names its row by the cells of its key")
    return table, operation, tuple(row)


def as_change(given: Mapping[str, Any], table: Table, row: Row, *, standing: Mapping[str, str]) -> Change:
    """Return the change of the log.

    Parameters
    ----------
    given : mapping
        What the page asks for.
    table, row
        As :func:`change_asked` found them.
    standing : mapping of str to str
        What stands in the row.

    Raises
    ------
    InputError
        If it sets no column, or a cell to what is no text.
    """
    if given["op"] == "add":
        return Change("add", table.name, row, after=_cells(given.get("after")))
    if given["op"] == "drop":
        return Change("drop", table.name, row, before=dict(standing))
    if given["op"] == "restore":
        return Change("restore", table.name, row, after=dict(standing))
    column, before, after = (given.get(name, "") for name in ("field", "before", "after"))
    if column not in table.columns or column in table.key:
        raise InputError(f"{column!r} is no column of {table.file} that can be set")
    if not isinstance(before, str) or not isinstance(after, str):
        raise InputError("cells are text")
    return Change("set", table.name, row, column, before, after)


def _cells(given: Any) -> Cells:
    if not isinstance(given, dict) or not all(isinstance(cell, str) for cell in given.values()):
        raise InputError("a row is its cells by column, each a text")
    return {name: cell for name, cell in given.items() if cell}
