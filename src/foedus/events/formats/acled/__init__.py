"""ACLED: the user's own file; its terms forbid to hand the data on, so that nothing of it is kept with foedus."""

from types import MappingProxyType

import polars as pl

from foedus.events.formats.cells import NO_DAY, SHOWN, Cell, Fault, event_rows, lacks, number, plausible, told
from foedus.events.formats.model import Format, Layout, citation
from foedus.events.rows import SCHEMA
from foedus.events.scales.model import Scale

COLUMNS = (
    *(
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
        "actor1",
    ),
    *(
        "assoc_actor_1",
        "inter1",
        "actor2",
        "assoc_actor_2",
        "inter2",
        "interaction",
        "civilian_targeting",
        "iso",
        "region",
    ),
    *("country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source"),
    *("source_scale", "notes", "fatalities", "tags", "timestamp"),
)
USES = (
    *("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "source", "fatalities"),
    "timestamp",
)
_TYPES = (
    *("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots", "Protests"),
    "Strategic developments",
)
_STATE = (
    r"^(?:Military|Police|Government|Coast Guard|Mutiny|Former Military)(?: Forces)? (?:of|in) (.+?) \([0-9]{4}-.*$"
)


def build(frame: pl.LazyFrame, scale: Scale) -> pl.LazyFrame:
    """Return the events: type and subtype are root and code; the state is taken from the names of state forces."""
    date, deaths, stamp = _date(), number("fatalities"), number("timestamp", pl.Int64)
    kind = pl.col("event_type")
    quad = kind.replace_strict(dict(scale.quads), default=None, return_dtype=pl.Int8)
    values = {
        "event_id": pl.col("event_id_cnty"),
        "date": date.value,
        "added": pl.from_epoch(stamp.value, time_unit="s").dt.date(),
        "actor1": pl.col("actor1"),
        "actor2": pl.col("actor2"),
        "country1": pl.col("actor1").str.extract(_STATE),
        "country2": pl.col("actor2").str.extract(_STATE),
        "code": pl.coalesce("sub_event_type", "event_type"),
        "root": kind,
        "quad": pl.when(pl.col("sub_event_type") == "Agreement").then(pl.lit(1, dtype=pl.Int8)).otherwise(quad),
        "deaths": deaths.value,
        "url": pl.col("source"),
    }
    why = pl.format("event_type '{}' is none of ACLED's six", kind.fill_null("").str.slice(0, SHOWN))
    unknown = Fault(kind.is_null() | ~kind.is_in(_TYPES), why)
    return event_rows(frame, values, (*date.faults, unknown, *deaths.faults, *stamp.faults))


def _date() -> Cell:
    text = pl.col("event_date")
    value = (
        pl.when(text.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
        .then(text.str.to_date("%Y-%m-%d", strict=False))
        .when(text.str.contains("^[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}$"))
        .then(text.str.to_date("%d %B %Y", strict=False))
    )
    day = plausible(value)
    return Cell(day, (lacks("event_date"), Fault(day.is_null(), told("event_date", NO_DAY))))


FORMAT = Format(
    id="acled",
    title="Armed Conflict Location & Event Data",
    about="Events of political violence and protest; register with ACLED for a file of your own.",
    page="https://acleddata.com/",
    licence="ACLED's terms of use: the user's own file, not to be handed on; cite Raleigh et al. 2010 and the day of download.",
    citation=citation(__name__),
    layouts=(
        Layout(
            "commas, quotes, header",
            USES,
            separator=",",
            header=True,
            quoted=True,
            renamed=MappingProxyType({"data_id": "event_id_cnty"}),
            optional=("sub_event_type", "source", "timestamp", "actor2"),
        ),
    ),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("acled",),
    actor_scheme="names",
    interval="span",
    traps=(
        "The id of a row was renamed from data_id to event_id_cnty.",
        "Past events are changed and taken away in later releases: record the day of download.",
        "Only forces of a state name one; of strategic developments, agreements alone have a quad class.",
    ),
    tried=False,
    probes=MappingProxyType({"event_date": "[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}"}),
)
