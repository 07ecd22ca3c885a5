"""Find a dyad-year in the history."""

from __future__ import annotations

import numpy as np

from foedus.errors import InputError
from foedus.history.build import History, year_threats
from foedus.history.covariates import COLUMNS
from foedus.history.dyad import DyadYear, without_source
from foedus.history.threat import common_source


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
    source, to_one, to_other = common_source(theta, first, second)
    before = values["common_threat"] - values["common_threat_gain"]
    gone = without_source(theta, first, other=second, source=source, before=before)
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
