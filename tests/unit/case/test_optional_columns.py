"""Columns that a case may lack: capability of actors."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.case.new import new_case
from foedus.case.read import read_case
from foedus.case.write import render_case, write_case
from foedus.errors import CaseError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_case(tmp_path / "case", template="commented")
    return tmp_path / "case"


def with_columns(folder: Path, value: str, source: str) -> None:
    lines = (folder / "actors.csv").read_text(encoding="utf-8").splitlines()
    lines[0] += ",capability,capability_source"
    lines[1] += f",{value},{source}"
    lines[2:] = [f"{line},," for line in lines[2:]]
    (folder / "actors.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_case_without_the_columns_is_written_without_them(folder: Path) -> None:
    case = read_case(folder)
    assert case.actors[0].capability is None
    assert render_case(case)["actors.csv"] == (folder / "actors.csv").read_bytes()
    assert b'"capability_source"' not in render_case(case)["datapackage.json"]


def test_a_capability_goes_through_reading_and_writing(folder: Path) -> None:
    with_columns(folder, "0.25", "CINC 2018")
    case = read_case(folder)
    held = {actor.id: (actor.capability, actor.capability_source) for actor in case.actors}
    assert (0.25, "CINC 2018") in held.values()
    assert sum(value is not None for value, _ in held.values()) == 1
    assert b'"capability_source"' in render_case(case)["datapackage.json"]
    write_case(case, folder)
    assert read_case(folder).actors == case.actors


@pytest.mark.parametrize(
    ("value", "source", "column"),
    [
        ("0.25", "", "capability_source"),
        ("", "CINC 2018", "capability"),
        ("-1", "CINC 2018", "capability"),
        ("nan", "x", "capability"),
    ],
)
def test_a_capability_needs_its_source_and_a_number(folder: Path, value: str, source: str, column: str) -> None:
    with_columns(folder, value, source)
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    assert {(problem.row, problem.column) for problem in caught.value.problems} == {(2, column)}
