"""What a state is made of: its ethnic and religious groups, and its terrain.

Both files bear the codes of both lists of states, and are read by those of the panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.choice import one_of
from foedus.panel.source import Source
from foedus.panel.step import Build, Step
from foedus.terms.states.systems import CODE, Scheme

CREG = {
    "ethfrac": "ethnic fractionalization, 0 to 1 (CREG)",
    "ethpol": "ethnic polarization, 0 to 1 (CREG)",
    "relfrac": "religious fractionalization, 0 to 1 (CREG)",
    "relpol": "religious polarization, 0 to 1 (CREG)",
}
HIEF = {"efindex": "ethnic fractionalization, 0 to 1 (HIEF)"}
INDICES = {"creg": CREG, "hief": HIEF}
MORE_DIVIDED = "of two states with one code in a year the more fractionalized, the one before it fell apart"
BY_THE_OTHER = (
    f"{MORE_DIVIDED}; a state that the file has by its code in the other list of states alone is read by that"
)
RULES = {"creg": MORE_DIVIDED, "hief": BY_THE_OTHER}
OTHER: Mapping[str, Mapping[Scheme, tuple[Scheme, ...]]] = {
    "creg": {"cow": (), "gw": ()},
    "hief": {"cow": ("gw",), "gw": ("cow",)},
}
"""The list by whose codes a state is read that the panel's own do not find: none for CREG, which is as the R package reads it."""
TERRAIN = {
    "rugged": "terrain ruggedness index",
    "newlmtnest": "mountainous share of the terrain, log",
}
NO_YEAR = "measured on the borders of about 2000, the same in every year"


def fractionalisation(sides: tuple[str, ...], dataset: str = "creg", version: str | None = None) -> Step:
    """Ethnic and religious fractionalization and polarization (CREG), or ethnic fractionalization (HIEF), of each state."""
    dataset = one_of("add_fractionalisation", "dataset", dataset, INDICES)
    columns = INDICES[dataset]

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(dataset, version)
        found = []
        for scheme in (panel.keys.scheme, *OTHER[dataset][panel.keys.scheme]):
            once = one_row_a_year(source, CODE[scheme], list(columns))
            found.append(read_states(panel, once, list(columns), sides=sides))
        return [pl.select(pl.coalesce(*read)).to_series().alias(read[0].name) for read in zip(*found, strict=True)]

    promised = state_labels(columns, sides, dataset=dataset, rule=RULES[dataset])
    return Step("add_fractionalisation", promised, build, versions={dataset: version}, units=("state", "dyad"))


def one_row_a_year(source: Source, code: str, columns: list[str]) -> Source:
    """Of several rows for a state and year one: gaps filled from the others, then the most fractionalized."""
    largest = [pl.col(name).fill_null(pl.col(name).max().over(code, "year")) for name in columns]
    ranks = [name for name in columns if name in ("ethfrac", "relfrac", "efindex")]
    filled = source.frame.select(code, "year", *columns).drop_nulls(code).with_columns(largest)
    ordered = filled.sort(ranks, descending=True, nulls_last=True, maintain_order=True)
    return replace(source, frame=ordered.unique([code, "year"], keep="first", maintain_order=True))


def terrain(sides: tuple[str, ...], version: str | None = None) -> Step:
    """Ruggedness and mountains of each state, the same in every year."""

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load("terrain", version)
        code = CODE[panel.keys.scheme]
        years = pl.DataFrame({"year": np.unique(panel.keys.calendar_year)})
        every = source.frame.select(code, *TERRAIN).drop_nulls(code).join(years, how="cross")
        found = read_states(panel, replace(source, frame=every), list(TERRAIN), sides=sides)
        # The file has no years, so that it alone does not say that a code is no state yet.
        known = [panel.keys.speaks_of_state(at) for at in range(len(sides)) for _ in TERRAIN]
        return [
            series if here is None else pl.select(pl.when(pl.Series(here)).then(series)).to_series().alias(series.name)
            for series, here in zip(found, known, strict=True)
        ]

    promised = state_labels(TERRAIN, sides, dataset="terrain", rule=NO_YEAR)
    return Step("add_terrain", promised, build, versions={"terrain": version}, units=("state", "dyad"))
