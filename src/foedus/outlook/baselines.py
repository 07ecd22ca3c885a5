"""Forecasts to be beaten: base rate, Markov table, eight plain covariates; and M3* as one logit per target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.history.covariates import M3, PLAIN
from foedus.outlook.design import columns
from foedus.outlook.logit import fit_logit, fit_scale, sigmoid, with_intercept
from foedus.outlook.routes import AFTER_WAR, HALF_LIFE, RIDGE
from foedus.outlook.weights import decay

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: First outcome year of the tables (base rate and Markov).
TABLE_FIRST = 1920
#: Penalty of the plain model, on unscaled covariates.
PLAIN_RIDGE = 1.0


@dataclass(frozen=True)
class Origin:
    """One forecasting origin."""

    train: Mask  #: `train`, `test`: shape (rows,). Rows with outcomes before the origin; rows to forecast.
    test: Mask
    last: int  #: Last outcome year that is known.


@dataclass(frozen=True)
class Event:
    """What is forecast: rows at risk, those that make it, and their weights, all of shape (rows,)."""

    at_risk: Mask
    event: Mask
    weight: Array


Forecast = Callable[[History, Origin, Event], Array]


def base_rate(history: History, origin: Origin, goal: Event) -> Array:
    """Share of events since 1920: one number for all."""
    rows = goal.at_risk & origin.train & (history.year + 1 >= TABLE_FIRST)
    return np.full(int((goal.at_risk & origin.test).sum()), goal.event[rows].mean())


def markov(history: History, origin: Origin, goal: Event) -> Array:
    """Share of events since 1920 by present state."""
    rows = goal.at_risk & origin.train & (history.year + 1 >= TABLE_FIRST)
    count = np.bincount(history.state[rows], minlength=4)
    share = np.bincount(history.state[rows], weights=goal.event[rows], minlength=4) / np.maximum(count, 1)
    found: Array = share[history.state[goal.at_risk & origin.test]]
    return found


def plain(history: History, origin: Origin, goal: Event) -> Array:
    """The eight plain covariates, unweighted, unscaled, trained after 1945."""
    train = goal.at_risk & origin.train & (history.year + 1 >= AFTER_WAR)
    test = goal.at_risk & origin.test
    beta = fit_logit(
        _plain_design(history, train),
        goal.event[train].astype(float),
        weight=np.ones(int(train.sum())),
        ridge=PLAIN_RIDGE,
    )
    return sigmoid(_plain_design(history, test) @ beta)


def _plain_design(history: History, rows: Mask) -> Array:
    """Plain covariates, and whether the origin is an alliance (for moves out of it)."""
    x = history.x[np.ix_(np.nonzero(rows)[0], columns(PLAIN))]
    return with_intercept(np.column_stack([x, history.state[rows] == 0]))


def m3(history: History, origin: Origin, goal: Event) -> Array:
    """M3*: sixteen covariates, treaty weights, half-life 20 years, ridge 10."""
    train, test = goal.at_risk & origin.train, goal.at_risk & origin.test
    x = history.x[np.ix_(np.nonzero(train)[0], columns(M3))]
    w = goal.weight[train] * decay(history.year[train] + 1, origin.last, half_life=HALF_LIFE)
    scale = fit_scale(x, w)
    beta = fit_logit(with_intercept(scale.apply(x)), goal.event[train].astype(float), weight=w, ridge=RIDGE)
    later = history.x[np.ix_(np.nonzero(test)[0], columns(M3))]
    return sigmoid(with_intercept(scale.apply(later)) @ beta)


def four_states(model: Forecast, history: History, *, origin: Origin) -> Array:
    """A baseline's chance of each state next year, shape (test rows, 4): it enters each state that it is not in.

    Each destination is forecast from all other states; what is left is the chance to stay.
    """
    known, place = history.following >= 0, np.nonzero(origin.test)[0]
    out = np.zeros((len(place), 4))
    here = history.state[place]
    for to in range(4):
        at_risk = known & (history.state != to)
        event = at_risk & (history.following == to)
        out[here != to, to] = model(history, origin, Event(at_risk, event, np.ones(len(event))))
    out /= np.maximum(out.sum(axis=1, keepdims=True), 1.0)
    out[np.arange(len(place)), here] = np.maximum(1 - out.sum(axis=1), 0.0)
    return out
