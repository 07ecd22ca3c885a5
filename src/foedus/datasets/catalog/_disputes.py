"""Columns that the datasets of militarized interstate disputes share."""

import polars as pl

from foedus.datasets.columns import codes, flag, whole, year
from foedus.datasets.model import Column

MISSING = (-9,)


def sided(name: str, description: str, *, low: float, high: float | None) -> tuple[Column, Column]:
    """Return a column for each of the two states; -9 is missing."""
    return (
        whole(f"{name}1", f"{description}, first state.", low, high, missing=MISSING),
        whole(f"{name}2", f"{description}, second state.", low, high, missing=MISSING),
    )


DISPUTE = whole("dispnum", "Number of the dispute.", 1, required=True)
DYAD = (*codes(), year())
SIDES = (
    flag("sidea1", "The first state is on side A, which began.", missing=MISSING),
    flag("sidea2", "The second state is on side A.", missing=MISSING),
)
LEVELS = (
    *sided("fatality", "Fatality level: 0 none to 6 more than 999", low=0, high=6),
    *sided("fatalpre", "Number of fatalities", low=0, high=None),
    *sided("hiact", "Highest action, 0 to 21", low=0, high=23),
    *sided("hostlev", "Hostility: 1 none, 2 threat, 3 display, 4 use of force, 5 war", low=1, high=5),
    flag("orig1", "The first state was in the dispute from its first day.", missing=MISSING),
    flag("orig2", "The second state was in the dispute from its first day.", missing=MISSING),
)
WHOLE_DISPUTE = (
    whole("fatality", "Fatality level of the dispute, 0 to 6.", 0, 6, missing=MISSING),
    whole("hostlev", "Highest hostility level of the dispute, 1 to 5.", 1, 5, missing=MISSING),
    whole("mindur", "Shortest possible duration.", 0, unit="days", missing=MISSING),
    whole("maxdur", "Longest possible duration.", 0, unit="days", missing=MISSING),
    flag("recip", "Both sides acted.", missing=MISSING),
    Column("stmon", pl.Int32, "Month of the start; a processed file has one 13.", low=1, high=13, missing=MISSING),
)
