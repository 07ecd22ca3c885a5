"""GDELT 2.0 mentions: each report that mentions an event, by the event's id."""

from types import MappingProxyType

import polars as pl

from foedus.events.formats.cells import Cell, Fault, event_rows, lacks, number, plausible, told
from foedus.events.formats.gdelt import LICENCE, TIME
from foedus.events.formats.model import Format, Layout, citation
from foedus.events.scales.model import Scale

COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
USES = (*COLUMNS[:7], "InRawText", "Confidence", "MentionDocTone")

SCHEMA = pl.Schema(
    {
        "row": pl.Int64,
        "event_id": pl.String,
        "event_at": pl.Int64,
        "added_at": pl.Int64,
        "date": pl.Date,
        "kind": pl.Int8,
        "source": pl.String,
        "url": pl.String,
        "sentence": pl.Int32,
        "in_raw_text": pl.Boolean,
        "confidence": pl.Int16,
        "tone": pl.Float64,
    }
)
"""A mention: `event_at` and `added_at` are quarter-hours (YYYYMMDDHHMMSS) of event and mention, `date` the mention's day."""


def build(frame: pl.LazyFrame, scale: Scale) -> pl.LazyFrame:  # noqa: ARG001 - mentions carry no code
    """Return the mentions."""
    event, mention = _stamp("EventTimeDate"), _stamp("MentionTimeDate")
    kind, sentence = number("MentionType", pl.Int8), number("SentenceID")
    confidence, tone = number("Confidence", pl.Int16), number("MentionDocTone", pl.Float64)
    values = {
        "event_id": pl.col("GLOBALEVENTID"),
        "event_at": event.value,
        "added_at": mention.value,
        "date": pl.col("MentionTimeDate").str.slice(0, 8).str.to_date("%Y%m%d", strict=False),
        "kind": kind.value,
        "source": pl.col("MentionSourceName"),
        "url": pl.col("MentionIdentifier"),
        "sentence": sentence.value,
        "in_raw_text": pl.col("InRawText") == "1",
        "confidence": confidence.value,
        "tone": tone.value,
    }
    cells = (event, mention, kind, sentence, confidence, tone)
    faults = (lacks("GLOBALEVENTID"), *(fault for cell in cells for fault in cell.faults))
    return event_rows(frame, values, faults, schema=SCHEMA)


def _stamp(name: str) -> Cell:
    text = pl.col(name)
    date = plausible(text.str.slice(0, 8).str.to_date("%Y%m%d", strict=False))
    is_one = text.str.contains(f"^[0-9]{{8}}{TIME}$") & date.is_not_null()
    value = pl.when(is_one).then(text.cast(pl.Int64, strict=False))
    return Cell(value, (lacks(name), Fault(value.is_null(), told(name, "is no quarter-hour"))))


FORMAT = Format(
    id="gdelt2-mentions",
    title="GDELT 2.0 Event Mentions",
    about="One row for each report that mentions an event; a table of its own, by the id of the event.",
    page="http://data.gdeltproject.org/gdeltv2/masterfilelist.txt",
    licence=LICENCE,
    citation=citation(__name__),
    layouts=(
        Layout("as distributed: tabs, no header, no quotes", COLUMNS, least=14),
        Layout("re-export: commas, quotes, header", USES, separator=",", header=True, quoted=True),
    ),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("mentions",),
    actor_scheme="",
    interval="quarter-hour",
    traps=("The first mention is not the event's date: an event of a year ago is mentioned today.",),
    probes=MappingProxyType({"GLOBALEVENTID": "[0-9]+", "EventTimeDate": "[0-9]{14}", "MentionTimeDate": "[0-9]{14}"}),
)
