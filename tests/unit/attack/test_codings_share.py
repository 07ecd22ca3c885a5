"""A small share of the attack on the log of a coding; `python -m tests.attack codings` runs the whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from attack.codings import begun, cuts, kills, together


@pytest.mark.parametrize(("run", "number"), [(kills, 4), (cuts, 12), (together, 25)])
def test_no_confirmed_edit_is_lost(run, number, tmp_path: Path) -> None:
    total, lost = run(begun(tmp_path / "case"), number, rng=random.Random(7))
    assert lost == 0
    assert total >= number or run is kills
