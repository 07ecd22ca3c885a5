"""Columns that the alliance- and the member-level files of ATOP share."""

import polars as pl

from foedus.datasets.columns import flag, whole
from foedus.datasets.model import Column

LICENCE = "Free for research; the authors ask to cite Leeds, Ritter, Mitchell and Long 2002."
PAGE = "https://www.atopdata.org/data.html"
DOWNLOAD = "http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_5.1__.csv_.zip"
GET = "Download the CSV archive of ATOP 5.1 from atopdata.org; it holds {}."
STILL = "null: still in force at the end of the coverage"

ATOPID = whole("atopid", "Number of the alliance.", 1, required=True)
OBLIGATIONS = (
    flag("defense", "A defence obligation."),
    flag("offense", "An offence obligation."),
    flag("neutral", "A neutrality obligation."),
    flag("nonagg", "A non-aggression obligation."),
    flag("consul", "A consultation obligation."),
)
FEATURES = (
    flag("bilat", "Two members."),
    flag("wartime", "Made during a war between members and others."),
    flag("asymm", "Obligations differ between members."),
    Column("specthrt", pl.Int32, "Specific threat named, 0 to 6.", low=0, high=6, optional=True),
    Column(
        "statthr1", pl.Int32, "COW code of the first state named as a threat, 0 none.", low=0, high=999, optional=True
    ),
    Column(
        "statthr2", pl.Int32, "COW code of the second state named as a threat, 0 none.", low=0, high=999, optional=True
    ),
)


def day(year: str, month: str, *, day_: str, what: str, open_end: bool = False) -> tuple[Column, Column, Column]:
    """Return year, month and day of an event; where `open_end`, 0 means that it has not come."""
    missing = (0,) if open_end else ()
    note = f"; {STILL}" if open_end else ""
    return (
        whole(year, f"Year of {what}{note}.", 1800, 2100, missing=missing, required=not open_end, unit="year"),
        whole(month, f"Month of {what}{note}.", 1, 12, missing=missing),
        whole(day_, f"Day of {what}{note}.", 1, 31, missing=missing),
    )
