"""Vetoes as acts of their members, in the columns that all acts share."""

from __future__ import annotations

import polars as pl

from foedus.affinity.acts import Attribution, as_acts
from foedus.affinity.council import DATASET, Vetoes


def veto_acts(found: Vetoes) -> pl.DataFrame:
    """Return one act for each member that casts a veto and draft (`foedus.affinity.acts.SCHEMA`).

    The side that a veto shields is not in the data, so that nobody is its recipient; its topic is the theatre. Its rung of the
    ladder is `foedus.affinity.council.LADDER`.
    """
    version = str(found.source["version"])
    together = (
        pl.when(pl.col("jointly_with").is_null()).then(pl.lit("alone")).otherwise("with " + pl.col("jointly_with"))
    )
    day = pl.col("date").cast(pl.String)
    return as_acts(
        found.acts().with_columns(
            pl.format(f"{DATASET}:{version}:{{}}:{{}}", "entry", "ccode").alias("id"),
            pl.col("member").alias("supporter"),
            pl.col("ccode").alias("supporter_ccode"),
            pl.lit("").alias("recipient"),
            pl.lit(None, pl.Int32).alias("recipient_ccode"),
            pl.col("topic").fill_null("").alias("theatre"),
            pl.lit("veto").alias("kind"),
            pl.lit(Attribution.OWN).alias("attribution"),
            day.alias("start"),
            day.alias("end"),
            pl.lit(None, pl.Float64).alias("quantity"),
            pl.lit(DATASET).alias("dataset"),
            pl.lit(version).alias("version"),
            pl.col("entry").cast(pl.String).alias("rows"),
            pl.format("veto of {}, {}; {}", "draft", together, "item").alias("note"),
        )
    )
