"""Drafts in a queue: what the rules propose of a document, until this coder has accepted or rejected it.

A decision is a row of the log under the draft's id and the coder's name, in one action with the claim that it made: undo
brings the draft back. Each coder decides for oneself, so that two who code one document stay blind to each other.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.routing import Route

from foedus.case.coding.log.event import Cells, Change
from foedus.case.schema import DOCUMENTS, DRAFTS
from foedus.case.texts.drafts import read_drafts
from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.workspace.actors import actor_of
from foedus.workspace.desk import Desk
from foedus.workspace.routes import get, post
from foedus.workspace.verdicts import Verdicts

_ABOVE = Path(__file__).parents[2]
_PROPOSED = (
    *("kind", "predicate", "speaker", "holder", "object", "date", "locator", "text"),
    *("value", "channel", "level", "support_type"),
)
"""Columns of a claim that a draft may fill."""


def routes(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    """Return the paths of the queue."""
    drafts = Drafts(desk)
    return (
        get("/api/drafts/{name}", lambda request: drafts.queue(request.path_params["name"])),
        post(
            "/api/drafts/accept",
            lambda body: drafts.accept(str(body["draft"]), int(body["start"]), int(body["stop"]), body["cells"]),
            after=verdicts.ask,
        ),
        post("/api/drafts/reject", lambda body: drafts.reject(str(body["draft"]))),
        post(
            "/api/drafts/actor",
            lambda body: drafts.add_actor(str(body["name"]), str(body["kind"]), draft=str(body.get("draft", ""))),
            after=verdicts.ask,
        ),
        post("/api/drafts/make", lambda body: drafts.make(str(body["document"]), speaker=str(body.get("speaker", "")))),
    )


class Drafts:
    """The drafts of a case for the coder of a desk.

    Parameters
    ----------
    desk : Desk
        The case.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: tuple[tuple[int, int], dict[str, Cells]] = ((0, 0), {})
        self._job: dict[str, Any] = {"busy": False, "document": "", "said": "", "wrong": False}
        self._working = threading.Lock()

    def queue(self, document: str) -> dict[str, Any]:
        """Return the drafts of a document that this coder has not decided, how many are decided, and what is being made."""
        with self._desk.standing():
            rows = [row for row in self._all().values() if row["document"] == document]
            decided = self._desk.rows(DRAFTS.name)
            known = set(self._desk.decided())
        mine = {key[0]: cells for key, cells in decided.items() if key[1] == self._desk.coder}
        there = {row["id"] for row in rows}
        # One that a later run has made with other cells is at the place of one that was decided, and not asked again.
        places = {_place(cells) for name, cells in mine.items() if name not in there}
        by_hand = [row for row in rows if row["state"] and row["id"] not in known]
        left = {row["id"] for row in by_hand} | set(mine)
        waiting = [_shown(row) for row in rows if row["id"] not in left and _place(row) not in places]
        return {"drafts": waiting, "decided": len(rows) - len(waiting), "job": dict(self._job)}

    def accept(self, name: str, start: int, stop: int, cells: Mapping[str, str]) -> dict[str, Any]:
        """Make a claim of a draft, on its passage or the one given, and take it from the queue, as one action."""
        with self._desk.standing():
            draft = self._draft(name)
            row, changes = self._desk.claim_on(draft["document"], start, stop, cells)
            same = (str(start), str(stop)) == (draft["start"], draft["stop"])
            same = same and all(row.get(column, "") == draft[column] for column in _PROPOSED if draft[column])
            self._desk.write([*changes, self._decision(draft, "accepted" if same else "edited")])
            return {"start": start, "stop": stop, "cells": row, "bears": cells.get("bears", "")}

    def reject(self, name: str) -> str:
        """Take a draft from the queue; return its id."""
        with self._desk.standing():
            self._desk.write([self._decision(self._draft(name), "rejected")])
            return name

    def add_actor(self, name: str, kind: str, *, draft: str = "") -> str:
        """Add an actor that a draft proposes, unless one of that name is there; return its id.

        With `draft`, the draft is taken from the queue by the same action.
        """
        with self._desk.standing():
            found, changes = actor_of(self._desk, name, kind=kind)
            if draft:
                changes.append(self._decision(self._draft(draft), "accepted"))
            self._desk.write(changes)
            return found

    def make(self, document: str, *, speaker: str = "") -> dict[str, Any]:
        """Begin to make drafts of a document behind the page; nothing that a person has decided is overwritten."""
        with self._desk.standing():
            if (document,) not in self._desk.rows(DOCUMENTS.name):
                raise InputError(f"there is no document {document!r}")
        if not self._working.acquire(blocking=False):
            raise InputError(f"drafts of {self._job['document']} are being made; wait until they are there")
        self._job = {"busy": True, "document": document, "said": "making drafts", "wrong": False}
        threading.Thread(target=self._make, args=(document, speaker), daemon=True).start()
        return dict(self._job)

    def _make(self, document: str, speaker: str) -> None:
        said, wrong = "no drafts could be made; foedus draft says why", True
        try:
            self._desk.export()
            said, wrong = _run(self._desk.folder, document, speaker)
        except (InputError, OSError) as error:
            said = str(error)
        finally:
            self._job = {"busy": False, "document": document, "said": said, "wrong": wrong}
            self._working.release()

    def _all(self) -> dict[str, Cells]:
        """The rows of ``drafts.csv``, read again when it was written."""
        try:
            found = (self._desk.folder / DRAFTS.file).stat()
        except OSError:
            return {}
        mark = (found.st_mtime_ns, found.st_size)
        if mark != self._rows[0]:
            self._rows = (mark, {row["id"]: row for row in read_drafts(self._desk.folder)})
        return self._rows[1]

    def _draft(self, name: str) -> Cells:
        rows = self._all()
        if name not in rows:
            raise InputError(f"there is no draft {name!r}{nearest_hint(name, rows)}; drafts were made anew: look again")
        return rows[name]

    def _decision(self, draft: Cells, state: str) -> Change:
        """The event of a decision; it repeats no word of the text."""
        cells = {name: draft[name] for name in ("id", "document", "start", "stop", "rule")}
        cells |= {"state": state, "coder": self._desk.coder}
        return Change("add", DRAFTS.name, (draft["id"], self._desk.coder), after=cells)


def _shown(row: Cells) -> dict[str, Any]:
    """A draft as the page takes it: numbers as numbers, and the cells of the claim that it would make."""
    found: dict[str, Any] = {name: row[name] for name in ("id", "rule", "new", "note")}
    found |= {"start": int(row["start"]), "stop": int(row["stop"]), "confidence": float(row["confidence"])}
    return found | {"cells": {name: row[name] for name in _PROPOSED if row[name]}}


def _place(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in ("document", "start", "stop", "rule"))


def _run(folder: Path, document: str, speaker: str) -> tuple[str, bool]:
    """Make drafts in a process of its own, so that the server answers meanwhile; return what it says, and whether it failed."""
    command = [sys.executable, "-P", "-m", "foedus", "draft", str(folder.resolve()), document]
    command += ["--speaker", speaker] if speaker else []
    path = os.pathsep.join(filter(None, [str(_ABOVE), os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8", errors="replace",
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    if done.returncode:
        return (done.stderr or done.stdout).strip()[:2000] or "no drafts could be made", True
    lines = [line.removeprefix(f"{folder.resolve()}: ") for line in done.stdout.splitlines()]
    told = [line for line in lines if "in drafts.csv" in line or line.startswith("note:")]
    return "; ".join(told)[:2000] or "drafts were made", False
