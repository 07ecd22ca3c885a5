"""Tables, series and figures of events from the shell and from Python: what is written, what it says of itself, what is refused."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus import events
from foedus.cli import main
from foedus.errors import InputError, OutputError
from foedus.events.export import metadata_of
from official import SHARED

EVENTS = SHARED / "data" / "events"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with the collection `gulf`, 90 weeks of two states, and one event with a region."""
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    lines = ["date,source,target,code"]
    for week in range(90):
        day = date(1990, 1, 1) + timedelta(weeks=week)
        code = "190" if week < 45 else "042"
        lines += [f"{day},IRNGOV,IRQ,{code}", f"{day},IRQ,IRN,{code}", f"{day},IRQ,IRN,{code}", f"{day},USA,TUR,042"]
    lines.append("1990-05-05,EUR,IRN,042")
    (tmp_path / "gulf.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    events.add("gulf.csv", name="gulf", scale="cameo")
    return tmp_path


def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["foedus", "events", *words])
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capfd.readouterr()
    return int(end.value.code or 0), out, " ".join(err.split())


@pytest.fixture
def shell(data: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    return lambda *words: call(monkeypatch, capfd, *words)


def test_a_table_says_all_that_was_decided(shell: Any, data: Path) -> None:
    code, out, _ = shell("table", "gulf", "--pair", "Iran,Iraq", "--duplicates", "one-a-day", "--out", "pairs.parquet")
    assert code == 0
    assert "361 rows: 270 in the table, 90 between other states, 1 with a side that is no state" in out
    assert "no state, by rows: EUR 1" in out
    frame, told = pl.read_parquet("pairs.parquet"), metadata_of("pairs.parquet")
    assert frame["rows"].sum() == 270
    assert frame["events"].sum() == 180
    assert frame["period"].to_list()[0] == date(1990, 1, 1)
    assert told == json.loads((data / "pairs.parquet.sources.json").read_text(encoding="utf-8"))
    assert told["choices"]["duplicates"] == "one-a-day"
    assert told["collection"]["name"] == "gulf"
    assert [len(file["sha256"]) for file in told["collection"]["files"]] == [64]
    assert told["engine"]["name"] == "duckdb"
    assert set(told["columns"]) == set(frame.columns)
    assert told["pairs"] == [[630, 645]]


def test_csv_has_its_metadata_beside_it(shell: Any, data: Path) -> None:
    code, out, _ = shell("table", "gulf", "--of", "IRN", "--of", "IRQ", "--of", "USA", "--period", "year", "--directed",
                         "--out", "pairs.csv", "--json")  # fmt: skip
    assert code == 0
    told = json.loads(out)
    assert told["rows"] == 6 * 2
    with (data / "pairs.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["ccode1"], row["ccode2"]) for row in rows} == {
        (a, b) for a in ("2", "630", "645") for b in ("2", "630", "645") if a != b
    }
    assert sum(int(row["events"]) for row in rows if row["ccode1"] == "645") == 180
    assert json.loads((data / "pairs.csv.sources.json").read_text(encoding="utf-8"))["choices"]["directed"] is True


def test_the_series_of_a_pair_and_its_turning_point(shell: Any) -> None:
    code, out, _ = shell("series", "gulf", "Iran", "Iraq")
    assert code == 0
    assert "turning point of balance: 1990-11-01 [" in out
    assert "270 events of Iran and Iraq" in out
    code, out, _ = shell("series", "gulf", "USA", "Iran", "--json")
    assert "too few events" in json.loads(out)["note"]


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_figure(shell: Any, data: Path, ending: str) -> None:
    code, out, _ = shell("plot", "gulf", "Iran", "Iraq", "--out", f"figure.{ending}")
    assert (code, out.splitlines()[0]) == (0, f"wrote figure.{ending}")
    made = (data / f"figure.{ending}").read_bytes()
    if ending == "svg":
        assert all(word in made.decode() for word in ("1990-11", "Balance", "Conflict per 1,000", "gulf (keds"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["table", "golf", "--out", "x.csv"], "nearest: 'gulf'"),
        (["table", "gulf", "--out", "x.xlsx"], "written as .parquet or .csv"),
        (["table", "gulf", "--out", "."], "foedus: .: a table of events is written as .parquet or .csv"),
        (["table", "gulf", "--out", "no/x.csv"], "there is no folder no"),
        (["table", "gulf", "--out", "x.csv", "--pair", "IRN"], "two states with a comma"),
        (["table", "gulf", "--out", "x.csv", "--pair", "IRN,IRN"], "with itself"),
        (["table", "gulf", "--out", "x.csv", "--of", "IRN"], "pairs need two states"),
        (["table", "gulf", "--out", "x.csv", "--of", "IRN", "--of", "Atlantis"], "'Atlantis' is no state"),
        (["table", "gulf", "--out", "x.csv", "--root-only"], "does not say whether an event is in the root sentence"),
        (["table", "gulf", "--out", "x.csv", "--engine", "oracle"], "no engine 'oracle'"),
        (["table", "gulf", "--out", "x.csv", "--engine", "sc://127.0.0.1:1"], "no engine answers at 127.0.0.1:1"),
        (["series", "gulf", "IRN", "Mars"], "'Mars' is no state"),
        (["plot", "gulf", "IRN", "IRQ", "--out", "x.gif"], "expected a file that ends in .svg"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(shell: Any, data: Path, words: list[str], said: str) -> None:
    before = sorted(data.iterdir())
    code, out, err = shell(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert sorted(data.iterdir()) == before


def test_from_raw_files_to_a_monthly_table_in_python(data: Path) -> None:
    made = events.table("gulf", pairs=[("Iran", "Iraq")], period="month", duplicates="one-a-day")
    events.write(made, "table.parquet")
    assert made.frame.height == 21
    found = events.series("gulf", "Iran", "Iraq")
    assert events.figure_of(found).frame.height == 42
    assert [one.name for one in events.collections()] == ["gulf"]
    with pytest.raises(OutputError, match="there is no folder"):
        events.write(made, data / "nowhere" / "table.csv")
    made.frame.write_parquet("plain.parquet")
    with pytest.raises(InputError, match="holds no metadata"):
        metadata_of("plain.parquet")
    with pytest.raises(AttributeError):
        _ = events.nothing


@pytest.mark.skipif(not EVENTS.is_dir(), reason="needs the shared files")
@pytest.mark.parametrize(
    ("file", "scale", "pair", "measure", "told"),
    [
        ("keds_gulf_cameo.csv.gz", "weis", ("Iraq", "Iran"), "balance", ("1988-07-01", "1988-05-01", "1988-09-01")),
        ("keds_gulf_cameo.csv.gz", "weis", ("Iraq", "Kuwait"), "conflict", ("1990-07-01", "1990-07-01", "1990-07-01")),
        ("keds_turkey_cameo.csv.gz", "cameo", ("Turkey", "Greece"), "balance", ("1999-06-01", "1999-05-01", "1999-08-01")),
    ],
)  # fmt: skip
def test_turning_points_of_history_through_the_store(
    file: str, scale: str, pair: tuple[str, str], measure: str, told: tuple[str, ...], tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    events.add(EVENTS / file, name="raw", scale=scale)
    turns = events.series("raw", *pair).turns
    assert told in {(str(turn.at), str(turn.low), str(turn.high)) for turn in turns if turn.measure == measure}
