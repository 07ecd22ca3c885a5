"""The commands: what they print and write, and what they say of bad input."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from builders import a_case, a_coded_case
from foedus.cli import main
from foedus.cli.app import app
from foedus.session.run import run
from foedus.verdict.file import render_verdict

FAST = ["--draws", "20"]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with cases, results and broken things, made once."""
    folder = tmp_path_factory.mktemp("workshop")
    a_coded_case().write(folder / "case")
    a_case().write(folder / "silent")
    a_coded_case().without("outcomes.csv", date="2020-05-01").write(folder / "unscored")
    a_coded_case().with_settings(id="other-case").write(folder / "other")
    a_coded_case().with_claim("bad", value=7).write(folder / "broken")
    run(folder / "case", {"draws": 20}).write(folder / "results")
    run(folder / "other", {"draws": 20}).write(folder / "other-results")
    verdict = (folder / "results/verdict.json").read_bytes()
    newer = json.loads(verdict) | {"format_version": 99}
    texts: dict[str, str | bytes] = {
        "prior.json": '{"alliance": 1, "entente": 2, "unaligned": 3, "rivalry": 4}',
        "zero.json": '{"alliance": 0, "entente": 2, "unaligned": 3, "rivalry": 4}',
        "nan.json": '{"alliance": NaN, "entente": 2, "unaligned": 3, "rivalry": 4}',
        "infinity.json": '{"alliance": Infinity, "entente": 2, "unaligned": 3, "rivalry": 4}',
        "negative.json": '{"alliance": -1, "entente": 2, "unaligned": 3, "rivalry": 4}',
        "string.json": '{"alliance": "1", "entente": 2, "unaligned": 3, "rivalry": 4}',
        "three.json": '{"alliance": 1, "entente": 2, "unaligned": 3}',
        "five.json": '{"alliance": 1, "entente": 2, "unaligned": 3, "rivalry": 4, "war": 1}',
        "list.json": "[1, 2, 3, 4]",
        "text.txt": "not JSON",
        "truncated.json": verdict[:4000],
        "newer.json": json.dumps(newer),
        "a-file": "x",
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "empty").mkdir()
    return folder


