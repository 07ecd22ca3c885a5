"""Shape dataset rows for a panel: spells into years, both orders of a dyad, the last year carried forward."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.history.load import carry_rows
from foedus.panel.keys import LAST_YEAR
from foedus.panel.source import Source


def years_of_spells(source: Source, first: int, last: int) -> Source:
    """One row for each year that a spell touches, from `start` to `end` inclusive, within `first` to `last`."""
    end = _year("end", source.frame).fill_null(source.coverage[1])
    frame = source.frame.with_columns(_year("start", source.frame), end)
    seen = frame.filter((pl.col("end") >= first) & (pl.col("start") <= last))
    years = pl.int_ranges(pl.col("start").clip(first, last), pl.col("end").clip(first, last) + 1, dtype=pl.Int32)
    return replace(source, frame=seen.with_columns(year=years).explode("year").drop("start", "end"))


def _year(column: str, frame: pl.DataFrame) -> pl.Expr:
    dated = frame.schema[column].is_temporal()
    return (pl.col(column).dt.year() if dated else pl.col(column)).cast(pl.Int32)


def both_orders(source: Source) -> Source:
    """The rows of an undirected table twice, the second time with the two states swapped."""
    frame = source.frame
    one, two = ("gwcode1", "gwcode2") if "gwcode1" in frame.columns else ("ccode1", "ccode2")
    swapped = frame.rename({one: two, two: one}).select(frame.columns)
    return replace(source, frame=pl.concat([frame, swapped]))


def carried(source: Source, last: int) -> Source:
    """The rows of the last covered year repeated in every year from there to `last`."""
    end, last = source.coverage[1], min(last, LAST_YEAR)
    if last <= end:
        return source
    frame = carry_rows(source.frame, end, last=last)
    return replace(source, frame=frame, coverage=(source.coverage[0], last))
