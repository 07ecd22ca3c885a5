"""Major conventional arms delivered by one of the two to the other, by the SIPRI register.

A deal's volume (trend-indicator value, millions) is spread evenly over its years of delivery: the register
gives one figure for all of them. Deals without a delivery count nothing, deals of rebels and organisations
belong to no dyad.
"""

from __future__ import annotations

import warnings
from dataclasses import replace

import polars as pl

from foedus.datasets.crosswalks import match_sipri, unknown_sipri_names
from foedus.panel.lookup import dyad_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step

DATASET = "sipri-transfers"
RULE = "a deal's volume spread evenly over its years of delivery; SIPRI names as COW codes"


def arms_transfers(*, version: str | None = None) -> Step:
    """Volume delivered by state 1 to state 2 and by state 2 to state 1."""
    columns = (
        Column("armstiv12", "arms delivered by state 1 to state 2, SIPRI TIV, millions", (DATASET,), RULE),
        Column("armstiv21", "arms delivered by state 2 to state 1, SIPRI TIV, millions", (DATASET,), RULE),
    )

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(DATASET, version)
        rows = replace(source, frame=deliveries(source))
        forth = dyad_values(panel.keys_in("cow"), rows, columns=["tiv"], absent={"tiv": 0}, order="12")
        back = dyad_values(panel.keys_in("cow"), rows, columns=["tiv"], absent={"tiv": 0}, order="21")
        return [forth[0].alias("armstiv12"), back[0].alias("armstiv21")]

    return Step("add_arms_transfers", columns, build, versions={DATASET: version})


def deliveries(source: Source) -> pl.DataFrame:
    """Volume by supplier (ccode1), recipient (ccode2) and year of delivery.

    Warns of names that the crosswalk does not know; their deals are left out.
    """
    unknown = unknown_sipri_names(pl.concat([source.frame["supplier"], source.frame["recipient"]]))
    if unknown:
        warnings.warn(
            f"{source.id} {source.version}: no COW code is known for {len(unknown)} names, whose deals are left out: "
            f"{', '.join(unknown[:5])}",
            stacklevel=2,
        )
    return match_sipri(source.frame).group_by("ccode1", "ccode2", "year").agg(pl.col("tiv").sum())