def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the program as the shell does and return exit code, output and errors."""
    monkeypatch.setattr("sys.argv", ["foedus", *arguments])
    code = 0
    try:
        main()
    except SystemExit as leave:
        code = leave.code if isinstance(leave.code, int) else 0 if leave.code is None else 1
    out, err = capfd.readouterr()
    return code, out, err


LONG = "x" * 300
BAD: list[tuple[str, str]] = [
    ("assess silent --brief --json", "--brief with --json needs --out"),
    ("assess", "Missing argument"),
    ("assess nowhere", "no built-in case"),
    ("assess iran-rusia-syria", "nearest: 'iran-russia-syria'"),
    ("assess ./nowhere", "nowhere"),
    ("assess a-file", "a-file"),
    ("assess empty", "case.toml"),
    ("assess broken", "claims.csv:"),
    (f"assess {LONG}", "File name too long"),
    ("assess case --as-of 2014-13-01", "neither a month"),
    ("assess case --as-of 2014-02-30", "has the days 01-28"),
    ("assess case --as-of yesterday", "not an EDTF date"),
    ("assess case --as-of 31/12/2016", "2016-12-31"),
    ("assess case --as-of 2018-06-01", "later than the case's cut-off 2017-12-31"),
    ("assess case --as-of 2016/..", "an open interval"),
    ("assess case --horizon 0", "--horizon 0: expected a whole number from 1 to 50"),
    ("assess case --horizon -1", "--horizon -1"),
    ("assess case --horizon 51", "--horizon 51"),
    ("assess case --horizon abc", "Invalid value for '--horizon'"),
    ("assess case --horizon 2.5", "Invalid value for '--horizon'"),
    ("assess case --draws 0", "--draws 0: expected a whole number from 10 to 100000"),
    ("assess case --draws 1", "--draws 1"),
    ("assess case --draws 1e9", "Invalid value for '--draws'"),
    ("assess case --draws 1000000000", "from 10 to 100000"),
    ("assess case --seed -1", "--seed -1"),
    ("assess case --seed 99999999999999999999", "--seed 99999999999999999999"),
    ("assess case --words x", "--words 'x': expected one of"),
    ("assess case --prior nowhere.json", "no file"),
    ("assess case --prior empty", "is a folder"),
    ("assess case --prior text.txt", "not a JSON text"),
    ("assess case --prior zero.json", "positive numbers"),
    ("assess case --prior negative.json", "positive numbers"),
    ("assess case --prior nan.json", "NaN, expected a number"),
    ("assess case --prior infinity.json", "Infinity, expected a number"),
    ("assess case --prior string.json", "expected {"),
    ("assess case --prior three.json", "expected exactly"),
    ("assess case --prior five.json", "expected exactly"),
    ("assess case --prior list.json", "expected {"),
    ("assess case --prior prior.json --evidence-only", "cannot go with --prior prior.json"),
    ("assess case --since nowhere", "no verdict at 'nowhere'"),
    ("assess case --since empty", "no verdict at 'empty'"),
    ("assess case --since other-results", "on case 'other-case', not on 'arda-belor'"),
    ("assess case --since text.txt", "not a JSON text"),
    ("assess case --since prior.json", "not a foedus verdict"),
    ("assess case --since newer.json", "format_version 99, this foedus reads 1 to 4"),
    ("assess case --since truncated.json", "not a JSON text"),
    ("assess case --out a-file", "'a-file' is a file"),
    ("assess case --out a-file/results", "cannot write 'a-file/results'"),
    (f"assess case --out {LONG}", "File name too long"),
    ("assess case --nonsense", "No such option: --nonsense"),
    ("assess case case", "unexpected extra argument"),
    ("explain trade-tie --from results", "near: trade-ties"),
    ("explain --from results", "Give an ID, or --list"),
    ("explain trade-ties --from empty", "no verdict at 'empty'"),
    ("explain trade-ties --from truncated.json", "not a JSON text"),
    ("explain trade-ties --from case", "no verdict at 'case'"),
    ("score unscored", "records no state of relation between 2017-12-31 and 2027-12-31"),
    ("score case --horizon 1", "records no state of relation between 2017-12-31 and 2018-12-31"),
    ("score case --as-of 2030", "later than the case's cut-off"),
    ("score nowhere", "no built-in case"),
    ("report empty", "no verdict at 'empty'"),
    ("report truncated.json", "not a JSON text"),
    ("report newer.json", "this foedus reads 1"),
    ("report results --out empty", "is a folder; expected an HTML file"),
    ("report results --out a-file/page.html", "cannot write 'a-file"),
    ("nonsense", "No such command 'nonsense'"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), BAD, ids=[line[:60] for line, _ in BAD])
def test_bad_input_costs_one_message_and_exit_code_2(
    line: str, expected: str, workshop: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workshop)
    before = sorted((path, path.stat().st_mtime_ns) for path in workshop.rglob("*"))
    fast = FAST if line.split()[0] in ("assess", "score") and "--draws" not in line else []
    code, out, err = call(monkeypatch, capfd, *line.split(), *(fast if len(line.split()) > 1 else []))
    plain = " ".join(err.replace("│", " ").split())
    assert code == 2, (code, out, err)
    assert expected in plain
    assert "Traceback" not in err
    assert out == ""
    assert sorted((path, path.stat().st_mtime_ns) for path in workshop.rglob("*")) == before


def test_no_results_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(monkeypatch, capfd, "explain", "trade-ties")
    assert (code, out) == (2, "")
    assert "no folder of results here; give one with --from DIR, or run: foedus assess CASE --out DIR" in err


def test_a_folder_that_may_not_be_written(
    workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Root may write everywhere, so the refusal of the operating system is played."""

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.mkdir", refuse)
    code, out, err = call(
        monkeypatch, capfd, "assess", str(workshop / "case"), *FAST, "--out", str(tmp_path / "results")
    )
    assert (code, out) == (2, "")
    assert "Permission denied; choose another folder" in err
    assert list(tmp_path.iterdir()) == []


