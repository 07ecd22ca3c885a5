"""The workspace: who may come in, what may be written, and that nothing is written but through the log."""

from __future__ import annotations

import csv
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from asgi import Client
from foedus.case.coding.log.store import read_log
from foedus.case.load import load_case
from foedus.case.new import new_case
from foedus.case.schema import CLAIMS
from foedus.case.texts.add import add_documents
from foedus.errors import InputError
from foedus.workspace.access import COOKIE, Access
from foedus.workspace.app import make_app
from foedus.workspace.desk import Desk
from foedus.workspace.forms import predicates
from foedus.workspace.routes import LARGEST

HOST = "127.0.0.1:8123"
TOKEN = "only-for-this-start"
TEXT = "Alder wants the dam. \U0001d400\U0001d401 Birch said on 3 May that it would never sign.\n\n<img src=x onerror=alert(1)>\n"
CELLS = {
    "predicate": "position", "holder": "alder", "object": "dam", "value": "0.7", "kind": "statement",
    "source": "alder-gazette", "speaker": "alder", "basis": "stated", "credibility": "2", "text": "Alder wants the dam.",
}  # fmt: skip


class Waiting:
    """In place of the verdicts: counts what is asked for."""

    asked = 0

    def ask(self) -> None:
        self.asked += 1

    def state(self) -> dict[str, Any]:
        return {"status": "waiting", "outcomes": [], "busy": False}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(folder, template="commented")
    (tmp_path / "speech.txt").write_text(TEXT, encoding="utf-8")
    add_documents(folder, [tmp_path / "speech.txt"])
    return folder


@pytest.fixture
def client(case: Path) -> Client:
    app = Access(make_app(Desk(case, "amin"), Waiting()), token=TOKEN, hosts=frozenset({HOST}))  # type: ignore[arg-type]
    return Client(app, HOST, f"{COOKIE}={TOKEN}")


def saved(client: Client, **cells: str) -> Any:
    body = {"document": "speech", "start": 0, "stop": 20, "cells": CELLS | cells}
    return client.post("/api/claims", json=body)


