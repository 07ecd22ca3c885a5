"""Forecasts of many dyads years ahead, and what came: the backtest by class of dyad (state and kind of tie)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.outlook.design import columns
from foedus.outlook.logit import sigmoid, with_intercept
from foedus.outlook.model import MOVES, RouteFit, matrix
from foedus.outlook.past_record import KINDS, YEARS
from foedus.outlook.poisson import pool
from foedus.outlook.reference import SMALL, ReferenceClass
from foedus.outlook.routes import ENTENTE, RIVALRY
from foedus.terms.outcomes import OUTCOMES

Array = NDArray[np.float64]
Places = NDArray[np.intp]


def moves_of(
    fits: Sequence[RouteFit], history: History, *, place: Places, classes: Sequence[ReferenceClass] = ()
) -> Array:
    """Annual chance of every one of `MOVES` for rows of the history, shape (rows, moves), pooled with `classes`."""
    by_name = {fit.route.name: fit for fit in fits}
    out = np.empty((len(place), len(MOVES)))
    tie, threat = history.column("small_tie")[place], history.column("common_threat")[place]
    state = history.state[place]
    for at, (route, origin) in enumerate(MOVES):
        x = history.x[np.ix_(place, columns(route.covariates))]
        for name, flagged in (("origin_entente", ENTENTE), ("origin_rivalry", RIVALRY)):
            if name in route.covariates:
                x[:, route.covariates.index(name)] = float(origin == flagged)
        fit = by_name[route.name]
        out[:, at] = sigmoid(with_intercept(fit.scale.apply(x)) @ fit.beta)
        for found in classes:
            if (found.route, found.origin) == (route.name, origin):
                rows = found.holds(tie, threat) & ((found.route == SMALL) | (state == origin))
                out[rows, at] = pool(out[rows, at], np.asarray(-np.expm1(-found.rate)))
    return out


def states_ahead(chance: Array, origin: NDArray[np.integer], *, years: int = YEARS) -> Array:
    """Chance of each state so many years ahead, shape (rows, 4), from annual chances of moves."""
    power = np.linalg.matrix_power(matrix(chance), years)
    found: Array = power[np.arange(len(origin)), origin]
    return found


@dataclass(frozen=True)
class Ahead:
    """Forecasts from one year, and what came."""

    place: Places  #: Shape (rows,). Dyads of the year of which both states are in the system at the end.
    forecast: Array  #: Shape (rows, 4).
    outcome: NDArray[np.intp]  #: Shape (rows,). State at the end.


def look_ahead(
    fits: Sequence[RouteFit],
    history: History,
    year: int,
    *,
    classes: Sequence[ReferenceClass] = (),
    years: int = YEARS,
) -> Ahead:
    """Forecast every dyad of a year so many years ahead, covariates frozen."""
    place = np.nonzero(history.year == year)[0]
    end = year + years - history.grid.first
    place = place[history.pairs.both[end, history.pair[place]]]
    chance = moves_of(fits, history, place=place, classes=classes)
    states = states_ahead(chance, history.state[place], years=years)
    return Ahead(place, states, history.pairs.state[end, history.pair[place]])


def kind_of(history: History, place: Places) -> NDArray[np.intp]:
    """Position in `KINDS` of rows of the history."""
    state, small = history.state[place], history.column("small_tie")[place] > 0
    tests = [(state == origin) & (small == tied if tied is not None else True) for origin, tied in KINDS]
    return np.select(tests, range(len(KINDS)), default=-1)


def by_kind(history: History, found: Ahead) -> Array:
    """Sums by class of dyad, shape (kinds, 9): dyads, expected in each state, observed in each."""
    kind = kind_of(history, found.place)
    one = np.eye(len(OUTCOMES))[found.outcome]
    rows = np.column_stack([np.ones(len(kind)), found.forecast, one])
    return np.stack([rows[kind == at].sum(axis=0) for at in range(len(KINDS))])


def kind_sums(history: History, year: int, fits: tuple[RouteFit, ...], *, classes: Sequence[ReferenceClass]) -> Array:
    """Sums of the forecasts ten years ahead by class of dyad (see `by_kind`); zeros where the history ends before."""
    if year + YEARS > history.grid.last:
        return np.zeros((len(KINDS), 1 + 2 * len(OUTCOMES)))
    return by_kind(history, look_ahead(fits, history, year, classes=classes))
