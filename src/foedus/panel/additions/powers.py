"""Regional and global powers by Maoz: 1 in every year that a spell as such touches."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.step import Build, Step
from foedus.panel.tables import years_of_spells

DATASET = "maoz-powers"
POWERS = {"regionalpower": "regional power (Maoz)", "globalpower": "global power (Maoz)"}
LEVELS = {"regionalpower": "regional", "globalpower": "global"}
RULE = "1 in every year that a spell touches; a state that rises from one to the other is both in that year"


def powers(sides: tuple[str, ...], version: str | None = None) -> Step:
    """Whether each state is a regional and whether it is a global power; unknown after the record ends."""

    def build(panel: Build) -> list[pl.Series]:
        listed = panel.load(DATASET, version)
        years = years_of_spells(listed, *listed.coverage).frame
        held = [(pl.col("level") == level).any().cast(pl.Int8).alias(name) for name, level in LEVELS.items()]
        source = replace(listed, frame=years.group_by("ccode", "year").agg(held))
        return read_states(panel, source, list(POWERS), sides=sides, absent=dict.fromkeys(POWERS, 0))

    promised = state_labels(POWERS, sides, dataset=DATASET, rule=RULE)
    return Step("add_powers", promised, build, versions={DATASET: version}, units=("state", "dyad"))
