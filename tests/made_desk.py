"""A case with a text on a desk, and a client that talks to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asgi import Client
from foedus.case.new import new_case
from foedus.case.texts.add import add_documents
from foedus.workspace.access import COOKIE, Access
from foedus.workspace.app import make_app
from foedus.workspace.desk import Desk

HOST = "127.0.0.1:8123"
TOKEN = "only-for-this-start"
TEXT = "Alder wants the dam. Birch said on 3 May that it would never sign.\n\nNobody knows what the river wants.\n"
CELLS = {
    "predicate": "position", "holder": "alder", "object": "dam", "value": "0.7", "kind": "statement",
    "source": "alder-gazette", "speaker": "alder", "basis": "stated", "credibility": "2", "text": "Alder wants the dam.",
}  # fmt: skip


class Waiting:
    """In place of the verdicts: counts what is asked for."""

    asked = 0

    def ask(self) -> None:
        self.asked += 1

    def state(self, **_: Any) -> dict[str, Any]:
        return {"status": "waiting", "outcomes": [], "busy": False}


def a_case_with_a_text(folder: Path, text: str = TEXT) -> Path:
    new_case(folder / "case", template="commented")
    (folder / "speech.txt").write_text(text, encoding="utf-8")
    add_documents(folder / "case", [folder / "speech.txt"])
    return folder / "case"


def client_of(desk: Desk) -> Client:
    app = Access(make_app(desk, Waiting()), token=TOKEN, hosts=frozenset({HOST}))  # type: ignore[arg-type]
    return Client(app, HOST, f"{COOKIE}={TOKEN}")
