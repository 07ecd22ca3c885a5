"""ICEWS coded events: a file a year from 1995 to April 2023, states by name."""

import polars as pl

from foedus.events.formats.cells import day, event_code, event_rows, number, root_of
from foedus.events.formats.model import Format, Layout, citation
from foedus.events.rows import SCHEMA
from foedus.events.scales.model import Scale

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
USES = (
    *("Event ID", "Event Date", "Source Name", "Source Country", "CAMEO Code", "Intensity", "Target Name"),
    *("Target Country", "Publisher"),
)


def build(frame: pl.LazyFrame, scale: Scale) -> pl.LazyFrame:
    """Return the events; the score is the file's intensity."""
    date, code, score = day("Event Date"), event_code("CAMEO Code", scale), number("Intensity", pl.Float64)
    values = {
        "event_id": pl.col("Event ID"),
        "date": date.value,
        "actor1": pl.col("Source Name"),
        "actor2": pl.col("Target Name"),
        "country1": pl.col("Source Country"),
        "country2": pl.col("Target Country"),
        "code": code.value,
        **root_of("CAMEO Code", scale),
        "score": score.value,
        "url": pl.col("Publisher"),
    }
    return event_rows(frame, values, (*date.faults, *code.faults, *score.faults))


FORMAT = Format(
    id="icews",
    title="ICEWS Coded Event Data",
    about="Machine-coded events 1995 to 2023-04-11, when the project ended; POLECAT follows it.",
    page="https://doi.org/10.7910/DVN/28075",
    licence="Cite Boschee et al. 2015; terms of the Harvard Dataverse page were not verified.",
    citation=citation(__name__),
    layouts=(Layout("tabs, header, no quotes", COLUMNS, header=True, missing=("NA",)),),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("icews",),
    actor_scheme="names",
    interval="day",
    traps=(
        "The event id is not unique over the years: only together with the date.",
        "NA stands for missing, as text.",
        "Its intensities differ from the CAMEO scale in some codes (016: -5 against -2).",
    ),
)
