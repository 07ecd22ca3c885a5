"""The command line of the outlook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.outlook import app
from foedus.errors import InputError
from foedus.outlook.record import load_record, reliability_figure
from foedus.outlook.words import score_lines

CARD = Path(__file__).resolve().parents[3] / "docs" / "reference" / "model-card.md"


def test_show_names_the_origin_and_gives_four_states_with_and_without_the_common_enemy() -> None:
    result = CliRunner().invoke(app, ["show", "IRN", "RUS", "--year", "2018"])
    assert result.exit_code == 0
    assert "Iran" in result.output
    assert "entente" in result.output.splitlines()[0]
    assert "once United States of America threatens neither" in result.output
    assert result.output.count("  10  ") == 2
    assert "E/O" in result.output
    assert "band, not a forecast" in result.output


def test_show_as_json_holds_distributions() -> None:
    result = CliRunner().invoke(app, ["show", "USA", "POL", "--horizon", "3", "--json"])
    found = json.loads(result.output)
    for year in range(4):
        assert sum(found["states"][state]["by_year"][year] for state in found["states"]) == pytest.approx(1, abs=1e-5)
    assert found["state"] == "alliance"
    assert found["small_pact"]["reference"] is None


def test_a_set_covariate_is_used_and_said() -> None:
    plain, changed = (
        json.loads(CliRunner().invoke(app, ["show", "IRN", "RUS", "--json", *more]).output)
        for more in ([], ["--set", "common_threat=0"])
    )
    assert changed["set"] == {"common_threat": 0.0}
    assert changed["covariates"]["common_threat"] == 0
    assert changed["small_pact"]["model"][0] < plain["small_pact"]["model"][0]


@pytest.mark.parametrize(
    "arguments",
    [["show", "IRN", "XYZ"], ["show", "IRN", "RUS", "--set", "x=1"], ["show", "IRN", "RUS", "--horizon", "0"],
     ["show", "IRN", "RUS", "--year", "1700"], ["claim", "--measure", "fear"], ["backtest", "--from", "2010", "--to", "2000"]],
)  # fmt: skip
def test_wrong_input_is_an_input_error(arguments: list[str]) -> None:
    assert isinstance(CliRunner().invoke(app, arguments).exception, InputError)


@pytest.mark.parametrize("command", ["fit", "backtest", "claim"])
def test_commands_that_need_datasets_say_how_to_add_them(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    error = CliRunner().invoke(app, [command]).exception
    assert isinstance(error, InputError)
    assert "foedus data add" in str(error)


def test_the_committed_card_is_the_one_that_the_command_prints(tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["card"]).output
    assert printed == CARD.read_text(encoding="utf-8")
    target = tmp_path / "card.md"
    CliRunner().invoke(app, ["card", "--out", str(target)])
    assert target.read_text(encoding="utf-8") == printed


def test_diagrams_have_a_point_for_each_bin() -> None:
    bins = load_record().reliability
    figure = reliability_figure(bins)
    assert figure is not None
    assert len(figure.frame) == len(bins)
    assert len(figure.draw(358)) == 5
    assert figure.to_svg().count("<circle") == len(bins)


def test_a_period_without_events_is_printed_with_dashes() -> None:
    row = {
        "target": "b", "estimand": "dyads", "model": "m3", "words": "an event", "first": 2006, "last": 2010, "events": 0,
        "bundles": 0, "rows": 10, "base_rate": 0.0, "auc": None, "pr_auc": None, "log_skill": 0.5, "brier_skill": None,
        "expected_observed": None, "slope": None, "gain": 1.0, "by_bundle": (0.0, 0.0), "by_year": (0.5, 1.5),
    }  # fmt: skip
    line = score_lines([row])[-1]
    assert line.split()[:7] == ["m3", "-", "-", "0.500", "-", "-", "-"]
