"""DuckDB in this process: the default; it spills to a temporary folder what memory does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from foedus.errors import InputError
from foedus.events.crosswalk import Holding
from foedus.events.engines.engine import sql_of
from foedus.extras import need

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "1GB"
"""What DuckDB holds before it spills."""


class DuckDB:
    """DuckDB, with nothing kept between two expressions."""

    name = "duckdb"

    def __init__(self) -> None:
        self._duckdb = need("duckdb", what="a table of events")
        self.version = str(self._duckdb.__version__)

    def run(self, expression: ir.Table, *, events: Sequence[Path], crosswalk: Sequence[Holding] = ()) -> pl.DataFrame:
        """Return what an expression gives; see :class:`foedus.events.engines.engine.Engine`."""
        sql = sql_of(expression, "duckdb")
        with TemporaryDirectory(prefix="foedus-events-") as folder:
            out = Path(folder) / "result.parquet"
            connection = self._duckdb.connect()
            try:
                connection.execute(f"SET memory_limit = '{MEMORY}'")
                connection.execute(f"SET temp_directory = {_text(folder)}")
                connection.execute("SET preserve_insertion_order = false")
                files = ", ".join(_text(str(path)) for path in events)
                connection.execute(f"CREATE VIEW events AS SELECT * FROM read_parquet([{files}])")
                connection.execute(
                    "CREATE TABLE crosswalk AS SELECT unnest(?::VARCHAR[]) AS code, unnest(?::INTEGER[]) AS first, "
                    "unnest(?::INTEGER[]) AS last, unnest(?::INTEGER[]) AS ccode",
                    [list(part) for part in zip(*crosswalk, strict=True)] or [[], [], [], []],
                )
                connection.execute(f"COPY ({sql}) TO {_text(str(out))} (FORMAT PARQUET)")
            except self._duckdb.Error as error:
                raise InputError(f"DuckDB could not make the table: {_first(error)}") from None
            finally:
                connection.close()
            return pl.read_parquet(out, memory_map=False)

    def close(self) -> None:
        """Nothing is left open."""


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _first(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
