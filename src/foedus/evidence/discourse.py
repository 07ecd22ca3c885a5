"""Matrices of discourse networks: who speaks to the same issues, and on the same side of them.

Source: Leifeld (2017), Discourse network analysis, in The Oxford Handbook of Political Networks, and the counts of his
program Discourse Network Analyzer. `counts` has the axes actor, issue, value; `levels` are the values of its last axis,
from -1 (against) to 1 (for). The diagonal of a network of actors is 0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

ONE_MODE = ("ignore", "congruence", "conflict", "subtract")
"""Of two actors: issues in common, agreement, disagreement, agreement less disagreement."""

ONE_MODE_NORMALISATIONS = ("none", "average", "jaccard", "cosine")
"""`cosine` is what the program calls so: division by the product of the numbers of statements."""

TWO_MODE = ("ignore", "combine", "subtract")
"""Of an actor and an issue: statements; 1 for, 2 against, 3 both; sum of the values."""

TWO_MODE_NORMALISATIONS = ("none", "activity", "prominence")
"""Division by the statements of the actor, or by those on the issue."""

SPAN = 2.0
"""Distance of the two ends of the scale."""


def count(actor: ArrayLike, issue: ArrayLike, value: ArrayLike, *, actors: int, issues: int) -> tuple[Array, Array]:
    """Return how many statements there are by actor, issue and value, and the values of the last axis.

    >>> counts, levels = count([0, 0, 1], [0, 0, 0], [1.0, 1.0, -1.0], actors=2, issues=1)
    >>> levels.tolist(), counts.tolist()
    ([-1.0, 1.0], [[[0.0, 2.0]], [[1.0, 0.0]]])
    """
    levels, level = np.unique(np.asarray(value, dtype=float), return_inverse=True)
    counts = np.zeros((actors, issues, len(levels)))
    np.add.at(counts, (np.asarray(actor, dtype=np.int64), np.asarray(issue, dtype=np.int64), level), 1.0)
    return counts, levels


def one_mode(counts: Array, levels: Array, *, qualifier: str = "congruence", normalisation: str = "none") -> Array:
    r"""Return the network of actors, shape (actors, actors).

    Congruence is :math:`\sum_j \sum_{kl} X_{ijk} X_{i'jl} (1 - |q_k - q_l| / 2)`, conflict the same with
    :math:`|q_k - q_l| / 2`, subtract their difference, ignore their sum.
    """
    if qualifier not in ONE_MODE or normalisation not in ONE_MODE_NORMALISATIONS:
        raise ValueError(f"{qualifier}, {normalisation}: expected one of {ONE_MODE} and of {ONE_MODE_NORMALISATIONS}")
    gap = np.abs(levels[:, None] - levels) / SPAN
    kernel = {"ignore": np.ones_like(gap), "congruence": 1 - gap, "conflict": gap, "subtract": 1 - 2 * gap}[qualifier]
    flat = counts.reshape(len(counts), -1)
    weights = _divided((counts @ kernel).reshape(flat.shape) @ flat.T, _pairs(flat, normalisation))
    np.fill_diagonal(weights, 0.0)
    return weights


def two_mode(counts: Array, levels: Array, *, qualifier: str = "ignore", normalisation: str = "none") -> Array:
    """Return the network of actors and issues, shape (actors, issues). What `combine` gives is a code, and is not divided."""
    if qualifier not in TWO_MODE or normalisation not in TWO_MODE_NORMALISATIONS:
        raise ValueError(f"{qualifier}, {normalisation}: expected one of {TWO_MODE} and of {TWO_MODE_NORMALISATIONS}")
    total = counts.sum(axis=2)
    if qualifier == "combine":
        if normalisation != "none":
            raise ValueError(f"combine gives codes, which {normalisation} cannot divide")
        favour, against = (counts @ side.astype(float) for side in (levels > 0, levels < 0))
        return np.where(favour > 0, 1.0, 0.0) + np.where(against > 0, 2.0, 0.0)
    weights: Array = total if qualifier == "ignore" else counts @ levels
    if normalisation == "none":
        return weights
    return _divided(
        weights, np.broadcast_to(total.sum(axis=1 if normalisation == "activity" else 0, keepdims=True), total.shape)
    )


def _pairs(flat: Array, normalisation: str) -> Array:
    """What the weight of each two actors is divided by."""
    stated: Array = np.asarray(flat.sum(axis=1))
    if normalisation == "average":
        return np.add.outer(stated, stated) / 2
    if normalisation == "cosine":
        product: Array = stated[:, None] * stated
        return product
    if normalisation == "jaccard":
        absent = (flat == 0).astype(float)
        alone: Array = flat @ absent.T
        return alone + alone.T + flat @ flat.T
    return np.ones((len(flat), len(flat)))


def _divided(weights: Array, by: Array) -> Array:
    return np.divide(weights, by, out=np.zeros_like(weights), where=by != 0)
