"""The record that the first screen of a report tells is that of the bench as it is."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from foedus.verdict.track_record import track_record

ROOT = Path(__file__).parents[3]


def test_the_record_is_told_with_its_order() -> None:
    found = track_record()
    assert found.low < found.verdict < found.high < 0
    assert 0 < found.alliances < found.cases
    assert found.uniform == pytest.approx(-1.386, abs=0.005)  # log of 1/4


@pytest.mark.slow
def test_the_record_is_that_of_the_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.delitem(sys.modules, "write_track_record", raising=False)
    import write_track_record

    assert write_track_record.measure() == msgspec.to_builtins(track_record())
