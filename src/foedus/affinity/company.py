"""Who stood with a state in the Assembly when it stood against the majority."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from foedus.affinity.rollcalls import NO, YES


def company(votes: pl.DataFrame, ccode: int, others: Collection[int]) -> pl.DataFrame:
    """Count the roll calls in which a state voted yes or no otherwise than the larger side, and who voted as it did.

    Parameters
    ----------
    votes : DataFrame
        rcid, ccode, vote, year, as of :class:`foedus.affinity.rollcalls.RollCalls`.
    ccode : int
        The state.
    others : collection of int
        States whose company is counted.

    Returns
    -------
    DataFrame
        year, against (roll calls), other (code), together (of them those in which the other voted as the state did); a row for
        each year in which the state voted yes or no, and each other state. Where as many said yes as no neither is larger.
    """
    said = votes.filter(pl.col("vote").is_in([YES, NO])).select("rcid", "ccode", "vote", "year")
    sides = said.group_by("rcid").agg(yes=(pl.col("vote") == YES).sum(), no=(pl.col("vote") == NO).sum())
    own = said.filter(ccode=ccode).join(sides, on="rcid")
    smaller = pl.when(pl.col("vote") == YES).then(pl.col("yes") < pl.col("no")).otherwise(pl.col("no") < pl.col("yes"))
    years = own.group_by("year").agg(against=smaller.sum().cast(pl.Int64))
    alike = own.filter(smaller).join(
        said.filter(pl.col("ccode").is_in(list(others))).select("rcid", "vote", other="ccode"), on=["rcid", "vote"]
    )
    together = alike.group_by("year", "other").agg(together=pl.len().cast(pl.Int64))
    whole = years.join(pl.DataFrame({"other": sorted(others)}, schema={"other": said.schema["ccode"]}), how="cross")
    return (
        whole.join(together, on=["year", "other"], how="left")
        .with_columns(pl.col("together").fill_null(0))
        .sort("year", "other")
    )
