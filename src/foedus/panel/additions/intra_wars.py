"""Intra-state wars: of several that a government fights in a year, one, by rules that prefer what begins and what kills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.choice import choose
from foedus.panel.step import Build, Step

DATASET = "cow-intra-wars"
KINDS = ("central control", "local issues")
COVERED_UNTIL = 2007
"""Last year of which the record is complete; of 2008 it has the end of one war."""
WARS = {
    "warnum": "number of the intra-state war (COW)",
    "warname": "name of the intra-state war",
    "wartype": "what it is over: central control or local issues",
    "cowintraonset": "an intra-state war begins",
    "cowintraongoing": "an intra-state war goes on",
    "intnl": "other states take part in it",
    "outcome": "how the whole war ended",
    "sideadeaths": "battle deaths of the government in the whole war",
    "sidebdeaths": "battle deaths of the rebels in the whole war",
    "intrawarnums": "numbers of all intra-state wars of the year",
}
RULE = "the government that fights the rebels; of several wars first those that begin, then the one with most deaths"


def intra_wars(sides: tuple[str, ...], kinds: Sequence[str] = (), version: str | None = None) -> Step:
    """Intra-state war of each state as the government, and details of the one that is kept.

    Raises InputError: `kinds` are not of "central control" and "local issues".
    """
    kinds = choose("add_intra_wars", "kinds", kinds, KINDS)
    rule = RULE if not kinds else f"{RULE}; {', '.join(kinds)} only"

    def build(panel: Build) -> list[pl.Series]:
        listed = panel.load(DATASET, version)
        rows = listed.frame.filter(pl.col("wartype").is_in(list(kinds or KINDS)))
        source = replace(listed, frame=one_war_a_year(rows), coverage=(listed.coverage[0], COVERED_UNTIL))
        return read_states(panel, source, list(WARS), sides=sides, absent={"cowintraonset": 0, "cowintraongoing": 0})

    promised = state_labels(WARS, sides, dataset=DATASET, rule=rule)
    return Step("add_intra_wars", promised, build, versions={DATASET: version}, units=("state", "dyad"))


def one_war_a_year(wars: pl.DataFrame) -> pl.DataFrame:
    """One row for each government and year, with the numbers of all its wars of the year, each once.

    A war that begins goes before one that goes on; then the one with most deaths on both sides as far as they are known;
    then the one of the lower number.
    """
    key = ["ccode", "year"]
    deaths = pl.sum_horizontal("sideadeaths", "sidebdeaths")
    known = pl.any_horizontal(pl.col("sideadeaths", "sidebdeaths").is_not_null())
    numbers = pl.col("warnum").unique().sort().cast(pl.String).str.join("; ").over(key)
    primary = (
        wars.filter(pl.col("primary_state") == 1)
        .rename({"ccodea": "ccode"})
        .sort("warnum", "year", "resume_combat")
        .with_columns(pl.when(known).then(deaths).alias("deaths"), numbers.alias("intrawarnums"))
    )
    ranked = primary.sort(["cowintraonset", "deaths"], descending=True, nulls_last=True, maintain_order=True)
    return ranked.unique(key, keep="first", maintain_order=True).select(*key, *WARS)
