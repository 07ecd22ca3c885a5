"""What somebody changed in a table without the log: an editor, a spreadsheet, another program."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.coding.log.event import Cells, Change, Row
from foedus.errors import InputError
from foedus.files.fields import Table
from foedus.files.findings import Findings
from foedus.files.raw import RawTable, decode, read_rows

Rows = Mapping[Row, Cells]


def rows_of(table: Table, data: bytes) -> dict[Row, Cells]:
    """Return the rows of a file by key, each with its filled cells.

    Raises InputError, which names the first thing that is wrong, if the file is no table or two rows have one key.
    """
    return keyed(table, raw_of(table, data)[1])


def raw_of(table: Table, data: bytes) -> tuple[str, RawTable]:
    """Return the text of a file and its rows. Raises InputError if it is no table."""
    findings = Findings()
    text = decode(table.file, data, findings=findings)
    raw = None if text is None else read_rows(table, text, findings=findings)
    if findings.problems or raw is None or text is None:
        raise InputError(f"{findings.problems[0]}; correct the table, then the log takes up what was changed in it")
    return text, raw


def keyed(table: Table, raw: RawTable) -> dict[Row, Cells]:
    """Return rows by key. Raises InputError if a column of the key is missing or two rows have one key."""
    missing = [name for name in table.key if name not in raw.columns]
    if missing:
        raise InputError(f"{table.file} has no column {missing[0]!r}; the columns {', '.join(table.key)} name its rows")
    rows: dict[Row, Cells] = {}
    for line, cells in raw.rows:
        found = {name: cell for name, cell in zip(raw.columns, cells, strict=True) if cell and name in table.columns}
        key = key_of(table, found)
        if key in rows:
            raise InputError(f"{table.file}:{line}: a second row {'|'.join(key)!r}; each row has a key of its own")
        rows[key] = found
    return rows


def key_of(table: Table, cells: Cells) -> Row:
    """Return the key of a row."""
    return tuple(cells.get(name, "").strip() for name in table.key)


def changes_by_hand(table: Table, *, found: Rows, exported: Rows, now: Rows) -> list[Change]:
    """Return what a table holds that the log does not say.

    Parameters
    ----------
    found : mapping
        Rows that stand in the file.
    exported : mapping
        Rows that the log had come to when it last wrote the file.
    now : mapping
        Rows that it has come to since: what the file lacks of that is no change, and neither is what it has of it.
    """
    changes: list[Change] = []
    for key, cells in found.items():
        seen = exported.get(key, now.get(key))
        if seen is None:
            changes.append(Change("add", table.name, key, after=dict(cells)))
            continue
        current = now.get(key)
        for column in table.columns:
            was, cell = seen.get(column, ""), cells.get(column, "")
            if cell != was and (current is None or cell != current.get(column, "")):
                changes.append(Change("set", table.name, key, column, was, cell))
    gone = [key for key in exported if key not in found and key in now]
    changes += [Change("drop", table.name, key, before=dict(exported[key])) for key in gone]
    return changes
