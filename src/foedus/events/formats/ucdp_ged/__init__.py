"""UCDP Georeferenced Event Dataset, the yearly and the candidate releases: events of organized violence with their deaths."""

from types import MappingProxyType

import polars as pl

from foedus.events.formats.cells import Fault, day, event_code, event_rows, number, root_of
from foedus.events.formats.model import Format, Layout, citation
from foedus.events.rows import SCHEMA
from foedus.events.scales.model import Scale

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
USES = (
    *("id", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article", "date_start", "date_end"),
    *("best", "gwnoa", "gwnob"),
)


def build(frame: pl.LazyFrame, scale: Scale) -> pl.LazyFrame:
    """Return the events: the type of violence is the code, all are conflict in deeds; deaths are the best estimate."""
    start, end = day("date_start"), day("date_end")
    code, deaths, sources = event_code("type_of_violence", scale), number("best"), number("number_of_sources")
    values = {
        "event_id": pl.col("id"),
        "date": start.value,
        "until": pl.when(end.value > start.value).then(end.value),
        "actor1": pl.col("side_a"),
        "actor2": pl.col("side_b"),
        "country1": _codes("gwnoa"),
        "country2": _codes("gwnob"),
        "code": code.value,
        **root_of("type_of_violence", scale),
        "mentions": pl.when(sources.value >= 0).then(sources.value),
        "deaths": deaths.value,
        "url": pl.col("source_article"),
    }
    backwards = Fault(end.value < start.value, pl.lit("date_end is before date_start"))
    faults = [fault for cell in (start, end, code, deaths, sources) for fault in cell.faults]
    return event_rows(frame, values, [*faults, backwards])


def _codes(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(r"\s*[,;]\s*", ";").str.replace(r"\.0$", "")


FORMAT = Format(
    id="ucdp-ged",
    title="UCDP Georeferenced Event Dataset",
    about="Events of organized violence since 1989 with deaths and sides; the candidate releases have the same columns.",
    page="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0; cite Sundberg and Melander 2013 and Davies et al. of the release.",
    citation=citation(__name__),
    layouts=(Layout("commas, quotes, header", COLUMNS, separator=",", header=True, quoted=True, missing=("NA",)),),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("ucdp",),
    actor_scheme="gw",
    several=";",
    interval="span",
    traps=(
        "Line breaks stand inside quotes: 1,000 rows may take 1,210 lines.",
        "Sides that are no states have no code, so most events name one state or none.",
        "Gleditsch and Ward's codes are not those of the Correlates of War Project.",
        "An event of several days has a first and a last one.",
    ),
    probes=MappingProxyType(
        {"id": "[0-9]+", "type_of_violence": "[123]", "date_start": "[0-9]{4}-[0-9]{2}-[0-9]{2}.*"}
    ),
)
