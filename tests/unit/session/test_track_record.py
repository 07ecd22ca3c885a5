"""From folders to a record: what counts as a case, and that a broken one is told and costs no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus
from builders import CaseBuilder, a_coded_case
from foedus.assessment.assess import assess
from foedus.assessment.points import points
from foedus.cli.app import app
from foedus.errors import InputError
from foedus.session.record import cases_in, record
from foedus.terms.outcomes import OUTCOMES


def named(name: str) -> CaseBuilder:
    return a_coded_case().with_settings(id=name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    named("one").write(tmp_path / "one")
    named("two").write(tmp_path / "two")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "readme.txt").write_text("no case", encoding="utf-8")
    return tmp_path


def test_points_are_those_of_an_assessment() -> None:
    case = a_coded_case().build()
    found, whole = points(case), assess(case, draws=30)
    assert list(found.verdict.values()) == pytest.approx(whole.outcomes.point.tolist(), abs=1e-12)
    assert list(found.inside.values()) == pytest.approx(whole.inside.point.tolist(), abs=1e-12)
    assert list(found.prior.values()) == pytest.approx(whole.prior.probability.tolist(), abs=1e-12)


def test_without_steps_is_the_verdict_where_there_is_none_and_differs_where_there_is_one() -> None:
    case = foedus.load_case("france-russia-1891")
    found = points(case)
    assert found.verdict["alliance"] > found.without_steps["alliance"]
    bare = points(a_coded_case().build())
    assert bare.verdict == bare.without_steps


def test_talks_and_a_text_that_excludes_it_end_on_different_sides_of_their_prior() -> None:
    allies, partners = (points(foedus.load_case(name)) for name in ("france-russia-1891", "china-russia-2021"))
    assert allies.verdict["alliance"] > allies.prior["alliance"]
    assert partners.verdict["alliance"] < partners.prior["alliance"]


def test_cases_are_found_by_folder_by_name_and_in_folders(folder: Path) -> None:
    one, two = str(folder / "one"), str(folder / "two")
    assert cases_in([folder]) == [one, two]
    assert cases_in([folder / "two", "france-russia-1891"]) == [two, "france-russia-1891"]


def test_a_folder_without_a_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no case in"):
        cases_in([tmp_path])


def test_a_broken_case_is_told_and_the_others_are_scored(folder: Path) -> None:
    (folder / "one" / "case.toml").unlink()
    named("two").write(folder / "again")
    a_coded_case().with_settings(id="silent").without("outcomes.csv", date="2020-05-01").write(folder / "silent")
    found = record([folder]).record
    assert [row.case for row in found.rows] == ["two"]
    reasons = {Path(row.case).name: row.reason for row in found.rejected}
    assert set(reasons) == {"one", "silent", "two"}
    assert "case.toml" in reasons["one"]
    assert "no state of relation" in reasons["silent"]
    assert "already" in reasons["two"]
    assert all("\n" not in reason for reason in reasons.values())


def test_frames_of_the_python_face(folder: Path) -> None:
    found = foedus.record(folder)
    assert found.cases["case"].to_list() == ["one", "two"]
    assert set(found.means.columns) >= {"forecast", "measure", "mean", "low", "high", "gain"}
    assert found.reliability["cases"].sum() == 2 * len(set(found.reliability["forecast"]))
    assert found.rejected.is_empty()
    row = record([folder]).record.rows[0]
    assert all(sum(given[name] for name in OUTCOMES) == pytest.approx(1) for given in row.said.values())


def test_the_command_prints_writes_and_leaves_with_2_where_a_case_is_broken(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.csv"
    done = CliRunner().invoke(app, ["record", str(folder), "--out", str(out)])
    assert done.exit_code == 0
    assert "2 cases given: 2 scored, 0 rejected." in done.output
    assert out.read_text(encoding="utf-8").count("\n") == 3
    (folder / "one" / "claims.csv").write_text("id\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["record", str(folder), "--json"])
    assert done.exit_code == 2
    assert json.loads(done.stdout)["counts"]["rejected"] == 1
