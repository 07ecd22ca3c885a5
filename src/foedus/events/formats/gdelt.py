"""What the two editions of GDELT's event tables share."""

from __future__ import annotations

import polars as pl

from foedus.events.formats.cells import Cell, Fault, day, event_code, event_rows, number, plausible, told
from foedus.events.formats.model import Layout
from foedus.events.scales.model import Scale

LICENCE = "Any use, with a citation of the GDELT Project and a link to https://www.gdeltproject.org/."
USES = (
    *("GLOBALEVENTID", "SQLDATE", "Actor1Code", "Actor1CountryCode", "Actor2Code", "Actor2CountryCode", "IsRootEvent"),
    *("EventCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "DATEADDED", "SOURCEURL"),
)
TIME = "(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
"""Pattern of hour, minute and second behind a day."""
_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)


def columns(*, second: bool) -> tuple[str, ...]:
    """Return the columns of the first edition, or of the second, which adds ADM2 behind each ADM1."""
    place = (
        "Type",
        "FullName",
        "CountryCode",
        "ADM1Code",
        *(("ADM2Code",) if second else ()),
        "Lat",
        "Long",
        "FeatureID",
    )
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in place),
        *("DATEADDED", "SOURCEURL"),
    )


def layouts(names: tuple[str, ...], *, least: int) -> tuple[Layout, ...]:
    """Return how the rows lie: as distributed, and re-exported with a header, by tabs or by commas with quotes."""
    return (
        Layout("as distributed: tabs, no header, no quotes", names, least=least),
        Layout("re-export: tabs, header", USES, header=True, missing=("NA",), optional=("SOURCEURL",)),
        Layout(
            "re-export: commas, quotes, header",
            USES,
            separator=",",
            header=True,
            quoted=True,
            missing=("NA",),
            optional=("SOURCEURL",),
        ),
    )


def build(frame: pl.LazyFrame, scale: Scale) -> pl.LazyFrame:
    """Return the rows of either edition; score and quad class are the file's own."""
    date, added = day("SQLDATE", compact=True), _added()
    code, quad = event_code("EventCode", scale), number("QuadClass", pl.Int8)
    score, mentions = number("GoldsteinScale", pl.Float64), number("NumMentions")
    values = {
        "event_id": pl.col("GLOBALEVENTID"),
        "date": date.value,
        "added": added.value,
        "added_at": pl.when(pl.col("DATEADDED").str.len_bytes() == 14).then(
            pl.col("DATEADDED").cast(pl.Int64, strict=False)
        ),
        "actor1": pl.col("Actor1Code").str.to_uppercase(),
        "actor2": pl.col("Actor2Code").str.to_uppercase(),
        "country1": pl.col("Actor1CountryCode").str.to_uppercase(),
        "country2": pl.col("Actor2CountryCode").str.to_uppercase(),
        "code": code.value,
        "root": pl.col("EventRootCode"),
        "quad": quad.value,
        "score": score.value,
        "is_root": pl.col("IsRootEvent") == "1",
        "mentions": mentions.value,
        "url": pl.col("SOURCEURL"),
    }
    cells = (code, score, mentions, added)
    faults = (*date.faults, _root_fault(), *(fault for cell in cells for fault in cell.faults), _quad_fault(quad))
    return event_rows(frame, values, faults)


def _added() -> Cell:
    text = pl.col("DATEADDED")
    date = plausible(text.str.slice(0, 8).str.to_date("%Y%m%d", strict=False))
    value = pl.when(text.str.contains(f"^[0-9]{{8}}(?:{TIME})?$")).then(date)
    none = Fault(text.is_not_null() & value.is_null(), told("DATEADDED", "is no day or quarter-hour"))
    return Cell(value, (none,))


def _root_fault() -> Fault:
    """Spreadsheets and R take codes for numbers: 043 becomes 43, whose root would be another."""
    root, code = pl.col("EventRootCode"), pl.col("EventCode")
    lost = (root.str.len_bytes() != 2) | (code.str.slice(0, 2) != root) | root.is_null()
    return Fault(lost, told("EventRootCode", "does not begin the code: leading zeros may be lost"))


def _quad_fault(quad: Cell) -> Fault:
    wrong = quad.value.is_null() | ~quad.value.is_in([1, 2, 3, 4])
    return Fault(wrong, pl.format("QuadClass '{}' is none of 1 to 4", pl.col("QuadClass").fill_null("")))
