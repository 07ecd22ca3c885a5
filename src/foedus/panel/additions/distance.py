"""Distance between capitals, of those that stand on the first or last day of the year."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.history.threat import EARTH_KM, great_circle
from foedus.panel.keys import Ints, PanelKeys
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step

Day = Literal["first", "last"]

EQUATOR_KM = 6378.137
"""Radius of the sphere that the peer takes (WGS 84, at the equator)."""


def distance(*, day: Day = "first", radius: float = EQUATOR_KM, version: str | None = None) -> Step:
    """Great-circle distance in km between the capitals of the two states.

    Raises InputError: `day` is neither "first" nor "last", or `radius` is not above 0.
    """
    if day not in get_args(Day):
        raise InputError(f"add_distance: day {day!r}; expected 'first' or 'last'")
    if not radius > 0:
        raise InputError(f"add_distance: radius {radius!r}; expected kilometres above 0")
    rule = f"great circle on a sphere of {radius} km, capitals on the {day} day of the year"
    column = Column("capdist", "distance of capitals, km", ("capitals",), rule)

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load("capitals", version)
        capital = standing_capitals(panel.keys_in("cow"), source, day=day)
        km = great_circle(source.frame["lat"].to_numpy(), source.frame["lng"].to_numpy()) * (radius / EARTH_KM)
        # A last row and column stand for "no capital known": position -1 reads them.
        km = np.pad(km, (0, 1), constant_values=np.nan)
        one, two = (capital[side, panel.keys_in("cow").year] for side in panel.keys_in("cow").sides)
        known = panel.keys_in("cow").speaks_of_dyad()
        found = km[one, two] if known is None else np.where(known, km[one, two], np.nan)
        return [pl.Series(column.name, found, nan_to_null=True)]

    return Step("add_distance", (column,), build, versions={"capitals": version})


def standing_capitals(keys: PanelKeys, source: Source, *, day: Day) -> Ints:
    """Row of the capital of each state and year of the box; -1 where none is known. Shape (states, years)."""
    start = source.frame["start"]
    end = source.frame.select(pl.col("end").fill_null(pl.date(source.coverage[1], 12, 31))).to_series()
    if day == "first":
        # 1 January lies in the spell if it began on the last day of an earlier year or before.
        first, last = start.dt.offset_by("-1d").dt.year() + 1, end.dt.year()
    else:
        first, last = start.dt.year(), end.dt.offset_by("1d").dt.year() - 1
    capital = np.full((len(keys.codes), keys.years), -1, dtype=np.int32)
    place = keys.positions(source.frame["ccode"].to_numpy())
    for row, (state, opening, closing) in enumerate(zip(place, first, last, strict=True)):
        if state >= 0 and closing >= keys.first:
            capital[state, max(opening - keys.first, 0) : closing - keys.first + 1] = row
    return capital
