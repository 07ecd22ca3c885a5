"""Strategic rivalries: whether one goes on and of which kinds it is, and how many of each kind a state has."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.choice import one_of
from foedus.panel.lookup import dyad_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.panel.tables import both_orders, years_of_spells

TSS = {
    "tssr_id": "rivalry number (Thompson, Sakuwa and Suhas)",
    "positional": "rivalry over position",
    "spatial": "rivalry over territory",
    "ideological": "rivalry over ideology",
    "interventionary": "rivalry over intervention",
}
ONGOING = "ongoingrivalry"
LISTS = {"tss": "tss-rivalries", "td": "td-rivalries"}
COUNTS = {
    f"n_{kind}": f"ongoing rivalries over {TSS[kind].removeprefix('rivalry over ')}" for kind in sorted([*TSS][1:])
}
COUNT_TD = {"n_tdrivalries": "ongoing strategic rivalries (TD)"}
SUCCEEDED = {300: (1919, 305)}
"""Code that the lists carry on to the end of a rivalry, and from which year another state stands for it: Austria."""


def rivalries(edition: str = "tss", *, version: str | None = None) -> Step:
    """Ongoing rivalry by the list of Thompson, Sakuwa and Suhas (2021) or of Thompson and Dreyer (2011).

    The list of 2011 gives `tdrivalry` only; that of 2021 the peer's columns.
    """
    edition = one_of("add_rivalries", "edition", edition, LISTS)
    dataset = LISTS[edition]
    flag = ONGOING if edition == "tss" else "tdrivalry"
    kinds = list(TSS) if edition == "tss" else []
    promised = (
        *(Column(name, TSS[name], (dataset,)) for name in kinds),
        Column(flag, f"ongoing strategic rivalry ({edition.upper()})", (dataset,), "first and last year included"),
    )

    def build(panel: Build) -> list[pl.Series]:
        source = rivalry_years(panel.load(dataset, version), panel.keys.first, panel.keys.last)
        flags = [pl.col(name).fill_null(0).cast(pl.Int8) for name in kinds[1:]]
        rows = source.frame.with_columns(*flags, pl.lit(1, pl.Int8).alias(flag))
        names = [*kinds, flag]
        # A flag that is left out says no; the number of a rivalry that is not there is null.
        absent = {name: 0 for name in names if name != "tssr_id"}
        return dyad_values(panel.keys_in("cow"), replace(source, frame=rows), columns=names, absent=absent)

    return Step("add_rivalries", promised, build, versions={dataset: version})


def rivalry_years(listed: Source, first: int, last: int) -> Source:
    """A row for each year of a rivalry, in both orders of the two states; under the code of the state that carries it on."""
    years = years_of_spells(listed, first, last)
    frame = years.frame
    for code, (since, successor) in SUCCEEDED.items():
        for side in ("ccode1", "ccode2"):
            over = (pl.col(side) == code) & (pl.col("year") >= since)
            frame = frame.with_columns(pl.when(over).then(successor).otherwise(side).cast(pl.Int32).alias(side))
    return both_orders(replace(years, frame=frame))


def rivalry_counts(sides: tuple[str, ...], edition: str = "tss", *, version: str | None = None) -> Step:
    """Number of ongoing rivalries of each state, by kind; the list of 2011 gives the number of all."""
    edition = one_of("add_rivalries", "edition", edition, LISTS)
    dataset = LISTS[edition]
    counts = COUNTS if edition == "tss" else COUNT_TD

    def build(panel: Build) -> list[pl.Series]:
        source = rivalry_years(panel.load(dataset, version), panel.keys.first, panel.keys.last)
        made = [
            pl.len().cast(pl.Int32).alias(name)
            if name in COUNT_TD
            else pl.col(name.removeprefix("n_")).cast(pl.Int32).sum().alias(name)
            for name in counts
        ]
        rows = source.frame.group_by(pl.col("ccode1").alias("ccode"), "year").agg(made)
        return read_states(
            panel, replace(source, frame=rows), list(counts), sides=sides, absent=dict.fromkeys(counts, 0)
        )

    promised = state_labels(
        counts, sides, dataset=dataset, rule="first and last year included; several kinds in one count in each"
    )
    return Step("add_rivalries", promised, build, versions={dataset: version}, units=("state",))
