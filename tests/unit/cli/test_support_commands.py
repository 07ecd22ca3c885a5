"""The commands of outside support."""

import csv
import json
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.errors import FoedusError
from made_support import add_support


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def added(tmp_path):
    add_support(tmp_path / "files")


def call(*words):
    return CliRunner().invoke(app, ["support", *words])


@pytest.mark.usefixtures("added")
def test_a_pair_by_the_names_that_people_write(tmp_path):
    result = call("pair", "Iran", "Russia", "--years", "2011-2012", "--out", "acts.csv")
    assert result.exit_code == 0, result.output
    assert "Government of Syria (Syria: Government): 2011-2012" in result.stdout
    assert "foedus data add mme --from FILE" in result.stderr
    with (tmp_path / "acts.csv").open(encoding="utf-8") as file:
        acts = list(csv.DictReader(file))
    assert {act["supporter"] for act in acts} == {"Iran", "Russia (Soviet Union)"}
    assert {act["rows"] for act in acts} == {"1", "3"}
    printed = json.loads(call("pair", "IRN", "RUS", "--json").stdout)
    assert [row["actor_name"] for row in printed["same_side"]] == ["Government of Syria"] * 2
    assert printed["not_installed"] == ["mme", "sipri-transfers"]
    assert printed["datasets"][0]["coverage"] == [1975, 2017]


@pytest.mark.usefixtures("added")
def test_a_theatre_is_told_drawn_and_written(tmp_path):
    told = call("theatre", "Syria", "--years", "2011-2019", "--out", "net.svg")
    assert told.exit_code == 0, told.output
    assert "Turkey, 2012: troops" in told.stdout
    assert "speaks of 1975 to 2017" in told.stderr
    assert (tmp_path / "net.svg").read_text(encoding="utf-8").startswith("<svg")
    assert call("theatre", "Syria", "--years", "2011", "--out", "net.graphml").exit_code == 0
    root = ElementTree.parse(tmp_path / "net.graphml").getroot()
    assert root.find("{*}graph").get("edgedefault") == "directed"
    assert call("theatre", "Syria", "--years", "2011", "--out", "acts.csv").exit_code == 0
    printed = json.loads(call("theatre", "Syria", "--years", "2011", "--json").stdout)
    assert printed["source"]["dataset"] == "ucdp-esd"
    assert {node["name"] for node in printed["nodes"]} >= {"Syria", "Free Men", "Iran"}


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["theatre", "Syria", "--years", "2012-2011"], "years"),
        (["theatre", "Syria", "--years", "soon"], "FIRST-LAST"),
        (["theatre", "Atlantis", "--years", "2011"], "no conflict of 'Atlantis'"),
        (["theatre", "Syria", "--years", "2011", "--out", "net.doc"], ".graphml"),
        (["pair", "Iran", "Atlantis"], "Atlantis"),
        (["pair", "Iran", "IRN"], "same state"),
        (["pair", "Iran", "Russia", "--out", "acts.svg"], ".csv"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(tmp_path, words, said):
    before = set(tmp_path.iterdir())
    result = call(*words)
    assert isinstance(result.exception, FoedusError)
    assert said in str(result.exception)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("words", [["pair", "Iran", "Russia"], ["theatre", "Syria", "--years", "2011"]])
def test_a_dataset_that_is_not_there_is_named_with_the_next_step(words):
    result = call(*words)
    assert "foedus data add ucdp-esd --from FILE" in str(result.exception)


@pytest.mark.usefixtures("added")
def test_a_state_that_had_another_code_before_is_told():
    told = call("pair", "Germany", "Russia").stderr
    assert "260 German Federal Republic (1955-1990), 265 German Democratic Republic" in told
    assert "Hanover" not in told


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("name", ["p.csv", "p.graphml"])
def test_a_folder_that_is_not_there_is_not_made(tmp_path, name):
    result = call("theatre", "Syria", "--years", "2011", "--out", f"nowhere/{name}")
    assert isinstance(result.exception, FoedusError)
    assert "make it first" in str(result.exception)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.usefixtures("added")
def test_years_that_no_record_covers_are_refused_and_those_of_some_are_told():
    result = call("pair", "Iran", "Russia", "--years", "2030")
    assert isinstance(result.exception, FoedusError)
    assert "ucdp-esd of 1975-2017" in str(result.exception)
    assert "1975-2017 (of these years 2016-2017)" in call("pair", "Iran", "Russia", "--years", "2016-2019").stdout