def invoke(*arguments: str) -> str:
    found = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def test_assess_writes_the_folder_and_prints_the_same_numbers(workshop: Path, tmp_path: Path) -> None:
    text = invoke("assess", str(workshop / "case"), *FAST, "--out", str(tmp_path / "results"))
    v = json.loads((tmp_path / "results/verdict.json").read_text())
    assert (tmp_path / "results/verdict.json").read_bytes() == (workshop / "results/verdict.json").read_bytes()
    assert f"{v['headline']['probability'] * 100:.0f} %" in text


def test_without_out_the_folder_bears_the_name_of_the_case(
    workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    invoke("assess", str(workshop / "case"), *FAST)
    assert [path.name for path in tmp_path.iterdir()] == ["arda-belor-assessment"]
    assert "Prior" in invoke("explain", "model:prior")


def test_json_is_the_verdict_and_writes_nothing_without_out(
    workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = invoke("assess", str(workshop / "case"), *FAST, "--json")
    assert text.encode() == (workshop / "results/verdict.json").read_bytes()
    assert list(tmp_path.iterdir()) == []
    both = invoke("assess", str(workshop / "case"), *FAST, "--json", "--out", "results")
    assert both == text
    assert (tmp_path / "results/verdict.json").read_text() == text


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (["--seed", "5", "--horizon", "3"], {"seed": 5, "horizon_years": 3}),
        (["--words", "phia"], {"words": "phia"}),
        (["--as-of", "2015"], {"as_of": "2015-12-31", "hindsight": True}),
        (["--as-of", "0001-01-01"], {"as_of": "0001-01-01", "hindsight": True}),
    ],
)
def test_options_reach_the_verdict(arguments: list[str], settings: dict[str, Any], workshop: Path) -> None:
    v = json.loads(invoke("assess", str(workshop / "case"), *FAST, "--json", *arguments))
    assert {key: v[key] for key in settings} == settings


def test_evidence_only_is_the_uniform_prior(workshop: Path) -> None:
    case = [str(workshop / "case"), *FAST, "--json"]
    assert invoke("assess", *case, "--evidence-only") == invoke("assess", *case, "--prior", "uniform")
    given = json.loads(invoke("assess", *case, "--prior", str(workshop / "prior.json")))
    assert [row["prior"] for row in given["outcomes"].values()] == [0.1, 0.2, 0.3, 0.4]


def test_since_compares_with_an_earlier_run(workshop: Path) -> None:
    text = invoke(
        "assess", str(workshop / "case"), *FAST, "--seed", "1", "--json", "--since", str(workshop / "results")
    )
    changes = json.loads(text)["changes"]
    assert changes["settings"] == [{"setting": "seed", "before": 0, "after": 1}]
    assert set(changes["outcomes"].values()) == {0.0}


def test_a_case_without_claims_is_the_prior_and_says_so(workshop: Path, tmp_path: Path) -> None:
    text = invoke("assess", str(workshop / "silent"), *FAST, "--out", str(tmp_path / "results"))
    assert "No claim is visible at this date; the verdict is the prior." in text
    assert "0 claims from 0 works." in text


def test_explain_lists_and_explains(workshop: Path) -> None:
    results = ["--from", str(workshop / "results")]
    listed = invoke("explain", "--list", *results).splitlines()
    assert {"alliance", "trade-ties", "c01", "sentence-1", "tie:arda:belor", "confidence"} <= set(listed)
    found = json.loads(invoke("explain", "trade-ties", "--json", *results))
    assert (found["id"], found["kind"], found["evidence"][0]) == ("trade-ties", "factor", "c04")
    assert "presence" in invoke("explain", "trade-ties", *results)


