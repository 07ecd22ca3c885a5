"""One dyad in one year: its state and covariates, and what they would be without its common enemy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.synthesize.history.build import History, year_threats
from foedus.synthesize.history.covariates import COLUMNS
from foedus.synthesize.history.threat import common_source

Array = NDArray[np.float64]


@dataclass(frozen=True)
class DyadYear:
    """A dyad as the model sees it at the end of a year.

    Parameters
    ----------
    ccode1, ccode2 : int
        COW codes, the lower first.
    year : int
        Year whose end is meant.
    state : int
        State of relation, as a position in `STATES`.
    values : mapping of str to float
        Covariates by name (`COLUMNS`).
    without : mapping of str to float
        The same without the state that makes the common threat: its threat is gone from both sides.
    source : int
        COW code of that state, 0 for none.
    source_threat : (float, float)
        What it is to the first and to the second.
    where : str
        Where the figures come from, in words.
    """

    ccode1: int
    ccode2: int
    year: int
    state: int
    values: Mapping[str, float]
    without: Mapping[str, float]
    source: int
    source_threat: tuple[float, float]
    where: str


def without_source(theta: Array, one: int, other: int, source: int, before: float) -> dict[str, float]:
    """Threat covariates of a pair once a state threatens neither.

    Parameters
    ----------
    theta : array, shape (states, states)
        Threat to the row's state from the column's.
    one, other, source : int
        Positions.
    before : float
        Common threat to the pair four years ago.
    """
    first, second = theta[one].copy(), theta[other].copy()
    if source >= 0:
        first[source] = second[source] = 0.0
    common = float(np.minimum(first, second).max(initial=0.0))
    return {
        "common_threat": common,
        "common_threat_gain": max(common - before, 0.0),
        "least_own_threat": float(min(first.max(initial=0.0), second.max(initial=0.0))),
    }


def dyad_year(history: History, one: int, other: int, year: int) -> DyadYear:
    """Return a dyad of the history, in whichever order it is named.

    Raises
    ------
    InputError
        If the two are not both members of the system in that year.
    """
    low, high = min(one, other), max(one, other)
    rows = np.nonzero((history.year == year) & (history.ccode1 == low) & (history.ccode2 == high))[0]
    if not len(rows):
        raise InputError(
            f"{one} and {other} in {year}: not both members of the state system then; the history holds "
            f"{history.grid.first} to {history.grid.last}"
        )
    row = int(rows[0])
    values = dict(zip(COLUMNS, (float(value) for value in history.x[row]), strict=True))
    theta, present = year_threats(history.grid, year, history.states, history.pairs)
    first, second = (int(np.nonzero(present == history.grid.position[code])[0][0]) for code in (low, high))
    source, to_one, to_other = common_source(theta, first, second)
    before = values["common_threat"] - values["common_threat_gain"]
    gone = without_source(theta, first, second, source, before)
    return DyadYear(
        low,
        high,
        year,
        int(history.state[row]),
        values,
        {**values, **gone},
        int(history.grid.codes[present[source]]) if source >= 0 else 0,
        (to_one, to_other),
        "the installed datasets",
    )
