"""A built-in case is copied to be written to, and whatever would write to it says how."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.case.load import load_case
from foedus.case.new import copy_builtin
from foedus.case.shipped import builtin_cases
from foedus.cli.app import app
from foedus.errors import FoedusError, InputError, OutputError

NAME = "france-russia-1891"
WRITING = (
    "workspace {}",
    "draft {}",
    "case format {}",
    "case log {}",
    "case migrate {}",
    "case settle {} claims c1 value 0.5 --coder wei",
    "case sources {}",
    "documents add {} talks.txt",
    "documents anchor {} talks",
    "documents list {}",
    "documents revise {} talks talks.txt",
    "documents show {} talks",
)


@pytest.mark.parametrize("words", WRITING)
def test_what_writes_to_a_case_says_how_a_builtin_one_is_copied(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talks.txt").write_text("They met.\n")
    done = CliRunner().invoke(app, words.format(NAME).split())
    assert isinstance(done.exception, FoedusError), done.output
    assert f"`foedus case new DIR --from {NAME}` copies it" in str(done.exception)
    other = CliRunner().invoke(app, words.format("nowhere").split())
    assert "no case folder 'nowhere'" in str(other.exception)


@pytest.mark.parametrize("name", builtin_cases())
def test_a_copy_has_every_byte_and_is_the_same_case(name: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["case", "new", str(tmp_path / "mine"), "--from", name])
    assert done.exit_code == 0, done.output
    source = Path(str(files("foedus.case"))) / "builtin" / name
    wanted = {path.relative_to(source): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    found = {path.relative_to(tmp_path / "mine"): path for path in (tmp_path / "mine").rglob("*") if path.is_file()}
    assert {at: path.read_bytes() for at, path in found.items()} == wanted
    assert load_case(tmp_path / "mine").file_hashes == load_case(name).file_hashes


def test_what_cannot_be_copied_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nearest: 'france-russia-1891'"):
        copy_builtin("france-rusia-1891", tmp_path / "mine")
    with pytest.raises(InputError, match=r"foedus case workbook france-russia-1891 --out .*mine\.xlsx"):
        copy_builtin(NAME, tmp_path / "mine.xlsx")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="is not empty"):
        copy_builtin(NAME, tmp_path / "full")
