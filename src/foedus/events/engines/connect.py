"""A Spark or a Sail that is spoken to over Spark Connect; no Java is needed on this side."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from foedus.errors import InputError
from foedus.events.engines.spark import Spark, first_line
from foedus.extras import need

ANSWER = 20.0
"""Seconds within which an engine must answer."""
PORT = 15002
Found = TypeVar("Found")


def over_connect(address: str, *, seconds: float = ANSWER) -> Spark:
    """Return the engine at an address ``sc://HOST:PORT``, which may carry parameters of Spark Connect.

    Raises InputError if it does not answer in time or what answers is no Spark Connect.
    """
    host, port = _place(address)
    need("pyspark", what=f"the engine {address}", otherwise="leave --engine out for DuckDB")
    try:
        socket.create_connection((host, port), timeout=seconds).close()
        return Spark(within(seconds, lambda: _session(address)), name=address)
    except OSError:  # refused, no such host, or silent: TimeoutError is one
        raise InputError(_silent(host, port, seconds)) from None
    except ImportError as error:
        raise InputError(f'{address} needs a whole pyspark-client: pip install "foedus[cluster]" ({error})') from None
    except Exception as error:  # noqa: BLE001  Whatever the client raises is about the engine.
        raise InputError(
            f"what stands at {host}:{port} is no Spark Connect that this client knows: {first_line(error)}"
        ) from None


def _session(address: str) -> Any:
    from pyspark.sql.connect.session import SparkSession

    session = SparkSession.builder.remote(address).create()
    _ = session.version
    return session


def _place(address: str) -> tuple[str, int]:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or PORT
    except ValueError:
        host, port = None, 0
    if not host:
        raise InputError(
            f"{address[:80]!r} is no address of an engine; expected sc://HOST:PORT such as sc://127.0.0.1:{PORT}"
        )
    return host, port


def _silent(host: str, port: int, seconds: float) -> str:
    return (
        f"no engine answers at {host}:{port} within {seconds:g} s; start one there (sail spark server --port {port}, or Spark's "
        "start-connect-server.sh), or leave --engine out for DuckDB"
    )


def within(seconds: float, work: Callable[[], Found]) -> Found:
    """Return what `work` gives; TimeoutError if it takes longer. What it began goes on in a thread that holds up no exit."""
    found: list[Found] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001  It is raised again where it was asked for.
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError
    return found[0]
