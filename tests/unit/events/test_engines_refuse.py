"""Engines that are none, do not answer, or lack Java: a message that says what to do, and no waiting without end."""

from __future__ import annotations

import importlib.util
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.events.engines import engine_of
from foedus.events.engines.classic import by_master
from foedus.events.engines.connect import over_connect, within
from foedus.events.pair_table import table_of as table
from foedus.events.source import Source


@pytest.fixture
def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def mute() -> Iterator[int]:
    """What takes every connection and never says a word."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen(8)
        yield int(one.getsockname()[1])


@pytest.mark.parametrize("name", ["", "polars", "duckdb://x", "http://127.0.0.1:1", "sc:127.0.0.1"])
def test_an_engine_that_nobody_knows(name: str) -> None:
    with pytest.raises(InputError, match=r"no engine .*expected duckdb, sc://HOST:PORT"):
        engine_of(name)


@pytest.mark.parametrize("name", ["sc://", "sc://:15002", "sc://127.0.0.1:port", "sc://127.0.0.1:99999999"])
def test_an_address_that_is_none(name: str) -> None:
    with pytest.raises(InputError, match="no address of an engine"):
        engine_of(name)


def test_nothing_listens(free_port: int) -> None:
    with pytest.raises(InputError, match=rf"no engine answers at 127\.0\.0\.1:{free_port} within .*sail spark server"):
        engine_of(f"sc://127.0.0.1:{free_port}")


def test_something_listens_and_says_nothing(mute: int) -> None:
    with pytest.raises(InputError, match="no engine answers"):
        over_connect(f"sc://127.0.0.1:{mute}", seconds=1)


def test_work_that_takes_too_long_is_left() -> None:
    never = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.05, never.wait)
    never.set()
    assert within(5, lambda: 7) == 7
    with pytest.raises(ValueError, match="so"):
        within(5, lambda: int("so"))


def test_a_client_alone_is_no_spark() -> None:
    if importlib.util.find_spec("pyspark.core"):
        pytest.skip("full PySpark is here")
    with pytest.raises(InputError, match=r"needs full PySpark.*sc://HOST:PORT"):
        engine_of("spark://local")


def test_no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("foedus.events.engines.classic.find_spec", lambda _name: object())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(InputError, match="needs Java 17 or newer: none is on the path"):
        by_master("spark://local")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(InputError, match="holds no bin/java"):
        by_master("spark://local")


def test_no_master(monkeypatch: pytest.MonkeyPatch, free_port: int, tmp_path: Path) -> None:
    monkeypatch.setattr("foedus.events.engines.classic.find_spec", lambda _name: object())
    monkeypatch.setattr("foedus.events.engines.classic._java", lambda _address: None)
    with pytest.raises(InputError, match="no Spark master answers"):
        by_master(f"spark://127.0.0.1:{free_port}")
    with pytest.raises(InputError, match="no address of a Spark master"):
        by_master("spark://somewhere")


def test_files_that_an_engine_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "part.parquet").write_bytes(b"no parquet")
    broken = Source("broken", "test", "cameo", "none", (tmp_path / "part.parquet",))
    with pytest.raises(InputError, match="DuckDB could not make the table"):
        table(broken)
    with pytest.raises(InputError, match="holds no events"):
        table(Source("empty", "test", "cameo", "none", ()))
