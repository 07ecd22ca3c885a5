"""Armed conflicts by UCDP/PRIO: every state that takes part, on either side and in support of either.

Counting only the government of side A, as the peer does, misses states that fight on side B and all that send troops;
`parties="a"` and `onset="first"` give the peer's columns. Numbers of states are Gleditsch-Ward's, in a panel of either list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

import polars as pl

from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.choice import choose, one_of
from foedus.panel.lookup import dyad_values
from foedus.panel.step import Build, Column, Step
from foedus.panel.tables import both_orders

Parties = Literal["all", "a"]
Onset = Literal["episode", "first"]

SIDES = ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd")
PARTIES: Mapping[Parties, tuple[str, ...]] = {"all": SIDES, "a": SIDES[:1]}
KINDS = ("extrasystemic", "interstate", "intrastate", "internationalized")
ISSUES = ("territory", "government", "both")
STATE = {
    "ucdpongoing": "in an armed conflict",
    "ucdponset": "an armed conflict begins",
    "ucdpintensity": "highest intensity: 1 minor, 2 war",
}
STATE_YEARS = {
    "ucdpongoing": STATE["ucdpongoing"],
    "ucdponset": STATE["ucdponset"],
    "maxintensity": STATE["ucdpintensity"],
    "conflict_ids": "numbers of its armed conflicts of the year",
}
DYAD = {
    "ucdpdyadongoing": "the two fight each other in an interstate conflict",
    "ucdpdyadintensity": "its highest intensity: 1 minor, 2 war",
}
DATASET = "ucdp-acd"
WAR = 2
ABSENT = {"ucdpongoing": 0, "ucdponset": 0}
WHO = {"all": "either side, primary or supporting party", "a": "the government of side A alone"}
WHEN = {"episode": "onset: an episode begins in the year", "first": "onset: the conflict's first year in the record"}


def conflicts(
    sides: tuple[str, ...],
    *,
    parties: Parties = "all",
    onset: Onset = "episode",
    kinds: Sequence[str] = (),
    issues: Sequence[str] = (),
    wars_only: bool = False,
    version: str | None = None,
) -> Step:
    """Armed conflicts of each state and, in dyad-years, interstate conflicts between the two.

    Raises InputError: a choice that there is not.
    """
    one_of("add_conflicts", "parties", parties, get_args(Parties))
    one_of("add_conflicts", "onset", onset, get_args(Onset))
    kinds = choose("add_conflicts", "kinds", kinds, KINDS)
    issues = choose("add_conflicts", "issues", issues, ISSUES)
    chosen = [*kinds, *(f"over {issue}" for issue in issues), *(["wars only"] if wars_only else [])]
    rule = "; ".join([WHO[parties], WHEN[onset], "Gleditsch-Ward numbers", *chosen])
    columns = STATE_YEARS if len(sides) == 1 else STATE
    promised = list(state_labels(columns, sides, dataset=DATASET, rule=rule))
    if len(sides) == 2:
        promised += [Column(name, label, (DATASET,), rule) for name, label in DYAD.items()]

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(DATASET, version)
        rows = source.frame
        for name, words in (("type_of_conflict", kinds), ("incompatibility", issues)):
            rows = rows.filter(pl.col(name).is_in(list(words))) if words else rows
        rows = rows.filter(pl.col("intensity_level") == WAR) if wars_only else rows
        states = replace(source, frame=state_rows(rows, parties=parties, onset=onset))
        made = read_states(panel, states, list(columns), sides=sides, absent=ABSENT)
        if len(sides) == 2:
            dyads = both_orders(replace(source, frame=dyad_rows(rows)))
            made += dyad_values(panel.keys_in("gw"), dyads, columns=list(DYAD), absent={"ucdpdyadongoing": 0})
        return made

    return Step("add_conflicts", tuple(promised), build, versions={DATASET: version}, units=("state", "dyad"))


def state_rows(conflicts: pl.DataFrame, *, parties: Parties = "all", onset: Onset = "episode") -> pl.DataFrame:
    """One row for each state (Gleditsch-Ward number) and year in which it takes part in any conflict."""
    parts = [
        conflicts.select(
            pl.col(side).alias("gwcode"),
            "year",
            "conflict_id",
            "intensity_level",
            (pl.col("start_date2").dt.year() == pl.col("year")).alias("episode"),
        )
        for side in PARTIES[parties]
    ]
    first = pl.col("year") == pl.col("year").min().over("gwcode", "conflict_id")
    highest = pl.col("intensity_level").max().cast(pl.Int8)
    numbers = pl.col("conflict_id").unique().sort().cast(pl.String).str.join("; ")
    return (
        pl.concat(parts)
        .drop_nulls("gwcode")
        .with_columns(first.alias("first"))
        .group_by("gwcode", "year")
        .agg(
            pl.lit(1, pl.Int8).alias("ucdpongoing"),
            pl.col(onset).any().cast(pl.Int8).alias("ucdponset"),
            highest.alias("ucdpintensity"),
            highest.alias("maxintensity"),
            numbers.alias("conflict_ids"),
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
    keys = pl.min_horizontal("one", "two").alias("gwcode1"), pl.max_horizontal("one", "two").alias("gwcode2"), "year"
    return opposed.group_by(*keys).agg(
        pl.lit(1, pl.Int8).alias("ucdpdyadongoing"),
        pl.col("intensity_level").max().cast(pl.Int8).alias("ucdpdyadintensity"),
    )
