"""Historical dyad-years to compare a dyad with, and what became of them. Array-only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.integer]

#: Years after which it is told what became of a dyad.
LATER = 10
#: Least number of years between two dyad-years of one dyad in one state, by state.
SPACING = (20, 5, 15, 4)


@dataclass(frozen=True)
class Exemplars:
    """Dyad-years, spaced apart within a dyad."""

    ccode1: Whole  #: `ccode1`, `ccode2`, `year`, `state`: shape (rows,). The dyad-year.
    ccode2: Whole
    year: Whole
    state: Whole
    later: Whole  #: Shape (rows,). State ten years on; -1 where one of the two is no longer in the system.
    allied: Whole  #: Shape (rows,). First year of an alliance within ten years, 0 for none.
    x: Array  #: Shape (rows, covariates). Covariates, rounded to half precision.


def build_exemplars(
    ccode1: Whole, ccode2: Whole, *, year: Whole, state: Whole, x: Array, relevant: NDArray[np.bool_]
) -> Exemplars:
    """Choose dyad-years and look ten years ahead.

    Parameters
    ----------
    ccode1, ccode2, year, state : arrays, shape (rows,)
        All dyad-years.
    x : array, shape (rows, covariates)
        Their covariates.
    relevant : array of bool, shape (rows,)
        Rows that may be chosen.
    """
    pair = ccode1.astype(np.int64) * 1000 + ccode2
    order = np.lexsort((year, pair))
    last = int(year.max())
    # A fixed phase by dyad spreads the chosen years over the decades.
    phase = pair % 7
    spacing = np.array(SPACING)[state]
    chosen = relevant & ((year + phase) % spacing == 0) & (year + LATER <= last)
    keys = pair[order] * 10_000 + year[order]
    at = np.nonzero(chosen)[0]
    later = np.full(len(at), -1, dtype=np.int8)
    allied = np.zeros(len(at), dtype=np.int16)
    for ahead in range(1, LATER + 1):
        wanted = pair[at] * 10_000 + year[at] + ahead
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        there = keys[place] == wanted
        now = state[order][place]
        first = there & (now == 0) & (allied == 0) & (state[at] != 0)
        allied[first] = (year[at] + ahead)[first]
        if ahead == LATER:
            later[there] = now[there]
    return Exemplars(ccode1[at], ccode2[at], year[at], state[at], later, allied, x[at])


def nearest(
    exemplars: Exemplars, x: Array, *, spread: Array, state: int, dyad: tuple[int, int], count: int = 8
) -> NDArray[np.intp]:
    """Rows of the nearest dyad-years in the same state, one a dyad, never of the dyad itself.

    Parameters
    ----------
    x : array, shape (covariates,)
        The dyad's covariates.
    spread : array, shape (covariates,)
        Spread of each covariate: distances are in these units.
    """
    same = np.nonzero(exemplars.state == state)[0]
    gap = (exemplars.x[same] - x) / spread
    order = same[np.argsort((gap**2).sum(axis=1), kind="stable")]
    chosen: list[int] = []
    seen = {dyad}
    for row in order:
        key = (int(exemplars.ccode1[row]), int(exemplars.ccode2[row]))
        if key not in seen:
            seen.add(key)
            chosen.append(int(row))
        if len(chosen) == count:
            break
    return np.array(chosen, dtype=np.intp)
