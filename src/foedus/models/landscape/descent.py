"""Steepest descent from random configurations, for more actors than can be tried exhaustively. Arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.models.landscape.energy import Floats, Signs, tolerances

_CELLS = 4_000_000
"""Numbers held for one batch of restarts."""


@dataclass(frozen=True, slots=True)
class Met:
    """Minima that descents from random starts came to.

    Parameters
    ----------
    signs : ndarray of int8, shape (m, n)
        Sides, actor 0 at +1. No claim that there are no others.
    counts : ndarray of int, shape (m,)
        Descents that ended there; they sum to the number of restarts.
    """

    signs: Signs
    counts: NDArray[np.int64]


def descend(weights: Floats, signs: Signs) -> Signs:
    """Follow the steepest descent from each start to a local minimum.

    The rule is that of :func:`~foedus.models.landscape.exhaustive.find_basins`: of equally steep moves the
    actor listed first makes its own.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        From :func:`~foedus.models.landscape.energy.pair_weights`.
    signs : ndarray of int8, shape (r, n)
        Starts, +1 or -1.

    Returns
    -------
    ndarray of int8, shape (r, n)
        Ends; the side called +1 is kept.

    >>> import numpy as np
    >>> descend(np.array([[0.0, -1.0], [-1.0, 0.0]]), np.array([[1, 1]], dtype=np.int8))
    array([[-1,  1]], dtype=int8)
    """
    found = np.array(signs, dtype=np.float64)
    moves, tie = tolerances(weights)
    active = np.arange(len(found))
    while len(active):
        # Fields are built anew, so that rounding cannot add up over a long descent.
        active = active[_walk(weights, found, active=active, moves=moves, tie=tie)]
    ends: Signs = found.astype(np.int8)
    return ends


def _walk(weights: Floats, found: Floats, *, active: NDArray[np.intp], moves: Floats, tie: float) -> NDArray[np.bool_]:
    """Take the rows down until each stands still; return which of them moved at all."""
    field = 2.0 * (found[active] @ weights)
    moved = np.zeros(len(active), dtype=bool)
    going = np.arange(len(active))
    while len(going):
        sides = found[active[going]]
        change = sides * field[going] + moves
        limit = np.minimum(change.min(axis=1) + tie, 0.0)
        lower = change < limit[:, None]
        steps = lower.any(axis=1)
        going, mover = going[steps], lower[steps].argmax(axis=1)
        rows = active[going]
        found[rows, mover] *= -1.0
        field[going] += 4.0 * found[rows, mover][:, None] * weights[mover]
        moved[going] = True
    return moved


def meet_minima(weights: Floats, restarts: int, *, rng: np.random.Generator) -> Met:
    """Descend from random configurations and count where the descents end.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        From :func:`~foedus.models.landscape.energy.pair_weights`.
    restarts : int
        Number of starts, each configuration equally likely.
    rng : numpy.random.Generator
        Source of the starts.
    """
    n = len(weights)
    batch = max(1, _CELLS // n)
    counts: dict[bytes, int] = {}
    for start in range(0, restarts, batch):
        starts = 1 - 2 * rng.integers(0, 2, size=(min(batch, restarts - start), n), dtype=np.int8)
        ends = descend(weights, starts)
        packed = np.packbits(ends != ends[:, :1], axis=1)
        for row in packed:
            counts[row.tobytes()] = counts.get(row.tobytes(), 0) + 1
    # Sorted by content, so that the order does not hang on which start came first.
    keys = sorted(counts)
    bits = np.array([np.unpackbits(np.frombuffer(key, dtype=np.uint8))[:n] for key in keys])
    return Met((1 - 2 * bits.astype(np.int8)), np.array([counts[key] for key in keys], dtype=np.int64))
