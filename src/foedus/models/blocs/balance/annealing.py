"""Annealing of two sides: a good division where the bound leaves a gap, at the cost of a few hundred matrix products.

Source: Kirkpatrick, Gelatt & Vecchi (1983), Science 220:671-680. Unlike there, a random fifth of the actors decides at once,
which is fast and does little harm where ties are sparse; the result is a start for local search, never a proof.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from foedus.models.blocs.balance.clock import Clock
from foedus.models.blocs.balance.graph import Ints

_HOT, _COLD, _SHARE = 1.2, 0.1, 0.2

_LOOK = 100
"""Steps between two looks at the clock."""


def anneal(pull: csr_matrix, side: Ints, *, rng: np.random.Generator, sweeps: int, clock: Clock) -> Ints:
    """Return the sides after cooling.

    Parameters
    ----------
    pull : csr_matrix, shape (n, n)
        Signed weights.
    side : ndarray of int, shape (n,)
        1 or -1, the start.
    rng : Generator
        Source of chance.
    sweeps : int
        Number of steps, each with a lower temperature; in units of the usual pull on an actor.
    clock : Clock
        When no time is left, the present sides are returned.
    """
    n = len(side)
    usual = float(np.sqrt(pull.multiply(pull).sum() / max(n, 1))) or 1.0
    side = side.astype(np.float64)
    for at, temperature in enumerate(np.geomspace(_HOT, _COLD, sweeps) * usual):
        if at % _LOOK == 0 and clock.over:
            break
        held = side * (pull @ side)
        # Flipping costs the pull to the own side twice over; in costs of ties, once.
        wanted = rng.random(n) < np.exp(-np.maximum(held, 0.0) / temperature)
        side[wanted & (rng.random(n) < _SHARE)] *= -1
    return side.astype(np.int64)
