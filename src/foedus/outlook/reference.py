"""Reference classes: how often did dyads in this state, with a common threat of this size, take the step?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.poisson import poisson_interval, within
from foedus.outlook.routes import ENTENTE, RIVALRY, ROUTES, UNALIGNED

Array = NDArray[np.float64]

#: Lower edges of the bands of common threat: none, some, high.
BANDS = (("none", 0.0, 0.0), ("below .25", 0.0, 0.25), (".25 or more", 0.25, 1.0))
FIRST = 1946
#: Added to a count, so that none is not never (Jeffreys).
HALF = 0.5


@dataclass(frozen=True)
class ReferenceClass:
    """Dyad-years alike in state, tie and common threat, and the small pacts that allied some of them."""

    origin: int  #: State, as a position in `STATES`.
    small_tie: bool  #: Tied by small pacts only (entente); False elsewhere.
    band: str  #: Size of the common threat.
    first: int  #: `first`, `last`: years of the dyad-years.
    last: int
    dyad_years: int  #: Exposure.
    bundles: int  #: Small pacts that made an alliance of dyads in the class.
    moves: tuple[int, ...]  #: Dyads that moved to each of the four states by the next year.

    @property
    def rate(self) -> float:
        """Annual rate of small pacts, (k + .5) / n."""
        return (self.bundles + HALF) / max(self.dyad_years, 1)

    def chance(self, years: int) -> float:
        """Raw chance within so many years, k / n a year."""
        return within(self.bundles / max(self.dyad_years, 1), years)

    def interval(self, years: int, level: float = 0.95) -> tuple[float, float]:
        """Exact Poisson interval of `chance`."""
        low, high = poisson_interval(self.bundles, level)
        return within(low / max(self.dyad_years, 1), years), within(high / max(self.dyad_years, 1), years)

    def draw(self, draws: int, rng: np.random.Generator) -> Array:
        """Annual rates drawn from their posterior, Gamma(k + .5, n)."""
        return rng.gamma(self.bundles + HALF, 1 / max(self.dyad_years, 1), size=draws)

    def as_dict(self) -> dict[str, Any]:
        """The class as JSON holds it."""
        return {**asdict(self), "moves": list(self.moves)}


def band_of(common_threat: float) -> str:
    """Name of the band that a common threat lies in.

    >>> band_of(0.0), band_of(0.1), band_of(0.25)
    ('none', 'below .25', '.25 or more')
    """
    if common_threat <= 0:
        return BANDS[0][0]
    return BANDS[1][0] if common_threat < BANDS[1][2] else BANDS[2][0]


def in_band(common_threat: Array, band: str) -> NDArray[np.bool_]:
    """Rows whose common threat lies in a band."""
    edge = BANDS[1][2]
    masks = {
        BANDS[0][0]: common_threat <= 0,
        BANDS[1][0]: (common_threat > 0) & (common_threat < edge),
        BANDS[2][0]: common_threat >= edge,
    }
    return masks[band]


def build_classes(
    year: NDArray[np.integer],
    state: NDArray[np.integer],
    *,
    following: NDArray[np.integer],
    common_threat: Array,
    small_tie: NDArray[np.bool_],
    small_bundle: NDArray[np.integer],
) -> list[ReferenceClass]:
    """Count all classes over dyad-years; arrays of shape (rows,).

    `following` is -1 where the next state is unknown; `small_bundle` is the bundle of the small pact that allies the
    dyad by the next year, -1 elsewhere.
    """
    known = (following >= 0) & (year >= FIRST)
    found = []
    for origin in (ENTENTE, UNALIGNED, RIVALRY):
        for tied in (True, False) if origin == ENTENTE else (False,):
            for band, _, _ in BANDS:
                rows = known & (state == origin) & in_band(common_threat, band)
                if origin == ENTENTE:
                    rows &= small_tie == tied
                bundles = np.unique(small_bundle[rows & (small_bundle >= 0)])
                moves = np.bincount(following[rows], minlength=4)
                last = int(year[known].max())
                found.append(
                    ReferenceClass(
                        origin, tied, band, FIRST, last, int(rows.sum()), len(bundles), tuple(map(int, moves))
                    )
                )
    return found


def read_classes(rows: Sequence[Mapping[str, Any]]) -> list[ReferenceClass]:
    """Classes from JSON."""
    return [ReferenceClass(**{**row, "moves": tuple(row["moves"])}) for row in rows]


def find_class(classes: Sequence[ReferenceClass], origin: int, *, values: Mapping[str, float]) -> ReferenceClass | None:
    """The class of a dyad in a state, given its covariates; None for allies, who have no step to make."""
    tied = origin == ENTENTE and values.get("small_tie", 0.0) > 0
    band = band_of(values["common_threat"])
    for found in classes:
        if (found.origin, found.small_tie, found.band) == (origin, tied, band):
            return found
    return None


#: Routes whose chance is pooled with the reference class.
POOLED = tuple(route.name for route in ROUTES if route.name == "alliance_small")
