"""The Iran-Russia history that the built-in case carries: against known facts, and rebuilt from the official files.

The facts stand in the project's notes on the two states (ATOP, disputes, rivalries, contiguity) and in its
reference measurement of the common threat; the distances are those of another package on the same capitals.
"""

import csv
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import polars as pl
import pytest

from official import SHARED, official_files

PROJECT = Path(__file__).resolve().parents[3]
COMMITTED = PROJECT / "src" / "foedus" / "case" / "builtin" / "iran-russia-syria" / "covariates.csv"
USA = "2"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with COMMITTED.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _history(rows: list[dict[str, str]], covariate: str) -> dict[int, str]:
    history = {int(row["year"]): row["value"] for row in rows if row["covariate"] == covariate}
    assert history, f"no covariate {covariate}"
    return history


def test_rows_are_unique_and_in_canonical_order(rows: list[dict[str, str]]) -> None:
    keys = [(row["covariate"], int(row["year"])) for row in rows]
    assert keys == sorted(set(keys))
    assert {year for _, year in keys} == set(range(1990, 2019))


def test_the_last_dispute_is_of_1993(rows: list[dict[str, str]]) -> None:
    for covariate, last_known in {"mid_ongoing_gml": 2010, "mid_ongoing_cow": 2014}.items():
        history = _history(rows, covariate)
        assert [year for year, value in history.items() if value == "1"] == [1993]
        assert max(history) == last_known
    since = _history(rows, "years_since_mid")
    assert (since[1993], since[2010]) == ("0", "17")
    assert max(since) == 2014


def test_contiguity_ends_in_1991_and_says_what_it_carries(rows: list[dict[str, str]]) -> None:
    history = _history(rows, "contiguity")
    assert [year for year, value in history.items() if value != "0"] == [1990, 1991]
    carried = {int(row["year"]) for row in rows if "contiguity of 2016 carried forward" in row["source"]}
    assert carried == {2017, 2018}


def test_the_entente_stands_from_2001_on_three_obligations(rows: list[dict[str, str]]) -> None:
    state = _history(rows, "state_of_relation")
    assert {year for year, value in state.items() if value == "entente"} == set(range(2001, 2019))
    assert {year for year, value in state.items() if value == "rivalry"} == {1990, 1991, *range(1993, 1998)}
    owed = {name: _history(rows, f"atop_{name}") for name in ("defense", "offense", "neutral", "nonagg", "consul")}
    for year in range(1990, 2019):
        expected = "1" if year >= 2001 else "0"
        assert owed["neutral"][year] == owed["nonagg"][year] == owed["consul"][year] == expected
        assert owed["defense"][year] == owed["offense"][year] == "0"


def test_no_strategic_rivalry_after_1828(rows: list[dict[str, str]]) -> None:
    assert set(_history(rows, "rivalry").values()) == {"0"}


def test_common_threat_comes_from_the_usa(rows: list[dict[str, str]]) -> None:
    """Reference "from 2018": .68, the USA .77 to Russia and .68 to Iran; capabilities of 2017 give it.

    With those of 2018 the value to Iran is .670, so 2018 is held to .015: the change of one year's CINC.
    """
    names = ("common_threat", "common_threat_iran", "common_threat_russia")
    common, to_iran, to_russia = (_history(rows, name) for name in names)
    assert _history(rows, "common_threat_source")[2018] == USA
    assert (round(float(common[2017]), 2), round(float(to_russia[2017]), 2)) == (0.68, 0.77)
    assert float(common[2018]) == pytest.approx(0.68, abs=0.015)
    assert float(to_iran[2018]) == pytest.approx(0.68, abs=0.015)
    assert float(to_russia[2018]) == pytest.approx(0.77, abs=0.005)


def test_no_common_enemy_leaves_no_source_of_threat(rows: list[dict[str, str]]) -> None:
    free = {year for year, value in _history(rows, "common_threat").items() if value == "0"}
    named = set(_history(rows, "common_threat_source"))
    assert free == {1992, 2005, 2006}
    assert not free & named
    assert free | named == set(range(1990, 2019))


def test_every_row_names_an_official_file(rows: list[dict[str, str]]) -> None:
    """By its name, or by the dataset's with the beginning of the file's hash."""
    assert all(".csv)" in row["source"] or "sha256 " in row["source"] for row in rows)


def test_the_threat_without_the_usa_is_never_larger(rows: list[dict[str, str]]) -> None:
    for name in ("common_threat", "least_own_threat"):
        there, gone = _history(rows, name), _history(rows, f"{name}_without_enemy")
        assert there.keys() == gone.keys()
        assert all(float(gone[year]) <= float(there[year]) + 1e-9 for year in there)
    assert float(_history(rows, "common_threat_without_enemy")[2018]) > 0  # another enemy stays


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    official_files()
    monkeypatch.syspath_prepend(str(PROJECT / "scripts"))
    yield importlib.import_module("build_case_covariates")
    for name in ("build_case_covariates", "_common_threat", "_dyad_grid", "_official_files"):
        sys.modules.pop(name, None)


@pytest.mark.slow
def test_a_rebuild_gives_the_committed_bytes(script: ModuleType, tmp_path: Path) -> None:
    script.main(tmp_path / "covariates.csv")
    assert (tmp_path / "covariates.csv").read_bytes() == COMMITTED.read_bytes()


@pytest.mark.slow
def test_distances_agree_with_another_package(script: ModuleType) -> None:
    """The other package measures on the ellipsoid, which differs from the sphere by up to .5 %."""
    sample = SHARED / "reference" / "peer_ddy_sample_20states_1816_2010.csv"
    if not sample.is_file():
        reason = "the other package's sample is absent from FOEDUS_SHARED"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    theirs = pl.read_csv(sample, columns=["ccode1", "ccode2", "year", "capdist"], infer_schema_length=None)
    theirs = theirs.filter((pl.col("year") == 2010) & pl.col("capdist").is_not_null())
    codes = tuple(sorted(set(theirs["ccode1"])))
    ours = script.distances(2010, codes)
    place = {code: position for position, code in enumerate(codes)}
    measured = [ours[place[one], place[other]] for one, other in theirs.select("ccode1", "ccode2").iter_rows()]
    assert len(measured) > 200
    np.testing.assert_allclose(measured, theirs["capdist"], rtol=0.0056)
