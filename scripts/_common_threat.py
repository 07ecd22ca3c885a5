"""The common threat to a pair: prospective, power-weighted, made by states with capabilities.

State k is an enemy of i in a year if both are in the system, a strategic rivalry is active or a COW dispute
went on in this year or the four before, and no alliance ties them. Then

    theta_ik = c_k w_ik / (c_i + c_k w_ik),

with c the CINC share of the year and w = 1 if the two are contiguous (any type), else exp(-km / 4000), 8000
if k is a major power. The common threat is the largest min(theta_ik, theta_jk) over all third states k.
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

EARTH_KM = 6371.0088

Numbers = npt.NDArray[np.float64]


def distances(year: int, codes: tuple[int, ...]) -> Numbers:
    """Great-circle kilometres between the capitals at the end of `year`; NaN where there is none."""
    standing = read_capitals().filter((pl.col("start") <= year) & (year <= pl.col("end")))
    place = {ccode: (lat, lng) for ccode, lat, lng in standing.select("ccode", "lat", "lng").iter_rows()}
    lat, lng = np.radians([place.get(code, (np.nan, np.nan)) for code in codes]).T
    half: Numbers = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lng[:, None] - lng) / 2) ** 2
    )
    angle: Numbers = 2 * np.arcsin(np.sqrt(half))
    return EARTH_KM * angle


def threats(capability: Numbers, enemy: Mask, contiguous: Mask, km: Numbers, major: Mask, own: int) -> Numbers:
    """Theta that every state poses to the state at position `own`: 0 to 1, 0 where it is no enemy."""
    reach = np.where(major, 8000.0, 4000.0)
    weight = np.where(contiguous, 1.0, np.exp(-km / reach))
    power = capability * weight
    return np.where(enemy, power / (capability[own] + power), 0.0)


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
        position = self.grid.position[ccode]
        theta = threats(
            np.array([shares.get(code, np.nan) for code in codes]),
            self.row(self.enemy, ccode, year),
            self.row(self.contiguous, ccode, covered(year, "contiguity")),
            distances(year, codes)[position],
            np.isin(codes, list(self.major_codes(year))),
            position,
        )
        if np.isnan(theta).any():
            lacking = [code for code, value in zip(codes, theta, strict=True) if np.isnan(value)]
            raise ValueError(f"no capital or capability of {ccode} or its enemies {lacking} in {year}")
        return theta

    def shared_allies(self, ccode1: int, ccode2: int, year: int) -> int:
        """Number of states with a defence or offence obligation shared with each of the two."""
        return int((self.row(self.alliance, ccode1, year) & self.row(self.alliance, ccode2, year)).sum())

    def common(self, ccode1: int, ccode2: int, year: int) -> tuple[int, float, float]:
        """Third state whose smaller threat to the two is largest, and its threat to each; thetas 0 if none."""
        thetas = np.array([self.theta(ccode1, year), self.theta(ccode2, year)])
        smaller = thetas.min(axis=0)
        largest = int(smaller.argmax())
        if smaller[largest] == 0:
            return 0, 0.0, 0.0
        return self.grid.codes[largest], float(thetas[0, largest]), float(thetas[1, largest])
