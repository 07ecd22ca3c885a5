"""The commands of ``foedus data``."""

import json

import bibtexparser
import pytest
from typer.testing import CliRunner

from foedus.cli.data import app
from foedus.datasets import DatasetError, registry
from foedus.errors import InputError
from unit.datasets.made_files import NMC, NMC_7, STATES, write


@pytest.fixture(autouse=True)
def _own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")


def run(*words, code=0):
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def test_list_names_every_dataset_and_what_is_installed(tmp_path):
    run("add", "nmc", "--changed", "--from", write(tmp_path, "NMC-60-abridged.csv", NMC))
    listed = run("list")
    assert all(id in listed for id in registry())
    (row,) = (line for line in listed.splitlines() if line.startswith("nmc "))
    assert row.split()[1:4] == ["6.0", "1816-2016", "yes"]
    assert "states" not in run("list", "--installed")
    data = {entry["id"]: entry["installed"] for entry in json.loads(run("list", "--json"))}
    assert data["nmc"] == ["6.0"]
    assert data["states"] == []


@pytest.mark.parametrize("id", sorted(registry()))
def test_info_shows_columns_terms_and_how_to_get_it(id):
    known = registry()[id]
    shown = run("info", id)
    for column in known.columns:
        assert column.name in shown
    assert known.licence in shown
    for release in known.releases:
        assert release.how_to_get in shown
        assert all(name in shown for name in release.files)
    assert ("not yet tried on the distributor's file" in shown) == (not all(r.tried for r in known.releases))
    assert json.loads(run("info", id, "--json"))["id"] == id


def test_info_shows_what_is_installed(tmp_path):
    run("add", "nmc", "--changed", "--from", write(tmp_path, "NMC-60-abridged.csv", NMC))
    assert "in the data directory: nmc 6.0: 2 rows from NMC-60-abridged.csv" in run("info", "nmc")


def test_add_a_folder_says_what_came_of_each_file(tmp_path):
    write(tmp_path, "in/states2016.csv", STATES)
    write(tmp_path, "in/NMC-70-abridged.csv", NMC_7)
    write(tmp_path, "in/other.csv", "a,b\n1,2\n")
    for words in (
        ("add", "--changed", "--from", tmp_path / "in"),
        ("add", "--changed", "--all", "--from", tmp_path / "in"),
    ):
        said = run(*words)
        assert "added states 2016: 3 rows from states2016.csv" in said
        assert "added nmc 7.0: 2 rows" in said
        assert "other.csv: unknown name and columns" in said


def test_a_broken_file_in_a_folder_is_told_and_the_exit_code_is_2(tmp_path):
    write(tmp_path, "in/states2016.csv", STATES)
    write(tmp_path, "in/NMC-70-abridged.csv", NMC_7.replace(".0401", "x"))
    said = run("add", "--changed", "--from", tmp_path / "in", "--problems", tmp_path / "problems.csv", code=2)
    assert "added states" in said
    assert "not added" in said
    assert (tmp_path / "problems.csv").read_text().splitlines()[1].startswith("nmc,NMC-70-abridged.csv,2,cinc,x,")


def test_a_broken_file_alone_raises_with_every_problem(tmp_path):
    path = write(tmp_path, "NMC-60-abridged.csv", NMC.replace(".0397", "x"))
    with pytest.raises(DatasetError):
        run("add", "nmc", "--changed", "--from", path, "--problems", tmp_path / "problems.csv")
    assert len((tmp_path / "problems.csv").read_text().splitlines()) == 2


def test_add_needs_to_know_what():
    with pytest.raises(InputError, match="say what to add"):
        run("add")
    with pytest.raises(InputError, match="no dataset 'nmcc'"):
        run("add", "nmcc")


def test_check_cite_and_remove(tmp_path):
    assert "is empty" in run("check")
    assert "is empty" in run("cite")
    run("add", "nmc", "--changed", "--from", write(tmp_path, "NMC-60-abridged.csv", NMC))
    assert "nmc 6.0: no problems" in run("check")
    assert json.loads(run("check", "--json"))["datasets"][0]["problems"] == []
    assert [entry.key for entry in bibtexparser.parse_string(run("cite")).entries] == ["singer1987"]
    twice = bibtexparser.parse_string(run("cite", "gml-mid", "gml-mid-ddy", "atop")).entries
    assert [entry.key for entry in twice] == ["gibler2016", "leeds2002"]
    (tmp_path / "data/nmc/6.0/data.parquet").write_bytes(b"")
    assert "was changed" in run("check", code=2)
    assert run("remove", "nmc", "--version", "6.0") == "removed nmc 6.0\n"
    with pytest.raises(InputError, match="is not in"):
        run("remove", "nmc")


def test_check_names_what_a_broken_off_run_left(tmp_path):
    write(tmp_path, "data/nmc/.new-abc/data.parquet", "x")
    assert "incomplete, may be deleted" in run("check")


def test_every_command_has_help():
    for command in ("list", "info", "add", "check", "cite", "remove"):
        assert command in run("--help")
        assert "Usage" in run(command, "--help")
