"""SQLite files of other programs: read in memory, plain tables only, whatever they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.files.reading import read_bytes

MAGIC = b"SQLite format 3\x00"
MOST_BYTES = 500_000_000
"""Bytes of the largest database that is read."""
_MOST_ROWS = 5_000_000
_MOST = 2**63

Row = dict[str, Any]


class Database:
    """A database that is open for reading.

    Parameters
    ----------
    name : str
        Name of the file, for messages.
    base : sqlite3.Connection
        The connection.
    """

    def __init__(self, name: str, base: sqlite3.Connection) -> None:
        self.name = name
        self._base = base
        found = self._run("select name from sqlite_master where type = 'table' and sql like 'create table%'")
        self.tables = frozenset(str(row["name"]).upper() for row in found)

    def rows(self, table: str, order: str = "rowid") -> list[Row]:
        """Return the rows of a table, by the names of its columns in lower case. Raises InputError if it is not there."""
        if table.upper() not in self.tables:
            raise InputError(f"{self.name} has no table {table}; is it a file of another program or version?")
        return self._run(f'select * from "{table}" order by {order} limit {_MOST_ROWS}')

    def count(self, table: str) -> int:
        """Return how many rows a table has; 0 where it is not there."""
        return int(self._run(f'select count(*) n from "{table}"')[0]["n"]) if table.upper() in self.tables else 0

    def _run(self, query: str) -> list[Row]:
        try:
            cursor = self._base.execute(query)
            names = [column[0].lower() for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except (sqlite3.Error, MemoryError, OverflowError) as error:
            raise damaged(self.name, error) from None


@contextmanager
def opened(path: Path, *, expected: str) -> Iterator[Database]:
    """Open a SQLite file for reading; nothing is written to it or beside it.

    Raises InputError if it is none, is encrypted or damaged, or another program has it open.
    """
    data = read_bytes(path, limit=MOST_BYTES)
    if not data.startswith(MAGIC):
        raise InputError(f"{path.name} is no {expected}, which is a SQLite database{_what_else(data)}")
    journal = path.with_name(f"{path.name}-wal")
    if journal.is_file() and journal.stat().st_size:
        raise InputError(
            f"{path.name} is open in another program, or was not closed by it ({journal.name} stands beside it); close it there and try again"
        )
    base = sqlite3.connect(":memory:")
    try:
        base.text_factory = _text
        try:
            base.deserialize(_without_journal(data))
            base.execute("pragma trusted_schema = off")
            base.execute("pragma query_only = on")
            problem = str(base.execute("pragma quick_check(1)").fetchone()[0])
        except (sqlite3.Error, MemoryError, OverflowError) as error:
            raise damaged(path.name, error) from None
        if problem != "ok":
            raise damaged(path.name, problem)
        yield Database(path.name, base)
    finally:
        base.close()


def damaged(name: str, why: object) -> InputError:
    """Return the error of a database that cannot be read."""
    return InputError(
        f"{name} is damaged ({str(why)[:120]}); take a backup of it, or open and save it in its own program"
    )


def demand(database: Database, tables: Sequence[str], *, expected: str) -> None:
    """Raise InputError if a table is missing."""
    missing = [table for table in tables if table.upper() not in database.tables]
    if missing:
        raise InputError(
            f"{database.name} is a SQLite database but no {expected}: it has no table {missing[0]}; export it again from its program"
        )


def text_of(value: object) -> str:
    """Return a cell as text; an absent one is empty.

    >>> text_of(None), text_of(7), text_of("a")
    ('', '7', 'a')
    """
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def number_of(value: object) -> int | None:
    """Return a cell as a whole number; None where it is none, or one beyond the 64 bits that a database keeps.

    >>> number_of("7"), number_of(2.5), number_of(1e300)
    (7, None, None)
    """
    try:
        number = int(value)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        return None
    part = isinstance(value, float) and number != value
    return None if part or not -_MOST <= number < _MOST else int(number)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _without_journal(data: bytes) -> bytes:
    """The file, marked as one that has no write-ahead log, without which it cannot be opened in memory."""
    return data[:18] + b"\x01\x01" + data[20:] if data[18:20] == b"\x02\x02" else data


def _what_else(data: bytes) -> str:
    from foedus.files.formats import format_of_bytes

    if not data:
        return "; it is empty"
    found = format_of_bytes(data)
    if found:
        return f"; it is {found}"
    seen = len(set(data[:4096]))
    if len(data) >= 1024 and seen > 200:
        return "; it looks encrypted: save it without a password of the whole file and try again"
    return f"; it begins with {data[:12]!r}"
