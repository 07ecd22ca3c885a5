"""The verdict behind the page: made again when asked, with what it was before; a fault never leaves the page waiting."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builders import a_coded_case
from foedus.errors import OutputError
from foedus.workspace.judge import judged
from foedus.workspace.verdicts import Verdicts


def settled(verdicts: Verdicts) -> dict[str, object]:
    end = time.monotonic() + 60
    while verdicts.state()["busy"] and time.monotonic() < end:
        time.sleep(0.02)
    return verdicts.state()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_verdict_is_made_again_and_faults_are_told(tmp_path: Path) -> None:
    came: list[Exception] = []

    def before() -> None:
        if came:
            raise came.pop()

    verdicts = Verdicts(a_coded_case().write(tmp_path / "case"), before, quiet=0.01)
    verdicts.ask()
    first = settled(verdicts)
    assert first["status"] == "ready"
    for fault, word in (
        (OutputError("the disk is full"), "the disk is full"),
        (RuntimeError("a fault"), "foedus assess says why"),
    ):
        came.append(fault)
        verdicts.ask()
        found = settled(verdicts)
        assert found["status"] == "problems"
        assert word in str(found["text"])
    verdicts.ask()
    again = settled(verdicts)
    assert again["status"] == "ready"
    assert not any(again["changes"]["outcomes"].values())  # type: ignore[index]
    assert [row["before"] for row in again["outcomes"]] == [row["probability"] for row in first["outcomes"]]  # type: ignore[attr-defined]


def test_what_moved_since_the_session_began_is_told_with_the_claims_behind(tmp_path: Path) -> None:
    case = a_coded_case()
    folder = case.write(tmp_path / "case")
    start = tmp_path / "start.json"
    first = judged(folder, start)
    assert (first["status"], first["changes"]) == ("ready", None)
    (folder / "claims.csv").unlink()
    case.with_claim("new", predicate="position", holder="arda", object="border", value=-1.0).write(folder)
    second = judged(folder, start)
    assert second["changes"]["added"] == ["new"]
    moved = {row["outcome"]: row["probability"] for row in second["outcomes"]}
    for row in first["outcomes"]:
        change = second["changes"]["outcomes"][row["outcome"]]
        assert moved[row["outcome"]] - row["probability"] == pytest.approx(change, abs=1e-6)
    (folder / "case.toml").write_text("broken = [", encoding="utf-8")
    assert judged(folder, start)["status"] == "problems"
