"""How near the nearest other state is: by capitals among the members of the year, and by the nearest points of the territories."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from foedus.panel.additions.distance import CAPITALS, EQUATOR_KM, Day, check_sphere, kilometres, standing_capitals
from foedus.panel.additions.min_distance import DATASETS
from foedus.panel.additions.state_level import read_states, state_labels
from foedus.panel.base import read_spells
from foedus.panel.keys import LAST_YEAR, PanelKeys
from foedus.panel.listed import GW_STATES
from foedus.panel.membership import shared_days
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.terms.states.systems import CODE, Scheme

LISTS: dict[Scheme, str] = {"cow": "states", "gw": GW_STATES}
LEAST = {"minmindist": "distance of the nearest other state, km"}


def nearest_capital(
    *, day: Day = "first", radius: float = EQUATOR_KM, version: str | None = None, scheme: Scheme = "cow"
) -> Step:
    """Distance in km to the nearest capital of another state that is a member on a day of the year with it."""
    dataset = CAPITALS[scheme]
    rule = f"{check_sphere(day, radius)}; all states that share a day with it, also those that are no rows of the panel"
    column = Column("mincapdist", "distance of the nearest other capital, km", (dataset, LISTS[scheme]), rule)

    def build(panel: Build) -> list[pl.Series]:
        keys = panel.keys
        table, wide = _nearest(
            keys, panel.load(LISTS[scheme], None), panel.load(dataset, version), day=day, radius=radius
        )
        place = wide.positions(keys.codes)[keys.sides[0]]
        found = np.where(place >= 0, table[place, keys.year], np.nan)
        known = keys.speaks_of_state(0)
        return [pl.Series(column.name, found if known is None else np.where(known, found, np.nan), nan_to_null=True)]

    return Step("add_distance", (column,), build, versions={dataset: version}, units=("state",))


def _nearest(
    keys: PanelKeys, states: Source, capitals: Source, *, day: Day, radius: float
) -> tuple[npt.NDArray[np.float64], PanelKeys]:
    """Table (state of the system, year of the panel) of the least distance, and keys with the system's states."""
    spells = read_spells(states, min(keys.last, LAST_YEAR), scheme=keys.scheme)
    wide = replace(keys, codes=spells.codes, member=None)
    days = [series.cast(pl.Int32).to_numpy() for series in (spells.start, spells.end)]
    one, two, year = shared_days(spells.state, days[0], end=days[1], year_of=spells.years)
    inside = (year >= keys.first) & (year <= keys.last)
    one, two, at = one[inside], two[inside], year[inside] - keys.first
    capital = standing_capitals(wide, capitals, day=day)
    km = kilometres(capitals, radius)[capital[one, at], capital[two, at]]
    least = np.full((len(spells.codes), keys.years), np.nan)
    np.fmin.at(least, (one, at), km)
    return least, wide


def least_distance(sides: tuple[str, ...], *, version: str | None = None, scheme: Scheme = "cow") -> Step:
    """Least of the minimum distances of each state from the others, in km; 0 for a neighbour on land."""
    dataset = DATASETS[scheme]
    code = CODE[scheme]

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(dataset, version)
        rows = source.frame.filter(pl.col("year").is_between(panel.keys.first, panel.keys.last))
        each = [rows.select(pl.col(f"{code}{side}").alias(code), "year", "mindist") for side in (1, 2)]
        least = pl.concat(each).group_by(code, "year").agg(pl.col("mindist").min().alias("minmindist"))
        return read_states(panel, replace(source, frame=least), list(LEAST), sides=sides)

    promised = state_labels(LEAST, sides, dataset=dataset, rule="of all dyads that it is in, as first or as second")
    return Step("add_min_distance", promised, build, versions={dataset: version}, units=("state",))
