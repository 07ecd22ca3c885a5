"""Multinational Military Exercises: who exercised with whom, and when."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import citation, flag, no_value, number, text, whole
from foedus.datasets.crosswalks.iso_names import ccodes_of_iso
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Place, Release, Rule, Table, stored
from foedus.errors import Problem

FIRST_YEAR, LAST_YEAR = 1980, 2010
UNKNOWN = "-9"
"""What the file writes for a participant or a name that is not known."""
_NO_DAY = "xx"
_LETTERS = [chr(letter) for letter in range(ord("A"), ord("Z") + 1)]
PARTICIPANTS = tuple(f"state{letter.lower()}" for letter in [*_LETTERS, *(f"A{letter}" for letter in _LETTERS[:13])])
"""The 39 columns of the file that name participants."""
_KINDS = {
    "cpx": "Of command posts only",
    "air": "With air forces",
    "land": "With land forces",
    "sea": "With sea forces",
    "amphibious": "Amphibious",
    "cyber": "Of computer networks",
    "warfighting": "For war",
    "peacekeeping": "For peacekeeping",
    "humanitarian": "For relief",
}


_SHARED = (
    whole("entry", "Number of the exercise in its file, from 1: three ids stand for two each.", 1, place=Place.STORED),
    whole("place", "Number of the participant within the exercise, from 1.", 1, place=Place.STORED),
    text("mmeid", "The file's id of the exercise.", required=True),
    text("name", "Name of the exercise; null: none is known.", "ex_name"),
    text("series", "Name of its series.", "series_name"),
    text("location", "Where it was."),
    number("lat", "Latitude.", low=-90, high=90, unit="degrees"),
    number("lon", "Longitude.", low=-180, high=180, unit="degrees"),
    text("start", "First day, or its month or year where the file writes xx (EDTF).", place=Place.STORED),
    text("end", "Last day, or its month or year.", place=Place.STORED),
    Column("year", pl.Int32, "Year of the first day.", unit="year", names=("s.year",), required=True),
    text("start_month", "Month, or xx.", "s.month", required=True, place=Place.FILE),
    text("start_day", "Day, or xx.", "s.day", required=True, place=Place.FILE),
    whole("end_year", "Year of the last day.", FIRST_YEAR, 2100, names=("e.year",), required=True),
    text("end_month", "Month, or xx.", "e.month", required=True, place=Place.FILE),
    text("end_day", "Day, or xx.", "e.day", required=True, place=Place.FILE),
    *(flag(name, f"{about}.") for name, about in _KINDS.items()),
    text("focus", "What was exercised.", "focusdescription"),
    text("more", "What else is known of participants.", "additionalparticipantinfo"),
)
_WHO = (
    text("participant", "Name of a participant, not always a state; null: not known (-9).", place=Place.STORED),
    Column(
        "ccode", pl.Int32, "COW code of the participant in the year; null: no state, or none known.", place=Place.STORED
    ),
)
_WIDE = (*_SHARED, *(text(name, "A participant.", place=Place.FILE) for name in PARTICIPANTS))
_LONG = (*_SHARED, text("country", "A participant.", required=True, place=Place.FILE))


def wide(tables: Sequence[pl.DataFrame]) -> Built:
    """Give each participant of the 39 columns a row; an exercise without any keeps one."""
    frame = tables[0].with_row_index("entry", offset=1)
    named = pl.concat(
        [
            frame.select("entry", pl.lit(at).alias("_at"), pl.col(name).alias("participant"))
            for at, name in enumerate(PARTICIPANTS)
        ]
    )
    named = named.with_columns(no_value("participant")).drop_nulls("participant")
    rows = frame.drop(PARTICIPANTS).join(named, on="entry", how="left").sort("entry", "_at", maintain_order=True)
    return _built(rows.drop("_at"))


def long(tables: Sequence[pl.DataFrame]) -> Built:
    """Number the exercises of a file with a row for each participant: an id is one exercise on one day and place."""
    one = ["mmeid", "name", "location", "year", "start_month", "start_day"]
    frame = tables[0].rename({"country": "participant"})
    frame = frame.with_columns(pl.struct(one).rank("dense").alias("_rank"))
    first = frame.group_by("_rank", maintain_order=True).agg().with_row_index("entry", offset=1)
    return _built(frame.join(first, on="_rank", how="left", maintain_order="left").drop("_rank"))


def _built(frame: pl.DataFrame) -> Built:
    frame = frame.with_columns(no_value("name", "series", "location", "focus", "more", "participant")).with_columns(
        _edtf("year", "start_month", "start_day").alias("start"),
        _edtf("end_year", "end_month", "end_day").alias("end"),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("entry").alias("place"),
        *(pl.when(pl.col(name) != UNKNOWN).then(pl.col(name)).alias(name) for name in ("participant", "name", "more")),
    )
    absent = pl.Series([None] * frame.height, dtype=pl.String)
    codes = ccodes_of_iso(absent, frame["participant"], frame["year"])
    problems = []
    for name, day in (("start", "start_day"), ("end", "end_day")):
        wrong = frame.filter(pl.col(name).is_null()).unique("entry", maintain_order=True)
        problems += [
            (line, Problem("", None, day, value, "a day of the month, or xx"))
            for line, value in wrong.select(LINE, day).iter_rows()
        ]
    return Built(frame.with_columns(codes.alias("ccode")), problems=tuple(problems))


def _edtf(year: str, month: str, day: str) -> pl.Expr:
    """Year, month and day as far as they are known; null where they are no date."""
    days, months = (pl.col(name).str.to_lowercase().str.replace(r"\.0+$", "").str.zfill(2) for name in (day, month))
    whole_day, whole_month = pl.format("{}-{}-{}", year, months, days), pl.format("{}-{}", year, months)
    known = pl.when(days != _NO_DAY).then(whole_day).when(months != _NO_DAY).then(whole_month)
    text = known.otherwise(pl.col(year).cast(pl.String))
    # What is not known is filled in to see whether the rest is in the calendar.
    filled = pl.format("{}-{}-{}", year, months.replace(_NO_DAY, "01"), days.replace(_NO_DAY, "01"))
    return pl.when(filled.str.to_date("%Y-%m-%d", strict=False).is_not_null()).then(text)


DATASET = Dataset(
    id="mme",
    title="Multinational Military Exercises",
    about=(
        "One row per exercise and participant. Days that are not known are months; ids are no key. Participants that are no states "
        "(NATO, Hong Kong) or not known (-9) have no code. It ends in 2010: later exercises are unknown, not absent."
    ),
    page="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/KHFODX",
    licence="Terms not verified: fetch it from Harvard Dataverse (doi 10.7910/DVN/KHFODX); cite D'Orazio and Galambos 2021.",
    citation=citation(__name__),
    key=("entry", "place"),
    columns=(*stored(_SHARED), *_WHO),
    releases=(
        Release(
            version="7",
            form="by participant",
            tables=(Table("mme-v7-long.csv", _LONG),),
            coverage=(FIRST_YEAR, LAST_YEAR),
            how_to_get="The table mmedata of the R package troopdata, saved as CSV.",
            sha256={"mme-v7-long.csv": "901d3d946d77a535f35f5edf8ac4e499c275159ef9faaa269286aaee034fddd7"},
            known=Known(
                size=3538720,
                rows=13818,
                content="a8caed070f26c5bd617d97bcfd3c30ebf39f03a11280b3dca14e96f2b2f3f049",
                source="public repository",
            ),
            build=long,
        ),
        Release(
            version="7",
            tables=(Table("mme_v7.csv", _WIDE),),
            coverage=(FIRST_YEAR, LAST_YEAR),
            how_to_get="Download mme_v7.csv from Harvard Dataverse (doi 10.7910/DVN/KHFODX).",
            sha256={"mme_v7.csv": "e6356ed4b8569133841723ad4bc6fe436b49b28570dd721940d61edb771d8719"},
            known=Known(
                size=1096316,
                rows=3707,
                content="6e5123dac66db6a53473569b066880d420dd746e8c14f32ad5e89391e6b333de",
                source="public repository",
            ),
            build=wide,
        ),
    ),
    rules=(Rule("end", pl.col("end_year") < pl.col("year"), "an end in the year of the start or later"),),
)
