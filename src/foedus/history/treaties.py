"""Which treaty made or ended each tie.

Dyads are not independent events: one treaty ties many at once. Every tie that begins is mapped to the
treaty (ATOP `atopid`) that made it, so that events can be counted and weighted by *bundle*: the ties
that one treaty made in one year.

A pair of members is tied by a treaty while both belong to it (in one phase) and either owes the other an
obligation of the wanted kind. The size of a treaty in a year is its number of members who owe such an
obligation, at least 2: a guarantee by one state to another is a pact of two.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

#: Last year of a treaty that is in force at the end of coverage: beyond all.
IN_FORCE = 9999


def _owing(members: pl.DataFrame, obligations: Sequence[str]) -> pl.DataFrame:
    """Member spells with the column `owes`, and years of entry and exit."""
    last = pl.when(pl.col("yrexit").fill_null(0) == 0).then(IN_FORCE).otherwise(pl.col("yrexit"))
    owes = pl.any_horizontal(pl.col(name) == 1 for name in obligations)
    return members.select("atopid", "member", pl.col("yrent").alias("first"), last.alias("last"), owes.alias("owes"))


def treaty_ties(members: pl.DataFrame, obligations: Sequence[str]) -> pl.DataFrame:
    """Spells of ties between members: atopid, ccode1 < ccode2, first, last (years in force, both included)."""
    spells = _owing(members, obligations)
    pairs = spells.join(spells, on="atopid", suffix="2").filter(pl.col("member") < pl.col("member2"))
    return (
        pairs.filter(pl.col("owes") | pl.col("owes2"))
        .select(
            "atopid",
            pl.col("member").alias("ccode1"),
            pl.col("member2").alias("ccode2"),
            pl.max_horizontal("first", "first2").alias("first"),
            pl.min_horizontal("last", "last2").alias("last"),
        )
        .filter(pl.col("first") <= pl.col("last"))
    )


def treaty_sizes(members: pl.DataFrame, obligations: Sequence[str], *, years: Sequence[int]) -> pl.DataFrame:
    """Number of members who owe an obligation, at least 2: atopid, year, size; years with none left out."""
    wanted = pl.DataFrame({"year": sorted(set(years))}, schema={"year": pl.Int32})
    spells = _owing(members, obligations).filter(pl.col("owes"))
    held = spells.join(wanted, how="cross").filter(pl.col("year").is_between(pl.col("first"), pl.col("last")))
    return held.group_by("atopid", "year").agg(pl.col("member").n_unique().clip(lower_bound=2).alias("size"))


def smallest_treaty(
    events: pl.DataFrame, members: pl.DataFrame, *, obligations: Sequence[str], edge: str = "first"
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Treaty and its size for every tie that begins (`edge` first) or ends (`edge` last) in a year.

    `events` has ccode1 < ccode2 and the first or last year of the tie; `members` is `Sources.treaty_members`;
    `obligations` make the kind of tie. Both results have shape (events,): the smallest treaty that fits (then the
    lower id), -1 where none does.
    """
    numbered = events.select("ccode1", "ccode2", "year").with_row_index("event")
    sizes = treaty_sizes(members, obligations, years=events["year"].to_list())
    found = (
        numbered.join(treaty_ties(members, obligations), on=["ccode1", "ccode2"])
        .filter(pl.col(edge) == pl.col("year"))
        .join(sizes, on=["atopid", "year"])
        .sort("event", "size", "atopid")
        .unique("event", keep="first", maintain_order=True)
    )
    treaty, size = np.full(events.height, -1, dtype=np.int64), np.full(events.height, -1, dtype=np.int64)
    treaty[found["event"].to_numpy()] = found["atopid"].to_numpy()
    size[found["event"].to_numpy()] = found["size"].to_numpy()
    return treaty, size


def largest_in_force(pairs: pl.DataFrame, members: pl.DataFrame, *, obligations: Sequence[str]) -> NDArray[np.int64]:
    """Size of the largest treaty in force between two states in a year, by row of `pairs`; -1 where none is."""
    numbered = pairs.select("ccode1", "ccode2", "year").with_row_index("row")
    first, last = int(pairs["year"].min() or 0), int(pairs["year"].max() or 0)  # type: ignore[arg-type]
    sizes = treaty_sizes(members, obligations, years=range(first, last + 1))
    years = pl.int_ranges(pl.col("first").clip(lower_bound=first), pl.col("last").clip(upper_bound=last) + 1)
    ties = treaty_ties(members, obligations).filter(pl.col("first") <= last).with_columns(years.alias("year"))
    held = ties.explode("year").cast({"year": pl.Int32}).join(sizes, on=["atopid", "year"])
    most = held.group_by("ccode1", "ccode2", "year").agg(pl.col("size").max())
    found = numbered.join(most, on=["ccode1", "ccode2", "year"]).select("row", "size")
    size = np.full(pairs.height, -1, dtype=np.int64)
    size[found["row"].to_numpy()] = found["size"].to_numpy()
    return size
