"""The verdict of the case as it stands, made again behind the scenes when something has changed and nothing more follows at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from foedus.errors import FoedusError

QUIET = 1.0
"""Seconds without another change before a verdict is begun: who codes on need not wait for it."""
_FAILED = {"status": "problems", "text": "no verdict could be made; foedus assess says why", "outcomes": []}


class Verdicts:
    """Keeps the latest verdict of a case folder, and how it differs from the first one of this session.

    Parameters
    ----------
    folder : Path
        The case folder.
    before : callable
        Called before each run: writes the tables.
    quiet : float, optional
        Seconds without another change before one is begun.
    seen : callable, optional
        Writes the case that the coder sees into a folder, which is assessed instead.
    """

    def __init__(
        self,
        folder: Path,
        before: Callable[[], object],
        *,
        quiet: float = QUIET,
        seen: Callable[[Path], object] | None = None,
    ) -> None:
        self.folder, self._before, self._quiet, self._seen = folder, before, quiet, seen
        self._wanted, self._made = 0, -1
        self._state: dict[str, Any] = {"status": "waiting", "changes": None}
        self._last: list[dict[str, Any]] = []
        self._stage = ""
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._place = tempfile.TemporaryDirectory(prefix="foedus-workspace-")

    def ask(self) -> None:
        """Ask for a new verdict."""
        with self._wake:
            self._wanted += 1
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
            self._wake.notify()

    def state(self) -> dict[str, Any]:
        """Return what is known: status, the outcomes with what they were before, what changed in this session, the stage."""
        with self._wake:
            busy = self._made < self._wanted
            return {**self._state, "outcomes": self._last, "busy": busy, "stage": self._stage if busy else ""}

    def _work(self) -> None:
        while True:
            number = self._next()
            found = dict(_FAILED)
            try:
                found = self._once()
            finally:  # whatever happens, the page does not wait for a verdict that will not come
                self._keep(found, number=number)

    def _next(self) -> int:
        with self._wake:
            while self._made >= self._wanted:
                self._wake.wait()
            while self._wake.wait(self._quiet):
                pass
            return self._wanted

    def _keep(self, found: dict[str, Any], *, number: int) -> None:
        outcomes = found.pop("outcomes")
        with self._wake:
            earlier = {row["outcome"]: row["probability"] for row in self._last}
            if outcomes:
                self._last = [{**row, "before": earlier.get(row["outcome"])} for row in outcomes]
            self._state, self._made, self._stage = {"changes": None, **found}, number, ""

    def _folder(self) -> Path:
        """The folder that is assessed."""
        if self._seen is None:
            return self.folder
        folder = Path(self._place.name) / "seen"
        shutil.rmtree(folder, ignore_errors=True)
        self._seen(folder)
        return folder

    def _once(self) -> dict[str, Any]:
        try:
            self._before()
            folder = self._folder()
        except FoedusError as error:
            return {"status": "problems", "text": str(error), "outcomes": []}
        start = str(Path(self._place.name) / "start.json")
        command = [sys.executable, "-m", "foedus.workspace.judge", str(folder), start]
        line = ""
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, encoding="utf-8"
        ) as judge:
            for line in judge.stdout or ():
                if not line.startswith("{"):
                    self._stage = line.strip()
        return json.loads(line) if judge.returncode == 0 and line.startswith("{") else dict(_FAILED)
