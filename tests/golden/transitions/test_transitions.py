"""The committed transition counts against the project's reference table, and rebuilt from the official files.

Reference: annual transitions of the state of relation 1920-2010, measured once by another program on the same
files (751,196 dyad-years, 19,795 dyads; probabilities to four decimals).
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest

from official import official_files

PROJECT = Path(__file__).resolve().parents[3]
COMMITTED = PROJECT / "src" / "foedus" / "outlook" / "transition_counts.csv"

ORDER = ("alliance", "entente", "rivalry", "unaligned")
REFERENCE = np.array(
    [
        [0.9795, 0.0017, 0.0009, 0.0179],
        [0.0204, 0.9755, 0.0015, 0.0026],
        [0.0076, 0.0210, 0.8796, 0.0918],
        [0.0020, 0.0041, 0.0012, 0.9927],
    ]
)
DYAD_YEARS, DYADS = 751_196, 19_795
# Half a unit of the reference's fourth decimal, plus one dyad-year of the smallest row (7,374).
TOLERANCE = 0.00005 + 1 / 7_374


def _table() -> npt.NDArray[np.int64]:
    counts = pl.read_csv(COMMITTED).group_by("from", "to").agg(pl.col("count").sum())
    cells = {(origin, destination): count for origin, destination, count in counts.iter_rows()}
    return np.array([[cells[origin, destination] for destination in ORDER] for origin in ORDER])


def _probabilities(table: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    return table / table.sum(axis=1, keepdims=True)


def test_every_block_has_every_cell_once() -> None:
    cells = pl.read_csv(COMMITTED).select("block_start", "from", "to")
    assert cells.n_unique() == cells.height == 18 * 16
    assert cells["block_start"].unique().sort().to_list() == list(range(1920, 2010, 5))
    assert set(cells["from"]) == set(cells["to"]) == set(ORDER)


def test_all_dyad_years_of_the_reference_are_counted() -> None:
    assert _table().sum() == DYAD_YEARS


def test_probabilities_match_the_reference_within_a_dyad_year() -> None:
    gap = np.abs(_probabilities(_table()) - REFERENCE)
    assert gap.max() <= TOLERANCE
    assert (np.round(_probabilities(_table()), 4) == REFERENCE).sum() == 13


def test_one_dyad_year_closes_the_gap_to_the_reference() -> None:
    """Rivalry, entente, rivalry in three years running, counted as rivalry throughout: all 16 cells agree."""
    table, entente, rivalry = _table(), ORDER.index("entente"), ORDER.index("rivalry")
    table[rivalry, entente] -= 1
    table[entente, rivalry] -= 1
    table[rivalry, rivalry] += 2
    np.testing.assert_array_equal(np.round(_probabilities(table), 4), REFERENCE)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    official_files()
    monkeypatch.syspath_prepend(str(PROJECT / "scripts"))
    module = importlib.import_module("build_transition_counts")
    yield module
    for name in ("build_transition_counts", "_dyad_grid", "_official_files"):
        sys.modules.pop(name, None)


@pytest.mark.slow
def test_a_rebuild_gives_the_committed_bytes(script: ModuleType, tmp_path: Path) -> None:
    script.main(tmp_path / "counts.csv")
    assert (tmp_path / "counts.csv").read_bytes() == COMMITTED.read_bytes()


@pytest.mark.slow
def test_a_rebuild_finds_the_dyads_of_the_reference(script: ModuleType) -> None:
    assert script.at_risk(script.build_grid()).any(axis=0).sum() == DYADS


@pytest.mark.slow
def test_a_dispute_of_either_dataset_moves_the_rivalry_row_only_a_little(script: ModuleType) -> None:
    """The reference counts COW disputes alone; the script's docstring states what GML would add."""
    counts = script.count_transitions(script.build_grid(), ("gml", "cow")).filter(pl.col("from") == "rivalry")
    row = dict(counts.group_by("to").agg(pl.col("count").sum()).iter_rows())
    assert sum(row.values()) == 7_594
    assert row["rivalry"] / 7_594 == pytest.approx(0.8777, abs=5e-5)
    assert row["unaligned"] / 7_594 == pytest.approx(0.0940, abs=5e-5)
