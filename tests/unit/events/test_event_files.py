"""Every file of events at hand, against a second program: plain splitting of lines, and the module csv."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from event_files import rejected_of
from foedus.errors import InputError
from foedus.events.formats.registry import event_format
from foedus.events.intake import add
from foedus.events.store import Collection, open_collection
from official import SHARED

FOLDER = SHARED / "data" / "events"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the official files are absent: set FOEDUS_SHARED")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))


def added(file: str, **options: str) -> tuple[Collection, pl.DataFrame]:
    add(FOLDER / file, name="one", **options)  # type: ignore[arg-type]
    one = open_collection("one")
    frame = pl.read_parquet(one.parts[0])
    assert frame.height == one.files[0].rows
    assert one.files[0].rows + one.files[0].rejected == one.files[0].lines
    return one, frame


def text(file: str) -> str:
    data = (FOLDER / file).read_bytes()
    return (gzip.decompress(data) if file.endswith(".gz") else data).decode("utf-8", errors="replace")


def split_rows(file: str, format: str) -> list[dict[str, str]]:
    names = event_format(format).layouts[0].columns
    lines = text(file).split("\n")[:-1]
    return [dict(zip(names, line.split("\t"), strict=False)) for line in lines]


def records(file: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(file), newline=""), delimiter=delimiter))


def missing(cell: str | None, *words: str) -> str | None:
    return None if cell in (None, "", *words) else cell


@pytest.mark.parametrize(
    ("file", "format", "rows"),
    [("20191024143000.export.CSV", "gdelt2", 2111), ("gdelt1_sample_events.csv", "gdelt1", 710)],
)
def test_gdelt_loses_no_row_to_quotes_or_short_rows(file: str, format: str, rows: int) -> None:
    one, frame = added(file)
    second = split_rows(file, format)
    assert one.format == format
    assert frame.height == rows == len(second)
    assert frame["row"].to_list() == list(range(1, rows + 1))
    assert frame["event_id"].to_list() == [row["GLOBALEVENTID"] for row in second]
    assert frame["code"].to_list() == [row["EventCode"] for row in second]
    assert frame["quad"].to_list() == [int(row["QuadClass"]) for row in second]
    assert frame["score"].sum() == pytest.approx(sum(float(row["GoldsteinScale"] or 0) for row in second))
    assert frame["url"].to_list() == [missing(row.get("SOURCEURL")) for row in second]
    for side in (1, 2):
        assert frame[f"country{side}"].to_list() == [missing(row[f"Actor{side}CountryCode"]) for row in second]


def test_the_export_has_leading_zeros_and_two_kinds_of_date() -> None:
    _, frame = added("20191024143000.export.CSV")
    assert frame["code"].str.starts_with("0").sum() == 1503
    assert frame.filter(pl.col("date") != pl.col("added")).height == 60
    assert frame["added_at"].unique().to_list() == [20191024143000]
    assert frame["is_root"].sum() == 1259


def test_two_stray_quotes_lose_no_row_and_no_address(tmp_path: Path) -> None:
    lines = text("20191024143000.export.CSV").split("\n")
    for place in (100, 1911):
        cells = lines[place].split("\t")
        cells[-1] = f'"{cells[-1]}'
        lines[place] = "\t".join(cells)
    (tmp_path / "20191024143000.export.CSV").write_text("\n".join(lines), encoding="utf-8")
    add(tmp_path / "20191024143000.export.CSV", name="quoted")
    frame = pl.read_parquet(open_collection("quoted").parts[0])
    assert frame.height == 2111
    assert frame["url"].to_list() == [line.split("\t")[60] for line in lines[:-1]]


def test_57_and_58_columns_stand_in_one_file() -> None:
    _, frame = added("gdelt1_sample_events.csv")
    assert frame["url"].null_count() == 201
    assert frame.filter(pl.col("date") != pl.col("added")).height == 217


def test_a_re_export_by_r_is_read_by_its_header() -> None:
    one, frame = added("gdelt1_westafrica_1986.csv.gz")
    second = records("gdelt1_westafrica_1986.csv.gz")
    assert one.format == "gdelt1"
    assert frame.height == len(second) == 6320
    assert frame["quad"].unique().to_list() == [4]
    assert frame["score"].sum() == pytest.approx(sum(float(row["GoldsteinScale"]) for row in second))
    assert frame["country1"].to_list() == [missing(row["Actor1CountryCode"], "NA") for row in second]
    assert (one.coverage.first, one.coverage.last) == (date(1986, 1, 1), date(1986, 12, 31))


def test_mentions_are_a_table_of_their_own() -> None:
    one, frame = added("gdelt2_mentions_sample.csv")
    second = records("gdelt2_mentions_sample.csv")
    assert one.format == "gdelt2-mentions"
    assert frame["event_id"].to_list() == [row["globaleventid"] for row in second]
    assert frame["confidence"].sum() == sum(int(row["confidence"]) for row in second)


def test_icews_names_states_and_writes_na_for_missing() -> None:
    one, frame = added("events.2018.sample.tab")
    lines = [line.split("\t") for line in text("events.2018.sample.tab").split("\n")[1:-1]]
    assert frame.height == len(lines)
    assert frame["row"][0] == 2
    assert frame["score"].sum() == pytest.approx(sum(float(line[7]) for line in lines))
    assert frame["country1"].to_list() == [missing(line[4], "NA") for line in lines]
    assert frame["code"].to_list() == [line[6] for line in lines]
    assert one.actor_scheme == "names"
    quads = Counter(1 + (line[6] > "06") + (line[6] >= "10") + (line[6] >= "15") for line in lines)
    assert dict(frame["quad"].value_counts().iter_rows()) == dict(quads)


def test_ged_has_line_breaks_inside_quotes() -> None:
    one, frame = added("ucdp_ged_231_sample1000.csv.gz")
    second = records("ucdp_ged_231_sample1000.csv.gz")
    assert text("ucdp_ged_231_sample1000.csv.gz").count("\n") == 1211
    assert frame.height == len(second) == 1000
    assert frame["deaths"].sum() == sum(int(row["best"]) for row in second)
    assert frame["country1"].to_list() == [missing(row["gwnoa"]) for row in second]
    assert frame["date"].to_list() == [date.fromisoformat(row["date_start"][:10]) for row in second]
    assert one.actor_scheme == "gw"


@pytest.mark.parametrize(
    ("file", "scale", "rejected"),
    [
        ("keds_gulf_cameo.csv.gz", "weis", 0),
        ("keds_turkey_cameo.csv.gz", "cameo", 9),
        ("keds_balkans_weis.csv.gz", "weis", 0),
    ],
)
def test_keds_is_read_on_the_scale_that_its_codes_follow(file: str, scale: str, rejected: int) -> None:
    one, frame = added(file)
    second = records(file)
    well = [row for row in second if re.fullmatch("[0-9]{2,4}", row["code"])]
    assert one.scale == scale
    assert one.files[0].rejected == rejected == len(second) - len(well)
    assert frame["code"].to_list() == [row["code"] for row in well]
    assert frame["country1"].to_list() == [row["source"][:3] for row in well]
    scores = read_scale(scale)
    assert frame["score"].sum() == pytest.approx(sum(scores.get(row["code"], 0) for row in well))
    assert frame["score"].null_count() == sum(row["code"] not in scores for row in well) == one.files[0].unscored


def read_scale(scale: str) -> dict[str, float]:
    if scale == "weis":
        return {row["code"]: float(row["score"]) for row in records("codes/weis.goldstein.scale.csv")}
    found = re.findall(r"^\s*(\d+):\[(-?[\d.]+)\]", text("codes/CAMEO.SCALE.txt"), flags=re.MULTILINE)
    return {code: float(score) for code, score in found}


def test_iran_to_iraq_sums_as_published_under_weis() -> None:
    _, frame = added("keds_gulf_cameo.csv.gz")
    pair = frame.filter(pl.col("country1") == "IRN", pl.col("country2") == "IRQ")
    assert round(pair["score"].sum()) == -7494


def test_malformed_codes_are_rejected_with_their_line() -> None:
    one, _ = added("keds_turkey_cameo.csv.gz")
    rows = list(csv.DictReader(io.StringIO(rejected_of(one), newline="")))
    second = [line for line in enumerate(text("keds_turkey_cameo.csv.gz").split("\n"), start=1) if "]" in line[1]]
    assert [(int(row["line"]), row["text"]) for row in rows] == second
    assert Counter(row["reason"] for row in rows) == {"code '0841]' is malformed": 6, "code '145]' is malformed": 3}


def test_a_label_that_lies_is_refused_with_the_scale_that_fits(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"root above 20.*it fits weis: --scale weis"):
        add(FOLDER / "keds_gulf_cameo.csv.gz", scale="cameo")
    assert not (tmp_path / "data").exists() or not list((tmp_path / "data").rglob("*.parquet"))


def test_another_format_under_the_name_of_a_collection_is_refused() -> None:
    added("events.2018.sample.tab")
    with pytest.raises(InputError, match="is of format gdelt2; the collection one holds icews"):
        add(FOLDER / "20191024143000.export.CSV", name="one")
    with pytest.raises(InputError, match="is of format gdelt2, not icews"):
        add(FOLDER / "20191024143000.export.CSV", format="icews")
