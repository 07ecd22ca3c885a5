"""What the two lists of capitals share: one by COW codes, one by Gleditsch-Ward numbers."""

import polars as pl

from foedus.datasets.columns import number, text
from foedus.datasets.model import Column, Rule

STANDING = (
    Column("start", pl.Date, "First day as the capital.", names=("stdate", "start"), required=True),
    Column("end", pl.Date, "Last day; the last day covered means: still the capital.", names=("enddate", "end")),
    number("lat", "Latitude.", low=-90, high=90, unit="degrees north", required=True),
    number("lng", "Longitude.", low=-180, high=180, unit="degrees east", required=True),
    text("capital", "Name of the capital.", required=True),
)
IN_ORDER = (Rule("end", pl.col("end") < pl.col("start"), "a day not before the start of the spell"),)
ABOUT = "One row per state and capital. Some spells begin before the state is a member of the system."
LICENCE = "Made by the R package peacesciencer (GPL-2), not shipped here; cite Miller 2022."
