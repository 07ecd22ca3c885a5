"""Fit all transitions, with bootstrap draws over treaty bundles and years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.outlook.bootstrap import Clusters, draw_logits
from foedus.outlook.design import Rows, rows_of
from foedus.outlook.logit import base_rate_start, fit_logit, fit_scale, with_intercept
from foedus.outlook.model import RouteFit
from foedus.outlook.reference import EARLY, HALF
from foedus.outlook.routes import ROUTES, Route
from foedus.outlook.weights import decay, resampled

Array = NDArray[np.float64]
DRAWS, SEED = 200, 0


@dataclass(frozen=True)
class Counts:
    """Size of a route's training sample."""

    rows: int
    events: int
    bundles: int


def fit_route(
    history: History,
    route: Route,
    *,
    last: int,
    year_weight: Array,
    rng: np.random.Generator,
    start: RouteFit | None = None,
) -> RouteFit:
    """Fit one transition on outcomes up to `last`, from the coefficients of an earlier fit if there is one.

    `year_weight`, shape (draws, years), holds bootstrap weights of the years of the history's outcomes; no draws
    where it has no rows. A route of which no event is known by then has the chance .5 / n and no slopes.
    """
    rows = rows_of(history, route, first=history.grid.first + 1 if last <= EARLY else None, last=last)
    weight = rows.weight * decay(rows.year, last, half_life=route.half_life)
    scale = fit_scale(rows.x, weight)
    design = with_intercept(scale.apply(rows.x))
    if not rows.y.any():
        never = base_rate_start(design.shape[1], np.full(len(rows.y), HALF / len(rows.y)), weight=np.ones(len(rows.y)))
        return RouteFit(route, scale, never, np.repeat(never[None], len(year_weight), axis=0))
    beta = fit_logit(design, rows.y, weight=weight, ridge=route.ridge, start=None if start is None else start.beta)
    if not len(year_weight):
        return RouteFit(route, scale, beta, np.empty((0, len(beta))))
    clusters = _clusters(rows, history.grid.first + 1, year_weight=year_weight, rng=rng)
    return RouteFit(
        route, scale, beta, draw_logits(design, rows.y, weight=weight, ridge=route.ridge, beta=beta, clusters=clusters)
    )


def _clusters(rows: Rows, first: int, *, year_weight: Array, rng: np.random.Generator) -> Clusters:
    """Years as they are weighted for all transitions alike; the bundles of this one."""
    known = rows.bundle >= 0
    numbers, place = np.unique(rows.bundle[known], return_inverse=True)
    bundle = np.full(len(rows.y), -1, dtype=np.intp)
    bundle[known] = place
    weights = resampled(max(len(numbers), 1), len(year_weight), rng=rng)
    return Clusters((rows.year - first).astype(np.intp), bundle, year_weight, weights)


def fit_routes(
    history: History,
    *,
    last: int | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    start: tuple[RouteFit, ...] = (),
    progress: Callable[[str], None] | None = None,
) -> tuple[RouteFit, ...]:
    """Fit all of `ROUTES` on outcomes up to `last` (default all), with `draws` bootstrap draws (0: none).

    `start` is an earlier fit to start from: it saves steps and changes nothing else.
    """
    final = history.grid.last if last is None else last
    rng = np.random.default_rng(seed)
    years = history.grid.shape[0] - 1
    year_weight = resampled(years, draws, rng=rng) if draws else np.empty((0, years))
    fits = []
    for at, route in enumerate(ROUTES):
        if progress:
            progress(route.words)
        earlier = start[at] if start else None
        fits.append(fit_route(history, route, last=final, year_weight=year_weight, rng=rng, start=earlier))
    return tuple(fits)


def count_rows(history: History, route: Route) -> Counts:
    """Rows, events and bundles of a route."""
    rows = rows_of(history, route)
    return Counts(len(rows.y), int(rows.y.sum()), len(np.unique(rows.bundle[rows.bundle >= 0])))
