"""What every engine does: run an expression over Parquet files and hand back a small Polars frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from warnings import catch_warnings, simplefilter

from foedus.events.crosswalk import Holding
from foedus.extras import need

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import polars as pl


class Engine(Protocol):
    """An engine.

    Attributes
    ----------
    name, version : str
        As a table's metadata tell them.
    """

    name: str
    version: str

    def run(self, expression: ir.Table, *, events: Sequence[Path], crosswalk: Sequence[Holding] = ()) -> pl.DataFrame:
        """Return what an expression over ``events`` and ``crosswalk`` gives.

        Raises InputError if the engine cannot read the files or stops.
        """
        ...

    def close(self) -> None:
        """End what the engine started."""
        ...


def sql_of(expression: Any, dialect: str) -> str:
    """Return an expression in the words of an engine."""
    ibis = need("ibis", what="a table of events")
    with catch_warnings():
        simplefilter("ignore")  # Ibis 10 makes functions of its own in a way that PySpark 4 calls old
        getattr(ibis, dialect)  # the compiler of a dialect reads options that its backend declares when it is loaded
    return str(ibis.to_sql(expression, dialect=dialect))
