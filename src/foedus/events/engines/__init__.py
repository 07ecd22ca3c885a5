"""Engines on which the expressions over events run: DuckDB in this process by default, Spark or Sail wherever they stand."""

from __future__ import annotations

from foedus.errors import InputError
from foedus.events.engines.engine import Engine
from foedus.extras import need

__all__ = ["Engine", "engine_of"]


def engine_of(name: str) -> Engine:
    """Return an engine by its name.

    Parameters
    ----------
    name : str
        ``duckdb``; ``sc://HOST:PORT`` for Spark Connect, which Sail speaks too; ``spark://HOST:PORT`` for the master of a Spark
        cluster, or ``spark://local`` for a Spark of this process's own, which need full PySpark and Java.

    Raises
    ------
    InputError
        There is no such engine, it does not answer, or it lacks a package or Java.
    """
    need("ibis", what="a table of events")
    if name == "duckdb":
        from foedus.events.engines.duck import DuckDB

        return DuckDB()
    kind, colon, _ = name.partition("://")
    if colon and kind == "sc":
        from foedus.events.engines.connect import over_connect

        return over_connect(name)
    if colon and kind == "spark":
        from foedus.events.engines.classic import by_master

        return by_master(name)
    raise InputError(
        f"no engine {name[:60]!r}: expected duckdb, sc://HOST:PORT (Spark Connect, also spoken by Sail), spark://HOST:PORT or spark://local"
    )
