"""What the two lists of strategic rivalries share."""

import polars as pl

from foedus.datasets.model import Rule

RULES = (
    Rule("end", pl.col("end") < pl.col("start"), "a year not before the start of the rivalry"),
    Rule("ccode2", pl.col("ccode1") == pl.col("ccode2"), "a state other than ccode1"),
)
