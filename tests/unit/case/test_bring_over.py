"""Bringing a case of an older format over: nothing lost, nothing twice, and what is open is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import broken as b
import pytest
from typer.testing import CliRunner

from builders import CaseBuilder, a_case, a_coded_case, a_rated_case
from foedus.case.bring_over import bring_over
from foedus.case.questions import suggest, unanswered
from foedus.case.read import read_case
from foedus.cli.case import app
from foedus.errors import CaseError, InputError
from foedus.terms.checklist import CHECKLIST


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


FACTORS = ("common-enemy", "trade-ties", "border-dispute")


def unmapped(case: CaseBuilder) -> CaseBuilder:
    """The case with factors of no kind."""
    for name in FACTORS:
        case = case.changed("factors.csv", {"id": name}, checklist="")
    return case


def version_1(folder: Path) -> Path:
    """A case as format 1 had it: without the columns and the table of format 2."""
    unmapped(a_rated_case()).with_settings(format_version=1).write(folder)
    assert not (folder / "checklist.csv").exists()
    for file, optional in (("factors.csv", 1), ("sources.csv", 3)):
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
        assert all(line.endswith("," * optional) for line in lines[1:]), "the builder's case fills the new columns"
        cut = [lines[0].rsplit(",", optional)[0], *(line[:-optional] for line in lines[1:])]
        (folder / file).write_text("\n".join(cut) + "\n", encoding="utf-8")
    return folder


def test_nothing_is_lost_and_the_checklist_is_asked(tmp_path: Path) -> None:
    folder = version_1(tmp_path)
    b.replaced("case.toml", "format_version", "# mine\nformat_version")(folder)
    (folder / "sources.bib").write_text("% mine\n" + (folder / "sources.bib").read_text())
    (folder / "notes.txt").write_text("mine")
    before, kept = read_case(folder), contents(folder)
    found = bring_over(folder)
    after = read_case(folder)
    assert found.before == 1
    assert after.settings == before.settings
    for table in ("actors", "issues", "factors", "ratings", "sources", "claims", "bearings", "covariates", "outcomes"):
        assert getattr(after, table) == getattr(before, table)
    assert (folder / "case.toml").read_text().splitlines()[:2] == ["# mine", "format_version = 2"]
    assert contents(folder)["sources.bib"] == kept["sources.bib"]
    assert contents(folder)["notes.txt"] == b"mine"
    assert {row.kind: row.answer for row in after.checklist} == dict.fromkeys(CHECKLIST, "unknown")
    assert not any("version" in note for note in after.notes)


def test_a_second_time_changes_nothing_and_asks_the_same(tmp_path: Path) -> None:
    first = bring_over(version_1(tmp_path))
    kept = contents(tmp_path)
    again = bring_over(tmp_path)
    assert contents(tmp_path) == kept
    assert again == replace(first, before=2, files=())


def test_a_broken_case_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = version_1(tmp_path)
    b.cell("claims.csv", 2, "credibility", "9")(folder)
    kept = contents(folder)
    with pytest.raises(CaseError):
        bring_over(folder)
    assert contents(folder) == kept
    with pytest.raises(InputError, match="no case folder"):
        bring_over(tmp_path / "nowhere")


def test_what_is_open_is_said(tmp_path: Path) -> None:
    case = (
        unmapped(a_coded_case())
        .with_ratings("common-enemy", alliance="C")
        .with_ratings("border-dispute", alliance="I")
        .changed("factors.csv", {"id": "common-enemy"}, checklist="common-non-state-enemy")
        .changed("sources.csv", {"key": "study-1"}, slant_1="unknown")
        .with_row("checklist.csv", kind="distrust", answer="unknown", ground="Looked for in all three works.")
        .with_row("checklist.csv", kind="isolation", answer="unknown")
        .with_row("checklist.csv", kind="legal-bar", answer="no", ground="Neither constitution has one.")
    )
    left = bring_over(case.write(tmp_path)).open
    assert {row.factor for row in left.factors} == {"trade-ties", "border-dispute"}
    assert set(CHECKLIST) - set(left.kinds) == {"common-non-state-enemy", "distrust", "legal-bar"}
    assert left.slants == ("arda-news", "belor-news")
    assert set(left.overrides) == {"common-enemy", "border-dispute"}


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        ({"kind": "threat", "threat_source": "corvan"}, "common-non-state-enemy"),
        ({"kind": "threat", "threat_source": "drava"}, "common-state-enemy"),
        ({"kind": "threat", "threat_source": "league"}, "opposed-bloc"),
        ({"kind": "threat", "covariate": "common_threat"}, "common-state-enemy"),
        ({"kind": "dispute", "pull": "divides"}, "differing-aims"),
        ({"kind": "dispute", "pull": "divides", "covariate": "dispute"}, "mutual-threat"),
        ({"kind": "trust", "pull": "divides"}, "distrust"),
    ],
)
def test_kinds_are_suggested_by_source_covariate_kind_and_pull(cells: dict[str, str], first: str) -> None:
    built = a_case().with_actor("drava").with_actor("league", kind="coalition").with_factor("one", **cells).build()
    found = suggest(built, built.factor["one"])
    assert found[0] == first
    assert all(CHECKLIST[kind].binds == (built.factor["one"].pull == "binds") for kind in found)


def test_the_command_prints_what_is_open(tmp_path: Path) -> None:
    folder = version_1(tmp_path)
    shown = CliRunner().invoke(app, ["migrate", str(folder)])
    assert shown.exit_code == 0
    assert f"{folder}: from format 1 to 2; written: case.toml, " in shown.output
    assert "common-enemy  Common enemy: common-non-state-enemy or " in shown.output
    assert "25 of 25 kinds are not answered" in shown.output
    told = json.loads(CliRunner().invoke(app, ["migrate", str(folder), "--json"]).output)
    assert (told["before"], told["format_version"], told["files"]) == (2, 2, [])
    assert told["open"]["kinds"] == list(CHECKLIST)


def test_check_counts_the_unanswered_in_one_note(tmp_path: Path) -> None:
    case = a_coded_case().with_row("checklist.csv", kind="legal-bar", answer="no", ground="Neither has one.")
    folder = case.write(tmp_path)
    shown = CliRunner().invoke(app, ["check", str(folder)]).output.splitlines()
    (line,) = [line for line in shown if "kinds" in line]
    assert line.startswith(
        "  kinds of the checklist: 21 of 25 kinds of the checklist have neither a factor nor an answer and move nothing: "
    )
    told = json.loads(CliRunner().invoke(app, ["check", str(folder), "--json"]).output)
    (row,) = [row for row in told["uncounted"] if row["sort"] == "kinds"]
    assert row["ids"] == list(unanswered(read_case(folder)))
    assert len(unanswered(read_case(folder))) == 21
