"""Frustration and energy of configurations. Arrays only.

A configuration puts each actor on one of two sides, +1 or -1. Source of the formulae: Axelrod, R. and Bennett, D. S.
(1993), A landscape theory of aggregation, British Journal of Political Science 23(2): 211-233.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError

Floats = NDArray[np.float64]
Signs = NDArray[np.int8]

PRECISION = 1e-12
"""Rounding of the arithmetic, relative to an actor's weights: a smaller change of energy counts as none."""


def pair_weights(sizes: Floats, propensity: Floats) -> Floats:
    """Weight of each pair, ``w_ij = s_i s_j p_ij``, with a diagonal of 0.

    Parameters
    ----------
    sizes : ndarray, shape (n,)
        Sizes, above 0.
    propensity : ndarray, shape (n, n)
        Symmetric propensities to stand together (above 0) or apart (below 0); the diagonal is not looked at.

    Returns
    -------
    ndarray, shape (n, n)
        Symmetric.

    Raises
    ------
    InputError
        If a size is not a number above 0, if a propensity is not finite or differs from its mirror image, or if the
        products leave the range of numbers.
    """
    sizes, propensity = np.asarray(sizes, dtype=np.float64), np.array(propensity, dtype=np.float64)
    if sizes.ndim != 1 or len(sizes) == 0 or propensity.shape != (len(sizes), len(sizes)):
        raise InputError(
            f"sizes of shape {sizes.shape}, propensities of shape {propensity.shape}: expected (n,) and (n, n), n >= 1"
        )
    if not (np.isfinite(sizes) & (sizes > 0)).all():
        raise InputError(f"size {sizes[~(np.isfinite(sizes) & (sizes > 0))][0]}: expected a finite number above 0")
    np.fill_diagonal(propensity, 0.0)
    if not np.isfinite(propensity).all():
        raise InputError("a propensity is not a finite number; a pair without one is 0")
    if not np.array_equal(propensity, propensity.T):
        i, j = np.argwhere(propensity != propensity.T)[0]
        raise InputError(
            f"propensity {propensity[i, j]} of actors {i} and {j} differs from {propensity[j, i]} of {j} and {i}: "
            "expected a symmetric matrix; asymmetric propensities have no energy"
        )
    with np.errstate(over="ignore", under="ignore"):
        weights: Floats = sizes[:, None] * propensity * sizes[None, :]
        weights = (weights + weights.T) / 2
        finite = bool(np.isfinite(np.abs(weights).sum()))
    if not finite or ((weights == 0) & (propensity != 0)).any():
        raise InputError("the product of two sizes and a propensity leaves the range of numbers; rescale the sizes")
    return weights


def frustrations(sizes: Floats, propensity: Floats, *, signs: Signs) -> Floats:
    """Frustration of each actor, ``F_i = sum_j s_j p_ij d_ij``, where d is 0 on the same side and 1 otherwise.

    Parameters
    ----------
    sizes : ndarray, shape (n,)
        Sizes.
    propensity : ndarray, shape (n, n)
        Symmetric propensities.
    signs : ndarray, shape (..., n)
        Sides, +1 or -1.

    Returns
    -------
    ndarray, shape (..., n)
        Below 0 for an actor that mostly stands apart from those that it would rather stand apart from.

    >>> import numpy as np
    >>> frustrations(np.array([2.0, 3.0]), np.array([[0.0, -1.0], [-1.0, 0.0]]), signs=np.array([1, -1]))
    array([-3., -2.])
    """
    plain = propensity - np.diag(np.diag(propensity))
    apart = (1.0 - signs[..., :, None] * signs[..., None, :].astype(np.float64)) / 2.0
    found: Floats = (apart * plain * sizes).sum(axis=-1)
    return found


def energy(weights: Floats, signs: Signs) -> Floats:
    """Energy ``E = sum_i s_i F_i = sum_ij w_ij (1 - x_i x_j) / 2`` over ordered pairs.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        From :func:`pair_weights`.
    signs : ndarray, shape (..., n)
        Sides, +1 or -1.

    Returns
    -------
    ndarray, shape (...)
    """
    sides = signs.astype(np.float64)
    found: Floats = (weights.sum() - ((sides @ weights) * sides).sum(axis=-1)) / 2.0
    return found


def changes(weights: Floats, signs: Signs) -> Floats:
    """Change of energy when one actor alone goes over to the other side, ``2 x_k sum_j w_kj x_j = 2 s_k dF_k``.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        From :func:`pair_weights`.
    signs : ndarray, shape (..., n)
        Sides, +1 or -1.

    Returns
    -------
    ndarray, shape (..., n)
    """
    sides = signs.astype(np.float64)
    found: Floats = 2.0 * sides * (sides @ weights)
    return found


def tolerances(weights: Floats) -> tuple[Floats, float]:
    """What counts as no change of energy for each actor, and what counts as a tie between two actors.

    Returns
    -------
    ndarray, shape (n,)
        An actor moves only if that lowers the energy by more.
    float
        Two moves whose changes differ by less are equally steep.
    """
    moves: Floats = 2.0 * PRECISION * np.abs(weights).sum(axis=1)
    return moves, 4.0 * float(moves.max(initial=0.0))


def components(weights: Floats) -> NDArray[np.int64]:
    """Number of the connected part to which each actor belongs, joined by weights that are not 0.

    Returns
    -------
    ndarray of int, shape (n,)
        Parts are numbered in the order of their first actor.
    """
    label = np.full(len(weights), -1, dtype=np.int64)
    for start in range(len(weights)):
        if label[start] >= 0:
            continue
        number = label.max(initial=-1) + 1
        reached = np.zeros(len(weights), dtype=bool)
        reached[start] = True
        size = 0
        while size < (size := int(reached.sum())):
            reached |= (weights[reached] != 0).any(axis=0)
        label[reached] = number
    return label
