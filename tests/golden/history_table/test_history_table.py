"""The table that comes with foedus: made anew from the distributors' files, and what it does not give away of them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from foedus.files.arrays import pack
from foedus.history.build import History, build_history, covariates
from foedus.history.covariates import COLUMNS
from foedus.history.find import dyad_year
from foedus.history.load import read_sources
from foedus.history.make_table import FIRST, make_table, round_states
from foedus.history.shipped import TABLE_FILE, load_table
from foedus.history.sources import Sources
from foedus.history.table import STEPS, table_arrays
from foedus.history.terms import LAST
from official import load_as_shipped

pytestmark = pytest.mark.slow
YEARS = range(FIRST, LAST + 1)
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


@pytest.fixture(scope="module")
def sources(official_data: Path) -> Iterator[Sources]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_DATA", str(official_data))
        yield read_sources(LAST, read=load_as_shipped)


@pytest.fixture(scope="module")
def history(sources: Sources) -> History:
    return build_history(sources)


def test_the_shipped_bytes_are_those_that_the_downloads_give(history: History, sources: Sources) -> None:
    shipped = resources.files("foedus.history").joinpath(TABLE_FILE).read_bytes()
    made = table_arrays(make_table(history, sources))
    assert len(shipped) < 3_000_000
    assert pack(made) == shipped


def test_every_pair_and_year_is_there_in_the_same_state(history: History) -> None:
    table = load_table()
    counted = 0
    for year in YEARS:
        rows = np.nonzero(history.year == year)[0]
        system = table.system(year)
        low, high = system.pairs
        np.testing.assert_array_equal(system.ccode[low], history.ccode1[rows])
        np.testing.assert_array_equal(system.ccode[high], history.ccode2[rows])
        np.testing.assert_array_equal(system.state, history.state[rows])
        counted += len(rows)
    assert counted == int((history.year >= FIRST).sum()) == 873_819


def test_covariates_are_those_of_the_history_once_its_states_are_rounded(history: History) -> None:
    """All pairs, all years, every bit: rounding the figures of states is the only difference."""
    table = load_table()
    x = covariates(history.grid, states=round_states(history.states), pairs=history.pairs)
    x[:, COLUMNS.index("small_tie")] = history.column("small_tie")
    for year in YEARS:
        np.testing.assert_array_equal(table.covariates(year), x[history.year == year])


def test_covariates_are_those_of_the_history_to_what_rounding_can_do(history: History) -> None:
    """Power within half a step of its logarithm for each state, so a whole one for a pair; threats below a thousandth."""
    most = {
        "log_power_sum": 0.001, "log_power_ratio": 0.002, "democracy_difference": 0.05, "log_distance": 0.06,
        "common_threat": 0.001, "common_threat_gain": 0.001, "least_own_threat": 0.001, "mutual_threat": 0.001,
    }  # fmt: skip
    table = load_table()
    for year in YEARS:
        gap = np.abs(table.covariates(year) - history.x[history.year == year]).max(axis=0)
        for name, value in zip(COLUMNS, gap, strict=True):
            assert value <= most.get(name, 0.0) + 1e-12, (name, year)


@pytest.mark.parametrize(
    ("one", "other", "year"), [(630, 365, 2018), (2, 20, 1950), (710, 770, 1999), (652, 666, 1973)]
)
def test_a_dyad_is_that_of_the_history(history: History, one: int, other: int, year: int) -> None:
    kept, built = load_table().dyad(one, other, year), dyad_year(history, one, other, year)
    assert dict(kept.values) == pytest.approx(dict(built.values), abs=0.05)
    assert dict(kept.without) == pytest.approx(dict(built.without), abs=0.05)
    assert (kept.state, kept.source) == (built.state, built.source)


def test_no_figure_of_a_state_is_the_source_s_own(history: History) -> None:
    """`docs/decisions/0014`: the shares, scores and places of the sources are not among what ships."""
    table = load_table()
    names = {"power": history.states.power, "democracy": history.states.democracy, "lng": history.states.lng}
    for name, own in names.items():
        kept = np.concatenate([getattr(table.system(year), name) for year in YEARS])
        at = np.array(YEARS) - history.grid.first
        exact = own[at][history.states.alive[at]]
        assert np.mean(kept == exact) < 0.02, name  # some places are given to two digits
    power = table.arrays["power"]
    assert len(np.unique(power)) == 4_024 < 11_000 < len(power)
    assert STEPS["power"] == 0.002


def _tied(sources: Sources) -> pl.DataFrame:
    """Pairs with an obligation by year, and the pattern of all ten: five of either side."""
    flags = [pl.col(f"atop_{name}").cast(pl.Int32) * 2**bit for bit, name in enumerate(OBLIGATIONS)]
    first = pl.col("ccode1") < pl.col("ccode2")
    pattern = pl.sum_horizontal(flags)
    return (
        sources.alliances.filter(pl.col("year") >= FIRST)
        .select(
            "year",
            pl.min_horizontal("ccode1", "ccode2").alias("one"),
            pl.max_horizontal("ccode1", "ccode2").alias("other"),
            pl.when(first).then(pattern).otherwise(pattern * 32).alias("pattern"),
        )
        .group_by("year", "one", "other")
        .agg(pl.col("pattern").sum())
        .filter(pl.col("pattern") > 0)
    )


def test_obligations_cannot_be_told_from_what_is_kept(history: History, sources: Sources) -> None:
    """What the decision says of ATOP: states tell a defence pact from a lesser tie, and nothing of which obligations.

    The best guess, the commonest pattern of each kind of byte, is right for some nine ties in ten and for under half of the small
    alliances; which they are cannot be known.
    """
    wanted = history.year >= FIRST
    names = ("land_contiguity", "any_contiguity", "ever_alliance", "ever_entente", "small_tie")
    bits = sum(history.column(name)[wanted].astype(int) * 2**bit for bit, name in enumerate(names))
    kept = pl.DataFrame({
        "year": history.year[wanted], "one": history.ccode1[wanted], "other": history.ccode2[wanted],
        "state": history.state[wanted], "bits": bits, "small": history.column("small_tie")[wanted] > 0,
    })  # fmt: skip
    tied = kept.filter(pl.col("state") <= 1).join(_tied(sources).cast({"year": pl.Int32}), on=["year", "one", "other"])
    patterns = tied.group_by("state", "small").agg(pl.col("pattern").n_unique())
    assert patterns["pattern"].min() >= 6
    counts = tied.group_by("state", "bits", "small", "pattern").len()
    best = counts.group_by("state", "bits", "small").agg(
        pl.col("len").max().alias("best"), pl.col("len").sum().alias("all")
    )
    assert 0.85 < best["best"].sum() / best["all"].sum() < 0.9
    small = best.filter(pl.col("small") & (pl.col("state") == 0))
    assert small["best"].sum() / small["all"].sum() < 0.5


def test_rivalries_and_disputes_cannot_be_told_apart(history: History, sources: Sources) -> None:
    """A pair's enmity is one bit; of those that have it, both sources hold some alone, and a dispute's year is lost in five."""
    at = np.arange(FIRST - history.grid.first, LAST - history.grid.first + 1)
    rivalry, enemy = history.pairs.rivalry[at], history.pairs.hostile[at]
    ongoing = history.grid.from_rows(sources.disputes)[at]
    assert 0.2 < (rivalry & enemy).sum() / enemy.sum() < 0.8
    assert ongoing.sum() / enemy.sum() < 0.5


def test_kinds_of_water_border_are_not_kept() -> None:
    assert set(load_table().arrays) == {"year", "size", "ccode", *STEPS, "major", "flags"}
