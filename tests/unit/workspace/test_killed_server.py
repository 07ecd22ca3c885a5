"""A server that is killed at any moment has lost nothing that it answered for."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest

from attack.servers import Browser, edits, server_kills, serving
from builders import a_coded_case
from foedus.case.coding.log.database.opening import journals_of
from foedus.case.coding.log.store import open_log

pytestmark = pytest.mark.slow
AT = "2026-05-01T12:00:00Z"


def test_ten_kills_lose_no_answered_edit(tmp_path: Path) -> None:
    answered, lost = server_kills(a_coded_case().write(tmp_path / "case"), 10, rng=random.Random(1))
    assert answered > 10
    assert lost == 0


def test_kills_lose_nothing_that_the_database_has_answered_for(tmp_path: Path) -> None:
    case, url = a_coded_case().write(tmp_path / "case"), f"sqlite:///{tmp_path / 'team.db'}"
    rng, found = random.Random(2), []
    for _ in range(3):  # one at a time: the folder is brought into step when it is opened with the database again
        words = server_kills_of(case, url, rng=rng)
        journals = journals_of(case, url)
        log = open_log(case, at=AT, journals=journals)
        journals.close()
        found.append(words <= {str(event.after) for event in log.events["amin"]})
    assert found == [True] * 3


def server_kills_of(case: Path, url: str, *, rng: random.Random) -> set[str]:
    with serving(case, "--database", url) as (process, address):
        browser = Browser(address)
        killer = threading.Timer(rng.uniform(0.1, 0.6), process.kill)
        words = edits(browser, str(rng.random()), killer, rng=rng)
        killer.join()
        browser.close()
    return set(words)
