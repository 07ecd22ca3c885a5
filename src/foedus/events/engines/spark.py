"""What Spark does with an expression, whether a session speaks to it over Connect or is its own; Sail does the same."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from foedus.errors import InputError
from foedus.events.crosswalk import Holding
from foedus.events.engines.engine import sql_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

CROSSWALK = "code string, first int, last int, ccode int"


class Spark:
    """A session of Spark or of what speaks as Spark does."""

    def __init__(self, session: Any, *, name: str) -> None:
        self.name, self.session = name, session
        self.version = str(session.version)

    def run(self, expression: ir.Table, *, events: Sequence[Path], crosswalk: Sequence[Holding] = ()) -> pl.DataFrame:
        """Return what an expression gives; see :class:`foedus.events.engines.engine.Engine`."""
        sql = sql_of(expression, "pyspark")
        try:
            self.session.read.parquet(*(str(path) for path in events)).createOrReplaceTempView("events")
            rows = [tuple(row) for row in crosswalk]
            self.session.createDataFrame(rows, CROSSWALK).createOrReplaceTempView("crosswalk")
            found = self.session.sql(sql).toArrow()
        except Exception as error:  # noqa: BLE001  Spark, Sail, gRPC and Java each have their own.
            raise InputError(
                f"{self.name} could not make the table: {first_line(error)}; the files must stand where the engine reads them, "
                f"the first is {str(events[0])!r}"
            ) from None
        return cast(pl.DataFrame, pl.from_arrow(found))

    def close(self) -> None:
        """End the session."""
        with suppress(Exception):  # it may be gone already
            self.session.stop()


def first_line(error: BaseException) -> str:
    """What an error says, on one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__
