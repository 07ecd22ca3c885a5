"""Read the history's tables from the data directory, and carry forward what ends before the history does."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from foedus.datasets import Loaded, installed, load
from foedus.history.sources import Sources

#: Datasets that the history is made of.
DATASETS = (
    "states",
    "majors",
    "nmc",
    "atop",
    "atop-members",
    "cow-mid",
    "tss-rivalries",
    "contiguity",
    "capitals",
    "democracy",
)
Load = Callable[[str], Loaded]


def read_sources(last: int, *, read: Load = load) -> Sources:
    """Read all tables up to the year `last`; `read` gives what is stored of a dataset.

    Members of the system, major powers and contiguity of their last covered year are carried forward to `last`;
    nothing else is: disputes after their last year are none that is known. Raises InputError if a dataset is not
    installed; the message says how to add it.
    """
    found = {id: read(id) for id in DATASETS}
    frame = {id: loaded.frame for id, loaded in found.items()}
    ends = {id: loaded.coverage()[1] for id, loaded in found.items()}
    return Sources(
        states=carry_spells(_in_years(frame["states"]), ends["states"], last=last),
        majors=carry_spells(_in_years(frame["majors"]), ends["majors"], last=last),
        capabilities=frame["nmc"].select("ccode", "year", "cinc"),
        alliances=frame["atop"],
        treaty_members=frame["atop-members"].select(
            "atopid", "member", "yrent", "yrexit", "defense", "offense", "neutral", "nonagg", "consul"
        ),
        disputes=frame["cow-mid"].filter(_ongoing(frame["cow-mid"])).select("ccode1", "ccode2", "year"),
        rivalries=frame["tss-rivalries"].select("ccode1", "ccode2", "start", "end"),
        contiguity=carry_rows(frame["contiguity"], ends["contiguity"], last=last),
        capitals=_year_ends(frame["capitals"]),
        democracy=frame["democracy"].select("ccode", "year", "euds"),
        versions={
            id: f"{loaded.info.version} ({loaded.info.form}) {loaded.info.sha256}" for id, loaded in found.items()
        },
        names=frame["states"].select("ccode", "stateabb", "statename").unique("ccode").sort("ccode"),
    )


def lacking() -> list[str]:
    """Datasets of the history that are not installed."""
    there = {info.id for info in installed()}
    return [id for id in DATASETS if id not in there]


def carry_spells(spells: pl.DataFrame, covered: int, *, last: int) -> pl.DataFrame:
    """Let spells that last to the end of coverage go on to `last`."""
    goes_on = pl.col("end") >= covered
    return spells.with_columns(pl.when(goes_on).then(max(covered, last)).otherwise(pl.col("end")).alias("end"))


def carry_rows(rows: pl.DataFrame, covered: int, *, last: int) -> pl.DataFrame:
    """Repeat the rows of the last covered year in each later one."""
    final = rows.filter(pl.col("year") == covered)
    years = [
        final.with_columns(pl.lit(year, dtype=rows.schema["year"]).alias("year"))
        for year in range(covered + 1, last + 1)
    ]
    return pl.concat([rows, *years])


def _ongoing(disputes: pl.DataFrame) -> pl.Expr:
    """Rows with a dispute going on; every row of a file of disputes that has no such column."""
    flags = [name for name in disputes.columns if name.endswith("ongoing")]
    return pl.any_horizontal(pl.col(name) == 1 for name in flags) if flags else pl.lit(True)


def _in_years(spells: pl.DataFrame) -> pl.DataFrame:
    """Spells by the years of their dates."""
    return spells.select("ccode", pl.col("start", "end").dt.year())


def _year_ends(capitals: pl.DataFrame) -> pl.DataFrame:
    """Capitals with the years at whose last day each stood."""
    at_new_year = (pl.col("end").dt.month() == 12) & (pl.col("end").dt.day() == 31)
    last = pl.col("end").dt.year() - pl.when(at_new_year).then(0).otherwise(1)
    return capitals.select("ccode", "lat", "lng", pl.col("start").dt.year(), last.alias("end"))
