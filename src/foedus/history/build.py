"""From the datasets' tables to the arrays that the model is fitted on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.history.covariates import COLUMNS, GAIN_YEARS, fill_years
from foedus.history.events import map_bundles, size_in_force
from foedus.history.grid import DyadGrid, Mask
from foedus.history.relations import both_members, pacts, recent_disputes, relation_states
from foedus.history.sources import Sources
from foedus.history.system_year import pair_rows
from foedus.history.terms import ALLIANCE, ENTENTE, FIRST, LAST, SMALL
from foedus.history.threat import great_circle, threats

Array = NDArray[np.float64]
Whole = NDArray[np.int32]


@dataclass(frozen=True)
class StateYears:
    """What is known of every state in every year, gaps filled; arrays of shape (years, codes)."""

    alive: Mask
    power: Array
    democracy: Array
    major: Mask
    lat: Array
    lng: Array


@dataclass(frozen=True)
class Relations:
    """Masks of the pairs, each of shape (years, pairs)."""

    both: Mask
    alliance: Mask
    hostile: Mask
    rivalry: Mask
    land: Mask
    contiguous: Mask
    state: NDArray[np.intp]


@dataclass(frozen=True)
class History:
    """Undirected dyad-years of the system as arrays, one row each, by year and then by pair."""

    grid: DyadGrid  #: Years and codes.
    #: `year`, `ccode1`, `ccode2`, `state`: shape (rows,). The dyad-year, the lower code first, and its state of
    #: relation as a position in `STATES`.
    year: Whole
    ccode1: Whole
    ccode2: Whole
    state: NDArray[np.int8]
    #: Shape (rows,). State in the next year; -1 where a state leaves the system or the data end.
    following: NDArray[np.int8]
    x: Array  #: Shape (rows, covariates). Columns of `COLUMNS`, known at the end of `year`.
    #: `treaty`, `size`: shape (rows,). Treaty (atopid) that makes (entry) or ends (exit) the tie between this and the
    #: next year, and its number of members; -1 where there is none.
    treaty: NDArray[np.int64]
    size: NDArray[np.int64]
    #: Shape (rows,). Members of the largest treaty that ties the two now; -1 where none does.
    in_force: NDArray[np.int64]
    states: StateYears  #: The states' own arrays.
    pairs: Relations  #: Masks of the pairs.

    @cached_property
    def pair(self) -> NDArray[np.intp]:
        """Column of the grid that each row stands in."""
        one, other = self.grid.places(self.ccode1), self.grid.places(self.ccode2)
        found: NDArray[np.intp] = self.grid.pair_of[one, other]
        return found

    def column(self, name: str) -> Array:
        """One covariate."""
        values: Array = self.x[:, COLUMNS.index(name)]
        return values


def read_state_years(grid: DyadGrid, sources: Sources) -> StateYears:
    """Arrays of the states; capabilities, scores and capitals filled where a source is silent."""
    alive = grid.members(sources.states)
    lat, lng = (_standing(grid, sources, column=column) for column in ("lat", "lng"))
    return StateYears(
        alive=alive,
        power=fill_years(grid.state_years(sources.capabilities, "cinc"), alive),
        democracy=fill_years(grid.state_years(sources.democracy, "euds"), alive),
        major=grid.members(sources.majors) & alive,
        lat=fill_years(lat, alive),
        lng=fill_years(lng, alive),
    )


def _standing(grid: DyadGrid, sources: Sources, *, column: str) -> Array:
    """Coordinate of the capital at the end of each year, NaN where none is known."""
    values = np.full((grid.shape[0], len(grid.codes)), np.nan)
    for ccode, start, end, value in sources.capitals.select("ccode", "start", "end", column).iter_rows():
        if ccode in grid.position and end >= grid.first:
            values[max(start - grid.first, 0) : end - grid.first + 1, grid.position[ccode]] = value
    return values


def read_relations(grid: DyadGrid, sources: Sources, *, states: StateYears) -> Relations:
    """Masks of the pairs and their states of relation."""
    alliance = pacts(grid, sources.alliances, obligations=ALLIANCE)
    entente = pacts(grid, sources.alliances, obligations=ENTENTE)
    rivalry = grid.from_spells(sources.rivalries)
    hostile = rivalry | recent_disputes(grid, [sources.disputes])
    border = sources.contiguity
    return Relations(
        both=both_members(grid, states.alive),
        alliance=alliance,
        hostile=hostile,
        rivalry=rivalry,
        land=grid.from_rows(border.filter(border["conttype"] == 1)),
        contiguous=grid.from_rows(border),
        state=relation_states(alliance, entente, hostile),
    )


def _square(grid: DyadGrid, row: Mask, *, present: NDArray[np.intp]) -> Mask:
    """Symmetric matrix between the states at `present` of a row of a (year, pair) mask."""
    pairs = grid.pair_of[np.ix_(present, present)]
    square: Mask = row[np.where(pairs >= 0, pairs, 0)] & (pairs >= 0)
    return square


def year_threats(
    grid: DyadGrid, year: int, *, states: StateYears, pairs: Relations, ties: Mask | None = None
) -> tuple[Array, NDArray[np.intp]]:
    """Theta between the states present in a year, shape (present, present), and their positions.

    Every state of the system is in it, so that a state that is nobody's enemy changes no pair.
    """
    at = year - grid.first
    present = np.nonzero(states.alive[at])[0]
    enemy = pairs.hostile[at] & ~pairs.alliance[at] if ties is None else ties[at]
    theta = threats(
        states.power[at, present],
        _square(grid, enemy, present=present),
        contiguous=_square(grid, pairs.contiguous[at], present=present),
        km=great_circle(states.lat[at, present], states.lng[at, present]),
        major=states.major[at, present],
    )
    return theta, present


def _year_rows(grid: DyadGrid, year: int, *, states: StateYears, pairs: Relations, common: Array) -> Array:
    """Covariates of the pairs present in a year that need no other year; fills the year's row of `common`."""
    at = year - grid.first
    theta, present = year_threats(grid, year, states=states, pairs=pairs)
    low, high = np.triu_indices(len(present), 1)
    column = grid.pair_of[present[low], present[high]]
    x, common[at, column] = pair_rows(
        theta,
        great_circle(states.lat[at, present], states.lng[at, present]),
        power=states.power[at, present],
        democracy=states.democracy[at, present],
        major=states.major[at, present],
        state=pairs.state[at, column],
        land=pairs.land[at, column],
        contiguous=pairs.contiguous[at, column],
    )
    return x


