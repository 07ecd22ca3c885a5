"""What will not count: the same as `foedus case check` says, of what stands on the desk, each with its row and passage."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus
from foedus.cli.app import app
from foedus.workspace.desk import Desk
from foedus.workspace.not_counting import not_counting
from made_desk import CELLS, a_case_with_a_text, client_of


@pytest.mark.parametrize("name", ["iran-russia-syria", "china-russia-2021"])
def test_the_view_says_what_the_command_says(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "case"
    shutil.copytree(Path(foedus.__file__).parent / "case" / "builtin" / name, folder)
    said = json.loads(CliRunner().invoke(app, ["case", "check", str(folder), "--json"]).stdout)["uncounted"]
    found = not_counting(Desk(folder, "amin"))
    assert found["problems"] == []
    assert [(row["text"], row["step"], len(row["ids"])) for row in said] == [
        (row["text"], row["step"], row["count"]) for row in found["reasons"]
    ]
    assert [row["ids"] for row in said if row["sort"] == "claims"] == [
        [item["id"] for item in row["items"]] for row in found["reasons"] if row["sort"] == "claims"
    ]


def test_a_claim_that_was_not_written_yet_is_told_with_its_passage(tmp_path: Path) -> None:
    client = client_of(Desk(a_case_with_a_text(tmp_path), "amin"))
    client.post("/api/claims", json={"document": "speech", "start": 0, "stop": 20, "cells": CELLS})
    items = [item for row in client.get("/api/not-counting").json()["reasons"] for item in row["items"]]
    [mine] = [item for item in items if item["id"] == "amin-1"]
    assert mine["table"] == "claims"
    assert mine["places"] == [{"document": "speech", "start": 0, "stop": 20}]


def test_a_case_that_cannot_be_read_tells_its_problems(tmp_path: Path) -> None:
    desk = Desk(a_case_with_a_text(tmp_path), "amin")
    client = client_of(desk)
    client.post("/api/changes", json={"changes": [{"op": "drop", "table": "actors", "row": ["alder"]}]})
    found = client.get("/api/not-counting").json()
    assert found["reasons"] == []
    assert any("'alder'" in problem for problem in found["problems"])
