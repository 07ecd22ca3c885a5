"""KEDS and other files of four columns: date, source, target and a code of CAMEO or of WEIS."""

from types import MappingProxyType

import polars as pl

from foedus.events.formats.cells import NO_DAY, Cell, Fault, event_code, event_rows, lacks, plausible, root_of, told
from foedus.events.formats.model import Format, Layout, citation
from foedus.events.rows import SCHEMA
from foedus.events.scales.model import Scale

COLUMNS = ("date", "source", "target", "code", "desc")
USES = COLUMNS[:4]
_NOBODY = ("NULL", "NA", "N/A", "NONE", "NAN", "NIL", ".", "-", "--", "---")
"""What stands in the place of an actor that is not known."""
_CENTURY = 30
"""Years of two digits from here on are of the twentieth century."""
_TWO_DIGITS = f"write the year in two digits: {_CENTURY} to 99 are taken for 1930 to 1999, 00 to 29 for 2000 to 2029"


def build(frame: pl.LazyFrame, scale: Scale) -> pl.LazyFrame:
    """Return the events; the first three letters of an actor are its country, the rest its role."""
    frame = frame.with_columns(pl.col(USES).str.strip_chars().replace("", None))
    frame = frame.with_columns(actor(name) for name in ("source", "target"))
    date, code = _date(), event_code("code", scale)
    values = {
        "date": date.value,
        "actor1": pl.col("source"),
        "actor2": pl.col("target"),
        "country1": pl.col("source").str.slice(0, 3),
        "country2": pl.col("target").str.slice(0, 3),
        "code": code.value,
        **root_of("code", scale),
    }
    return event_rows(frame, values, (*date.faults, *code.faults))


def actor(name: str) -> pl.Expr:
    """Return an actor in capitals; null where a word says that there is none."""
    text = pl.col(name).str.to_uppercase()
    return pl.when(~text.is_in(_NOBODY)).then(text).alias(name)


def _date() -> Cell:
    text = pl.col("date")
    century = pl.when(text.str.slice(0, 2).cast(pl.Int32, strict=False) >= _CENTURY).then(pl.lit("19"))
    value = (
        pl.when(text.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
        .then(text.str.to_date("%Y-%m-%d", strict=False))
        .when(text.str.contains("^[0-9]{8}$"))
        .then(text.str.to_date("%Y%m%d", strict=False))
        .when(text.str.contains("^[0-9]{6}$"))
        .then((century.otherwise(pl.lit("20")) + text).str.to_date("%Y%m%d", strict=False))
    )
    day = plausible(value)
    return Cell(day, (lacks("date"), Fault(day.is_null(), told("date", NO_DAY))))


FORMAT = Format(
    id="keds",
    title="KEDS and its kin: date, source, target, code",
    about="Regional series of the Kansas Event Data System (Gulf, Levant, Balkans, Turkey), coded in WEIS or in CAMEO.",
    page="https://eventdata.parusanalytics.com/data.html",
    licence="KEDS project: cite; terms were not verified.",
    citation=citation(__name__),
    layouts=(
        Layout("commas, header", COLUMNS, ",", header=True, quoted=True, missing=("NA",), optional=("desc",)),
        Layout("tabs, header", COLUMNS, header=True, missing=("NA",), optional=("desc",)),
        Layout("tabs, no header", COLUMNS, least=4),
    ),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("cameo", "weis"),
    actor_scheme="cameo",
    interval="span",
    traps=(
        "A file that is called CAMEO may hold WEIS: the scale is taken from the codes, and a wrong one is refused.",
        "Codes begin with zeros, which a guess of types loses.",
        "Some codes are malformed, such as 0841]: those rows are rejected.",
    ),
    probes=MappingProxyType(
        {"date": "[0-9]{6}|[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}", "code": "[0-9][0-9A-Za-z\\]*]{1,7}"}
    ),
    remarks=MappingProxyType({_TWO_DIGITS: pl.col("date").str.strip_chars().str.contains("^[0-9]{6}$")}),
)
