"""`foedus chart`: a figure with its data beside it, or one message and nothing written."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.errors import InputError, OutputError
from foedus.report.registry import pictures
from foedus.verdict.file import render_verdict
from made import typed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "result").mkdir()
    (tmp_path / "result" / "verdict.json").write_bytes(render_verdict(typed()))
    return tmp_path / "result"


def _run(*arguments: object) -> str:
    done = CliRunner().invoke(app, ["chart", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_list_names_what_can_be_drawn_and_what_can_be_chosen(folder: Path) -> None:
    lines = _run(folder, "--list").splitlines()
    assert {line.split()[0] for line in lines} <= set(pictures())
    assert next(line for line in lines if line.startswith("positions")).endswith("(--set issue=...)")


@pytest.mark.parametrize("source", ["result", "result/verdict.json"])
def test_a_figure_is_written_with_its_data_beside_it(source: str, folder: Path) -> None:
    out = folder.parent / "pictures" / "factors.svg"
    printed = _run(folder.parent / source, "factors", "--out", out, "--width", "12cm", "--theme", "print")
    assert printed.splitlines() == [f"wrote {out}", f"wrote {out.with_suffix('.csv')}"]
    assert 'width="12cm"' in out.read_text("utf-8")
    data = pl.read_csv(out.with_suffix(".csv"))
    assert data["factor"].to_list() == sorted(data["factor"], key=data["factor"].to_list().index)
    assert sorted(data["factor"]) == sorted(factor.id for factor in typed().factors)


def test_a_choice_narrows_the_figure(folder: Path) -> None:
    issue = next(issue.id for issue in typed().issues if issue.convergence is not None)
    out = folder.parent / "one.svg"
    _run(folder, "positions", "--set", f"issue={issue}", "--out", out)
    assert set(pl.read_csv(out.with_suffix(".csv"))["issue"]) == {issue}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["positons"], "nearest: 'positions'"),
        ([], "Give the NAME of a figure"),
        (["positions", "--set", "issue"], "expected KEY=VALUE"),
        (["positions", "--set", "issue=nothing"], "no issue 'nothing'"),
        (["positions", "--set", "year=2"], "it takes issue"),
        (["belief", "--set", "year=2"], "it takes none"),
        (["factors", "--set", "outcome=war"], "expected one of: alliance"),
        (["positions", "--width", "wide"], "no width 'wide'"),
        (["positions", "--theme", "sepia"], "no theme 'sepia'"),
        (["positions", "--out", "a.gif"], "a.gif"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(arguments: list[str], message: str, folder: Path) -> None:
    with pytest.raises((InputError, OutputError), match=message):
        _run(folder, *arguments)
    assert [path.name for path in folder.parent.iterdir()] == ["result"]
