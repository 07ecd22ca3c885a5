"""The verdict of the case as it stands, made again behind the scenes when something has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from foedus.errors import FoedusError

DRAWS = 400
"""Draws of a verdict that is only looked at while coding; `foedus assess` makes the full one."""

_FAILED = {"status": "problems", "text": "no verdict could be made; foedus assess says why"}


class Verdicts:
    """Keeps the latest verdict of a case folder.

    Parameters
    ----------
    folder : Path
        The case folder.
    before : callable
        Called before each run: writes the tables.
    """

    def __init__(self, folder: Path, before: Callable[[], object]) -> None:
        self.folder, self._before = folder, before
        self._wanted, self._made = 0, -1
        self._state: dict[str, Any] = {"status": "waiting"}
        self._last: list[dict[str, Any]] = []
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        """Ask for a new verdict."""
        with self._wake:
            self._wanted += 1
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
            self._wake.notify()

    def state(self) -> dict[str, Any]:
        """Return what is known: status, and the outcomes with what they were before."""
        with self._wake:
            return {**self._state, "outcomes": self._last, "busy": self._made < self._wanted}

    def _work(self) -> None:
        while True:
            with self._wake:
                while self._made >= self._wanted:
                    self._wake.wait()
                number = self._wanted
            found, outcomes = dict(_FAILED), list[dict[str, Any]]()
            try:
                found, outcomes = self._once()
            finally:  # whatever happens, the page does not wait for a verdict that will not come
                self._keep(found, outcomes, number=number)

    def _keep(self, found: dict[str, Any], outcomes: list[dict[str, Any]], *, number: int) -> None:
        with self._wake:
            earlier = {row["outcome"]: row["probability"] for row in self._last}
            if outcomes:
                self._last = [{**row, "before": earlier.get(row["outcome"])} for row in outcomes]
            self._state, self._made = found, number

    def _once(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        from foedus.session.run import run

        try:
            self._before()
            result = run(self.folder, {"draws": DRAWS})
        except FoedusError as error:
            return {"status": "problems", "text": str(error)}, []
        rows = result.outcomes.select("outcome", "probability", "low", "high").to_dicts()
        return {"status": "ready", "draws": DRAWS}, rows
