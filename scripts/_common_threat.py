"""The common threat to one pair by year, over the files of `_official_files`.

The formulae are those of `foedus.history.threat`.
"""

import numpy as np
import numpy.typing as npt
import polars as pl
from _dyad_grid import DyadGrid, Mask, members, pacts, recent_disputes
from _official_files import (
    covered,
    read_capabilities,
    read_capitals,
    read_contiguity,
    read_majors,
    read_rivalries,
)

from foedus.history.threat import common_source, great_circle, threats

Numbers = npt.NDArray[np.float64]


def distances(year: int, codes: tuple[int, ...]) -> Numbers:
    """Great-circle kilometres between the capitals at the end of `year`; NaN where there is none."""
    standing = read_capitals().filter((pl.col("start") <= year) & (year <= pl.col("end")))
    place = {ccode: (lat, lng) for ccode, lat, lng in standing.select("ccode", "lat", "lng").iter_rows()}
    lat, lng = np.array([place.get(code, (np.nan, np.nan)) for code in codes]).T
    return great_circle(lat, lng)


class ThreatHistory:
    """Enemies, contiguity and ties of all states, from which the common threat of a year is read."""

    def __init__(self, grid: DyadGrid) -> None:
        self.grid = grid
        self.alliance = pacts(grid, ("defense", "offense"))
        hostile = grid.from_spells(read_rivalries()) | recent_disputes(grid, ("cow",))
        self.enemy = hostile & ~self.alliance & members(grid)
        self.contiguous = grid.from_rows(read_contiguity())
        self.majors = read_majors()
        self.capability = read_capabilities()

    def row(self, mask: Mask, ccode: int, year: int) -> Mask:
        """What `mask` says of `ccode` and every state of the grid in `year`."""
        columns = [self.grid.pair(ccode, other) if other != ccode else -1 for other in self.grid.codes]
        others: Mask = np.array(self.grid.codes) != ccode
        said: Mask = mask[year - self.grid.first, columns] & others
        return said

    def major_codes(self, year: int) -> set[int]:
        """Codes of the major powers of `year`."""
        known = covered(year, "majors")
        spells = self.majors.filter((pl.col("start") <= known) & (known <= pl.col("end")))
        return set(spells["ccode"].to_list())

    def theta(self, ccode: int, year: int) -> Numbers:
        """Threat to `ccode` from every state of the grid in `year`."""
        codes = self.grid.codes
        shares = dict(self.capability.filter(pl.col("year") == year).select("ccode", "cinc").iter_rows())
        own = self.grid.position[ccode]
        capability = np.array([shares.get(code, np.nan) for code in codes])
        enemy = np.zeros((len(codes), len(codes)), dtype=bool)
        contiguous = enemy.copy()
        enemy[own] = self.row(self.enemy, ccode, year)
        contiguous[own] = self.row(self.contiguous, ccode, covered(year, "contiguity"))
        km = distances(year, codes)
        unknown = np.isnan(capability) | np.isnan(capability[own]) | (np.isnan(km[own]) & ~contiguous[own])
        if (enemy[own] & unknown).any():
            lacking = [code for code, gap in zip(codes, enemy[own] & unknown, strict=True) if gap]
            raise ValueError(f"no capital or capability of {ccode} or its enemies {lacking} in {year}")
        theta: Numbers = threats(
            capability, enemy, contiguous=contiguous, km=km, major=np.isin(codes, list(self.major_codes(year)))
        )[own]
        return theta

    def shared_allies(self, ccode1: int, ccode2: int, year: int) -> int:
        """Number of states with a defence or offence obligation shared with each of the two."""
        return int((self.row(self.alliance, ccode1, year) & self.row(self.alliance, ccode2, year)).sum())

    def common(self, ccode1: int, ccode2: int, year: int) -> tuple[int, float, float]:
        """Third state whose smaller threat to the two is largest, and its threat to each; thetas 0 if none."""
        thetas = np.array([self.theta(ccode1, year), self.theta(ccode2, year)])
        largest, to_one, to_other = common_source(thetas, 0, 1)
        return (self.grid.codes[largest], to_one, to_other) if largest >= 0 else (0, 0.0, 0.0)
