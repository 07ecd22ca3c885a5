"""Exercises of two states together: counts by dyad and year, and each of them as an act.

The record ends with the last year of its dataset: after it nothing is known, before it what is not listed is no exercise.
"""

from __future__ import annotations

import polars as pl

from foedus.affinity.acts import Attribution, as_acts

DATASET = "mme"


def joint_exercises(mme: pl.DataFrame) -> pl.DataFrame:
    """Return `ccode1 < ccode2`, `year` and `exercises`, their number: a row for each pair that exercised together.

    A state that an exercise names twice takes part once, and an exercise counts in the year of its first day.
    """
    states = mme.filter(pl.col("ccode").is_not_null()).select("entry", "year", "ccode").unique()
    pairs = states.join(states.select("entry", ccode2="ccode"), on="entry", how="inner")
    counted = pairs.filter(pl.col("ccode") < pl.col("ccode2")).group_by(ccode1="ccode", ccode2="ccode2", year="year")
    return counted.agg(pl.len().cast(pl.Int32).alias("exercises")).sort("ccode1", "ccode2", "year")


def exercise_acts(mme: pl.DataFrame, version: str, *, one: int, other: int) -> pl.DataFrame:
    """Return the exercises in which two states took part as acts of both (`foedus.affinity.acts.SCHEMA`).

    Parameters
    ----------
    mme : frame
        The stored dataset.
    version : str
    one, other : int
        COW codes.
    """
    named = [
        mme.filter(ccode=code).unique("entry", keep="first", maintain_order=True).sort("entry") for code in (one, other)
    ]
    both = named[0].join(named[1].select("entry", _other="participant"), on="entry", how="inner")
    taking_part = mme.group_by("entry").agg(pl.len().alias("_all"))
    both = both.join(taking_part, on="entry", how="left", maintain_order="left")
    called = pl.coalesce(pl.col("name"), pl.col("series"), pl.lit("an exercise without a name"))
    return as_acts(
        both.with_columns(
            pl.format(f"{DATASET}:{version}:{{}}:{one}:{other}", "entry").alias("id"),
            pl.col("participant").alias("supporter"),
            pl.lit(one).alias("supporter_ccode"),
            pl.col("_other").alias("recipient"),
            pl.lit(other).alias("recipient_ccode"),
            pl.col("location").fill_null("").alias("theatre"),
            pl.lit("military").alias("channel"),
            pl.lit(None, pl.String).alias("support_type"),
            pl.lit("exercise").alias("kind"),
            pl.lit(Attribution.JOINT).alias("attribution"),
            pl.lit(None, pl.Float64).alias("quantity"),
            pl.lit(DATASET).alias("dataset"),
            pl.lit(version).alias("version"),
            pl.format("{} ({})", "mmeid", "entry").alias("rows"),
            pl.format("{}, {} named participants", called, "_all").alias("note"),
        )
    )
