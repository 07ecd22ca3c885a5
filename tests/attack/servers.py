"""Kill the server of a workspace while a browser edits; see that no answered edit is lost and the case opens again.

python -m tests.attack codings --servers N
"""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from foedus.case.coding.log.store import open_log

AT = "2026-05-01T12:00:00Z"
_HEADERS = {"content-type": "application/json", "sec-fetch-site": "same-origin"}


class Browser:
    """One connection to a workspace, signed in by its first address."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.netloc, timeout=20)
        self._connection.request("GET", f"/?{parts.query}")
        answer = self._connection.getresponse()
        answer.read()
        self._cookie = answer.headers["set-cookie"].partition(";")[0]

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        data = None if body is None else json.dumps(body)
        self._connection.request(method, path, data, _HEADERS | {"cookie": self._cookie})
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())

    def close(self) -> None:
        self._connection.close()


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a workspace; give its process and its address."""
    command = [sys.executable, "-m", "foedus", "workspace", str(folder), "--coder", "amin", "--no-browser", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=dict(os.environ)
    ) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://"), address
            yield process, address
        finally:
            process.kill()


def server_kills(folder: Path, number: int, *, rng: random.Random, options: tuple[str, ...] = ()) -> tuple[int, int]:
    """Kill a server again and again; return how many edits were answered and how many of these are lost."""
    words: list[str] = []
    for turn in range(number):
        with serving(folder, *options) as (process, address):
            browser = Browser(address)
            killer = threading.Timer(rng.uniform(0.02, 0.6), process.kill)
            words += edits(browser, f"turn {turn}", killer, rng=rng)
            killer.join()
            browser.close()
    log = open_log(folder, at=AT)
    if log.damage:
        raise AssertionError(f"damaged: {log.damage[0]}")
    found = {str(event.after) for event in log.events.get("amin", ()) if event.field == "note"}
    log.export(at=AT)
    again = open_log(folder, at=AT)
    if again.state.rows("claims") != log.state.rows("claims"):
        raise AssertionError("the table and the log are out of step")
    return len(words), sum(word not in found for word in words)


def edits(browser: Browser, name: str, killer: threading.Timer, *, rng: random.Random) -> list[str]:
    """Write words into notes until the server is gone; return those that it has answered for."""
    answered: list[str] = []
    try:
        _, rows = browser.ask("GET", "/api/tables/claims")
        killer.start()
        while True:
            row = rng.choice(rows)
            word = f"{name} {len(answered)}"
            change = {
                "op": "set",
                "table": "claims",
                "row": [row["id"]],
                "field": "note",
                "before": row.get("note", ""),
                "after": word,
            }
            status, said = browser.ask("POST", "/api/changes", {"changes": [change]})
            if status != 200:
                raise AssertionError(f"refused: {said}")
            row["note"] = word
            answered.append(word)
    except (OSError, http.client.HTTPException, ValueError):
        if not killer.is_alive() and not killer.finished.is_set():
            raise
    return answered
