"""What becomes of dyads in which a small pact began: shares of the four states by year, each treaty counted once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.outlook.design import made
from foedus.outlook.routes import route
from foedus.outlook.weights import bundle_ids, bundle_weights
from foedus.terms.outcomes import OUTCOMES

Whole = NDArray[np.integer]

#: State that a pact makes, and the route by which it comes.
ROUTE = {"alliance": "alliance_small", "entente": "entente_small"}
#: Last year of pacts that are followed, and for how many years.
LAST_PACT, LATER = 2000, 20


@dataclass(frozen=True)
class Survival:
    """Where the dyads of small pacts stand so many years after the year in which the pact began."""

    obligation: str  #: {"alliance", "entente"}. What the pact makes: by defence or offence, or by other obligations.
    years: int
    shares: tuple[float, ...]  #: Shares of the four states, in the order of `OUTCOMES`.
    pacts: int  #: Pacts of which a dyad is still in the system by then.


def pact_survival(history: History, *, last: int = LAST_PACT, later: int = LATER) -> list[Survival]:
    """Follow every dyad that a pact of up to four members led into alliance or entente up to the year `last`.

    A pact that begins in a dyad so tied already begins no state and is left out. The ties that one treaty makes in a
    year share one; a dyad of which one state leaves the system is left out from then on.
    """
    return [row for name in ROUTE for row in _follow(history, name, last=last, later=later)]


def _follow(history: History, obligation: str, *, last: int, later: int) -> list[Survival]:
    event = made(history, route(ROUTE[obligation])) & (history.year + 1 <= last)
    bundle = bundle_ids(history.treaty, history.year, event=event)
    rows = np.nonzero(event)[0]
    weight, bundle, pair = bundle_weights(bundle)[rows], bundle[rows], history.pair[rows]
    begun = history.year[rows] + 1 - history.grid.first
    found = []
    for years in range(1, later + 1):
        at = np.minimum(begun + years, history.grid.shape[0] - 1)
        there = (begun + years < history.grid.shape[0]) & history.pairs.both[at, pair]
        total = np.bincount(history.pairs.state[at, pair][there], weights=weight[there], minlength=len(OUTCOMES))
        share = total / max(float(total.sum()), 1e-12)
        found.append(Survival(obligation, years, tuple(map(float, share)), len(np.unique(bundle[there]))))
    return found


def survival_csv(rows: Iterable[Survival]) -> str:
    """The table as CSV: obligation, years, a column for each state, pacts."""
    lines = [",".join(("obligation", "years", *OUTCOMES, "pacts"))]
    lines += [
        ",".join((row.obligation, str(row.years), *(f"{share:.4f}" for share in row.shares), str(row.pacts)))
        for row in rows
    ]
    return "\n".join(lines) + "\n"
