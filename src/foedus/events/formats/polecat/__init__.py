"""POLECAT: events in the PLOVER scheme, weekly and yearly files since 2018; several actors may stand in one cell."""

import polars as pl

from foedus.events.formats.cells import day, event_code, event_rows, number, root_of
from foedus.events.formats.model import Format, Layout, citation
from foedus.events.rows import SCHEMA
from foedus.events.scales.model import Scale

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name"),
    *("Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    *("Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City"),
    *("District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
USES = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Actor Name", "Actor COW", "Recipient Name"),
    *("Recipient COW", "Source", "Publication Date"),
)


def build(frame: pl.LazyFrame, scale: Scale) -> pl.LazyFrame:
    """Return the events: type and mode are the code, COW numbers the states, several of them parted by ``;``."""
    capital = frame.with_columns(pl.col("Event Type").str.to_uppercase())
    date, added = day("Event Date"), day("Publication Date", required=False)
    code, score = event_code("Event Type", scale), number("Intensity", pl.Float64)
    values = {
        "event_id": pl.col("Event ID"),
        "date": date.value,
        "added": added.value,
        "actor1": pl.col("Actor Name"),
        "actor2": pl.col("Recipient Name"),
        "country1": _several("Actor COW"),
        "country2": _several("Recipient COW"),
        **root_of("Event Type", scale),
        "code": pl.concat_str(code.value, pl.col("Event Mode"), separator="-", ignore_nulls=True),
        "score": score.value,
        "url": pl.col("Source"),
    }
    return event_rows(capital, values, (*date.faults, *code.faults, *score.faults, *added.faults))


def _several(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(r"\s*;\s*", ";").str.strip_chars("; ").replace("", None)


FORMAT = Format(
    id="polecat",
    title="POLECAT: Political Event Classification, Attributes, and Types",
    about="Machine-coded events since 2018 in the PLOVER scheme, the successor of ICEWS.",
    page="https://doi.org/10.7910/DVN/AJGVIT",
    licence="See the Harvard Dataverse page; terms were not verified.",
    citation=citation(__name__),
    layouts=(Layout("tabs, header, no quotes", COLUMNS, header=True, missing=("None", "none")),),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("plover",),
    actor_scheme="cow",
    several=";",
    interval="day",
    traps=(
        "Several actors stand in one cell, parted by ';': such a row is an event of each of them.",
        "None stands for missing, as text.",
        "Accusing is conflict in words here, protest in deeds: not so in CAMEO.",
    ),
    tried=False,
)
