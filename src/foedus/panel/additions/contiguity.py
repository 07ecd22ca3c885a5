"""Direct contiguity: the closest type that any row of the dataset gives a dyad and year, and how many neighbours a state has.

The file names 58 directed dyad-years twice, with two types: the closest one is meant. A dyad that the file
does not name in a covered year is not contiguous: 0.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.choice import yes_or_no
from foedus.panel.lookup import dyad_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.panel.tables import carried

TYPES = {
    0: "not contiguous",
    1: "land or river border",
    2: "12 miles of water or less",
    3: "24 miles of water or less",
    4: "150 miles of water or less",
    5: "400 miles of water or less",
}
BORDERS = {"land": "states that it borders on land", "sea": "states across no more than 400 miles of water"}


def contiguity(*, carry: bool = False, version: str | None = None) -> Step:
    """Type of direct contiguity; after the dataset ends unknown, or as in its last year with `carry`."""
    carry = yes_or_no("add_contiguity", "carry", carry)
    rule = "closest type" + ("; contiguity of the last covered year remains" if carry else "")
    column = Column("conttype", "direct contiguity, 1 land to 5 water, 0 none", ("contiguity",), rule, TYPES)

    def build(panel: Build) -> list[pl.Series]:
        source = closest(panel.load("contiguity", version))
        if carry:
            source = carried(source, panel.keys.last)
        return dyad_values(panel.keys_in("cow"), source, columns=["conttype"], absent={"conttype": 0})

    return Step("add_contiguity", (column,), build, versions={"contiguity": version})


def borders(sides: tuple[str, ...], *, carry: bool = False, version: str | None = None) -> Step:
    """Number of neighbours of each state by land (type 1) and over water (types 2 to 5), each neighbour once."""
    carry = yes_or_no("add_contiguity", "carry", carry)
    rule = "each neighbour by its closest type of the year" + (
        "; those of the last covered year remain" if carry else ""
    )

    def build(panel: Build) -> list[pl.Series]:
        source = closest(panel.load("contiguity", version))
        if carry:
            source = carried(source, panel.keys.last)
        land = pl.col("conttype") == 1
        counts = source.frame.filter(pl.col("conttype") > 0).group_by(pl.col("ccode1").alias("ccode"), "year")
        rows = counts.agg(land.sum().cast(pl.Int32).alias("land"), (~land).sum().cast(pl.Int32).alias("sea"))
        return read_states(panel, replace(source, frame=rows), list(BORDERS), sides=sides, absent={"land": 0, "sea": 0})

    promised = state_labels(BORDERS, sides, dataset="contiguity", rule=rule)
    return Step("add_contiguity", promised, build, versions={"contiguity": version}, units=("state",))


def closest(source: Source) -> Source:
    """One row for each directed dyad and year, with its closest type."""
    rows = source.frame.group_by("ccode1", "ccode2", "year").agg(pl.col("conttype").min().cast(pl.Int8))
    return replace(source, frame=rows)
