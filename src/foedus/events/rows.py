"""The row of an event, whatever format it came in: what every reader hands on and every table is made from.

A reader writes these columns, in this order, to Parquet; a value that its format does not have is null.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl


class EventColumn(NamedTuple):
    """A column of the parsed events."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    meaning: str


COLUMNS = (
    EventColumn("row", pl.Int64, "Line of the event in its file, counted from 1, the header line too."),
    EventColumn("event_id", pl.String, "Id in its source; null where it gives none. With the date it is unique in ICEWS, alone it is not."),
    EventColumn("date", pl.Date, "Day of the event; of an event of several days the first."),
    EventColumn("until", pl.Date, "Last day of an event of several days, else null."),
    EventColumn("added", pl.Date, "Day on which its source added it: its vintage."),
    EventColumn("added_at", pl.Int64, "Interval in which it was added, YYYYMMDDHHMMSS, in sources that come in intervals."),
    EventColumn("actor1", pl.String, "Actor as coded or named in the source."),
    EventColumn("actor2", pl.String, "Recipient as coded or named in the source."),
    EventColumn("country1", pl.String, "What of the actor names its state, in the scheme of the format's actors; null where nothing does."),
    EventColumn("country2", pl.String, "The same of the recipient."),
    EventColumn("code", pl.String, "Code of the event type, leading zeros kept."),
    EventColumn("root", pl.String, "First two digits of the code, or the category of a scheme without digits."),
    EventColumn("quad", pl.Int8, "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."),
    EventColumn("score", pl.Float64, "The file's own score, else that of the scale that its table names."),
    EventColumn("is_root", pl.Boolean, "In the root sentence of its report."),
    EventColumn("mentions", pl.Int32, "Mentions in the interval in which it was added."),
    EventColumn("deaths", pl.Int32, "Deaths, best estimate."),
    EventColumn("url", pl.String, "Where it was reported: an address, a publisher, a citation."),
)  # fmt: skip
"""Columns of an event, in their order."""

SCHEMA = pl.Schema({column.name: column.dtype for column in COLUMNS})
"""Names and types of the columns."""
