"""Strategic rivalries: whether one goes on, and of which kinds it is."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.errors import InputError
from foedus.panel.lookup import dyad_values
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


def rivalries(edition: str = "tss", *, version: str | None = None) -> Step:
    """Ongoing rivalry by the list of Thompson, Sakuwa and Suhas (2021) or of Thompson and Dreyer (2011).

    The list of 2011 gives `tdrivalry` only; that of 2021 the peer's columns.
    """
    if edition not in LISTS:
        raise InputError(f"add_rivalries: {edition!r}; expected one of {', '.join(LISTS)}")
    dataset = LISTS[edition]
    flag = ONGOING if edition == "tss" else "tdrivalry"
    kinds = list(TSS) if edition == "tss" else []
    promised = (
        *(Column(name, TSS[name], (dataset,)) for name in kinds),
        Column(flag, f"ongoing strategic rivalry ({edition.upper()})", (dataset,), "first and last year included"),
    )

    def build(panel: Build) -> list[pl.Series]:
        listed = panel.load(dataset, version)
        source = both_orders(years_of_spells(listed, panel.keys.first, panel.keys.last))
        flags = [pl.col(name).fill_null(0).cast(pl.Int8) for name in kinds[1:]]
        rows = source.frame.with_columns(*flags, pl.lit(1, pl.Int8).alias(flag))
        names = [*kinds, flag]
        # A flag that is left out says no; the number of a rivalry that is not there is null.
        absent = {name: 0 for name in names if name != "tssr_id"}
        return dyad_values(panel.keys_in("cow"), replace(source, frame=rows), columns=names, absent=absent)

    return Step("add_rivalries", promised, build, versions={dataset: version})
