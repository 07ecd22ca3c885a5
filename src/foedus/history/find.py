"""Find a dyad-year in the history."""

from __future__ import annotations

import numpy as np

from foedus.errors import InputError
from foedus.history.build import History, year_threats
from foedus.history.covariates import COLUMNS
from foedus.history.dyad import DyadYear, dyad_seen


def dyad_year(history: History, one: int, other: int, year: int) -> DyadYear:
    """Return a dyad of the history, in whichever order it is named.

    Raises InputError if the two are not both members of the system in that year.
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
    theta, present = year_threats(history.grid, year, states=history.states, pairs=history.pairs)
    first, second = (int(np.nonzero(present == history.grid.position[code])[0][0]) for code in (low, high))
    codes = np.array(history.grid.codes)[present]
    return dyad_seen(
        theta, (first, second), codes=codes, year=year, state=int(history.state[row]), values=values,
        where="the installed datasets",
    )  # fmt: skip
