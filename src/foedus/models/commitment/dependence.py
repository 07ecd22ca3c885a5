"""How much a side depends on another in what it needs from outside. Arrays only.

Sources: Emerson, R. M. (1962), Power-dependence relations, American Sociological Review 27: 31-41 (the power of one is the
dependence of the other); Hirschman, A. O. (1945), National Power and the Structure of Foreign Trade, University of
California Press (concentration, and how hard a supplier is to replace); Keohane, R. O. and Nye, J. S. (1977), Power and
Interdependence, Little, Brown.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def shares(flows: ArrayLike) -> Floats:
    """Share of each supplier in what a side takes.

    Parameters
    ----------
    flows : array_like, shape (..., n)
        What each of n suppliers gives, 0 or more.

    Returns
    -------
    ndarray, shape (..., n)
        All 0 where nothing flows.

    >>> shares([[3, 1], [0, 0]]).tolist()
    [[0.75, 0.25], [0.0, 0.0]]
    """
    given = _scaled(flows)
    total = given.sum(axis=-1, keepdims=True)
    found: Floats = given / np.where(total > 0, total, 1.0)
    return found


def _scaled(flows: ArrayLike) -> Floats:
    """Flows in units of the largest, so that no sum is too large, nor a share lost, whatever the unit."""
    given = np.asarray(flows, dtype=np.float64)
    most = given.max(axis=-1, keepdims=True, initial=0.0)
    found: Floats = given / np.where(most > 0, most, 1.0)
    return found


def concentration(flows: ArrayLike) -> Floats:
    """Hirschman's concentration of the suppliers: the sum of their squared shares.

    Parameters
    ----------
    flows : array_like, shape (..., n)
        What each of n suppliers gives, 0 or more.

    Returns
    -------
    ndarray, shape (...)
        From 1/n, all alike, to 1, one alone; 0 where nothing flows.

    >>> concentration([[1, 1], [2, 0]]).tolist()
    [0.5, 1.0]
    """
    found: Floats = (shares(flows) ** 2).sum(axis=-1)
    return found


def next_best(flows: ArrayLike, supplier: int) -> Floats:
    """The largest flow from another than the supplier; 0 where there is no other.

    >>> float(next_best([5, 2, 3], 0)), float(next_best([5], 0))
    (3.0, 0.0)
    """
    found: Floats = np.delete(np.asarray(flows, dtype=np.float64), supplier, axis=-1).max(axis=-1, initial=0.0)
    return found


def replaceable(flows: ArrayLike, supplier: int) -> Floats:
    """How far the next best supplier could stand in for a supplier.

    Parameters
    ----------
    flows : array_like, shape (..., n)
        What each of n suppliers gives, 0 or more.
    supplier : int
        Place of the supplier on the last axis.

    Returns
    -------
    ndarray, shape (...)
        Share of the next best supplier in what the two give together: 0 without another, a half where it gives as much,
        nearly 1 where it gives far more. 0 where neither gives anything.

    >>> float(replaceable([6, 2, 1], 0))
    0.25
    """
    given = _scaled(flows)
    own, other = given[..., supplier], next_best(given, supplier)
    both = own + other
    found: Floats = other / np.where(both > 0, both, 1.0)
    return found


def dependence(flows: ArrayLike, supplier: int) -> Floats:
    """How much a side depends on a supplier.

    Parameters
    ----------
    flows : array_like, shape (..., n)
        What each of n suppliers gives, 0 or more.
    supplier : int
        Place of the supplier on the last axis.

    Returns
    -------
    ndarray, shape (...)
        Share of the supplier x (1 - :func:`replaceable`): 0 without a flow, 1 with one supplier alone.

    Notes
    -----
    The next best supplier's share is counted between the two and not in the total. In the total, a new small supplier
    would make the share of a next best with more than half of it smaller, and so raise the dependence on the first; an
    alternative more must never do that.

    >>> [round(float(dependence(flows, 0)), 4) for flows in ([6, 2], [6, 2, 2], [0, 2])]
    [0.5625, 0.45, 0.0]
    """
    found: Floats = shares(flows)[..., supplier] * (1 - replaceable(flows, supplier))
    return found
