"""One dispute per dyad-year: the rules by which the peer keeps one of several.

A dyad may have several disputes in one year (France and Italy had three onsets in 1860). In this order: an
onset goes before what merely goes on; then the highest fatality (unknown counts as .5), the highest level of
hostility, the longest minimum duration, the longest maximum duration, a reciprocated dispute, the earliest
month. What is still equal is decided by the lower number, so that the order of the rows never matters.
"""

from __future__ import annotations

import polars as pl

KEY = ("ccode1", "ccode2", "year")

UNKNOWN_FATALITY = 0.5
"""Between no death (level 0) and 1 to 25 deaths (level 1)."""


def keep_one(disputes: pl.DataFrame) -> pl.DataFrame:
    """Rows of directed dyad-years, one for each, chosen by the rules.

    Parameters
    ----------
    disputes : polars.DataFrame
        Columns ccode1, ccode2, year, dispnum, onset (0 or 1), fatality, hostlev, mindur, maxdur, recip,
        stmon; other columns go along.

    Returns
    -------
    polars.DataFrame
        The same columns, sorted by key.
    """
    alone = disputes.filter(~pl.struct(KEY).is_duplicated())
    several = disputes.filter(pl.struct(KEY).is_duplicated())
    fatality = pl.when(pl.col("fatality") >= 0).then(pl.col("fatality")).otherwise(UNKNOWN_FATALITY)
    ranked = several.filter(pl.col("onset") == pl.col("onset").max().over(KEY)).sort(
        *KEY, fatality, "hostlev", "mindur", "maxdur", "recip", "stmon", "dispnum",
        descending=[False] * 3 + [True] * 5 + [False] * 2,
        nulls_last=True,
    )  # fmt: skip
    return pl.concat([alone, ranked.unique(KEY, keep="first", maintain_order=True)]).sort(KEY)
