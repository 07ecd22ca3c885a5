"""``foedus votes``: tables with n, edition and rule of years; files in one step; clear refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from foedus.cli.app import app
from foedus.errors import FoedusError
from made_votes import add_votes


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    add_votes(tmp_path / "files")
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(app, ["votes", *words])


def refused(*words: str) -> str:
    with pytest.raises(FoedusError) as caught:
        CliRunner().invoke(app, ["votes", *words], catch_exceptions=False)
    return str(caught.value)


def test_a_pair_by_year_with_its_edition_and_rule(store: Path) -> None:
    done = call("pair", "Iran", "Russia")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "Iran and Russia in the General Assembly (630, 365)"
    assert "un-votes undl, 2001-2003" in lines[1]
    assert "calendar year of the day" in lines[1]
    cells = {line.split()[0]: line.split()[1:] for line in lines[3:7]}
    assert cells["2001"][:4] == ["2", "0.500", "0.750", "0.500"]
    assert cells["2002"][:2] == ["0", "-"]
    assert cells["2003"][:4] == ["2", "0.500", "0.500", "0.000"]
    assert cells["2001-2003"][0] == "4"
    assert "foedus data add ideal-points" in done.stderr
    assert "fewer than 10 joint votes" in done.stderr


def test_json_holds_the_choice_the_files_and_every_row(store: Path) -> None:
    record = json.loads(call("pair", "IRN", "USA", "--year", "session", "--years", "2001-2003", "--json").stdout)
    assert record["choice"]["year"] == "session"
    assert record["dataset"]["version"] == "undl"
    assert list(record["dataset"]["files"]) == ["ga_voting.csv"]
    assert [(row["year"], row["n"]) for row in record["rows"]] == [(2001, 3), (2002, 0), (2003, 2)]
    assert record["total"]["n"] == 5


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_files_hold_the_rows_and_stand_beside_their_sources(store: Path, ending: str) -> None:
    for words in (("pair", "IRN", "RUS"), ("all",), ("vetoes",)):
        file = store / f"{words[0]}{ending}"
        done = call(*words, "--out", str(file))
        assert done.exit_code == 0, done.output
        read = pl.read_csv(file) if ending == ".csv" else pl.read_parquet(file)
        assert read.height == {"pair": 3, "all": 7, "vetoes": 4}[words[0]]
        sources = json.loads(Path(f"{file}.sources.json").read_text(encoding="utf-8"))
        assert sources["dataset"]["files"]


def test_all_pairs_by_a_second_way(store: Path) -> None:
    call("all", "--out", "all.csv", "--window", "3")
    with (store / "all.csv").open(encoding="utf-8", newline="") as stream:
        rows = [(row["ccode1"], row["ccode2"], row["year"], row["n"]) for row in csv.DictReader(stream)]
    # A window of three years: only that of 2003 is whole. Russia took no part in one of the five votes.
    assert rows == [("2", "365", "2003", "4"), ("2", "630", "2003", "5"), ("365", "630", "2003", "4")]


def test_vetoes_by_member_by_draft_and_as_acts(store: Path) -> None:
    members = call("vetoes").stdout
    assert "3 drafts of the Security Council, 4 vetoes" in members
    assert "together: China and Russia 1" in members
    drafts = call("vetoes", "--topic", "syria")
    assert "S/2012/77" in drafts.stdout
    assert "note: topic Syria" in drafts.stderr
    acts = call("vetoes", "--member", "365", "--by", "act", "--out", "acts.csv")
    assert acts.exit_code == 0
    table = pl.read_csv(store / "acts.csv")
    assert table.select("member", "jointly_with", "channel", "support_type", "ladder").rows() == [
        ("USSR", None, "diplomatic", "pressure", 1),
        ("Russia", "China", "diplomatic", "pressure", 1),
    ]
    record = json.loads(call("vetoes", "--region", "middle east", "--json").stdout)
    assert [draft["date"] for draft in record["drafts"]] == ["1984-02-29", "1984-09-06", "2012-02-04"]


def test_a_picture_of_a_pair(store: Path) -> None:
    done = call("plot", "Iran", "Russia", "--out", "pair.svg", "--measure", "s,identical")
    assert done.exit_code == 0, done.output
    text = (store / "pair.svg").read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "joint votes" in text
    assert "un-votes undl" in text


def test_what_cannot_be_is_refused_before_anything_is_written(store: Path) -> None:
    before = sorted(store.iterdir())
    assert "expected a file that ends in .csv or .parquet" in refused("pair", "IRN", "RUS", "--out", "votes.xlsx")
    assert "there is no folder" in refused("all", "--out", "nowhere/all.csv")
    assert "expected FIRST-LAST such as 1992-2015" in refused("pair", "IRN", "RUS", "--years", "nineties")
    assert "lie outside the edition" in refused("pair", "IRN", "RUS", "--years", "1990-1995")
    assert "nearest: 'kappa'" in refused("plot", "IRN", "RUS", "--out", "a.svg", "--measure", "kapa")
    assert "one or two measures, not 3" in refused("plot", "IRN", "RUS", "--out", "a.svg", "--measure", "s,pi,kappa")
    assert "does not say what votes are about" in refused("pair", "IRN", "RUS", "--issue", "me")
    assert "no draft is about the topic" in refused("vetoes", "--topic", "Atlantis")
    assert "near: 365 Russia" in refused("pair", "Iran", "Russa")
    assert sorted(store.iterdir()) == before


def test_a_missing_dataset_names_the_command_that_adds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    assert "foedus data add un-votes --from FILE" in refused("pair", "IRN", "RUS")
    assert "foedus data add unsc-vetoes --from FILE" in refused("vetoes")
