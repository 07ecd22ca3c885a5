"""The four states of every pair of a year at a horizon, with intervals: what `show` says of one, for all at once.

Pairs alike in state, kind of tie and band of common threat draw the same reference classes from one seed, so they are one
group; within it all pairs and draws go through the annual matrices together. The figures are those of `show` for the pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.covariates import COLUMNS
from foedus.history.system_year import SystemYear
from foedus.history.table import HistoryTable
from foedus.intervals import interval
from foedus.outlook.forecast import ClassDraws, class_draws
from foedus.outlook.logit import sigmoid, with_intercept
from foedus.outlook.model import MOVES, OutlookModel, RouteFit
from foedus.outlook.poisson import pool
from foedus.outlook.reference import band_of, read_classes
from foedus.outlook.routes import ENTENTE, RIVALRY
from foedus.terms.outcomes import OUTCOMES

Array = NDArray[np.float64]
Places = NDArray[np.intp]

DRAWS, SEED, LEVEL = 1000, 0, 0.9
#: Pairs that go through the matrices together: few enough for their draws to stay in the processor's cache.
TOGETHER = 24


@dataclass(frozen=True)
class AllPairs:
    """Chances of the four states of pairs at a horizon."""

    system: SystemYear  #: The year that they start from.
    horizon: int  #: Years ahead.
    pair: Places  #: Shape (pairs,). Positions of the pairs in the system's order.
    chance: Array  #: `chance`, `low`, `high`: shape (pairs, 4). Point and interval at `LEVEL`.
    low: Array
    high: Array

    @property
    def codes(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """COW codes of both states of each pair, the lower first."""
        one, other = self.system.pairs
        return self.system.ccode[one[self.pair]], self.system.ccode[other[self.pair]]

    @property
    def now(self) -> NDArray[np.int8]:
        """Present state of each pair, as a position in `OUTCOMES`."""
        return self.system.state[self.pair]


def forecast_pairs(
    model: OutlookModel,
    table: HistoryTable,
    year: int,
    *,
    horizon: int = 10,
    pair: Places | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> AllPairs:
    """Forecast pairs of a year.

    Parameters
    ----------
    model : OutlookModel
        Fitted.
    table : HistoryTable
        Where the pairs' covariates come from.
    year : int
        Present year.
    horizon : int
        Years ahead, 1 or more.
    pair : array of int, optional
        Positions of the wanted pairs in the order of the year's system; default all.
    draws, seed : int
        As `foedus.outlook.show.show` takes them.
    """
    system, x = table.system(year), table.covariates(year)
    wanted = np.arange(len(x)) if pair is None else np.asarray(pair, dtype=np.intp)
    classes = read_classes(model.meta["classes"])
    points, lows, highs = (np.zeros((len(wanted), len(OUTCOMES))) for _ in range(3))
    for state, rows in _groups(system.state[wanted], x[wanted]):
        values = dict(zip(COLUMNS, map(float, x[wanted[rows[0]]]), strict=True))
        rng = np.random.default_rng(seed)
        pooled = class_draws(classes, values, state=state, draws=draws, rng=rng)
        for start in range(0, len(rows), TOGETHER):
            some = rows[start : start + TOGETHER]
            point, drawn = _run(model, x[wanted[some]], state=state, horizon=horizon, pooled=pooled, draws=draws)
            points[some] = point
            lows[some], highs[some], _ = interval(drawn, point, level=LEVEL)
    return AllPairs(system, horizon, wanted, points, lows, highs)


def _groups(state: NDArray[np.integer], x: Array) -> Iterator[tuple[int, Places]]:
    """Pairs alike in what their reference classes depend on: their state, and the rows of the group."""
    threat, tie = x[:, COLUMNS.index("common_threat")], x[:, COLUMNS.index("small_tie")]
    keys: dict[tuple[int, bool, str], list[int]] = {}
    for row, (now, small, size) in enumerate(zip(state.tolist(), tie.tolist(), threat.tolist(), strict=True)):
        keys.setdefault((now, small > 0, band_of(size)), []).append(row)
    yield from ((key[0], np.array(rows, dtype=np.intp)) for key, rows in sorted(keys.items()))


def _run(
    model: OutlookModel, x: Array, *, state: int, horizon: int, pooled: dict[int, ClassDraws], draws: int
) -> tuple[Array, Array]:
    """Chances of the four states at the horizon: the point, shape (pairs, 4), and draws, shape (draws, pairs, 4)."""
    take = np.arange(draws) % model.draws
    point: list[Array] = []
    drawn: list[Array] = []
    fits = {fit.route.name: fit for fit in model.fits}
    for at, (route, origin) in enumerate(MOVES):
        fit = fits[route.name]
        z = _design(fit, x, origin=origin)
        one, several = sigmoid(z @ fit.beta), sigmoid(fit.draws @ z.T)[take]
        if at in pooled:
            likes = pooled[at]
            one = pool(one, np.asarray(likes.chance))
            several = np.where(likes.takes[:, None] > 0, likes.draws[:, None], several)
        point.append(one)
        drawn.append(several)
    return _ahead(point, state, years=horizon), _ahead(drawn, state, years=horizon)


def _design(fit: RouteFit, x: Array, *, origin: int) -> Array:
    """Standardised covariates of a route from one origin, the intercept first, shape (pairs, 1 + covariates)."""
    columns = np.stack([x[:, COLUMNS.index(name)] for name in fit.route.covariates], axis=1)
    for name, here in (("origin_entente", origin == ENTENTE), ("origin_rivalry", origin == RIVALRY)):
        if name in fit.route.covariates:
            columns[:, fit.route.covariates.index(name)] = float(here)
    return with_intercept(fit.scale.apply(columns))


def _ahead(chances: Sequence[Array], state: int, *, years: int) -> Array:
    """Run annual chances of `MOVES` to a horizon, shape (..., 4): `annual_matrix` and `run`, one array for each cell."""
    size = range(len(OUTCOMES))
    cells: list[list[Array]] = [[np.zeros_like(chances[0]) for _ in size] for _ in size]
    for (route, origin), chance in zip(MOVES, chances, strict=True):
        cells[origin][route.destination] = cells[origin][route.destination] + chance
    for origin in size:
        leaving = sum(cells[origin][to] for to in size if to != origin)
        over = np.maximum(leaving, 1.0)
        cells[origin] = [cell / over for cell in cells[origin]]
        cells[origin][origin] = np.maximum(1.0 - leaving / over, 0.0)
    now = cells[state]
    for _ in range(years - 1):
        now = [sum((now[i] * cells[i][j] for i in size[1:]), now[0] * cells[0][j]) for j in size]
    return np.stack(now, axis=-1)
