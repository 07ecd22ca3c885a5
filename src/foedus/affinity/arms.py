"""Deliveries of major conventional arms as acts, by the register of SIPRI.

An order without a known delivery is no act. What was delivered over several years is one act from the first to the last.
"""

from __future__ import annotations

import polars as pl

from foedus.affinity.acts import Attribution, as_acts
from foedus.datasets.crosswalks import ccode_of_sipri

DATASET = "sipri-transfers"


def arms_acts(register: pl.DataFrame, version: str) -> pl.DataFrame:
    """Return one act for each order of which something was delivered (`foedus.affinity.acts.SCHEMA`).

    Parameters
    ----------
    register : frame
        The stored dataset.
    version : str
    """
    years = pl.col("delivery_years").str.extract_all(r"\d{4}").list.eval(pl.element().cast(pl.Int32))
    rows = register.filter(pl.col("delivery_years").is_not_null()).with_columns(years.alias("_years"))
    first, last = pl.col("_years").list.min(), pl.col("_years").list.max()
    rows = rows.with_columns(first.alias("year"), last.alias("_last"))
    order = pl.format(
        "ordered {}{}",
        "order_year",
        pl.when(pl.col("order_year_uncertain") == 1).then(pl.lit("?")).otherwise(pl.lit("")),
    )
    unsure = (
        pl.when(pl.col("delivered_uncertain") == 1)
        .then(pl.lit("; the number delivered is uncertain"))
        .otherwise(pl.lit(""))
    )
    value = pl.format("; {} million TIV delivered", pl.col("tiv_delivered").fill_null(0).round(2))
    several = (
        pl.when(pl.col("_years").list.len() > 1)
        .then(pl.format("; delivered in {}", pl.col("_years").cast(pl.List(pl.String)).list.join(", ")))
        .otherwise(pl.lit(""))
    )
    return as_acts(
        rows.with_columns(
            pl.format(f"{DATASET}:{version}:{{}}", "entry").alias("id"),
            pl.col("supplier").alias("supporter"),
            ccode_of_sipri(pl.col("supplier"), pl.col("year")).alias("supporter_ccode"),
            ccode_of_sipri(pl.col("recipient"), pl.col("year")).alias("recipient_ccode"),
            pl.lit("arms").alias("channel"),
            pl.lit(None, pl.String).alias("support_type"),
            pl.col("weapon").fill_null("arms").alias("kind"),
            pl.lit(Attribution.OWN).alias("attribution"),
            pl.col("year").cast(pl.String).alias("start"),
            pl.col("_last").cast(pl.String).alias("end"),
            pl.col("delivered").alias("quantity"),
            pl.col("description").fill_null("").alias("unit"),
            pl.lit(DATASET).alias("dataset"),
            pl.lit(version).alias("version"),
            pl.col("entry").cast(pl.String).alias("rows"),
            (order + several + value + unsure).alias("note"),
        )
    ).sort("year", "id", maintain_order=True)
