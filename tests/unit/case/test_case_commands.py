"""``foedus case``: what is printed, the exit codes, and that failures write nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import broken as b
import pytest
from typer.testing import CliRunner, Result

from builders import a_coded_case, a_rated_case
from foedus.cli.case import app
from foedus.errors import CaseError, InputError, OutputError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_new_check_format_and_show_follow_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "valley"
    made = run("new", folder)
    assert made.exit_code == 0
    assert "15 files" in made.output
    assert run("check", folder).output.endswith("no problems; 3 actors, 2 issues, 3 factors, 16 claims\n")
    assert run("format", folder).output == f"{folder}: nothing to change\n"
    shown = run("show", folder).output
    for word in ("Alder and Birch on the river", "River raiders", "shared-patrols", "Balance of perspectives", "25 %"):
        assert word in shown


def test_check_notes_what_it_accepted(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    (folder / "actors.csv").write_bytes(b"\xef\xbb\xbf" + (folder / "actors.csv").read_bytes())
    assert "note: actors.csv: byte order mark accepted" in run("check", folder).output


def test_check_as_json_lists_problems_and_leaves_with_2(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    sound = run("check", folder, "--json")
    assert json.loads(sound.output)["ok"] is True
    b.all_of(b.cell("claims.csv", 2, "kind", "studie"), b.cell("actors.csv", 2, "kind", "x"))(folder)
    result = run("check", folder, "--json")
    assert result.exit_code == 2
    told = json.loads(result.output)
    assert told["ok"] is False
    assert [problem["file"] for problem in told["problems"]] == ["actors.csv", "claims.csv"]
    assert told["problems"][1]["nearest"] == "study"
    assert told["problems"][1]["row"] == 2


def test_a_broken_case_is_raised_for_the_program_to_print(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    b.removed("claims.csv")(folder)
    for command in ("check", "show", "format"):
        assert isinstance(run(command, folder).exception, CaseError)


def test_nothing_but_the_problem_reaches_the_terminal(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    b.replaced("sources.bib", "{On belor-news}", "{On belor-news")(folder)
    code = "from foedus.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "case", "check", str(folder)], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"foedus: case '{folder}' has 1 problem:\n  sources.bib:9 title")
    assert "Parsing of" not in done.stderr


def test_show_as_json_is_the_summary(tmp_path: Path) -> None:
    told = json.loads(run("show", a_coded_case().write(tmp_path), "--json").output)
    assert told["focal_pair"] == ["arda", "belor"]
    assert told["claims"]["total"] == 11


def test_names_in_brackets_are_printed_as_they_are(tmp_path: Path) -> None:
    folder = a_coded_case().with_issue("names", question="Is it [bold]so[/bold] :smile:?").write(tmp_path)
    assert "[bold]so[/bold] :smile:?" in run("show", folder).output


def test_format_lists_what_it_changed_and_then_nothing(tmp_path: Path) -> None:
    folder = a_rated_case().write(tmp_path)
    first = run("format", folder)
    assert "ratings.csv: rows put in order" in first.output
    assert "datapackage.json: made" in first.output
    assert run("format", folder).output.endswith("nothing to change\n")


def test_schema_prints_both_forms() -> None:
    assert "| `credibility` | a whole number from 1 to 6 | yes |" in run("schema").output
    assert json.loads(run("schema", "--format", "json").output)["format_version"] == 2


def test_agreement_of_a_coding_with_itself_is_whole(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path / "one")
    other = a_coded_case().changed("claims.csv", {"id": "c01"}, value="-0.7").write(tmp_path / "two")
    assert "11 matched of 11 and 11 claims (100 %)" in run("agreement", folder, folder).output
    result = json.loads(run("agreement", folder, other, "--json").output)
    assert [difference["first"] for difference in result["sign"]["differences"]] == ["c01"]
    assert "sign" in run("agreement", folder, other).output


def test_failing_commands_write_nothing(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path / "case")
    b.cell("claims.csv", 2, "credibility", "0")(folder)
    before = contents(folder)
    assert isinstance(run("format", folder).exception, CaseError)
    assert isinstance(run("new", folder).exception, OutputError)
    assert isinstance(run("format", tmp_path / "nothing").exception, InputError)
    assert run("new", tmp_path / "other", "--template", "grand").exit_code == 2
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


@pytest.mark.parametrize("command", ["new", "check", "show", "list", "schema", "format", "agreement"])
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage: " in result.output
    assert len(result.output) > 140
