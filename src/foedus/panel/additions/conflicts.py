"""Armed conflicts by UCDP/PRIO: every state that takes part, on either side and in support of either.

Counting only the government of side A, as the peer does, misses states that fight on side B and all that
send troops.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.datasets.crosswalks import ccode_of_gleditsch_ward
from foedus.panel.lookup import dyad_values, state_values
from foedus.panel.step import Build, Column, Step
from foedus.panel.tables import both_orders

SIDES = ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd")
STATE = {
    "ucdpongoing": "in an armed conflict, on any side",
    "ucdponset": "an episode of armed conflict begins",
    "ucdpintensity": "highest intensity: 1 minor, 2 war",
}
DYAD = {
    "ucdpdyadongoing": "the two fight each other in an interstate conflict",
    "ucdpdyadintensity": "its highest intensity: 1 minor, 2 war",
}
DATASET = "ucdp-acd"


def conflicts(sides: tuple[str, ...], *, version: str | None = None) -> Step:
    """Armed conflicts of each state and, in dyad-years, interstate conflicts between the two."""
    rule = "either side, primary or supporting party; Gleditsch-Ward numbers as COW codes"
    promised = [
        Column(f"{name}{side}", f"{label}{f', state {side}' if side else ''}", (DATASET,), rule)
        for side in sides
        for name, label in STATE.items()
    ]
    if len(sides) == 2:
        promised += [Column(name, label, (DATASET,), rule) for name, label in DYAD.items()]

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(DATASET, version)
        rows = source.frame.with_columns(
            [ccode_of_gleditsch_ward(pl.col(side), pl.col("year")).alias(side) for side in SIDES]
        )
        states = replace(source, frame=state_rows(rows))
        made = []
        for at, side in enumerate(sides):
            found = state_values(
                panel.keys_in("cow"), at, source=states, columns=list(STATE), absent={"ucdpongoing": 0, "ucdponset": 0}
            )
            made += [series.alias(f"{series.name}{side}") for series in found]
        if len(sides) == 2:
            dyads = both_orders(replace(source, frame=dyad_rows(rows)))
            made += dyad_values(panel.keys_in("cow"), dyads, columns=list(DYAD), absent={"ucdpdyadongoing": 0})
        return made

    return Step("add_conflicts", tuple(promised), build, versions={DATASET: version}, units=("state", "dyad"))


def state_rows(conflicts: pl.DataFrame) -> pl.DataFrame:
    """One row for each state and year in which it takes part in any conflict."""
    begins = pl.col("start_date2").dt.year() == pl.col("year")
    parts = [
        conflicts.select(pl.col(side).alias("ccode"), "year", "intensity_level", begins.alias("begins"))
        for side in SIDES
    ]
    return (
        pl.concat(parts)
        .drop_nulls("ccode")
        .group_by("ccode", "year")
        .agg(
            pl.lit(1, pl.Int8).alias("ucdpongoing"),
            pl.col("begins").any().cast(pl.Int8).alias("ucdponset"),
            pl.col("intensity_level").max().cast(pl.Int8).alias("ucdpintensity"),
        )
    )


def dyad_rows(conflicts: pl.DataFrame) -> pl.DataFrame:
    """One row for each unordered pair of states on opposite sides of an interstate conflict in a year."""
    between = conflicts.filter(pl.col("type_of_conflict") == "interstate")
    pairs = [
        between.select(pl.col(one).alias("one"), pl.col(two).alias("two"), "year", "intensity_level")
        for one in SIDES[:2]
        for two in SIDES[2:]
    ]
    opposed = pl.concat(pairs).drop_nulls(["one", "two"])
    keys = pl.min_horizontal("one", "two").alias("ccode1"), pl.max_horizontal("one", "two").alias("ccode2"), "year"
    return opposed.group_by(*keys).agg(
        pl.lit(1, pl.Int8).alias("ucdpdyadongoing"),
        pl.col("intensity_level").max().cast(pl.Int8).alias("ucdpdyadintensity"),
    )
