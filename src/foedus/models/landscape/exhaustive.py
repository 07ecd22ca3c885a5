"""Every configuration of up to 24 actors: local minima and basins by steepest descent. Arrays only.

Configuration c of n actors is an integer of n - 1 bits: bit k - 1 is set where actor k stands apart from actor 0, so
that a configuration and its mirror image are one. The steepest step of each configuration is a pointer to another one;
following pointers of pointers until nothing changes leads every configuration to its minimum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.models.landscape.energy import Floats, Signs, tolerances

Configurations = NDArray[np.int32]

MOST_ACTORS = 24
"""Beyond that, 2^(n-1) pointers take more than the 2 GB that a laptop can spare."""

_LOW_BITS = 13
"""Configurations of one chunk, 2^13 for each actor, stay in a processor's cache."""


@dataclass(frozen=True, slots=True)
class Basins:
    """Local minima and their basins of attraction.

    Parameters
    ----------
    minima : ndarray of int, shape (m,)
        Configurations that no single move lowers, ascending.
    sizes : ndarray of int, shape (m,)
        Configurations from which steepest descent leads there, itself included; they sum to 2^(n-1).
    """

    minima: Configurations
    sizes: NDArray[np.int64]


def signs_of(configurations: Configurations, n: int) -> Signs:
    """Sides in configurations, actor 0 at +1.

    >>> import numpy as np
    >>> signs_of(np.array([2], dtype=np.int32), 3)
    array([[ 1,  1, -1]], dtype=int8)
    """
    bits = (np.asarray(configurations)[..., None] >> np.arange(n - 1)) & 1
    first = np.ones((*bits.shape[:-1], 1), dtype=np.int8)
    found: Signs = np.concatenate([first, (1 - 2 * bits).astype(np.int8)], axis=-1)
    return found


def configuration_of(signs: Signs) -> int:
    """Return the configuration of sides, whichever of the two is called +1.

    >>> import numpy as np
    >>> configuration_of(np.array([-1, -1, 1]))
    2
    """
    apart = signs[1:] != signs[0]
    return int((apart * (1 << np.arange(len(apart), dtype=np.int64))).sum())


def all_energies(weights: Floats) -> Floats:
    """Energy of every configuration, by adding one actor at a time.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        From :func:`~foedus.models.landscape.energy.pair_weights`.

    Returns
    -------
    ndarray, shape (2^(n-1),)
    """
    n = _checked(weights)
    found = np.zeros(1)
    for k in range(1, n):
        # Actor k crosses over while all after it are with actor 0: what it leaves behind, less what went before it.
        gained = np.array([2.0 * weights[k].sum()])
        for j in range(1, k):
            gained = np.concatenate([gained, gained - 4.0 * weights[k, j]])
        found = np.concatenate([found, found + gained])
    return found


def find_basins(weights: Floats) -> Basins:
    """Find every local minimum and its basin by steepest descent.

    The actor moves whose move lowers the energy most; of several equally steep, the one listed first. A configuration
    is a minimum if no single move lowers its energy: moves that leave it equal are not made.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        From :func:`~foedus.models.landscape.energy.pair_weights`, n up to 24.

    Raises
    ------
    InputError
        If there are more than 24 actors.

    >>> import numpy as np
    >>> found = find_basins(np.array([[0.0, -1, -1], [-1, 0, -1], [-1, -1, 0]]))
    >>> found.minima, found.sizes
    (array([1, 2, 3], dtype=int32), array([1, 1, 2]))
    """
    n = _checked(weights)
    target = _steepest_steps(weights)
    while True:
        further = target[target]
        if np.array_equal(further, target):
            break
        target = further
    counts = np.bincount(target, minlength=1 << (n - 1))
    minima = np.flatnonzero(counts).astype(np.int32)
    return Basins(minima, counts[minima].astype(np.int64))


def _steepest_steps(weights: Floats) -> Configurations:
    """The configuration to which each one goes next; itself for a minimum."""
    n = len(weights)
    low = min(n - 1, _LOW_BITS)
    inner, outer = np.arange(1 << low, dtype=np.int32), np.arange(1 << (n - 1 - low), dtype=np.int32)
    signs = signs_of(inner, low + 1).T.astype(np.float64)  # of actors 0..low, by configuration of the chunk
    fields = weights[:, : low + 1] @ signs
    signed = np.concatenate([signs * fields[: low + 1], fields[low + 1 :]]) * 2.0
    moves, tie = tolerances(weights)
    flip = np.array([(1 << (n - 1)) - 1, *(1 << np.arange(n - 1))], dtype=np.int32)
    target = np.empty(1 << (n - 1), dtype=np.int32)
    change = np.empty((n, len(inner)))
    for part in outer:
        far = 1.0 - 2.0 * ((int(part) >> np.arange(n - 1 - low)) & 1)  # sides of the actors after `low`
        base = 2.0 * (weights[:, low + 1 :] @ far)
        np.multiply(signs, base[: low + 1, None], out=change[: low + 1])
        change[: low + 1] += signed[: low + 1]
        np.multiply(signed[low + 1 :] + base[low + 1 :, None], far[:, None], out=change[low + 1 :])
        change += moves[:, None]
        start = int(part) << low
        target[start : start + len(inner)] = (inner | start) ^ _first_steepest(change, tie, flip=flip)
    return target


def _first_steepest(change: Floats, tie: float, *, flip: Configurations) -> Configurations:
    """Bits that the steepest move turns over, 0 where no move lowers the energy; changes come with their tolerance added."""
    limit = np.minimum(change.min(axis=0) + tie, 0.0)
    found = np.zeros(change.shape[1], dtype=np.int32)
    for k in range(len(change) - 1, -1, -1):  # backwards, so that the one listed first stays
        np.copyto(found, flip[k], where=change[k] < limit)
    return found


def _checked(weights: Floats) -> int:
    n = len(weights)
    if not 1 <= n <= MOST_ACTORS:
        raise InputError(f"{n} actors: every configuration can be tried for 1 to {MOST_ACTORS}")
    return n
