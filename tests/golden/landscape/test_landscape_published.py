"""Landscape theory against its paper.

Axelrod, R. and Bennett, D. S. (1993), A landscape theory of aggregation, British Journal of Political Science 23(2),
211-233: Table 2 (sizes and types of nine Unix firms; propensity -1 between firms of one type, 0 otherwise) has two minima
of equal energy, -3828.90, with 128 of the 256 configurations each. Table 1 gives sizes in 1936; with every propensity at
-1 the five largest European powers have four minima.
Tolerance: half a unit of the last printed decimal.
"""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from foedus.models.landscape.landscape import solve_arrays as build_landscape

PROJECT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("FOEDUS_SHARED") or PROJECT.parent / "shared")


def rows_of(name: str) -> list[dict[str, str]]:
    path = SHARED / "data" / "landscape" / name
    if not path.is_file():
        reason = f"{name} is absent: set FOEDUS_SHARED to the folder that holds data/landscape"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_unix_standards_coalition_has_two_minima_of_equal_energy_and_basin() -> None:
    rows = rows_of("unix.csv")
    types = np.array([row["type"] for row in rows])
    found = build_landscape(
        [row["firm"] for row in rows],
        [float(row["size"]) for row in rows],
        propensity=-(types[:, None] == types[None, :]).astype(float),
        sides=[row["observed_alliance"] for row in rows],
    )
    assert found.exhaustive
    assert (found.tried, found.found) == (256, 2)
    assert [minimum.basin for minimum in found.minima] == [128, 128]
    assert [minimum.energy for minimum in found.minima] == pytest.approx([-3828.90, -3828.90], abs=0.005)
    # The paper's configuration nearest to history: Sun, AT&T, Prime and IBM on one side.
    assert {"Sun", "AT&T", "Prime", "IBM"} in [set(minimum.sides[0]) for minimum in found.minima]
    assert found.groups == (("AT&T", "IBM", "DEC", "HP"), ("Sun", "Prime", "Apollo", "Intergraph", "SGI"))


def test_five_powers_that_all_repel_each_other_have_four_minima() -> None:
    size = {row["country"]: float(row["size_1936_pct"]) for row in rows_of("ww2_sizes_1936.csv")}
    names = ["Britain", "France", "Soviet Union", "Germany", "Italy"]
    found = build_landscape(names, [size[name] for name in names], propensity=-np.ones((5, 5)))
    assert (found.found, found.tried) == (4, 16)
    assert sum(minimum.basin for minimum in found.minima) == 16
    # By hand: the sizes 7.45, 5.32, 15.01, 11.49, 4.03 sum to 43.30; E = -2 (A x B) for sides of total size A and B.
    assert found.minima[0].energy == pytest.approx(-2 * (7.45 + 15.01) * (5.32 + 11.49 + 4.03), abs=0.005)
