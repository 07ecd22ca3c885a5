"""All models have one face, and their commands are alike."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest

from foedus import models
from foedus.cli import main
from foedus.version import __version__

DUEL = """status_quo = "s1"
decision_makers = [
  { id = "arda", ranking = "s2 > s1 > s3 = s4" },
  { id = "belor", ranking = "s1 > s2 > s4 > s3" },
  { id = "corvan", ranking = "s1 = s2 = s3 = s4" },
]
options = [{ id = "arm", owner = "arda" }, { id = "bow", owner = "belor" }]
"""
GAME = """[[sides]]
id = "arda"
temptation = [4, 6]
reward = 3
punishment = 1
sucker = 0
[[sides]]
id = "belor"
temptation = 5
reward = 3
punishment = 1
sucker = 0
"""
FILES = {
    "blocs": {"ties.csv": "Source,target,sign,extra\nArda,Belor,1,x\nBelor,Corvan,-1,x\nArda,Corvan,1,x\n"},
    "landscape": {
        "actors.csv": "actor,size\nArda,3\nBelor,2\nCorvan,2\n",
        "pairs.csv": "source,target,propensity\nArda,Belor,-1\nArda,Corvan,-1\n",
    },
    "bargaining": {
        "transit.csv": "actor,capability,position,salience,extra\nArda,4,0,0.5,x\nBelor,2,6,1,x\nCorvan,1,10,0.4,x\n"
    },
    "conflict": {"duel.toml": DUEL},
    "commitment": {"game.toml": GAME},
}
COMMANDS = {
    "blocs": "blocs",
    "landscape": "landscape",
    "bargaining": "bargain",
    "conflict": "conflict",
    "commitment": "commitment",
}


@pytest.fixture(params=models.NAMES)
def name(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for file, text in FILES[request.param].items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return str(request.param)


def solved(name: str) -> Any:
    model: ModuleType = getattr(models, name)
    return model.solve(model.read(*FILES[name]))


def run(name: str, *options: str) -> int:
    sys.argv = ["foedus", COMMANDS[name], *FILES[name], *options]
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_every_model_reads_solves_and_answers(name: str) -> None:
    found = solved(name)
    assert all(isinstance(frame, pl.DataFrame) and frame.width for frame in found.frames.values())
    assert found.frame.equals(next(iter(found.frames.values())))
    assert found.lines() == tuple(str(found).split("\n"))
    assert found.draw().to_svg().startswith("<svg")
    assert found._repr_html_().startswith("<pre>")
    assert len(repr(found)) < 200


def test_every_record_is_in_one_envelope(name: str) -> None:
    record = solved(name).record()
    assert list(record) == ["format", "format_version", "foedus", "inputs", "options", "result"]
    assert (record["format"], record["format_version"], record["foedus"]) == (f"foedus-{name}", 2, __version__)
    assert [file["name"] for file in record["inputs"]] == list(FILES[name])
    assert all(set(file) == {"name", "sha256", "notes"} for file in record["inputs"])
    assert isinstance(record["result"]["notes"], list)
    json.dumps(record, allow_nan=False)


def test_options_of_the_record_ask_the_same_again(name: str) -> None:
    model, record = getattr(models, name), solved(name).record()
    options = {key: value for key, value in record["options"].items() if key not in ("weight", "variant")}
    assert model.solve(model.read(*FILES[name]), **options).record() == record


def test_json_is_printed_alone_whatever_a_library_prints(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    model = getattr(models, name)
    inner = model.solve

    def loud(*args: Any, **options: Any) -> Any:
        os.write(1, b"Running a solver\n")
        print("and Python prints")
        return inner(*args, **options)

    monkeypatch.setattr(model, "solve", loud)
    assert run(name, "--json") == 0
    out, err = capfd.readouterr()
    assert json.loads(out) == json.loads(json.dumps(solved(name).record()))
    assert "Running a solver\n" in err


def test_what_c_has_in_its_buffer_does_not_come_after_the_json(name: str, tmp_path: Path) -> None:
    loud = (
        f"import ctypes, sys\nimport foedus.models.{name} as model\nfrom foedus.cli import main\n"
        "inner = model.solve\n"
        "def solve(*args, **options):\n    ctypes.CDLL(None).puts(b'banner')\n    return inner(*args, **options)\n"
        f"model.solve = solve\nsys.argv = {['foedus', COMMANDS[name], *FILES[name], '--json']}\nmain()\n"
    )
    ran = subprocess.run([sys.executable, "-c", loud], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert json.loads(ran.stdout)["format"] == f"foedus-{name}"
    assert "banner" in ran.stderr


def test_notes_on_the_input_go_to_standard_error_and_a_picture_is_written_only_when_asked(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(name) == 0
    out, err = capfd.readouterr()
    assert out == f"{solved(name)}\n"
    assert err
    assert all(line.startswith("note: ") for line in err.splitlines())
    assert {path.name for path in tmp_path.iterdir()} == set(FILES[name])
    assert run(name, "--out", "picture.svg") == 0
    again = capfd.readouterr()
    assert (again.out, again.err) == (out, f"{err}wrote picture.svg\n")
    assert ElementTree.parse(tmp_path / "picture.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize("picture", ["picture.doc", "."])
def test_a_picture_that_cannot_be_is_refused_before_anything_is_computed(
    name: str, picture: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(name, "--out", picture) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("foedus: cannot write")


def test_a_missing_file_costs_one_message(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for path in tmp_path.iterdir():
        path.unlink()
    assert run(name) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"no file '{next(iter(FILES[name]))}'" in err


def test_models_are_loaded_one_by_one() -> None:
    code = (
        "import sys, foedus\nassert 'foedus.models' not in sys.modules\nfrom foedus import models\nmodels.conflict\n"
        "print([name for name in sys.modules if name in ('polars', 'highspy', 'foedus.models.blocs', 'foedus.charts')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
    with pytest.raises(AttributeError, match="it has blocs, landscape, bargaining, conflict, commitment"):
        importlib.import_module("foedus.models").nothing  # noqa: B018
