"""The states of one year, what stands between them, and the covariates of every pair that follow. Array-only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.history.covariates import COLUMNS, democracy_pair, power_pair
from foedus.history.threat import common_threat, great_circle, threats

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]


def pair_rows(
    theta: Array,
    km: Array,
    *,
    power: Array,
    democracy: Array,
    major: Mask,
    state: NDArray[np.integer],
    land: Mask,
    contiguous: Mask,
) -> tuple[Array, Array]:
    """Covariates of all pairs of a year that need no other year, and their common threat.

    Parameters
    ----------
    theta, km : array, shape (states, states)
        Threat to the row's state from the column's; kilometres between capitals.
    power, democracy, major : array, shape (states,)
    state, land, contiguous : array, shape (pairs,)
        In the order of the upper triangle: position in `OUTCOMES`, a border by land, a border of any kind.

    Returns
    -------
    array, shape (pairs, covariates)
        Columns of `COLUMNS`; those that look back, and `small_tie`, are 0.
    array, shape (pairs,)
    """
    low, high = np.triu_indices(len(theta), 1)
    common = common_threat(theta)[low, high]
    own = theta.max(axis=1, initial=0.0)
    joint, difference = democracy_pair(democracy[low], democracy[high])
    power_sum, power_ratio = power_pair(power[low], power[high])
    majors = major[low].astype(float) + major[high]
    found = {
        "land_contiguity": land,
        "any_contiguity": contiguous,
        "log_distance": np.log1p(km[low, high]),
        "major_any": majors > 0,
        "majors": majors,
        "joint_democracy": joint,
        "democracy_difference": difference,
        "origin_entente": state == 1,
        "origin_rivalry": state == 3,
        "common_threat": common,
        "least_own_threat": np.minimum(own[low], own[high]),
        "mutual_threat": np.maximum(theta[low, high], theta[high, low]),
        "log_power_sum": power_sum,
        "log_power_ratio": power_ratio,
    }
    nothing = np.zeros(len(low))
    return np.column_stack([found.get(name, nothing) for name in COLUMNS]), common


@dataclass(frozen=True)
class SystemYear:
    """The state system at the end of one year; pairs stand in the order of the upper triangle of `ccode`."""

    year: int
    ccode: NDArray[np.int32]  #: Shape (states,). Members of the system, sorted.
    #: `power`, `democracy`, `lat`, `lng`: shape (states,). CINC share, EUDS, capital in degrees.
    power: Array
    democracy: Array
    lat: Array
    lng: Array
    major: Mask  #: Shape (states,). Major powers.
    state: NDArray[np.int8]  #: Shape (pairs,). State of relation, as a position in `OUTCOMES`.
    #: `land`, `contiguous`, `ever_alliance`, `ever_entente`, `small_tie`, `enemy`: shape (pairs,). A border by land, of
    #: any kind; allied or in entente in this year or before; tied by small pacts only; a rivalry or a dispute, and no alliance.
    land: Mask
    contiguous: Mask
    ever_alliance: Mask
    ever_entente: Mask
    small_tie: Mask
    enemy: Mask

    @cached_property
    def pairs(self) -> tuple[Places, Places]:
        """Positions of the lower and the higher code of each pair."""
        return np.triu_indices(len(self.ccode), 1)

    @cached_property
    def km(self) -> Array:
        """Kilometres between capitals, shape (states, states)."""
        return great_circle(self.lat, self.lng)

    @cached_property
    def theta(self) -> Array:
        """Threat to the row's state from the column's, shape (states, states) (see `foedus.history.threat`)."""
        enemy, border = self._square(self.enemy), self._square(self.contiguous)
        return threats(self.power, enemy, contiguous=border, km=self.km, major=self.major)

    @cached_property
    def _alone(self) -> tuple[Array, Array]:
        return pair_rows(
            self.theta, self.km, power=self.power, democracy=self.democracy, major=self.major, state=self.state,
            land=self.land, contiguous=self.contiguous,
        )  # fmt: skip

    @property
    def common(self) -> Array:
        """Common threat to each pair, shape (pairs,)."""
        return self._alone[1]

    def rows(self, before: SystemYear) -> Array:
        """Covariates of all pairs, shape (pairs, covariates); `before` is the system `GAIN_YEARS` earlier."""
        alone, common = self._alone
        x = alone.copy()
        x[:, COLUMNS.index("common_threat_gain")] = np.maximum(common - before.common_of(self.ccode), 0.0)
        for name in ("ever_alliance", "ever_entente", "small_tie"):
            x[:, COLUMNS.index(name)] = getattr(self, name)
        return x

    def common_of(self, codes: NDArray[np.integer]) -> Array:
        """Common threat to each pair of some codes, in the order of their upper triangle; 0 where one was no member."""
        square = np.zeros((len(self.ccode) + 1,) * 2)
        low, high = self.pairs
        square[low, high] = square[high, low] = self.common
        at = np.minimum(np.searchsorted(self.ccode, codes), len(self.ccode) - 1)
        at = np.where(self.ccode[at] == codes, at, len(self.ccode))
        one, other = np.triu_indices(len(codes), 1)
        found: Array = square[at[one], at[other]]
        return found

    def place(self, code: int) -> int:
        """Position of a code. Raises InputError if it was no member of the system in the year."""
        at = int(np.searchsorted(self.ccode, code))
        if at == len(self.ccode) or self.ccode[at] != code:
            raise InputError(f"{code}: no member of the state system in {self.year}")
        return at

    def pair(self, one: int, other: int) -> int:
        """Position of a pair of codes, in whichever order. Raises InputError if one was no member or both are one."""
        low, high = sorted((self.place(one), self.place(other)))
        if low == high:
            raise InputError(f"{one} twice: a dyad needs two states")
        return low * (2 * len(self.ccode) - low - 1) // 2 + high - low - 1

    def threat_of(self, enemy: int, state: int) -> float:
        """Theta that one state would pose to another as its enemy, 0 to 1 (see `foedus.history.threat`).

        Raises InputError if one of the two is no member of the system in the year.
        """
        border = bool(self.contiguous[self.pair(enemy, state)])
        at = np.array([self.place(state), self.place(enemy)])
        apart = ~np.eye(2, dtype=bool)
        km = great_circle(self.lat[at], self.lng[at])
        theta = threats(self.power[at], apart, contiguous=apart & border, km=km, major=self.major[at])
        return float(theta[0, 1])

    def _square(self, mask: Mask) -> Mask:
        """Symmetric matrix of a mask of pairs."""
        square = np.zeros((len(self.ccode),) * 2, dtype=bool)
        low, high = self.pairs
        square[low, high] = square[high, low] = mask
        return square
