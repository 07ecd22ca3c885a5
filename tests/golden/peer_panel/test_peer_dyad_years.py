"""Directed dyad-years of ten states, 1816-2014, in either list of states: every row and column of the peer's.

The peer made 10,068 rows in COW codes and 10,054 by Gleditsch and Ward: those of states that are members of both lists. What
differs is named in `DIFFER`, with the number of rows: any other cell, and any other number of rows, fails.
"""

import csv

import polars as pl
import pytest
from reference_rows import differences, peer_rows

from foedus.panel import dyad_years, wrap

CODE = {"cow": "ccode", "gw": "gwcode"}
#: Rows and columns of the reference; all directed dyad-years of 1816-2014.
ROWS = {"cow": (10_068, 68), "gw": (10_054, 79)}
WHOLE = {"cow": 1_836_630, "gw": 2_213_346}
TEN = [2, 200, 220, 255, 260, 300, 365, 630, 640, 652]
#: Columns of leaders, which are compared where leaders are.
OF_LEADERS = {
    f"{name}{side}"
    for name in ("leadertransition", "irregular", "n_leaders", "jan1obsid", "dec31obsid")
    for side in "12"
}

#: Column to how it differs from the peer's, by list; all others agree in every row.
DIFFER = {"cow": {}, "gw": {}}


@pytest.fixture(scope="module", params=["cow", "gw"])
def system(request):
    return request.param


def everything(panel):
    """All dyad-year columns of the peer's but those of leaders."""
    made = (
        panel.add_codes()
        .add_fractionalisation()
        .add_territorial_threat()
        .add_terrain()
        .add_gdp_pop()
        .add_igo()
        .add_min_distance()
        .add_interstate_wars()
    )
    return made.add_democracy().add_distance() if panel.scheme == "gw" else made


@pytest.fixture(scope="module")
def theirs(shared, system):
    code = CODE[system]
    return peer_rows(shared, f"peer_dyadyears_{system}.csv.gz", [f"{code}1", f"{code}2", "year"])


@pytest.fixture(scope="module")
def whole(data, system):
    return everything(dyad_years((1816, 2014), system=system, data=data)).frame()


@pytest.fixture(scope="module")
def ours(whole, system):
    code = CODE[system]
    both = pl.col("ccode1").is_in(TEN) & pl.col("ccode2").is_in(TEN)
    return whole.filter(both).sort(f"{code}1", f"{code}2", "year")


def test_the_same_rows_and_columns(whole, ours, theirs, system):
    key = [f"{CODE[system]}1", f"{CODE[system]}2", "year"]
    assert whole.height == WHOLE[system]
    assert theirs.shape == ROWS[system]
    assert ours.select(key).equals(theirs.select(key))
    assert set(ours.columns) == set(theirs.columns) - OF_LEADERS


def test_every_cell_equals_the_peers_but_for_those_that_are_named(ours, theirs, system):
    columns = [name for name in theirs.columns if name not in OF_LEADERS]
    assert differences(ours, theirs, columns) == DIFFER[system]


def test_dyads_that_share_a_year_and_no_day_are_the_peers(data, shared, system):
    """peacesciencer's lists of them: 60 in COW codes, 40 by Gleditsch and Ward."""
    key = [f"{CODE[system]}1", f"{CODE[system]}2", "year"]
    listed = pl.read_csv(shared / "data" / "states" / f"false_{system}_dyads.csv").select(key)
    by_year, by_day = (
        dyad_years((1816, 2017), rule=rule, system=system, data=data).frame().select(key) for rule in ("year", "day")
    )
    found = by_year.join(by_day, on=key, how="anti")
    assert set(found.iter_rows()) == set(listed.iter_rows())
    assert found.height == {"cow": 60, "gw": 40}[system]


def slow_wars(path):
    """The war of each directed dyad-year by the peer's choice, read and chosen row by row."""
    best = {}
    with path.open(newline="", encoding="utf-8") as file:
        for order, row in enumerate(csv.DictReader(file)):
            key = int(row["ccode1"]), int(row["ccode2"]), int(row["year"])
            known = [int(row[name]) for name in ("batdeath1", "batdeath2") if int(row[name]) >= 0]
            rank = int(row["cowinteronset"]), sum(known) if known else -1, -order
            best[key] = max(best.get(key, (rank, row)), (rank, row), key=lambda each: each[0])
    return {key: (int(row["warnum"]), int(row["cowinteronset"]), int(row["resume"])) for key, (_, row) in best.items()}


def test_wars_of_all_dyads_are_those_of_a_slow_program(data, files):
    expected = slow_wars(files / "cow_war_inter.csv")
    dyads = pl.DataFrame([*expected], schema=["ccode1", "ccode2", "year"], orient="row")
    made = wrap(dyads, data=data).add_interstate_wars(keep=["warnum", "resume"]).frame()
    assert made.height == 1_876
    assert made.select("warnum", "cowinteronset", "resume").rows() == [*expected.values()]
