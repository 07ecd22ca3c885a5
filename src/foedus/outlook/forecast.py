"""A dyad's four states by year, with draws: what the assessment takes as its prior.

Two routes are pooled with reference classes, like with like: small pacts of alliance with dyads of the same state and threat,
blocs out of entente, for a dyad in entente, with dyads of the same kind of tie. The point is the mean of model and class in log odds; a draw takes
the one or the other, so that the interval spans both. The bloc route stays in the total and is shown as a band of its
own: it is not forecastable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.intervals import interval
from foedus.outlook.model import MOVES, OutlookModel, matrix
from foedus.outlook.poisson import pool
from foedus.outlook.reference import BLOC, POOLED, SMALL, ReferenceClass, find_class
from foedus.outlook.routes import ALLIANCE
from foedus.outlook.transition import run

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """Chance of the four states by year."""

    annual: Array  #: Shape (4, 4). Annual transition matrix with frozen covariates: its powers are the forecast.
    by_year: Array  #: Shape (years + 1, 4). Point; year 0 is the present state.
    draws: Array  #: Shape (draws, years + 1, 4). Coefficients and reference class drawn.
    without_bloc: Array  #: Shape (years + 1, 4). The same with no route into alliance through a bloc.
    #: Share of small pacts in the annual chance of alliance from the present state; NaN for allies.
    small_share: float

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
        Pooled with the routes that have classes; none: the model alone.
    """
    rng = rng or np.random.default_rng(0)
    point = model.chances(values)
    drawn = model.chances(values, drawn=True)[np.arange(draws) % model.draws]
    point, drawn = _pooled(point, drawn, state=state, values=values, classes=classes, rng=rng)
    annual = matrix(point)
    return Forecast(
        annual=annual,
        by_year=run(annual, state, years=years),
        draws=run(matrix(drawn), state, years=years),
        without_bloc=run(matrix(point, bloc=False), state, years=years),
        small_share=_small_share(point, state),
    )


def _small_share(chance: Array, state: int) -> float:
    """Annual small / (small + bloc) chance of alliance."""
    by_route = {route.name: chance[at] for at, (route, origin) in enumerate(MOVES) if origin == state}
    if SMALL not in by_route:
        return float("nan")
    return float(by_route[SMALL] / (by_route[SMALL] + by_route[BLOC]))


@dataclass(frozen=True)
class ClassDraws:
    """The reference class of a move: its annual chance, and which draws take it with which chance."""

    chance: float
    takes: Array  #: Shape (draws,). 1 where a draw takes the class, 0 where it takes the model.
    draws: Array  #: Shape (draws,).


def class_draws(
    classes: Sequence[ReferenceClass],
    values: Mapping[str, float],
    *,
    state: int,
    draws: int,
    rng: np.random.Generator,
) -> dict[int, ClassDraws]:
    """Return what is pooled into the moves that have a class, by position in `MOVES`, for a dyad now in `state`.

    Only the state, the kind of tie and the band of common threat matter: dyads alike in them draw alike from one seed.
    """
    takes = {name: rng.permutation(np.arange(draws) % 2).astype(float) for name in POOLED}
    pooled = {}
    for at, (route, origin) in enumerate(MOVES):
        found = find_class(classes, origin, values=values, route=route.name) if route.name in POOLED else None
        if found is not None and found.known_for(state):
            rates = np.maximum(-np.expm1(-found.draw(draws, rng)), 1e-12)
            pooled[at] = ClassDraws(float(-np.expm1(-found.rate)), takes[route.name], rates)
    return pooled


def _pooled(
    point: Array,
    drawn: Array,
    *,
    state: int,
    values: Mapping[str, float],
    classes: Sequence[ReferenceClass],
    rng: np.random.Generator,
) -> tuple[Array, Array]:
    """Chances of moves with those of the pooled routes drawn to their class."""
    point, drawn = point.copy(), drawn.copy()
    for at, one in class_draws(classes, values, state=state, draws=len(drawn), rng=rng).items():
        point[at] = pool(point[at], np.asarray(one.chance))
        drawn[:, at] = pool(drawn[:, at], one.draws, one.takes)
    return point, drawn


@dataclass(frozen=True)
class SmallPact:
    """Chance of standing in an alliance at the horizon by way of small pacts, by the model, the class, and pooled.

    Each is (point, low, high); intervals at 95 %; the pooled one spans both. The pooled point and the bloc's part
    (`Forecast.bloc`) add up to the chance of alliance.
    """

    model: tuple[float, float, float]
    reference: tuple[float, float, float] | None
    pooled: tuple[float, float, float]


def small_pact(
    model: OutlookModel, values: Mapping[str, float], *, state: int, years: int, classes: Sequence[ReferenceClass] = ()
) -> SmallPact:
    """The way into alliance by small pacts alone, with no bloc, from the present state to the horizon."""
    point, drawn = model.chances(values), model.chances(values, drawn=True)
    by_model = _triple(_allied(point, state, years=years), _allied(drawn, state, years=years))
    if find_class(classes, state, values=values) is None:
        return SmallPact(by_model, None, by_model)
    low, high, rate = point.copy(), point.copy(), point.copy()
    for at, (route, origin) in enumerate(MOVES):
        found = find_class(classes, origin, values=values) if route.name == SMALL else None
        if found is not None:
            low[at], high[at] = found.interval(1)
            rate[at] = found.chance(1)
    reference = tuple(float(_allied(each, state, years=years)) for each in (rate, low, high))
    pooled, _ = _pooled(point, drawn, state=state, values=values, classes=classes, rng=np.random.default_rng(0))
    centre = float(_allied(pooled, state, years=years))
    span = (min(by_model[1], reference[1], centre), max(by_model[2], reference[2], centre))
    return SmallPact(by_model, (reference[0], reference[1], reference[2]), (centre, *span))


def _allied(chance: Array, state: int, *, years: int) -> Array:
    """Chance of alliance at the horizon from chances of moves, none of them by a bloc."""
    found: Array = run(matrix(chance, bloc=False), state, years=years)[..., -1, ALLIANCE]
    return found


def _triple(point: Array, drawn: Array) -> tuple[float, float, float]:
    """A point with the 95 % interval of its draws, widened to hold it."""
    low, high = (float(value) for value in np.quantile(drawn, [0.025, 0.975]))
    return float(point), min(low, float(point)), max(high, float(point))
