"""Blind coding: on the server's side nothing of another's claims on a document is told until both have done with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asgi import Client
from foedus.case.coding.log.store import read_log
from foedus.case.load import load_case
from foedus.workspace.blind import hidden_claims
from foedus.workspace.desk import Desk
from made_desk import CELLS, TEXT, a_case_with_a_text, client_of

SECRET = "Birch will never sign, says Birch."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return a_case_with_a_text(tmp_path)


@pytest.fixture
def amin(case: Path) -> Client:
    return client_of(Desk(case, "amin", blind=True))


@pytest.fixture
def sara(case: Path) -> Client:
    client = client_of(Desk(case, "sara", blind=True))
    start = TEXT.index("Birch")
    cells = CELLS | {"holder": "birch", "value": "-0.8", "text": SECRET}
    client.post("/api/claims", json={"document": "speech", "start": start, "stop": start + 5, "cells": cells})
    [factor, *_] = client.get("/api/tables/factors").json()
    bearing = {"claim": "sara-1", "factor": factor["id"], "bears": "+"}
    answer = {
        "op": "set",
        "table": "checklist",
        "row": ["leaders-visits"],
        "field": "claims",
        "before": "",
        "after": "sara-1",
    }
    yes = answer | {"field": "answer", "before": "unknown", "after": "yes"}
    changes = [{"op": "add", "table": "bearings", "after": bearing}, answer, yes]
    assert client.post("/api/changes", json={"changes": changes}).status_code == 200
    return client


def done(client: Client, *, now: bool = True) -> Any:
    return client.post("/api/coded", json={"document": "speech", "done": now}).json()


def everything(client: Client) -> Iterator[str]:
    """What every path that is read answers, and what those answer that are asked about the hidden claim."""
    tables = [table["name"] for table in client.get("/api/case").json()["tables"]]
    reads = ["/api/case", "/api/overview", "/api/documents/speech", "/api/documents/speech/claims", "/api/agreement",
             "/api/not-counting", "/api/drafts/speech", "/api/search?words=never+sign%2C", "/api/search?words=sara",
             "/api/verdict", *(f"/api/tables/{name}" for name in tables)]  # fmt: skip
    for path in reads:
        yield client.get(path).content.decode()
    rows: list[tuple[str, list[str]]] = [("claims", ["sara-1"]), ("checklist", ["leaders-visits"])]
    for table, row in rows:
        yield client.post("/api/history", json={"table": table, "row": row}).content.decode()
    change = {"op": "set", "table": "claims", "row": ["sara-1"], "field": "value", "before": "", "after": "1"}
    yield client.post("/api/changes", json={"changes": [change]}).content.decode()


def test_no_path_tells_of_the_claims_of_another_until_both_have_done(amin: Client, sara: Client, case: Path) -> None:
    for said in everything(amin):
        assert SECRET not in said
        assert "-0.8" not in said
        assert "sara-1" not in said.replace("there is no claims sara-1", "")
    done(amin)
    assert not any(SECRET in said for said in everything(amin)), "one of the two is not enough"
    done(sara)
    assert any(SECRET in said for said in everything(amin))
    assert [one["cells"]["id"] for one in amin.get("/api/documents/speech").json()["claims"]] == ["sara-1"]
    done(sara, now=False)
    assert not any(SECRET in said for said in everything(amin))


def test_what_is_wrong_with_a_hidden_row_is_not_told(amin: Client, sara: Client) -> None:
    back = {
        "op": "set",
        "table": "checklist",
        "row": ["leaders-visits"],
        "field": "answer",
        "before": "yes",
        "after": "unknown",
    }
    assert sara.post("/api/changes", json={"changes": [back]}).status_code == 200
    assert "sara-1" in "".join(client_problems(sara))
    assert "sara-1" not in "".join(client_problems(amin))


def client_problems(client: Client) -> Iterator[str]:
    for path in ("/api/agreement", "/api/not-counting"):
        yield client.get(path).content.decode()


def test_nobody_says_for_another_that_they_have_done(amin: Client, sara: Client) -> None:
    row = {"op": "add", "table": "coded", "after": {"document": "speech", "coder": "sara"}}
    answer = amin.post("/api/changes", json={"changes": [row]})
    assert answer.status_code == 400
    assert "only sara can say" in answer.json()["error"]


def test_a_list_of_claims_is_written_with_its_hidden_part(amin: Client, sara: Client, case: Path) -> None:
    amin.post("/api/claims", json={"document": "speech", "start": 0, "stop": 20, "cells": CELLS})
    change = {
        "op": "set",
        "table": "checklist",
        "row": ["leaders-visits"],
        "field": "claims",
        "before": "",
        "after": "amin-1",
    }
    assert amin.post("/api/changes", json={"changes": [change]}).json() == 1
    [row] = [one for one in amin.get("/api/tables/checklist").json() if one["kind"] == "leaders-visits"]
    assert row["claims"] == "amin-1"
    assert read_log(case).state.rows("checklist")[("leaders-visits",)]["claims"] == "amin-1|sara-1"
    [row] = [one for one in sara.get("/api/tables/checklist").json() if one["kind"] == "leaders-visits"]
    assert row["claims"] == "sara-1"


def test_who_is_not_blind_sees_all_and_the_mark_is_a_row_of_the_case(case: Path, sara: Client) -> None:
    desk = Desk(case, "reza")
    assert [one["cells"]["id"] for one in client_of(desk).get("/api/documents/speech").json()["claims"]] == ["sara-1"]
    done(sara)
    desk.export()
    assert [(row.document, row.coder) for row in load_case(case).coded] == [("speech", "sara")]
    sara.post("/api/undo", json={})
    assert sara.get("/api/overview").json()["documents"][0]["done"] == []


def test_three_coders_are_looked_at_two_by_two(case: Path, amin: Client, sara: Client) -> None:
    reza = client_of(Desk(case, "reza", blind=True))
    for client in (amin, sara):
        done(client)
    state = read_log(case).state
    assert hidden_claims(state, "amin") == frozenset()
    assert hidden_claims(state, "reza") == {"sara-1"}
    assert SECRET not in json.dumps(reza.get("/api/tables/claims").json())


def test_claims_that_were_there_without_a_coder_are_seen_by_all(case: Path, amin: Client) -> None:
    assert amin.get("/api/tables/claims").json()


def test_the_verdict_is_that_of_what_one_sees(case: Path, sara: Client, tmp_path: Path) -> None:
    Desk(case, "amin", blind=True).write_seen(tmp_path / "amin")
    Desk(case, "sara", blind=True).write_seen(tmp_path / "sara")
    assert not [path for path in (tmp_path / "amin").rglob("*") if path.is_file() and SECRET in path.read_text()]
    assert "sara-1" not in load_case(tmp_path / "amin").claim
    assert "sara-1" in load_case(tmp_path / "sara").claim
