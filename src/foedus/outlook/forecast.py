"""A dyad's four states by year, with draws: what the assessment takes as its prior.

The small-pact route is pooled with the reference class of the same state and threat: like with like. The point is the mean
of the two in log odds; a draw takes the one or the other, so that the interval spans both. The bloc route
stays in the total and is shown as a band of its own: it is not forecastable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.intervals import interval
from foedus.outlook.model import MOVES, OutlookModel, matrix
from foedus.outlook.poisson import pool
from foedus.outlook.reference import POOLED, ReferenceClass, find_class
from foedus.outlook.transition import run

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """Chance of the four states by year."""

    annual: Array  #: Shape (4, 4). Annual transition matrix with frozen covariates: its powers are the forecast.
    by_year: Array  #: Shape (years + 1, 4). Point; year 0 is the present state.
    draws: Array  #: Shape (draws, years + 1, 4). Coefficients and reference class drawn.
    without_bloc: Array  #: Shape (years + 1, 4). The same with no route into alliance through a bloc.

    @property
    def bloc(self) -> Array:
        """Part of the chance of alliance that is the bloc route's, shape (years + 1,)."""
        band: Array = self.by_year[:, 0] - self.without_bloc[:, 0]
        return band

    def interval(self, level: float = 0.9) -> Array:
        """Interval of the draws, shape (2, years + 1, 4), widened to hold the point."""
        low, high, _ = interval(self.draws, self.by_year, level=level)
        return np.stack([low, high])


def forecast(
    model: OutlookModel,
    values: Mapping[str, float],
    *,
    state: int,
    years: int,
    draws: int = 200,
    rng: np.random.Generator | None = None,
    classes: Sequence[ReferenceClass] = (),
) -> Forecast:
    """Forecast a dyad.

    Parameters
    ----------
    model : OutlookModel
        Fitted.
    values : mapping of str to float
        Covariates (see `COLUMNS`), frozen over the horizon.
    state : int
        Present state, as a position in `STATES`.
    years : int
        Horizon, 0 or more.
    draws : int
        Number of draws; coefficient draws are taken in turn.
    rng : numpy.random.Generator, optional
        Draws the reference class; a fixed seed if left out.
    classes : sequence of ReferenceClass
        Pooled with the small-pact route; none: the model alone.
    """
    rng = rng or np.random.default_rng(0)
    point = model.chances(values)
    drawn = model.chances(values, drawn=True)[np.arange(draws) % model.draws]
    point, drawn = _pooled(point, drawn, values=values, classes=classes, rng=rng)
    annual = matrix(point)
    return Forecast(
        annual=annual,
        by_year=run(annual, state, years=years),
        draws=run(matrix(drawn), state, years=years),
        without_bloc=run(matrix(point, bloc=False), state, years=years),
    )


def _pooled(
    point: Array,
    drawn: Array,
    *,
    values: Mapping[str, float],
    classes: Sequence[ReferenceClass],
    rng: np.random.Generator,
) -> tuple[Array, Array]:
    """Chances of moves with those of the small-pact route pooled with their class."""
    point, drawn = point.copy(), drawn.copy()
    by_class = rng.permutation(np.arange(len(drawn)) % 2).astype(float)
    for at, (route, origin) in enumerate(MOVES):
        found = find_class(classes, origin, values=values) if route.name in POOLED else None
        if found is not None:
            point[at] = pool(point[at], np.asarray(-np.expm1(-found.rate)))
            rates = np.maximum(-np.expm1(-found.draw(len(drawn), rng)), 1e-12)
            drawn[:, at] = pool(drawn[:, at], rates, by_class)
    return point, drawn


@dataclass(frozen=True)
class SmallPact:
    """Chance of an alliance by a small pact within the horizon, by the model, the class, and pooled.

    Each is (point, low, high); intervals at 95 %; the pooled one spans both.
    """

    model: tuple[float, float, float]
    reference: tuple[float, float, float] | None
    pooled: tuple[float, float, float]


def small_pact(
    model: OutlookModel, values: Mapping[str, float], *, state: int, years: int, found: ReferenceClass | None
) -> SmallPact:
    """Small-pact route alone from the present state: 1 - (1 - q)^years."""
    fit = model.fit("alliance_small")
    point = float(1 - (1 - fit.chance(values, state)) ** years)
    drawn = 1 - (1 - fit.chance(values, state, drawn=True)) ** years
    low, high = (float(value) for value in np.quantile(drawn, [0.025, 0.975]))
    by_model = (point, min(low, point), max(high, point))
    if found is None:
        return SmallPact(by_model, None, by_model)
    lower, upper = found.interval(years)
    centre = float(pool(np.asarray(point), np.asarray(-np.expm1(-found.rate * years))))
    return SmallPact(
        by_model, (found.chance(years), lower, upper), (centre, min(by_model[1], lower), max(by_model[2], upper))
    )
