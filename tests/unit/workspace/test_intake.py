"""Documents and works taken in from the page: read apart, told in words, and each addition one action of the coder."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from asgi import Answer, Client
from foedus.case.coding.log.store import read_log
from foedus.case.load import load_case
from foedus.case.new import new_case
from foedus.documents.extraction.parts import MOST_BYTES
from foedus.files.works.latex import plain_text
from foedus.workspace import intake
from foedus.workspace.access import COOKIE, Access
from foedus.workspace.app import make_app
from foedus.workspace.desk import Desk

HOST, TOKEN = "127.0.0.1:8123", "only-for-this-start"
WORDS = " ".join(f"word{number}" for number in range(400))


class Waiting:
    """In place of the verdicts."""

    def ask(self) -> None:
        pass

    def state(self) -> dict[str, Any]:
        return {"status": "waiting", "outcomes": [], "busy": False}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(folder, template="minimal")
    return folder


@pytest.fixture
def client(case: Path) -> Client:
    app = Access(make_app(Desk(case, "amin"), Waiting()), token=TOKEN, hosts=frozenset({HOST}))  # type: ignore[arg-type]
    return Client(app, HOST, f"{COOKIE}={TOKEN}")


def send(client: Client, name: str, data: bytes, *, headers: dict[str, str] | None = None, **said: str) -> Answer:
    sent = {"content-type": "application/octet-stream", "x-foedus-file": quote(name)} | (headers or {})
    return client.post("/api/upload", content=data, headers=sent, params=said or None)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_an_uploaded_text_is_a_document_of_the_coder_and_can_be_read_at_once(client: Client, case: Path) -> None:
    answer = send(client, "Rede Ärger.txt", b"Alder wants the dam.", language="en", date="2015-05-03")
    assert answer.status_code == 200
    [added] = answer.json()["added"]
    assert client.get(f"/api/documents/{added['id']}").json()["text"].startswith("Alder wants")
    [row] = rows(case, "documents")
    assert (row["file"], row["language"], row["date"]) == ("Rede Ärger.txt", "en", "2015-05-03")
    [event] = [event for event in read_log(case).all_events if event.table == "documents"]
    assert event.coder == "amin"
    client.post("/api/undo", json={})
    assert client.get("/api/case").json()["documents"] == []
    client.post("/api/redo", json={})
    assert [one["id"] for one in client.get("/api/case").json()["documents"]] == [added["id"]]


def test_what_a_coder_has_written_meanwhile_is_not_taken_back_by_an_upload(client: Client, case: Path) -> None:
    change = {"op": "set", "table": "actors", "row": ["first"], "field": "name", "before": "First", "after": "Alder"}
    assert client.post("/api/changes", json={"changes": [change]}).status_code == 200
    assert send(client, "a.txt", b"Alder wants the dam.").status_code == 200
    assert {row["name"] for row in rows(case, "actors")} == {"Alder", "Second"}
    names = {one["id"]: one for one in client.get("/api/tables/actors").json()}
    assert names["first"]["name"] == "Alder"


def test_what_is_there_already_and_what_is_nearly_the_same_is_told(client: Client) -> None:
    assert send(client, "a.txt", WORDS.encode()).json()["added"][0]["alike"] == []
    assert send(client, "again.txt", WORDS.encode()).json()["there"] == [["again.txt", "a"]]
    [near] = send(client, "b.txt", (WORDS + " and more").encode()).json()["added"]
    assert near["alike"][0][0] == "a"
    assert near["alike"][0][1] > 0.9


def test_documents_inside_a_file_come_one_by_one_and_what_cannot_be_read_is_told(client: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "The first.")
        archive.writestr("two.md", "The second.")
        archive.writestr("three.pdf", b"%PDF-1.4 and nothing")
    found = send(client, "pile.zip", packed.getvalue()).json()
    assert {one["file"] for one in found["added"]} == {"pile.zip/one.txt", "pile.zip/two.md"}
    assert [file for file, _ in found["refused"]] == ["pile.zip/three.pdf"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("broken.pdf", b"%PDF-1.7 broken", "broken.pdf"),
        ("program.exe", b"MZ\x90\x00", "program.exe"),
        ("", b"text", "name"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_leaves_nothing(
    client: Client, case: Path, name: str, data: bytes, said: str
) -> None:
    answer = send(client, name, data)
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert not (case / "documents").exists()


def test_what_is_said_of_a_file_must_stand(client: Client) -> None:
    assert "2015-13-45" in send(client, "a.txt", b"text", date="2015-13-45").json()["error"]
    assert "nowhere" in send(client, "a.txt", b"text", source="nowhere").json()["error"]


def test_a_name_cannot_leave_the_folder(client: Client, case: Path) -> None:
    for name in ("../../evil.txt", "C:\\evil.txt", "/etc/evil.txt"):
        assert send(client, name, name.encode()).status_code == 200
    assert {row["file"] for row in rows(case, "documents")} == {"evil.txt"}
    assert {path.parent.name for path in case.rglob("evil*")} == {"documents"}


def test_a_file_above_the_limit_is_refused_before_it_is_read(client: Client) -> None:
    answer = send(client, "big.txt", b"a" * (MOST_BYTES + 1))
    assert answer.status_code == 413
    assert "split it" in answer.json()["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "multipart/form-data"},
        {"content-type": "text/plain"},
        {"content-type": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"cookie": "foedus=wrong"},
    ],
)
def test_no_form_of_another_site_can_upload(client: Client, case: Path, headers: dict[str, str]) -> None:
    assert send(client, "a.txt", b"text", headers=headers).status_code == 403
    bare = client.post("/api/upload", content=b"text", headers={"content-type": "application/octet-stream"})
    assert bare.status_code == 403
    assert not (case / "documents").exists()


def test_a_new_work_stands_in_both_files_and_the_case_stays_whole(client: Client, case: Path) -> None:
    cells = {
        "title": "R&D on the dam: 50 %", "author": "Alder, Ann", "date": "2015-05-03", "kind": "news",
        "perspective": "first", "reliability": "B", "url": "https://example.org/a_b?c=1%20d",
    }  # fmt: skip
    assert client.post("/api/sources", json={"cells": cells}).json() == "alder-2015"
    assert client.post("/api/sources", json={"cells": cells}).json() == "alder-2015-2"
    assert client.post("/api/sources", json={"cells": {**cells, "author": "{United {Nations}}"}}).status_code == 200
    Desk(case, "amin").export()
    loaded = load_case(case)
    works = {entry.key: entry for entry in loaded.bibliography}
    assert plain_text(works["alder-2015"].get("title")) == cells["title"]
    assert works["alder-2015"].get("url") == cells["url"]
    assert {"alder-2015", "alder-2015-2"} <= {source.key for source in loaded.sources}


@pytest.mark.parametrize(
    ("more", "column"),
    [({"title": ""}, "title"), ({"kind": "rumour"}, "kind"), ({"perspective": "nobody"}, "perspective"), ({"kind": ""}, "kind")],
)  # fmt: skip
def test_a_work_that_cannot_stand_says_where_and_writes_neither_file(
    client: Client, case: Path, more: dict[str, str], column: str
) -> None:
    before = (case / "sources.bib").read_bytes()
    cells = {"title": "A", "kind": "book", "perspective": "unknown", "reliability": "F"} | more
    answer = client.post("/api/sources", json={"cells": cells})
    assert answer.status_code == 422
    assert column in answer.json()["columns"]
    assert (case / "sources.bib").read_bytes() == before


def test_the_forms_ask_for_what_the_case_format_declares() -> None:
    asked = intake.forms()
    assert {field["name"] for field in asked["source"]} >= {
        "title",
        "author",
        "date",
        "kind",
        "perspective",
        "reliability",
    }
    assert asked["most"] == MOST_BYTES
