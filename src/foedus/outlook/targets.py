"""What forecasts are scored on: three events, each counted by dyads and by treaties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.outlook.baselines import Event
from foedus.outlook.design import small
from foedus.outlook.record import EVENTS
from foedus.outlook.weights import bundle_ids, bundle_weights

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Target(Event):
    """An event to be forecast a year ahead: rows at risk, events, weights 1 / (ties in the bundle)."""

    id: str  #: a, b or c.
    words: str  #: The event in words.
    bundle: NDArray[np.int64]  #: Shape (rows,). Bundle of each event, -1 elsewhere.


def _target(id: str, history: History, *, at_risk: Mask, event: Mask) -> Target:
    bundle = bundle_ids(history.treaty, history.year, event=event)
    return Target(at_risk, event, bundle_weights(bundle), id, EVENTS[id], bundle)


def targets(history: History) -> tuple[Target, ...]:
    """The three targets: any alliance, alliance by a small pact, alliance or entente by a small pact."""
    known = history.following >= 0
    apart, untied = known & (history.state != 0), known & (history.state >= 2)
    few = small(history)
    return (
        _target("a", history, at_risk=apart, event=apart & (history.following == 0)),
        _target("b", history, at_risk=apart, event=apart & (history.following == 0) & few),
        _target("c", history, at_risk=untied, event=untied & (history.following <= 1) & few),
    )
