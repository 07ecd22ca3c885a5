"""One dyad in one year: its state and covariates, and what they would be without its common enemy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.threat import common_source

Array = NDArray[np.float64]


@dataclass(frozen=True)
class DyadYear:
    """A dyad as the model sees it at the end of a year."""

    ccode1: int  #: `ccode1`, `ccode2`: COW codes, the lower first.
    ccode2: int
    year: int  #: Year whose end is meant.
    state: int  #: State of relation, as a position in `STATES`.
    values: Mapping[str, float]  #: Covariates by name (`COLUMNS`).
    #: The same without the state that makes the common threat: its threat is gone from both sides.
    without: Mapping[str, float]
    source: int  #: COW code of that state, 0 for none.
    source_threat: tuple[float, float]  #: What it is to the first and to the second.
    where: str  #: Where the figures come from, in words.


def without_source(theta: Array, one: int, *, other: int, source: int, before: float) -> dict[str, float]:
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


def dyad_seen(
    theta: Array,
    at: tuple[int, int],
    *,
    codes: NDArray[np.integer],
    year: int,
    state: int,
    values: Mapping[str, float],
    where: str,
) -> DyadYear:
    """Return the dyad at two positions of a year's system, with what is left once its common enemy is gone.

    `theta` has shape (states, states), `codes` (states,); `at` is in the order of the codes.
    """
    first, second = at
    source, to_one, to_other = common_source(theta, first, second)
    before = values["common_threat"] - values["common_threat_gain"]
    gone = without_source(theta, first, other=second, source=source, before=before)
    code = int(codes[source]) if source >= 0 else 0
    pair = int(codes[first]), int(codes[second])
    return DyadYear(*pair, year, state, values, {**values, **gone}, code, (to_one, to_other), where)
