"""Reference classes: how often did dyads in this state, of this kind, take the step?

Two routes have classes. Small pacts of alliance: dyads alike in state, tie and common threat, counted by treaty. Blocs, out of
entente: dyads alike in tie, since what a bloc's own members do says little of two states that a small pact ties; counted by
dyad, with the treaties as what is independent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.poisson import poisson_interval, within
from foedus.outlook.routes import ENTENTE, RIVALRY, UNALIGNED

Array = NDArray[np.float64]
Whole = NDArray[np.integer]
Mask = NDArray[np.bool_]

#: Lower edges of the bands of common threat: none, some, high.
BANDS = (("none", 0.0, 0.0), ("below .25", 0.0, 0.25), (".25 or more", 0.25, 1.0))
#: The band of a class that asks for none.
ANY = "any"
FIRST = 1946
#: Last year known below which classes count all years from the first: too little lies behind 1946.
EARLY = 1960
#: Added to a count, so that none is not never (Jeffreys).
HALF = 0.5
#: Routes whose chance is pooled with a reference class.
SMALL, BLOC = POOLED = ("alliance_small", "alliance_bloc")


@dataclass(frozen=True)
class ReferenceClass:
    """Dyad-years alike, and the treaties that allied some of them by a route."""

    route: str  #: One of `POOLED`.
    origin: int  #: State, as a position in `OUTCOMES`.
    small_tie: bool  #: Tied by small pacts only (entente); False elsewhere.
    band: str  #: Size of the common threat; `ANY` where all sizes are meant.
    first: int  #: `first`, `last`: years of the dyad-years.
    last: int
    dyad_years: int  #: Exposure.
    bundles: int  #: Treaties by which the route allied dyads in the class.
    ties: int  #: Dyads that they allied.
    moves: tuple[int, ...]  #: Dyads that moved to each of the four states by the next year.

    @property
    def events(self) -> int:
        """What is counted: treaties of small pacts, dyads of blocs."""
        return self.bundles if self.route == SMALL else self.ties

    @property
    def rate(self) -> float:
        """Annual rate of the route, (k + .5) / n."""
        return (self.events + HALF) / max(self.dyad_years, 1)

    def chance(self, years: int) -> float:
        """Raw chance within so many years, k / n a year."""
        return within(self.events / max(self.dyad_years, 1), years)

    def interval(self, years: int, level: float = 0.95) -> tuple[float, float]:
        """Exact Poisson interval of `chance`, treaties being what is independent."""
        low, high = poisson_interval(self.bundles, level)
        scale = self.events / max(self.bundles, 1) if self.events else 1.0
        exposure = max(self.dyad_years, 1) / scale
        return within(low / exposure, years), within(high / exposure, years)

    def draw(self, draws: int, rng: np.random.Generator) -> Array:
        """Annual rates drawn from their posterior, Gamma(treaties + .5), with mean `rate`."""
        shape = self.bundles + HALF
        return rng.gamma(shape, self.rate / shape, size=draws)

    def holds(self, small_tie: Array, common_threat: Array) -> Mask:
        """Rows of dyads that belong to the class once they are in its state."""
        found = np.ones(len(small_tie), dtype=bool) if self.band == ANY else in_band(common_threat, self.band)
        return found & ((small_tie > 0) == self.small_tie) if self.origin == ENTENTE else found

    def known_for(self, state: int) -> bool:
        """Whether a dyad now in `state` can be told to belong to it later: a tie to come may be of either kind."""
        return self.route == SMALL or state == self.origin

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
    year: Whole,
    state: Whole,
    *,
    following: Whole,
    common_threat: Array,
    small_tie: Mask,
    bundles: Mapping[str, Whole],
    last: int | None = None,
) -> list[ReferenceClass]:
    """Count all classes over dyad-years; arrays of shape (rows,).

    Parameters
    ----------
    following : array of int
        Next state, -1 where it is unknown.
    bundles : mapping of str to array of int
        By route: bundle of the treaty that allies the dyad by the next year, -1 elsewhere; `-2 - row` may stand for a tie
        of no known treaty.
    last : int, optional
        Last year whose outcomes are known; default all.
    """
    final = int(year[following >= 0].max()) if last is None else last - 1
    first = FIRST if final >= EARLY else int(year.min())
    known = (following >= 0) & (year >= first) & (year <= final)
    found = []
    for route, origin, tied, band in _kinds():
        kind = ReferenceClass(route, origin, tied, band, first, final, 0, 0, 0, ())
        rows = np.nonzero(known & (state == origin))[0]
        rows = rows[kind.holds(small_tie[rows].astype(float), common_threat[rows])]
        made = bundles[route][rows]
        moves = np.bincount(following[rows], minlength=4)
        made = made[made != -1]
        counts = (len(rows), len(np.unique(made)), len(made), tuple(map(int, moves)))
        found.append(ReferenceClass(route, origin, tied, band, first, final, *counts))
    return found


def _kinds() -> list[tuple[str, int, bool, str]]:
    """Route, origin, tie and band of every class."""
    ties = {ENTENTE: (True, False), UNALIGNED: (False,), RIVALRY: (False,)}
    small = [(SMALL, origin, tied, band) for origin, kinds in ties.items() for tied in kinds for band, _, _ in BANDS]
    return small + [(BLOC, ENTENTE, tied, ANY) for tied in ties[ENTENTE]]


def read_classes(rows: Sequence[Mapping[str, Any]]) -> list[ReferenceClass]:
    """Classes from JSON."""
    return [ReferenceClass(**{**row, "moves": tuple(row["moves"])}) for row in rows]


def find_class(
    classes: Sequence[ReferenceClass], origin: int, *, values: Mapping[str, float], route: str = SMALL
) -> ReferenceClass | None:
    """The class of a dyad in a state, given its covariates; None for allies, who have no step to make."""
    tie, threat = np.array([values.get("small_tie", 0.0)]), np.array([values["common_threat"]])
    for found in classes:
        if (found.route, found.origin) == (route, origin) and found.holds(tie, threat)[0]:
            return found
    return None
