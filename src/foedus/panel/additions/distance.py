"""Distance between capitals, of those that stand on the first or last day of the year."""

from __future__ import annotations

from numbers import Real
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import polars as pl

from foedus.errors import InputError
from foedus.history.threat import EARTH_KM, great_circle
from foedus.panel.keys import Ints, PanelKeys
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.terms.states.systems import CODE, Scheme

Day = Literal["first", "last"]

EQUATOR_KM = 6378.137
"""Radius of the sphere that the peer takes (WGS 84, at the equator)."""


CAPITALS: dict[Scheme, str] = {"cow": "capitals", "gw": "capitals-gw"}
"""Dataset of the capitals of each list of states."""


def distance(
    *, day: Day = "first", radius: float = EQUATOR_KM, version: str | None = None, scheme: Scheme = "cow"
) -> Step:
    """Great-circle distance in km between the capitals of the two states.

    Raises InputError: `day` is neither "first" nor "last", or `radius` is not above 0.
    """
    dataset = CAPITALS[scheme]
    column = Column("capdist", "distance of capitals, km", (dataset,), check_sphere(day, radius))

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(dataset, version)
        keys = panel.keys_for(source)
        capital = standing_capitals(keys, source, day=day)
        km = kilometres(source, radius)
        one, two = (capital[side, keys.year] for side in keys.sides)
        known = keys.speaks_of_dyad()
        found = km[one, two] if known is None else np.where(known, km[one, two], np.nan)
        return [pl.Series(column.name, found, nan_to_null=True)]

    return Step("add_distance", (column,), build, versions={dataset: version})


def check_sphere(day: str, radius: Any) -> str:
    """How distances are measured, in words. Raises InputError: another `day`, or a `radius` that is not above 0."""
    if day not in get_args(Day):
        raise InputError(f"add_distance: day {day!r}; expected 'first' or 'last'")
    if not isinstance(radius, Real) or not 0 < float(radius) < np.inf:
        raise InputError(f"add_distance: radius {radius!r}; expected kilometres above 0")
    return f"great circle on a sphere of {radius} km, capitals on the {day} day of the year"


def kilometres(source: Source, radius: float) -> npt.NDArray[np.float64]:
    """Distance of each capital from each; a last row and column, read by position -1, stand for one that is not known."""
    km = great_circle(source.frame["lat"].to_numpy(), source.frame["lng"].to_numpy()) * (radius / EARTH_KM)
    padded: npt.NDArray[np.float64] = np.pad(km, (0, 1), constant_values=np.nan)
    return padded


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
    place = keys.positions(source.frame[CODE[keys.scheme]].to_numpy())
    for row, (state, opening, closing) in enumerate(zip(place, first, last, strict=True)):
        if state >= 0 and closing >= keys.first:
            capital[state, max(opening - keys.first, 0) : closing - keys.first + 1] = row
    return capital
