"""The tables again: a row that nobody changed keeps its bytes and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.case.coding.log.by_hand import Rows, key_of, raw_of
from foedus.case.coding.log.event import Cells, Row
from foedus.errors import InputError
from foedus.files.fields import Table
from foedus.files.raw import write_rows


def render_table(table: Table, rows: Rows, *, old: bytes | None) -> bytes:
    """Return the bytes of a table.

    Parameters
    ----------
    table : Table
        Its declaration.
    rows : mapping
        What it is to hold.
    old : bytes or None
        What stands in its place. Rows that are the same there keep their text; where the file lacks a column that is
        needed now, is not separated by commas or not in UTF-8, it is written anew as a whole.
    """
    try:
        text, raw = raw_of(table, old or b"")
    except InputError:
        return _anew(table, rows)
    columns = tuple(raw.columns)
    lines = text.split("\n")
    plain = old == text.encode() and lines[raw.header - 1].split(",") == list(columns) and text.endswith("\n")
    if not plain or any(cells.keys() - set(columns) for cells in rows.values()):
        return _anew(table, rows)
    starts = [line for line, _ in raw.rows]
    blocks = {
        key_of(table, cells): (cells, "\n".join(lines[start - 1 : end - 1]) + "\n")
        for (start, values), end in zip(raw.rows, [*starts[1:], len(lines)], strict=False)
        for cells in [{name: cell for name, cell in zip(columns, values, strict=True) if cell}]
    }
    head = "\n".join(lines[: (starts[0] if starts else len(lines)) - 1]) + "\n"
    return (head + "".join(_body(columns, rows, blocks))).encode()


def _body(columns: tuple[str, ...], rows: Rows, blocks: Mapping[Row, tuple[Cells, str]]) -> list[str]:
    """Rows as text: the old in their order, the new each where keys in order put it."""
    kept = [key for key in blocks if key in rows]
    order = _with_new(kept, sorted(key for key in rows if key not in blocks))
    return [_row(columns, rows[key], blocks.get(key)) for key in order]


def _with_new(kept: list[Row], new: Sequence[Row]) -> list[Row]:
    if kept != sorted(kept):
        return [*kept, *new]
    return sorted([*kept, *new])


def _row(columns: tuple[str, ...], cells: Cells, block: tuple[Cells, str] | None) -> str:
    if block is not None and block[0] == cells:
        return block[1]
    return write_rows(columns, [[cells.get(name, "") for name in columns]]).decode().partition("\n")[2]


def _anew(table: Table, rows: Rows) -> bytes:
    used = {name for cells in rows.values() for name in cells}
    columns = tuple(field.name for field in table.fields if not field.optional or field.name in used)
    return write_rows(columns, [[rows[key].get(name, "") for name in columns] for key in sorted(rows)])
