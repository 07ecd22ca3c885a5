"""Agreement in the workspace: the figures of the command, differences side by side, and decisions that are events with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asgi import Client
from foedus.case.coding.coders import agreements
from foedus.case.coding.log.event import Change, write_line
from foedus.case.coding.log.fold import conflicts_of
from foedus.case.coding.log.store import read_log
from foedus.case.load import load_case
from foedus.workspace.desk import Desk
from made_desk import CELLS, TEXT, a_case_with_a_text, client_of


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return a_case_with_a_text(tmp_path)


@pytest.fixture
def clients(case: Path) -> tuple[Client, Client]:
    """Two coders who agree on one sentence, differ on the value of another, and one of whom has a claim alone."""
    first, second = (client_of(Desk(case, name)) for name in ("amin", "sara"))
    birch = TEXT.index("Birch"), TEXT.index("\n")
    river = TEXT.index("Nobody"), len(TEXT) - 1
    for client, value in ((first, "-0.9"), (second, "-0.2")):
        code(client, (0, 20), text="Alder wants the dam.")
        code(client, birch, holder="birch", value=value, text="Birch would never sign.")
    code(second, river, predicate="context", value="", object="", holder="", text="Nobody knows what the river wants.")
    return first, second


def code(client: Client, span: tuple[int, int], **cells: str) -> None:
    body = {"document": "speech", "start": span[0], "stop": span[1], "cells": CELLS | cells}
    assert client.post("/api/claims", json=body).status_code == 200


def pair_of(client: Client) -> dict[str, Any]:
    found: list[dict[str, Any]] = client.get("/api/agreement").json()["pairs"]
    return next(pair for pair in found if pair["coders"] == ["amin", "sara"])


def settle(client: Client, first: str, second: str, decision: str, **more: Any) -> Any:
    body = {"first": first, "second": second, "decision": decision, "ground": "The text says so."}
    return client.post("/api/settle", json=body | more)


def test_the_figures_are_those_of_the_command(case: Path, clients: tuple[Client, Client]) -> None:
    found = pair_of(clients[0])
    Desk(case, "amin").export()
    [expected] = [one for first, second, one in agreements(case) if (first, second) == ("amin", "sara")]
    by_name = {row["name"]: row for row in found["measures"]}
    assert by_name["assertions seen"]["agreed"] == expected.units.matched == 2
    assert by_name["value"]["alpha"] == expected.value.alpha
    assert by_name["value"]["agreed"] == expected.value.agreed == 1


def test_differences_stand_side_by_side_with_their_passages(clients: tuple[Client, Client]) -> None:
    [value, alone] = pair_of(clients[0])["differences"]
    assert value["what"] == ["value"]
    assert [(side["coder"], side["cells"]["value"]) for side in value["sides"]] == [("amin", "-0.9"), ("sara", "-0.2")]
    assert {side["places"][0]["exact"] for side in value["sides"]} == {TEXT.split("\n")[0][21:]}
    assert alone["what"] == ["seen by one"]
    assert [side["id"] for side in alone["sides"]] == ["sara-3", "none"]


@pytest.mark.parametrize(
    ("decision", "left"),
    [("first", {"amin-2"}), ("second", {"sara-2"}), ("neither", set()), ("both", {"amin-2", "sara-2"})],
)
def test_a_decision_is_one_action_with_its_reason(
    case: Path, clients: tuple[Client, Client], decision: str, left: set[str]
) -> None:
    third = client_of(Desk(case, "reza"))
    before = {measure["name"]: measure for measure in pair_of(third)["measures"]}
    assert settle(third, "amin-2", "sara-2", decision).status_code == 200
    state = read_log(case).state
    assert {key[0] for key in state.rows("claims")} & {"amin-2", "sara-2"} == left
    assert {cells["claim"] for cells in state.rows("anchors").values()} & {"amin-2", "sara-2"} == left
    assert state.rows("settled")[("amin-2", "sara-2")]["ground"] == "The text says so."
    [found] = [one for one in pair_of(third)["differences"] if one["settled"]]
    assert found["settled"]["decision"] == decision
    assert {measure["name"]: measure for measure in pair_of(third)["measures"]} == before, "agreement is of before"
    third.post("/api/undo", json={})
    state = read_log(case).state
    assert {"amin-2", "sara-2"} <= {key[0] for key in state.rows("claims")}
    assert not state.rows("settled")


def test_a_new_version_takes_the_passages_of_both(case: Path, clients: tuple[Client, Client]) -> None:
    desk = Desk(case, "reza")
    third = client_of(desk)
    cells = CELLS | {"holder": "birch", "value": "-0.5", "text": "Birch would not sign."}
    wrong = settle(third, "amin-2", "sara-2", "new", cells=cells | {"value": "7"})
    assert wrong.status_code == 422
    assert "value" in wrong.json()["columns"]
    assert settle(third, "amin-2", "sara-2", "new", cells=cells).json() == "reza-1"
    [made] = [one for one in third.get("/api/documents/speech").json()["claims"] if one["cells"]["id"] == "reza-1"]
    assert (made["cells"]["value"], made["cells"]["coder"], made["start"]) == ("-0.5", "reza", TEXT.index("Birch"))
    desk.export()
    loaded = load_case(case)
    assert "reza-1" in loaded.claim
    assert [row.decision for row in loaded.settled] == ["new"]


def test_answers_of_the_checklist_rest_on_what_stands(case: Path, clients: tuple[Client, Client]) -> None:
    change = {
        "op": "set",
        "table": "checklist",
        "row": ["leaders-visits"],
        "field": "claims",
        "before": "",
        "after": "sara-2|amin-1",
    }
    assert clients[0].post("/api/changes", json={"changes": [change]}).status_code == 200
    settle(clients[0], "amin-2", "sara-2", "first")
    assert read_log(case).state.rows("checklist")[("leaders-visits",)]["claims"] == "amin-2|amin-1"


@pytest.mark.parametrize("more", [{"decision": "perhaps"}, {"ground": " "}, {"second": "nobody-1"}])
def test_a_decision_without_sense_or_reason_is_refused(clients: tuple[Client, Client], more: dict[str, str]) -> None:
    body = {"first": "amin-2", "second": "sara-2", "decision": "first", "ground": "So.", **more}
    assert clients[0].post("/api/settle", json=body).status_code in (400, 422)


def test_blind_coders_agree_on_what_both_have_done_with_alone(case: Path, clients: tuple[Client, Client]) -> None:
    blind = client_of(Desk(case, "amin", blind=True))
    assert "sara" not in blind.get("/api/agreement").content.decode()
    for client in clients:
        client.post("/api/coded", json={"document": "speech", "done": True})
    assert len(pair_of(blind)["differences"]) == 2


def test_what_two_have_changed_at_once_is_decided(case: Path, clients: tuple[Client, Client]) -> None:
    change = Change("set", "claims", ("amin-1",), "value", "0.7", "0.5")
    elsewhere = read_log(case).change([change], coder="sara", at="2026-01-01T00:00:00Z")
    Desk(case, "amin").write([Change("set", "claims", ("amin-1",), "value", "0.7", "0.6")])
    with (case / "coding" / "sara.jsonl").open("ab") as file:
        file.write(b"".join(write_line(event) for event in elsewhere))
    client = client_of(Desk(case, "amin"))
    [conflict] = client.get("/api/agreement").json()["conflicts"]
    assert {conflict["earlier"]["value"], conflict["later"]["value"]} == {"0.6", "0.5"}
    body = {"table": "claims", "row": ["amin-1"], "field": "value", "value": "0.6"}
    assert client.post("/api/conflicts/settle", json=body).status_code == 200
    state = read_log(case).state
    assert not list(conflicts_of(state))
    assert state.rows("claims")[("amin-1",)]["value"] == "0.6"
    assert client.post("/api/conflicts/settle", json=body).status_code == 400
