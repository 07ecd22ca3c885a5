"""The last year of the history in small: what a forecast from it needs, shipped with the model.

States have capability, democracy, place; pairs one byte of flags; a common threat only the few that have one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.history.covariates import COLUMNS, democracy_pair, power_pair
from foedus.history.dyad import DyadYear
from foedus.history.threat import great_circle, threats

Array = NDArray[np.float64]

#: Bits of a pair's flags above the two that hold the state.
FLAGS = ("land_contiguity", "any_contiguity", "ever_alliance", "ever_entente", "small_tie")
#: Columns of a threatened pair: what the common threat is, and what is left without its source.
THREATS = ("common_threat", "common_threat_gain", "to_first", "to_second", "left", "left_gain", "left_own")


@dataclass(frozen=True)
class CurrentYear:
    """Arrays of one year."""

    year: NDArray[np.int32]  #: Shape (1,). The year.
    ccode: NDArray[np.int32]  #: Shape (states,). Members of the system, sorted.
    #: `power`, `democracy`, `lat`, `lng`, `own`: shape (states,). CINC share, EUDS, capital in degrees, largest threat.
    power: Array
    democracy: Array
    lat: Array
    lng: Array
    own: Array
    major: NDArray[np.bool_]  #: Shape (states,). Major powers.
    #: Shape (pairs,). State of relation and `FLAGS` of each pair, in the order of the upper triangle.
    flags: NDArray[np.uint8]
    pair: NDArray[np.int32]  #: Shape (threatened,). Pairs with a common threat.
    source: NDArray[np.int32]  #: Shape (threatened,). COW code of the state that makes it.
    threat: Array  #: Shape (threatened, 7). Columns of `THREATS`.
    hostile: NDArray[np.int32]  #: Shape (hostile,). Pairs that threaten each other.
    mutual: Array  #: Shape (hostile,). The larger of the two thetas.

    def as_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def dyad(self, one: int, other: int) -> DyadYear:
        """A dyad of the year, in whichever order it is named.

        Raises InputError if one of the two is no member of the system in the year.
        """
        year = int(self.year[0])
        for code in (one, other):
            if code not in self.ccode:
                raise InputError(f"{code}: no member of the state system in {year}")
        low, high = (int(np.searchsorted(self.ccode, code)) for code in sorted((one, other)))
        pair = _pair(low, high, states=len(self.ccode))
        flags = int(self.flags[pair])
        threat = self._threat(pair, self.own[[low, high]])
        values = self._values(low, high, flags=flags, threat=threat, pair=pair)
        gone = {
            "common_threat": threat["left"],
            "common_threat_gain": threat["left_gain"],
            "least_own_threat": threat["left_own"],
        }
        return DyadYear(
            int(self.ccode[low]), int(self.ccode[high]), year, flags & 3, values, {**values, **gone},
            int(threat["source"]), (threat["to_first"], threat["to_second"]), "the table that comes with the model",
        )  # fmt: skip

    def threat_of(self, enemy: int, state: int) -> float:
        """Theta that one state would pose to another as its enemy, 0 to 1 (see `foedus.history.threat`).

        Raises InputError if one of the two is no member of the system in the year.
        """
        for code in (enemy, state):
            if code not in self.ccode:
                raise InputError(f"{code}: no member of the state system in {int(self.year[0])}")
        at = np.array([int(np.searchsorted(self.ccode, code)) for code in (state, enemy)])
        flags = int(self.flags[_pair(int(at.min()), int(at.max()), states=len(self.ccode))])
        border = bool(flags >> (2 + FLAGS.index("any_contiguity")) & 1)
        apart = ~np.eye(2, dtype=bool)
        theta = threats(
            self.power[at],
            apart,
            contiguous=apart & border,
            km=great_circle(self.lat[at], self.lng[at]),
            major=self.major[at],
        )
        return float(theta[0, 1])

    def _threat(self, pair: int, own: Array) -> dict[str, float]:
        at = np.nonzero(self.pair == pair)[0]
        least = float(own.min())
        if not len(at):
            return {**dict.fromkeys(THREATS, 0.0), "left_own": least, "source": 0.0}
        row = self.threat[at[0]]
        found = {name: float(value) for name, value in zip(THREATS, row, strict=True)}
        return {**found, "source": float(self.source[at[0]])}

    def _values(self, low: int, high: int, *, flags: int, threat: Mapping[str, float], pair: int) -> dict[str, float]:
        both = np.array([low, high])
        km = great_circle(self.lat[both], self.lng[both])[0, 1]
        joint, difference = democracy_pair(self.democracy[[low]], self.democracy[[high]])
        power_sum, power_ratio = power_pair(self.power[[low]], self.power[[high]])
        majors = float(self.major[both].sum())
        mutual = self.mutual[self.hostile == pair]
        values = {
            **{name: float(flags >> (2 + bit) & 1) for bit, name in enumerate(FLAGS)},
            "log_distance": float(np.log1p(km)),
            "major_any": float(majors > 0),
            "majors": majors,
            "joint_democracy": float(joint[0]),
            "democracy_difference": float(difference[0]),
            "origin_entente": float(flags & 3 == 1),
            "origin_rivalry": float(flags & 3 == 3),
            "common_threat": threat["common_threat"],
            "common_threat_gain": threat["common_threat_gain"],
            "least_own_threat": float(self.own[both].min()),
            "mutual_threat": float(mutual[0]) if len(mutual) else 0.0,
            "log_power_sum": float(power_sum[0]),
            "log_power_ratio": float(power_ratio[0]),
        }
        return {name: values[name] for name in COLUMNS}


def _pair(low: int, high: int, *, states: int) -> int:
    """Position of a pair in the upper triangle."""
    return low * (2 * states - low - 1) // 2 + high - low - 1
