"""The record as it stood: what the fits of earlier origins forecast, and what had come by then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.routes import ALLIANCE, ENTENTE, RIVALRY, ROUTES, UNALIGNED
from foedus.terms.outcomes import OUTCOMES

Array = NDArray[np.float64]

YEARS = 10
#: Classes of dyad: state, and whether only small pacts make the tie (None where there is no tie).
KINDS: tuple[tuple[int, bool | None], ...] = (
    (ALLIANCE, True), (ALLIANCE, False), (ENTENTE, True), (ENTENTE, False), (UNALIGNED, None), (RIVALRY, None),
)  # fmt: skip
#: Years of forecasts that a record holds, and years for which a fit's annual forecasts are scored.
WINDOW, BLOCK = 25, 5


def kind_words(state: int, small: bool | None) -> str:
    """A class of dyad in words.

    >>> kind_words(1, True)
    'entente, tied by small pacts only'
    """
    tie = {True: ", tied by small pacts only", False: ", tied by a bloc", None: ""}[small]
    return f"{OUTCOMES[state]}{tie}"


def kind_rows(years: NDArray[np.integer], sums: Array, *, first: int, last: int) -> list[dict[str, Any]]:
    """The ten-year backtest of forecasts that ended from `first` to `last`, one row for each class of dyad met."""
    ends = years + YEARS
    used = (ends >= first) & (ends <= last) & (sums.sum(axis=(1, 2)) > 0)
    if not used.any():
        return []
    total, rows = sums[used].sum(axis=0), []
    for (state, small), (count, *shares) in zip(KINDS, total.tolist(), strict=True):
        if count:
            forecast, observed = np.split(np.array(shares) / count, 2)
            rows.append(
                {
                    "words": kind_words(state, small),
                    "state": OUTCOMES[state],
                    "small_tie": small,
                    "first": int(ends[used].min()),
                    "last": int(ends[used].max()),
                    "origins": int(used.sum()),
                    "dyad_years": int(count),
                    "forecast": _named(forecast),
                    "observed": _named(observed),
                }
            )
    return rows


def _named(shares: Array) -> dict[str, float]:
    return {name: round(float(share), 6) for name, share in zip(OUTCOMES, shares, strict=True)}


def route_rows(years: NDArray[np.integer], sums: Array, *, last: int) -> list[Mapping[str, Any]]:
    """Expected and observed events by route in the 25 years up to `last`; none before five years of forecasts."""
    used = (years + BLOCK <= last) & (years >= last - WINDOW)
    if not used.any():
        return []
    first, end, total = int(years[used].min()) + 1, int(years[used].max()) + BLOCK, sums[used].sum(axis=0)
    return [
        {
            "route": route.name,
            "words": route.words,
            "first": first,
            "last": end,
            "unit": "treaties" if route.weighted else "dyads",
            "expected": round(float(expected), 2),
            "observed": round(float(observed), 2),
            "bundles": int(bundles),
        }
        for route, (expected, observed, bundles) in zip(ROUTES, total, strict=True)
    ]
