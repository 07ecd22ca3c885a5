"""Ideal points of states in the UN General Assembly."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.columns import citation, code, number, whole
from foedus.datasets.model import LINE, Built, Column, Dataset, Known, Place, Release, Table, stored
from foedus.errors import Problem

FIRST_SESSION_YEAR = 1946
COLUMNS = (
    code(),
    Column("year", pl.Int32, "Calendar year (session + 1945 in older files).", unit="year", optional=True),
    whole("session", "Session of the Assembly.", 1, 200, optional=True, place=Place.FILE),
    number("idealpointfp", "Ideal point from votes on final passage.", low=-10, high=10, optional=True),
    number("idealpointall", "Ideal point from all votes.", low=-10, high=10),
    number("nvotesall", "Votes behind idealpointall.", low=0, optional=True, unit="votes"),
)


def with_year(tables: Sequence[pl.DataFrame]) -> Built:
    """Take the year from the session where an older file has no year."""
    frame = tables[0].with_columns(pl.coalesce("year", pl.col("session") + FIRST_SESSION_YEAR - 1))
    lines = frame.filter(pl.col("year").is_null())[LINE].to_list()
    return Built(frame, problems=tuple((line, Problem("", None, "year", "", "a year or a session")) for line in lines))


DATASET = Dataset(
    id="ideal-points",
    title="United Nations General Assembly ideal points",
    about="One row per state and year of the Assembly. Estimated in retrospect over all years. A null: too few votes.",
    page="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/LEJUQZ",
    licence="Public domain (CC0) at Harvard Dataverse; cite Bailey, Strezhnev and Voeten 2017.",
    citation=citation(__name__),
    key=("ccode", "year"),
    columns=stored(COLUMNS),
    releases=(
        Release(
            version="before-2025",
            tables=(Table("idealpointestimates*.csv", COLUMNS),),
            coverage=(1946, 2024),
            how_to_get="An older file of the Dataverse page, with IdealPointAll; the newest is better.",
            no_checksum="many files of this form exist",
            tried=False,
            build=with_year,
        ),
        Release(
            version="2025-07",
            tables=(Table("IdealpointsJuly2025.csv", COLUMNS),),
            coverage=(1946, 2024),
            column_coverage={"idealpointall": (1946, 2023), "nvotesall": (1946, 2023)},
            how_to_get="Download IdealpointsJuly2025 from the Dataverse page as CSV and give it with --from.",
            sha256={"IdealpointsJuly2025.csv": "60e6db520e70bb4a814b4339e4038a372c4efc6b034092af8881be97da6565b2"},
            known=Known(
                size=2423236,
                rows=11440,
                content="c2c317131c946f782d3f858ad99bf8e3e809ef8cb355ae99bd1bc0f1b14d782a",
                source="public replication repository",
            ),
            build=with_year,
        ),
    ),
)
