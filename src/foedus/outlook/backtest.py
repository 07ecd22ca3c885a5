"""Rolling-origin backtest: every block of years is forecast from what was known before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.outlook.baselines import Forecast, Origin, base_rate, four_states, m3, markov, plain
from foedus.outlook.design import columns, made
from foedus.outlook.fit import fit_routes
from foedus.outlook.logit import sigmoid, with_intercept
from foedus.outlook.model import RouteFit
from foedus.outlook.past_record import BLOCK as YEARS_SCORED
from foedus.outlook.routes import NAMES, ROUTES
from foedus.outlook.targets import Target, targets
from foedus.outlook.weights import bundle_ids, bundle_weights

Array = NDArray[np.float64]
FROM, TO, BLOCK = 1986, 2010, 5
#: Baselines that forecast all four states, by name in the predictions.
BASELINES: Mapping[str, Forecast] = {"base": base_rate, "markov": markov, "plain": plain}
#: What is scored on every target, in the order of the table.
MODELS = ("base", "markov", "plain", "m3", "outlook")

#: Routes that make a target's event.
MADE_BY = {
    "a": ("alliance_small", "alliance_bloc"),
    "b": ("alliance_small",),
    "c": ("alliance_small", "entente_small"),
}


@dataclass(frozen=True)
class Backtest:
    """Forecasts of every dyad-year of the test period."""

    first: int  #: `first`, `last`, `block`: first and last outcome year, and years per origin.
    last: int
    block: int
    place: NDArray[np.intp]  #: Shape (rows,). Rows of the history, in order.
    #: Shape (rows, 4). Chance of each state next year, by model: the baselines and `outlook`.
    states: Mapping[str, Array]
    routes: Array  #: Shape (rows, routes). Chance of every route of the outlook; 0 where the origin cannot make it.
    #: Shape (rows,). Chance of the target's event; NaN where it is not at risk.
    by_target: Mapping[tuple[str, str], Array]


def route_chances(fits: tuple[RouteFit, ...], history: History, *, place: NDArray[np.intp]) -> Array:
    """Annual chance of every route for rows of the history, shape (rows, routes)."""
    out = np.zeros((len(place), len(ROUTES)))
    for at, fit in enumerate(fits):
        able = np.isin(history.state[place], fit.route.origins)
        x = history.x[np.ix_(place[able], columns(fit.route.covariates))]
        out[able, at] = sigmoid(with_intercept(fit.scale.apply(x)) @ fit.beta)
    return out


def next_states(chance: Array, origin: NDArray[np.integer]) -> Array:
    """Chance of each state next year from chances of routes, shape (rows, 4)."""
    out = np.zeros((len(chance), 4))
    for at, route in enumerate(ROUTES):
        out[:, route.destination] += chance[:, at]
    out /= np.maximum(out.sum(axis=1, keepdims=True), 1.0)
    out[np.arange(len(out)), origin] = np.maximum(1 - out.sum(axis=1), 0.0)
    return out


def run_backtest(
    history: History,
    *,
    first: int = FROM,
    last: int = TO,
    block: int = BLOCK,
    progress: Callable[[str], None] | None = None,
) -> Backtest:
    """Forecast outcomes of `first` to `last` in blocks, each from a fit on what came before it."""
    outcome, known = history.year + 1, history.following >= 0
    place = np.nonzero(known & (outcome >= first) & (outcome <= last))[0]
    goals = targets(history)
    states = {name: np.zeros((len(place), 4)) for name in BASELINES}
    routes = np.zeros((len(place), len(ROUTES)))
    by_target = {(goal.id, name): np.full(len(place), np.nan) for goal in goals for name in MODELS}
    fits: tuple[RouteFit, ...] = ()
    for start in range(first, last + 1, block):
        if progress:
            progress(f"outcomes {start}-{min(start + block - 1, last)}")
        test = known & (outcome >= start) & (outcome <= min(start + block - 1, last))
        origin = Origin(known & (outcome < start), test, start - 1)
        here = test[place]
        fits = fit_routes(history, last=start - 1, draws=0, start=fits)
        routes[here] = route_chances(fits, history, place=np.nonzero(test)[0])
        for name, model in BASELINES.items():
            states[name][here] = four_states(model, history, origin=origin)
        for goal in goals:
            rows = here & goal.at_risk[place]
            for name, model in (*BASELINES.items(), ("m3", m3)):
                by_target[goal.id, name][rows] = model(history, origin, goal)
    for goal in goals:
        rows = goal.at_risk[place]
        by_target[goal.id, "outlook"][rows] = _target_chance(goal, routes)[rows]
    all_states = {**states, "outlook": next_states(routes, history.state[place])}
    return Backtest(first, last, block, place, all_states, routes, by_target)


def _target_chance(goal: Target, routes: Array) -> Array:
    """The outlook's chance of a target's event: the sum over the routes that make it."""
    total: Array = routes[:, [NAMES.index(name) for name in MADE_BY[goal.id]]].sum(axis=1)
    return total


def route_sums(history: History, year: int, fits: tuple[RouteFit, ...]) -> Array:
    """Expected and observed events of each route in the five years after an origin, weighted as it is, and treaties."""
    outcome = history.year + 1
    test = (history.following >= 0) & (outcome > year) & (outcome <= year + YEARS_SCORED)
    place = np.nonzero(test)[0]
    chance, out = route_chances(fits, history, place=place), np.zeros((len(ROUTES), 3))
    for at, route in enumerate(ROUTES):
        here = place[np.isin(history.state[place], route.origins)]
        event = made(history, route)
        bundle = bundle_ids(history.treaty, history.year, event=event)
        w = bundle_weights(bundle)[here] if route.weighted else np.ones(len(here))
        expected = chance[np.isin(history.state[place], route.origins), at]
        out[at] = w @ expected, w @ event[here], len(np.unique(bundle[here][bundle[here] >= 0]))
    return out