def test_explain_takes_the_newest_results_here(workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(workshop / "other-results", tmp_path / "older")
    shutil.copytree(workshop / "results", tmp_path / "newer")
    os.utime(tmp_path / "older/verdict.json", (1, 1))
    monkeypatch.chdir(tmp_path)
    text = invoke("explain", "dataset:case")
    assert "case arda-belor" in text.replace("Case", "case")
    assert "Reading newer (arda-belor, as of " in text
    assert "Reading" not in invoke("explain", "dataset:case", "--from", "older")


def test_the_list_of_what_can_be_explained_goes_by_kind(workshop: Path) -> None:
    lines = invoke("explain", "--list", "--from", str(workshop / "results")).splitlines()
    heads = [line for line in lines if line.endswith(":")]
    assert heads == sorted(heads)
    verdict = json.loads((workshop / "results/verdict.json").read_text())
    assert f"claim ({len(verdict['evidence']['claims'])}):" in heads
    assert lines.index("c01") > lines.index(next(head for head in heads if head.startswith("claim (")))


def test_results_stay_out_of_the_case(
    workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "mine"
    shutil.copytree(workshop / "case", own)
    before = sorted(path.name for path in own.iterdir())
    monkeypatch.chdir(own)
    code, _, err = call(monkeypatch, capfd, "assess", ".", *FAST)
    assert (code, sorted(path.name for path in own.iterdir())) == (0, before)
    assert (tmp_path / "arda-belor-assessment" / "report.html").is_file()
    assert f"Results stand beside the case, not in it: {tmp_path / 'arda-belor-assessment'}" in err
    code, _, err = call(monkeypatch, capfd, "assess", ".", *FAST, "--out", "results")
    assert code == 2
    assert "lies inside the case 'mine'" in err
    assert sorted(path.name for path in own.iterdir()) == before


def test_a_brief_is_written_on_demand(workshop: Path, tmp_path: Path) -> None:
    plain, brief = tmp_path / "plain", tmp_path / "brief"
    invoke("assess", str(workshop / "case"), *FAST, "--out", str(plain))
    invoke("assess", str(workshop / "case"), *FAST, "--out", str(brief), "--brief")
    assert not (plain / "brief.html").exists()
    assert "What would change it" in (brief / "brief.html").read_text("utf-8")
    result = run(workshop / "case", {"draws": 20})
    assert result.brief(tmp_path / "own.html").read_bytes() == (brief / "brief.html").read_bytes()


def test_score_in_words_and_in_json(workshop: Path) -> None:
    found = json.loads(invoke("score", str(workshop / "case"), *FAST, "--json"))
    v = json.loads((workshop / "results/verdict.json").read_text())
    assert found["observed"] == "entente"
    assert found["scores"][0]["probability"] == v["outcomes"]["entente"]["probability"]
    assert "Observed: entente" in invoke("score", str(workshop / "case"), *FAST)


def test_report_makes_the_page_again(workshop: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert "wrote" in invoke("report", str(workshop / "results"), "--out", str(page))
    assert page.read_bytes() == (workshop / "results/report.html").read_bytes()
    invoke("report", str(workshop / "results/verdict.json"), "--out", str(page))
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_same_command_gives_the_same_bytes(workshop: Path) -> None:
    assert (
        render_verdict(run(workshop / "case", {"draws": 20}).verdict)
        == (workshop / "results/verdict.json").read_bytes()
    )


def test_every_command_has_help() -> None:
    for command in ("assess", "explain", "score", "report"):
        assert "Usage" in invoke(command, "--help")
    assert "foedus 0." in invoke("--version")


def test_an_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("foedus.session.run.run", stopped)
    code, _, err = call(monkeypatch, capfd, "assess", "iran-russia-syria")
    assert (code, err) == (130, "foedus: interrupted; nothing was written\n")
