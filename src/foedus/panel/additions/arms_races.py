"""Strategic arms races between two rivals, in every year that a race touches."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.panel.lookup import dyad_values
from foedus.panel.step import Build, Column, Step
from foedus.panel.tables import both_orders, years_of_spells

DATASET = "grh-arms-races"


def arms_races(*, version: str | None = None) -> Step:
    """Number of the arms race, and whether one goes on."""
    rule = "first and last year included"
    promised = (
        Column("race_id", "number of the arms race (Gibler, Rider and Hutchison)", (DATASET,), rule),
        Column("armsrace", "an arms race between the two goes on", (DATASET,), rule),
    )

    def build(panel: Build) -> list[pl.Series]:
        listed = panel.load(DATASET, version)
        source = both_orders(years_of_spells(listed, panel.keys.first, panel.keys.last))
        rows = source.frame.with_columns(armsrace=pl.lit(1, pl.Int8))
        return dyad_values(
            panel.keys_in("cow"),
            replace(source, frame=rows),
            columns=["race_id", "armsrace"],
            absent={"armsrace": 0},
        )

    return Step("add_arms_races", promised, build, versions={DATASET: version})
