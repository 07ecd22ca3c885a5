"""From the history to the rows of one transition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.history.covariates import COLUMNS
from foedus.history.terms import SMALL
from foedus.outlook.routes import Route
from foedus.outlook.weights import bundle_ids, bundle_weights

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """Dyad-years at risk of a transition."""

    place: NDArray[np.intp]  #: Shape (rows,). Rows of the history.
    x: Array  #: Shape (rows, covariates). Their covariates, unscaled.
    y: Array  #: Shape (rows,). 1 where the transition is made by the next year.
    weight: Array  #: Shape (rows,). 1, or 1 / (ties in the bundle) of an event.
    year: NDArray[np.int32]  #: Shape (rows,). Year of the outcome.
    bundle: NDArray[np.int64]  #: Shape (rows,). Bundle of the event, -1 for none.


def small(history: History) -> NDArray[np.bool_]:
    """Rows whose tie begins or ends by a pact of up to four members."""
    found: NDArray[np.bool_] = (history.size > 0) & (history.size <= SMALL)
    return found


def columns(names: tuple[str, ...]) -> NDArray[np.intp]:
    """Positions of covariates in the history's table."""
    return np.array([COLUMNS.index(name) for name in names], dtype=np.intp)


def rows_of(history: History, route: Route, *, first: int | None = None, last: int | None = None) -> Rows:
    """Rows at risk of a route, with outcomes from `first` to `last` (years, both included)."""
    outcome = history.year + 1
    at_risk = (history.following >= 0) & np.isin(history.state, route.origins)
    at_risk &= (outcome >= (route.first if first is None else first)) & (outcome <= (last or 9999))
    return make_rows(history, at_risk, event=made(history, route), covariates=route.covariates, weighted=route.weighted)


def made(history: History, route: Route) -> NDArray[np.bool_]:
    """Rows that make the transition by the next year."""
    moved: NDArray[np.bool_] = (history.following == route.destination) & np.isin(history.state, route.origins)
    if route.treaty == "small":
        moved &= small(history)
    if route.treaty == "bloc":
        moved &= ~small(history)
    return moved


def make_rows(
    history: History,
    at_risk: NDArray[np.bool_],
    *,
    event: NDArray[np.bool_],
    covariates: tuple[str, ...],
    weighted: bool,
) -> Rows:
    """Rows at risk of an event; bundle weights count the ties of a bundle among all rows of the history."""
    bundle = bundle_ids(history.treaty, history.year, event=event)
    place = np.nonzero(at_risk)[0]
    weight = bundle_weights(bundle)[place] if weighted else np.ones(len(place))
    x = history.x[np.ix_(place, columns(covariates))]
    return Rows(place, x, event[place].astype(float), weight, history.year[place] + 1, bundle[place])
