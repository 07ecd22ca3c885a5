"""A Spark of one's own or behind its master: full PySpark, and Java."""

from __future__ import annotations

import os
import shutil
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.events.engines.spark import Spark, first_line
from foedus.extras import need

LOOPBACK = "127.0.0.1"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "8",
}


def by_master(address: str, *, seconds: float = 5.0) -> Spark:
    """Return a Spark by the address of its master, or one of this process's own for ``spark://local``.

    Raises InputError if PySpark is missing or is the client alone, Java is missing, or nothing listens at the address.
    """
    need("pyspark", what=f"the engine {address}", otherwise="leave --engine out for DuckDB")
    if find_spec("pyspark.core") is None:
        raise InputError(
            f"{address} needs full PySpark, not its client alone: pip install 'pyspark>=4.0,<4.1'; or start a Connect server "
            "there and give sc://HOST:PORT"
        )
    _java(address)
    if address != "spark://local":
        _listens(address, seconds)
    try:
        return Spark(_session("local[*]" if address == "spark://local" else address), name=address)
    except Exception as error:  # noqa: BLE001  Whatever Spark or Java raises is about the engine.
        raise InputError(f"{address} does not start: {first_line(error)}") from None


def _java(address: str) -> None:
    home = os.environ.get("JAVA_HOME", "")
    if not (Path(home, "bin", "java").is_file() if home else shutil.which("java")):
        where = f"JAVA_HOME is {home!r}, which holds no bin/java" if home else "none is on the path"
        raise InputError(
            f"{address} needs Java 17 or newer: {where}; install one, or give sc://HOST:PORT of a Sail, which needs none"
        )


def _listens(address: str, seconds: float) -> None:
    host, colon, port = address.removeprefix("spark://").rpartition(":")
    if not colon or not port.isdecimal() or not host:
        raise InputError(
            f"{address[:80]!r} is no address of a Spark master; expected spark://HOST:7077, or spark://local"
        )
    try:
        socket.create_connection((host, int(port)), timeout=seconds).close()
    except (OSError, OverflowError) as error:
        raise InputError(
            f"no Spark master answers at {host}:{port} ({error}); start one, or give sc://HOST:PORT"
        ) from None


def _session(master: str) -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("foedus")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    if master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", LOOPBACK).config("spark.driver.host", LOOPBACK)
    return builder.getOrCreate()