def claims(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "claims.csv").open(newline="", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_the_first_address_holds_the_key_and_leaves_a_cookie_that_scripts_cannot_read(client: Client) -> None:
    client.cookie = ""
    assert client.get("/").status_code == 403
    assert client.get("/?token=wrong").status_code == 403
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    client.cookie = answer.headers["set-cookie"].partition(";")[0]
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8123", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:8123.evil.example", ""]
)
def test_another_name_of_the_server_is_refused(client: Client, host: str) -> None:
    assert client.get("/api/case", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_other_sites_may_not_write(client: Client, site: str) -> None:
    assert client.post("/api/undo", json={}, headers={"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_written(client: Client, kind: str) -> None:
    answer = client.post("/api/undo", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/", "/main.js", "/api/case", "/nowhere", "/api/documents/none"])
def test_every_answer_forbids_what_is_not_its_own(client: Client, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/..%2f..%2fetc%2fpasswd", "/desk.py", "/pages", "/api/documents/..%2fclaims"]
)
def test_no_other_file_is_served(client: Client, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_pages_hold_no_inline_script_and_ask_nobody_else() -> None:
    from importlib.resources import files

    pages = files("foedus.workspace") / "pages"
    page = (pages / "index.html").read_text()
    assert "onclick" not in page
    assert "<script>" not in page
    for entry in pages.iterdir():
        text = entry.read_text()
        assert "http://" not in text
        assert "https://" not in text
        assert "innerHTML" not in text


def test_hostile_text_is_data(client: Client) -> None:
    found = client.get("/api/documents/speech").json()
    assert "<img src=x onerror=alert(1)>" in found["text"]
    assert client.get("/api/documents/speech").headers["content-type"] == "application/json"


def test_a_claim_is_on_the_disk_when_it_is_answered_and_its_passage_with_it(client: Client, case: Path) -> None:
    made = saved(client).json()
    assert made["cells"]["id"] == "amin-1"
    events = read_log(case).events["amin"]
    assert [(event.op, event.table) for event in events] == [("add", "claims"), ("add", "anchors")]
    assert events[1].after["exact"] == "Alder wants the dam."  # type: ignore[index]


def test_places_are_code_points_also_behind_letters_beyond_the_basic_plane(client: Client, case: Path) -> None:
    start = TEXT.index("Birch")
    body = {"document": "speech", "start": start, "stop": start + 5, "cells": CELLS | {"holder": "birch"}}
    client.post("/api/claims", json=body)
    assert read_log(case).events["amin"][1].after["exact"] == "Birch"  # type: ignore[index]


def test_what_is_exported_is_the_case_with_the_claim(case: Path, client: Client) -> None:
    before = claims(case)
    saved(client)
    desk = Desk(case, "amin")
    assert set(desk.export()) == {"claims.csv", "anchors.csv"}
    after = claims(case)
    assert after.keys() - before.keys() == {"amin-1"}
    assert {name: after[name] for name in before} == before
    assert load_case(case).claim["amin-1"].coder == "amin"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"value": "7"}, "value"),
        ({"value": "high"}, "value"),
        ({"holder": "atlantis"}, "holder"),
        ({"object": "alder-gazette"}, "object"),
        ({"predicate": "relation", "object": "birch", "stage": "signed"}, "stage"),
        ({"predicate": "context", "object": "", "value": "0.5"}, "value"),
        ({"predicate": "step", "object": "defence", "stage": ""}, "stage"),
        ({"credibility": ""}, "credibility"),
        ({"date": "soon"}, "date"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_claim_that_cannot_stand_is_refused_by_its_column(
    client: Client, case: Path, cells: dict[str, str], column: str
) -> None:
    answer = saved(client, **cells)
    assert answer.status_code == 422
    assert column in answer.json()["columns"]
    assert "amin" not in read_log(case).events


def test_what_another_changed_meanwhile_is_not_overwritten(client: Client, case: Path) -> None:
    saved(client)
    change = {"op": "set", "table": "claims", "row": ["amin-1"], "field": "value", "before": "0.7", "after": "0.5"}
    assert client.post("/api/changes", json={"changes": [change]}).json() == 1
    stale = client.post("/api/changes", json={"changes": [change | {"after": "0.9"}]})
    assert stale.status_code == 409
    assert "'0.5' by now, not '0.7': amin" in stale.json()["error"]


def test_undo_takes_back_a_claim_with_its_passage_and_redo_brings_both(client: Client, case: Path) -> None:
    saved(client)
    assert "amin-1" in client.post("/api/undo", json={}).json()
    assert client.get("/api/documents/speech").json()["claims"] == []
    client.post("/api/redo", json={})
    [found] = client.get("/api/documents/speech").json()["claims"]
    assert (found["start"], found["stop"], found["cells"]["id"]) == (0, 20, "amin-1")
    assert client.post("/api/redo", json={}).status_code == 400


def test_a_claim_is_dropped_with_its_places_and_comes_back(client: Client) -> None:
    saved(client)
    client.post("/api/claims/drop", json={"id": "amin-1"})
    assert client.get("/api/documents/speech").json()["claims"] == []
    client.post("/api/undo", json={})
    assert len(client.get("/api/documents/speech").json()["claims"]) == 1


def test_rows_of_any_table_are_changed_and_checked(client: Client) -> None:
    new = {"op": "add", "table": "actors", "after": {"id": "cedar", "name": "Cedar", "kind": "state"}}
    assert client.post("/api/changes", json={"changes": [new]}).json() == 1
    assert client.get("/api/case").json()["labels"]["actors"]["cedar"] == "Cedar"
    wrong = {"op": "set", "table": "actors", "row": ["cedar"], "field": "kind", "before": "state", "after": "kingdom"}
    assert client.post("/api/changes", json={"changes": [wrong]}).status_code == 422
    assert client.post("/api/changes", json={"changes": [new]}).status_code == 409


@pytest.mark.parametrize(
    "body",
    [b"", b"[1]", b"{", b'{"a":1,"a":2}', b"nan", b'{"document":"speech"}', b'{"document":"speech","start":"x","stop":2,"cells":{}}',
     b'{"document":"speech","start":-5,"stop":2,"cells":{}}', b'{"document":"speech","start":0,"stop":99999999,"cells":{}}',
     b'{"document":"speech","start":0,"stop":5,"cells":[]}', b"[" * 100_000],
)  # fmt: skip
def test_a_request_of_another_form_is_refused_in_words(client: Client, case: Path, body: bytes) -> None:
    answer = client.post("/api/claims", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]
    assert "amin" not in read_log(case).events


def test_a_body_beyond_the_limit_is_not_read(client: Client) -> None:
    body = json.dumps({"document": "x" * LARGEST}).encode()
    assert client.post("/api/claims", content=body, headers={"content-type": "application/json"}).status_code == 413


def test_search_finds_places_and_claims(client: Client) -> None:
    saved(client)
    found = client.get("/api/search", params={"words": "NEVER SIGN"}).json()
    [place] = [one for one in found if "document" in one]
    assert TEXT[place["start"] : place["stop"]] == "never sign"
    assert any(
        one.get("claim") == "amin-1" for one in client.get("/api/search", params={"words": "wants the dam"}).json()
    )


def test_two_desks_on_one_folder_see_each_other_and_lose_nothing(case: Path) -> None:
    desks = [Desk(case, "amin"), Desk(case, "sara")]

    def code(desk: Desk) -> None:
        for _ in range(10):
            desk.claim("speech", 0, 20, CELLS)

    threads = [threading.Thread(target=code, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(len(desk.document("speech")["claims"]) == 20 for desk in desks)
    ids = {one["cells"]["id"] for one in desks[0].document("speech")["claims"]}
    assert ids == {f"{name}-{number}" for name in ("amin", "sara") for number in range(1, 11)}


def test_the_form_asks_what_the_rules_of_claims_ask(case: Path) -> None:
    """Every claim of the built-in case passes the form: it demands nothing that the format does not."""
    import shutil

    import foedus

    folder = case.parent / "builtin"
    shutil.copytree(Path(foedus.__file__).parent / "case" / "builtin" / "iran-russia-syria", folder)
    desk = Desk(folder, "amin")
    for cells in desk.grid("claims"):
        desk.demand(CLAIMS, cells)
    assert [one["name"] for one in predicates()][-1] == "step"


def test_a_folder_that_is_no_case_and_a_name_that_is_none_are_refused(case: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no case folder"):
        Desk(tmp_path / "nowhere", "amin")
    with pytest.raises(InputError, match="cannot be the name of a coder"):
        Desk(case, "Amin Z.")


def test_the_factors_that_a_claim_bears_on_are_rows_beside_it_in_the_same_action(client: Client, case: Path) -> None:
    factors = [row["id"] for row in client.get("/api/tables/factors").json()]
    answer = saved(client, bears=f"+{factors[0]}|-{factors[1]}")
    assert answer.status_code == 200
    bearings = [row for row in client.get("/api/tables/bearings").json() if row["claim"] == "amin-1"]
    assert [(row["factor"], row["bears"]) for row in bearings] == [(factors[0], "+"), (factors[1], "-")]
    assert client.get("/api/documents/speech").json()["claims"][0]["bears"] == f"+{factors[0]}|-{factors[1]}"
    client.post("/api/undo", json={})
    assert not [row for row in client.get("/api/tables/bearings").json() if row["claim"] == "amin-1"]
    for wrong in ("+nothing", f"+{factors[0]}|-{factors[0]}"):
        answer = saved(client, bears=wrong)
        assert (answer.status_code, list(answer.json()["columns"])) == (422, ["bears"])
