"""`foedus conflict`: what it prints, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import typer
from conflict_models import MODEL, changed, write
from typer.testing import CliRunner, Result

from foedus.cli.conflict import conflict
from foedus.errors import InputError
from foedus.models.conflict.analysis import solve
from foedus.models.conflict.model_file.read import read
from foedus.models.conflict.moves import moves_from_options
from foedus.models.conflict.sequences import reach_all

app = typer.Typer()
app.command()(conflict)


def run(folder: Path, *options: str, text: str = MODEL) -> Result:
    return CliRunner().invoke(app, [str(write(folder, text)), *options])


def test_states_stability_and_equilibria_are_printed(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 0
    assert "Border post: 2 decision makers, 3 options, 6 feasible states of 8 combinations" in result.stdout
    assert "  arda   s4 > s1 = s2 > s3 > s5 > s6" in result.stdout
    # Belor gains nothing by arming, and Arda likes s4 best: it stays.
    assert "s4     YY N     NGSQ  NGSQ   NGSQ" in result.stdout
    assert "  nash  s4" in result.stdout
    assert "from s1, by moves that each improve the mover's lot: s4" in result.stdout


def test_json_says_the_same(tmp_path: Path) -> None:
    record = json.loads(run(tmp_path, "--json", "--inverse", "s1", "--from", "s3").stdout)
    found = record["result"]
    assert found["equilibria"]["nash"] == ["s4", "s5"]
    assert found["states"][3] == {
        "state": "s4", "pattern": "YY N",
        "stable": {concept: ["arda", "belor"] for concept in ("nash", "gmr", "smr", "seq")},
    }  # fmt: skip
    assert found["status_quo"]["start"] == "s3"
    assert found["coalitions"][0]["members"] == ["arda", "belor"]
    conditions = found["inverse"]["conditions"]
    nash = next(c for c in conditions if c["concept"] == "nash" and c["decision_maker"] == "arda")
    assert {d["move"]: d["met"] for d in nash["deterrents"]} == {"s2": True, "s3": True, "s4": False}
    # s1 must be the best of four states: one ranking in four.
    assert nash["share_of_strict_rankings"] == pytest.approx(1 / 4)
    assert [file["name"] for file in record["inputs"]] == ["model.toml"]


def test_conditions_are_printed_those_not_met_first(tmp_path: Path) -> None:
    lines = run(tmp_path, "--inverse", "s1").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  nash  arda"))
    assert lines[at] == "  nash  arda: not met; 25% of all strict rankings meet it"
    assert lines[at + 1] == "          - not to s4: s1 at least as good as s4"


def test_only_the_named_coalitions_are_looked_at(tmp_path: Path) -> None:
    none = changed('title = "Border post"', "coalitions = []")
    assert json.loads(run(tmp_path, "--json", text=none).stdout)["result"]["coalitions"] == []
    one = changed('title = "Border post"', 'coalitions = [["belor", "arda"]]')
    assert [c["members"] for c in json.loads(run(tmp_path, "--json", text=one).stdout)["result"]["coalitions"]] == [
        ["arda", "belor"]
    ]


def test_without_a_status_quo_no_way_is_told(tmp_path: Path) -> None:
    assert "by moves that each improve" not in run(tmp_path, text=changed('status_quo = "s1"\n', "")).stdout


@pytest.mark.parametrize(("flag", "option"), [("--from", "start"), ("--inverse", "inverse")])
def test_an_unknown_state_is_refused_with_the_nearest(flag: str, option: str, tmp_path: Path) -> None:
    error = run(tmp_path, flag, "s44").exception
    assert isinstance(error, InputError)
    assert f"{option} 's44': expected one of s1, s2" in str(error)
    assert "nearest: 's4'" in str(error)


def many(makers: int, options: int) -> str:
    text = 'status_quo = "s1"\n'
    for i in range(makers):
        text += f'[[decision_makers]]\nid = "d{i}"\nweights = {{ o{i}x0 = 2, o{(i + 1) % makers}x0 = 3 }}\n'
    for i in range(makers):
        text += "".join(f'[[options]]\nid = "o{i}x{k}"\nowner = "d{i}"\n' for k in range(options))
    return text


def test_a_large_model_is_analysed_without_coalitions_and_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, text=many(2, 5))
    assert result.exit_code == 0
    assert "64 of 1,024 states" in result.stdout
    assert "Coalitions were not looked at" in result.stdout


def test_too_large_questions_are_refused_with_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path, many(3, 4))
    with pytest.raises(InputError, match="written out for at most 1,024"):
        solve(read(path), inverse="s1")
    path = write(tmp_path, 'coalitions = [["d0", "d1"]]\n' + many(3, 4))
    with pytest.raises(InputError, match="at most 2,048"):
        solve(read(path))
    nowhere = moves_from_options(np.arange(4096), np.arange(4096), own=np.arange(0))
    with pytest.raises(InputError, match="at most 2,048"):
        reach_all([nowhere], 4096)
    codes = np.arange(1 << 16)
    with pytest.raises(InputError, match="expected at most 8,388,608"):
        moves_from_options(codes, codes, own=np.arange(8))