def covariates(grid: DyadGrid, *, states: StateYears, pairs: Relations) -> Array:
    """Covariates of all pairs of members by year, without `small_tie`, which the treaties tell."""
    common = np.zeros(grid.shape)
    x = np.concatenate([_year_rows(grid, year, states=states, pairs=pairs, common=common) for year in grid.years])
    _fill_past(x, *np.nonzero(pairs.both), pairs=pairs, common=common)
    return x


def build_history(sources: Sources, first: int = FIRST, *, last: int = LAST) -> History:
    """Return the model's arrays for all dyad-years of the system from `first` to `last`."""
    codes = tuple(sorted(sources.states["ccode"].unique().to_list()))
    grid = DyadGrid(first, last, codes)
    states = read_state_years(grid, sources)
    pairs = read_relations(grid, sources, states=states)
    x = covariates(grid, states=states, pairs=pairs)
    row, pair = np.nonzero(pairs.both)
    state = pairs.state[row, pair].astype(np.int8)
    onward = np.vstack([pairs.both[1:], np.zeros((1, grid.shape[1]), dtype=bool)])
    later = np.vstack([pairs.state[1:], pairs.state[-1:]])
    following = np.where(onward[row, pair], later[row, pair], -1).astype(np.int8)
    low, high = grid.pairs
    code = np.array(codes, dtype=np.int32)
    keys = ((row + first).astype(np.int32), code[low[pair]], code[high[pair]])
    bundles = map_bundles(*keys, state, following, sources.treaty_members)
    in_force = size_in_force(*keys, state, sources.treaty_members)
    x[:, COLUMNS.index("small_tie")] = (in_force > 0) & (in_force <= SMALL)
    return History(grid, *keys, state, following, x, bundles.treaty, bundles.size, in_force, states, pairs)


def _fill_past(x: Array, row: NDArray[np.intp], pair: NDArray[np.intp], *, pairs: Relations, common: Array) -> None:
    """Fill the covariates that look back: gain of common threat, ever allied, ever in entente."""
    before = np.zeros_like(common)
    before[GAIN_YEARS:] = common[:-GAIN_YEARS]
    x[:, COLUMNS.index("common_threat_gain")] = np.maximum(common - before, 0.0)[row, pair]
    for name, state in (("ever_alliance", 0), ("ever_entente", 1)):
        ever = np.maximum.accumulate((pairs.state == state) & pairs.both, axis=0)
        x[:, COLUMNS.index(name)] = ever[row, pair]
