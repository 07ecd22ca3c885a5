"""Every operation of the expressions on every engine: DuckDB, Sail over Spark Connect, and a local Spark where there is one."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foedus.events.choices import Choices
from foedus.events.engines import Engine, engine_of
from foedus.events.pair_table import EventTable
from foedus.events.pair_table import table_of as table
from foedus.events.source import Source
from raw_events import days, source

FULL_SPARK = importlib.util.find_spec("pyspark") is not None and importlib.util.find_spec("pyspark.core") is not None
FULL_SPARK = FULL_SPARK and shutil.which("java") is not None


@pytest.fixture(scope="module")
def sail() -> Iterator[Engine]:
    """Sail in this process, on a port of its own on loopback."""
    server_module = pytest.importorskip("pysail.spark")
    server = server_module.SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    _, port = server.listening_address
    engine = engine_of(f"sc://127.0.0.1:{port}")
    yield engine
    engine.close()
    server.stop()


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    """A local Spark in this process."""
    engine = engine_of("spark://local")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """Rows that try every branch: states old and new, regions, nobody, no day, weeks over New Year, repeats, nulls in each column."""
    who = ["RUS", "RUSGOV", "USA", "DEU", "DDR", "EUR", "NAM", None, "SYR", "SYRREB"]
    made: list[dict[str, Any]] = []
    for place, day in enumerate(days("1988-12-20", 1500)):
        for turn in range(3):
            one, two = who[(place + turn) % len(who)], who[(place * 7 + turn * 3) % len(who)]
            made.append(
                {
                    "date": None if place % 211 == 0 else day,
                    "added": None if place % 97 == 0 else date.fromordinal(day.toordinal() + place % 5),
                    "actor1": one,
                    "actor2": two,
                    "country1": one and one[:3],
                    "country2": two and two[:3],
                    "code": f"{place % 21:02}{turn}",
                    "quad": None if place % 50 == 0 else place % 4 + 1,
                    "score": None if place % 13 == 0 else (place % 21 - 10) / 2,
                    "is_root": None if place % 31 == 0 else turn != 1,
                    "mentions": None if place % 37 == 0 else place % 12,
                    "deaths": place % 3 if turn == 0 else None,
                }
            )
    made += made[::9]
    folder = tmp_path_factory.mktemp("events")
    return source(made, folder, spans=[("1988-12-01", "1992-01-01"), ("1992-03-01", "1993-02-01")], parts=3)


CHOICES = {
    "as told": Choices(),
    **{period: Choices(period=period, directed=True) for period in ("day", "week", "quarter", "year")},
    "one a day": Choices(duplicates="one-a-day"),
    "one a day by state": Choices(duplicates="one-a-day-states", directed=True),
    "filters": Choices(root_only=True, mentions=3, as_of=date(1991, 6, 1)),
    "vintage": Choices(dated="added", period="week"),
}


def same(found: EventTable, expected: EventTable) -> None:
    """Counts to the last one; sums of scores as far as the order of adding allows."""
    for name in ("frame", "periods", "unmapped"):
        assert_frame_equal(getattr(found, name), getattr(expected, name), check_exact=False)
    whole = [name for name, dtype in expected.frame.schema.items() if dtype == pl.Int64]
    assert found.frame.select(whole).equals(expected.frame.select(whole), null_equal=True)
    assert found.metadata["rows"] == expected.metadata["rows"]


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("pairs", [(), ((2, 365), (260, 365), (255, 365))], ids=["all", "pairs"])
def test_sail_counts_what_duckdb_counts(
    name: str, pairs: tuple[tuple[int, int], ...], events: Source, sail: Engine
) -> None:
    expected = table(events, choices=CHOICES[name], pairs=pairs)
    assert expected.frame["events"].sum() > 0
    same(table(events, choices=CHOICES[name], pairs=pairs, engine=sail), expected)


def test_sail_reads_names_as_duckdb_does(sail: Engine, tmp_path: Path) -> None:
    rows = [
        {"date": day, "actor1": "x", "country1": a, "country2": b, "code": "010", "quad": 1}
        for day in days("2018-01-01", 40)
        for a, b in (("Russian Federation", "Syria"), ("Namibia", "Iran"), ("Atlantis", "Iran"), (None, "Syria"))
    ]
    named = source(rows, tmp_path, scheme="names")
    same(table(named, engine=sail), table(named))


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(not FULL_SPARK, reason="needs full PySpark and Java; see `make test-spark`")
@pytest.mark.parametrize("name", CHOICES)
def test_local_spark_counts_what_duckdb_counts(name: str, events: Source, spark: Engine) -> None:
    for pairs in ((), ((2, 365), (260, 365), (255, 365))):
        expected = table(events, choices=CHOICES[name], pairs=pairs)
        same(table(events, choices=CHOICES[name], pairs=pairs, engine=spark), expected)
