"""The database that a URL names: opened, locked for one writer, and its faults in words that hold no password."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from foedus.errors import FoedusError, InputError, OutputError
from foedus.extras import need

WAIT = 10
"""Seconds that a second writer waits before it gives up."""
_SCHEMES = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}
_EXPECTED = "expected postgresql://USER@HOST/NAME, or sqlite:///FILE"
_SHOWN = 300
"""Characters of what a database says that are told."""
_STATE = "foedus_write"
"""Option of a connection that is to write."""


class Database:
    """A database that events are kept in.

    Parameters
    ----------
    url : str
        ``postgresql://USER@HOST/NAME`` or ``sqlite:///FILE``.

    Raises
    ------
    InputError
        If it is no such URL or a package is missing.
    """

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        #: The URL without its password.
        self.shown = parsed.render_as_string(hide_password=True)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if not self.is_sqlite:
            need("psycopg", what="a database of PostgreSQL")
        self._password = parsed.password or ""
        self._engine = self._make_engine(parsed)

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Give a connection in a transaction of its own."""
        with self.told(OutputError), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, name: str, *, fault: type[FoedusError] = OutputError) -> Iterator[Any]:
        """Give a connection in a transaction while nobody else writes under a name; what is not committed is taken back."""
        from sqlalchemy import text

        with self.told(fault), self._engine.connect() as connection:
            connection = connection.execution_options(**{_STATE: True})
            transaction = connection.begin()
            try:
                if not self.is_sqlite:
                    asked = text(
                        "SELECT set_config('lock_timeout', :wait, true), pg_advisory_xact_lock(hashtextextended(:name, 11))"
                    )
                    connection.execute(asked, {"wait": f"{WAIT}s", "name": name})
                yield connection
            finally:
                if transaction.is_active:
                    transaction.rollback()

    @contextmanager
    def told(self, fault: type[FoedusError]) -> Iterator[None]:
        """Turn faults of the database into one sentence."""
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except SQLAlchemyError as error:
            raise fault(self._sentence(error)) from None

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _sentence(self, error: Exception) -> str:
        cause = getattr(error, "orig", None) or error
        words = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
        if self._password:
            words = words.replace(self._password, "***")
        if re.search(r"lock timeout|database is locked", words):
            return f"others have been writing to the database {self.shown} for {WAIT} seconds; nothing was written, try again"
        return f"the database {self.shown} cannot be used: {words[:_SHOWN]}"

    def _make_engine(self, parsed: Any) -> Any:
        from sqlalchemy import create_engine, event

        if not self.is_sqlite:
            return create_engine(parsed, pool_pre_ping=True, connect_args={"connect_timeout": WAIT})
        engine = create_engine(parsed, connect_args={"timeout": WAIT})

        @event.listens_for(engine, "connect")
        def _durable(connection: sqlite3.Connection, _: object) -> None:
            connection.isolation_level = None  # what begins a transaction is said below
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")

        @event.listens_for(engine, "begin")
        def _begin(connection: Any) -> None:
            writes = connection.get_execution_options().get(_STATE)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine


def _parsed(url: str) -> Any:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    scheme, mark, _ = url.partition("://")
    if not mark or scheme not in _SCHEMES:
        raise InputError(f"--database: {scheme[:30]!r} is no database that foedus keeps a log in; {_EXPECTED}")
    try:
        parsed = make_url(url).set(drivername=_SCHEMES[scheme])
    except (ArgumentError, ValueError):
        raise InputError(f"--database: that is no URL of a database; {_EXPECTED}") from None
    if not parsed.database or (scheme == "sqlite" and parsed.database == ":memory:"):
        raise InputError(f"--database: {parsed.render_as_string(hide_password=True)!r} names no database; {_EXPECTED}")
    return parsed
