"""State-years of ten states, 1816-2014, in either list of states: every row and column of the peer's, but for those of leaders.

What differs is named in `DIFFER`, with the number of rows: any other cell, and any other number of rows, fails. The peer was
asked for armed conflicts within states, of the government alone, so that is what we are asked for here, too.
"""

import csv
import gzip
from collections import Counter

import polars as pl
import pytest
from reference_rows import Difference, cells, differences, peer_rows

from foedus.panel import state_years

CODE = {"cow": "ccode", "gw": "gwcode"}
ROWS = {"cow": (1_515, 75), "gw": (1_514, 76)}
OF_LEADERS = {"leadertransition", "irregular", "n_leaders", "jan1obsid", "dec31obsid"}
ONSETS = ("sumnewconf", "sumonset1", "sumonset2", "sumonset3", "sumonset5", "sumonset10")

#: Column to how it differs from the peer's, the same in both lists.
DIFFER = {
    # The record begins in 1946: of earlier years it says nothing, where the peer writes 0.
    **dict.fromkeys(ONSETS, Difference(ours_missing=973)),
    # Neighbours that the peer loses: it takes states for apart in all years between two in which they had no border.
    "land": Difference(other=153),
    "sea": Difference(other=109),
    # Deaths that are not known, -9 at the peer.
    "sideadeaths": Difference(ours_missing=28),
    "sidebdeaths": Difference(ours_missing=53),
}


@pytest.fixture(scope="module", params=["cow", "gw"])
def system(request):
    return request.param


def everything(panel):
    """All state-year columns of the peer's but those of leaders."""
    return (
        panel.add_names()
        .add_codes()
        .add_fractionalisation()
        .add_democracy()
        .add_territorial_threat()
        .add_terrain()
        .add_gdp_pop()
        .add_capabilities()
        .add_igos()
        .add_trade()
        .add_ucdp_onsets()
        .add_contiguity()
        .add_distance()
        .add_majors()
        .add_rivalries()
        .add_min_distance()
        .add_conflicts(parties="a", onset="first", kinds=["intrastate"])
        .add_intra_wars()
    )


@pytest.fixture(scope="module")
def theirs(shared, system):
    return peer_rows(shared, f"peer_stateyears_{system}.csv.gz", [CODE[system], "year"])


@pytest.fixture(scope="module")
def ours(data, system, theirs):
    """Our rows of the peer's ten states; its Gleditsch-Ward rows are those of states that are members of both lists."""
    code = CODE[system]
    made = everything(state_years((1816, 2014), system=system, data=data)).frame()
    sampled = pl.col(code).is_in(theirs[code].unique().to_list()) & pl.col("ccode").is_not_null()
    return made.filter(sampled).sort(code, "year")


def test_the_same_rows_and_columns(ours, theirs, system):
    key = [CODE[system], "year"]
    assert theirs.shape == ROWS[system]
    assert ours.select(key).equals(theirs.select(key))
    assert set(ours.columns) == set(theirs.columns) - OF_LEADERS


def test_every_cell_equals_the_peers_but_for_those_that_are_named(ours, theirs):
    columns = [name for name in theirs.columns if name not in OF_LEADERS]
    assert differences(ours, theirs, columns) == DIFFER


def test_what_differs_is_what_the_reasons_say(ours, theirs, system):
    key = [CODE[system], "year"]
    for name in ONSETS:
        unknown = cells(ours, theirs, name, key)
        assert unknown["year"].max() == 1945
        assert set(unknown["theirs"]) == {0}
    for name in ("sideadeaths", "sidebdeaths"):
        assert set(cells(ours, theirs, name, key)["theirs"]) == {-9}


def test_neighbours_are_those_of_the_official_file(ours, border_types):
    """Each neighbour once, by its closest type of the year, counted without the package."""
    land = Counter((one, year) for (one, _, year), kind in border_types.items() if kind == 1)
    sea = Counter((one, year) for (one, _, year), kind in border_types.items() if kind > 1)
    rows = ours.select("ccode", "year").rows()
    assert ours["land"].to_list() == [land[row] for row in rows]
    assert ours["sea"].to_list() == [sea[row] for row in rows]


def test_conflicts_on_any_side_are_more_than_the_peers(data, files, theirs, system):
    """By default every party and every kind counts: 284 state-years, counted without the package, where the peer has 118."""
    with (files / "ucdp_acd.csv").open(newline="", encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    sides = ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd")
    fighting = {(int(float(row[side])), int(float(row["year"]))) for row in rows for side in sides if row[side]}
    made = state_years((1816, 2014), system=system, data=data).add_codes().add_conflicts().frame()
    both = theirs.select(CODE[system], "year").join(made, on=[CODE[system], "year"], maintain_order="left")
    since_1946 = both.filter(pl.col("year") >= 1946)
    expected = [int(row in fighting) for row in since_1946.select("gwcode", "year").rows()]
    assert since_1946["ucdpongoing"].to_list() == expected
    assert both.filter((theirs["ucdpongoing"] == 1) & (both["ucdpongoing"] == 0)).is_empty()
    assert (theirs["ucdpongoing"].sum(), both["ucdpongoing"].sum()) == (118, 284)


def nearest_of(points, code, year):
    """Least distance to another state in a file of minimum distances, row by row."""
    return min((float(km) for one, two, when, km in points if when == year and code in (one, two)), default=None)


def test_the_least_distance_is_looked_for_on_both_sides_of_a_dyad(data, files, system):
    """Yugoslavia in 1990 and five others, by a slow reading of the rows of that year."""
    name = {"cow": "cow_mindist.csv.gz", "gw": "gw_mindist.csv.gz"}[system]
    with gzip.open(files / name, "rt", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file) if row[2] in ("1990", "year")]
    points = [(int(float(one)), int(float(two)), when, km) for one, two, when, km in rows[1:]]
    made = state_years((1990, 1990), system=system, data=data).add_min_distance().frame()
    for code in (2, 345, 640, 652, 920, 990):
        assert made.filter(pl.col(CODE[system]) == code)["minmindist"].item() == nearest_of(points, code, "1990")


#: First and last year of which each column speaks, from the distributors' own statements: inside them a member has a value.
LISTED = {"land": (1816, 2016), "sea": (1816, 2016), "cowmaj": (1816, 2016), "n_spatial": (1816, 2020), "regionalpower": (1816, 2019),
          "globalpower": (1816, 2019), "cowintraonset": (1816, 2007), "ucdpongoing": (1946, 2024), "ucdponset": (1946, 2024)}  # fmt: skip


def test_what_lists_say_by_silence_is_0_of_members_inside_their_years_and_unknown_outside(data, system):
    panel = (
        state_years((1816, 2026), system=system, data=data).add_codes().add_contiguity().add_majors().add_rivalries()
    )
    frame = panel.add_powers().add_intra_wars().add_conflicts().frame()
    for column, (first, last) in LISTED.items():
        other = frame["gwcode" if column.startswith("ucdp") else "ccode"].is_not_null()
        inside = frame.filter(other & pl.col("year").is_between(first, last))
        assert inside[column].null_count() == 0, column
        # Of 2008 the record of intra-state wars has the end of one: Somalia's.
        beyond = frame.filter(~(other & pl.col("year").is_between(first, last)))
        known = beyond.filter(pl.col(column).is_not_null()).select("ccode", "year").rows()
        assert known == ([(520, 2008)] if column.startswith("cowintra") else []), column
