"""Every period from the first that a collection covers to the last, with the share that it covers and all that was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl

from foedus.events.choices import Choices, Period
from foedus.events.covered import shares
from foedus.events.source import Source

STEP: dict[Period, str] = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
_DAY = 24 * 60


def periods_of(source: Source, found: pl.DataFrame, choices: Choices) -> pl.DataFrame:
    """Return ``period, covered, rows, events`` without a gap, from the first to the last period that is covered or has an event."""
    totals = found.drop_nulls("period").group_by("period").agg(pl.col("rows", "events").sum())
    spans = list(source.spans) or _assumed(totals, choices.period)
    ends = [span[0].date() for span in spans] + [(span[1] - timedelta(microseconds=1)).date() for span in spans]
    if not ends:
        return pl.DataFrame(schema={"period": pl.Date, "covered": pl.Float64, "rows": pl.Int64, "events": pl.Int64})
    ends += totals["period"].to_list()
    starts = starts_between(min(ends), max(ends), choices.period)
    made = pl.DataFrame({"period": starts, "covered": _shares(spans, starts, choices.period)})
    return made.join(totals, on="period", how="left").with_columns(pl.col("rows", "events").fill_null(0)).sort("period")


def starts_between(first: date, last: date, period: Period) -> pl.Series:
    """Return the first day of each period from that of one day to that of another."""
    step = STEP[period]
    ends = pl.Series([first, last], dtype=pl.Date).dt.truncate(step)
    return pl.date_range(ends[0], ends[1], interval=step, eager=True).alias("period")


def _shares(spans: Sequence[tuple[datetime, datetime]], starts: pl.Series, period: Period) -> pl.Series:
    edges = pl.concat([starts, starts.tail(1).dt.offset_by(STEP[period])]).cast(pl.Int64).to_numpy() * _DAY
    times = [np.array([span[side] for span in spans], dtype="datetime64[m]").astype(np.int64) for side in (0, 1)]
    return pl.Series(shares(*times, edges=edges)).round(9)


def _assumed(totals: pl.DataFrame, period: Period) -> list[tuple[datetime, datetime]]:
    if not totals.height:
        return []
    first, last = totals["period"].min(), totals["period"].max()
    end = pl.Series([last], dtype=pl.Date).dt.offset_by(STEP[period])[0]
    return [(datetime.combine(first, datetime.min.time()), datetime.combine(end, datetime.min.time()))]  # type: ignore[arg-type]
