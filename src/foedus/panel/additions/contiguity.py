"""Direct contiguity: the closest type that any row of the dataset gives a dyad and year.

The file names 58 directed dyad-years twice, with two types: the closest one is meant. A dyad that the file
does not name in a covered year is not contiguous: 0.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.panel.lookup import dyad_values
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


def contiguity(*, carry: bool = False, version: str | None = None) -> Step:
    """Type of direct contiguity; after the dataset ends unknown, or as in its last year with `carry`."""
    rule = "closest type" + ("; contiguity of the last covered year remains" if carry else "")
    column = Column("conttype", "direct contiguity, 1 land to 5 water, 0 none", ("contiguity",), rule, TYPES)

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load("contiguity", version)
        closest = source.frame.group_by("ccode1", "ccode2", "year").agg(pl.col("conttype").min().cast(pl.Int8))
        source = replace(source, frame=closest)
        if carry:
            source = carried(source, panel.keys.last)
        return dyad_values(panel.keys_in("cow"), source, columns=["conttype"], absent={"conttype": 0})

    return Step("add_contiguity", (column,), build, versions={"contiguity": version})
