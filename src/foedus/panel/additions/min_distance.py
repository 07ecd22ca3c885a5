"""Minimum distance: how near the territories of two states come, by the borders of their own list of states.

There is one file for each list. A dyad that the file does not name in a covered year is unknown: the borders of one of
the two are not drawn.
"""

from __future__ import annotations

import polars as pl

from foedus.panel.lookup import dyad_values
from foedus.panel.step import Build, Column, Step
from foedus.panel.tables import both_orders
from foedus.terms.states.systems import Scheme

DATASETS = {"cow": "min-distance", "gw": "min-distance-gw"}


def min_distance(scheme: Scheme, *, version: str | None = None) -> Step:
    """Shortest distance of the two territories in km, 0 for neighbours on land."""
    dataset = DATASETS[scheme]
    column = Column("mindist", "shortest distance of the territories in km, 0 for neighbours on land", (dataset,))

    def build(panel: Build) -> list[pl.Series]:
        source = both_orders(panel.load(dataset, version))
        return dyad_values(panel.keys_in(scheme), source, columns=["mindist"])

    return Step("add_min_distance", (column,), build, versions={dataset: version})
