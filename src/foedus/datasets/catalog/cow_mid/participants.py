"""Directed dyad-years of the official MID 5 files: disputes (MIDA) and their participants (MIDB)."""

from collections.abc import Sequence

import polars as pl

from foedus.datasets.catalog._disputes import MISSING
from foedus.datasets.columns import code, flag, whole
from foedus.datasets.model import Built, Column
from foedus.datasets.one_row_each import one_row_each

_YEARS = (1816, 2014)


def _level(name: str, low: float, *, high: float | None) -> Column:
    return whole(name, "As in the codebook.", low, high, missing=MISSING)


_DISPNUM = whole("dispnum", "Number of the dispute.", 1, required=True)
_FIRST = whole("styear", "First year.", *_YEARS, required=True)
_LAST = whole("endyear", "Last year.", *_YEARS, required=True)
_LEVELS = (_level("fatality", 0, high=6), _level("hostlev", 1, high=5))
DISPUTES = (
    _DISPNUM,
    _FIRST,
    *_LEVELS,
    _level("mindur", 0, high=None),
    _level("maxdur", 0, high=None),
    flag("recip", "Both sides acted.", missing=MISSING),
    whole("stmon", "Month of the start.", 1, 12, missing=MISSING),
)
PARTICIPANTS = (
    _DISPNUM,
    code(),
    _FIRST,
    _LAST,
    flag("sidea", "On side A.", required=True),
    *_LEVELS,
    _level("fatalpre", 0, high=None),
    _level("hiact", 0, high=23),
    flag("orig", "In the dispute from its first day.", missing=MISSING),
)
_OF_STATE = ("sidea", "fatality", "fatalpre", "hiact", "hostlev", "orig")


def dyad_years(tables: Sequence[pl.DataFrame]) -> Built:
    """Pair the participants of opposite sides for every year that both take part in.

    A state that leaves a dispute and comes back has several spells; a dyad-year that two of them give is kept once,
    the spell pair that began first. The onset is the first year of the dispute for that dyad.
    """
    disputes, participants = (table.drop("_line") for table in tables)
    sides = [
        participants.rename({name: f"{name}{side}" for name in participants.columns if name != "dispnum"})
        for side in (1, 2)
    ]
    pairs = sides[0].join(sides[1], on="dispnum").filter(pl.col("sidea1") != pl.col("sidea2"))
    spans = pairs.with_columns(
        first=pl.max_horizontal("styear1", "styear2"), last=pl.min_horizontal("endyear1", "endyear2")
    ).filter(pl.col("first") <= pl.col("last"))
    years = one_row_each(spans.with_columns(year=pl.int_ranges("first", pl.col("last") + 1)), "year")
    dyad = ["dispnum", "ccode1", "ccode2"]
    once = years.sort(*dyad, "year", "first", "styear1", "styear2", "endyear1", "endyear2").unique(
        [*dyad, "year"], keep="first", maintain_order=True
    )
    onset = (pl.col("year") == pl.col("year").min().over(dyad)).cast(pl.Int8)
    frame = once.with_columns(cowmidongoing=pl.lit(1, dtype=pl.Int8), cowmidonset=onset).join(
        disputes.drop("styear"), on="dispnum", how="inner"
    )
    lonely = participants["dispnum"].n_unique() - frame["dispnum"].n_unique()
    return Built(frame, {"disputes without two sides in one year": lonely} if lonely else {})
