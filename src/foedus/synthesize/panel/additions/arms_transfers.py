"""Major conventional arms delivered by one of the two to the other, by the SIPRI register.

A deal's volume (trend-indicator value, millions) is spread evenly over its years of delivery: the register
gives one figure for all of them. Deals without a delivery count nothing.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.process.crosswalk import from_sipri
from foedus.synthesize.panel.lookup import dyad_values
from foedus.synthesize.panel.source import Source
from foedus.synthesize.panel.step import Build, Column, Step

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
        rows = replace(source, frame=deliveries(source, panel.load("states", None).frame))
        forth = dyad_values(panel.keys, rows, ["tiv"], {"tiv": 0}, "12")
        back = dyad_values(panel.keys, rows, ["tiv"], {"tiv": 0}, "21")
        return [forth[0].alias("armstiv12"), back[0].alias("armstiv21")]

    return Step("add_arms_transfers", columns, build, versions={DATASET: version})


def deliveries(source: Source, states: pl.DataFrame) -> pl.DataFrame:
    """Volume by supplier (ccode1), recipient (ccode2) and year of delivery."""
    years = pl.col("delivery_years").str.extract_all(r"\d{4}")
    listed = source.frame.select("supplier", "recipient", "tiv_delivered", years.alias("year"))
    each = (
        listed.with_columns(tiv=pl.col("tiv_delivered") / pl.col("year").list.len()).explode("year").drop_nulls("year")
    )
    each = each.with_columns(pl.col("year").cast(pl.Int32))
    coded = each.select(
        from_sipri("supplier", states).alias("ccode1"), from_sipri("recipient", states).alias("ccode2"), "year", "tiv"
    )
    return coded.drop_nulls().group_by("ccode1", "ccode2", "year").agg(pl.col("tiv").sum())
