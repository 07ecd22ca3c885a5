r"""From a prior and the presence of kinds of factor to the outcomes. Array-only.

With :math:`q_{ko}` the prevalence of kind k among pairs that reach outcome o, :math:`s` the present state and
:math:`L_k` what the evidence says of its presence, kind k moves the log odds of o against s by

.. math:: t_{ko} = \log(1 + q_{ko}(L_k - 1)) - \log(1 + q_{ks}(L_k - 1)),

nothing where nothing is known (:math:`L_k = 1`). Prevalences are in logits: :math:`q_{ko}` is that of the pairs that
stay (`foedus.judgment.prevalence`), moved by :math:`\lambda_{ko}`. Kinds of one group say much the same: the j-th largest
gain (and, apart, loss) of a group counts :math:`(1 - \rho)^{j-1}`. The whole is

.. math:: \log\frac{p_o}{p_s} = \log\frac{\pi_o}{\pi_s} + \sum_k w_{ko} t_{ko}.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]

BELIEF, BELIEF_RANGE = 1.0, (0.5, 1.5)
"""How far the terms are believed, and the range over which sensitivity is shown."""
OVERLAP = 0.5
"""How much kinds of one group repeat each other (rho): 0 they add up, 1 only the strongest counts."""
SCALE_SPREAD = 0.5
"""Standard deviation of the log of a scale that all ratios share."""
MOST_PREVALENT = 0.95


def logit(share: Array | float) -> Array:
    """Return the log odds of a share.

    >>> float(logit(0.5))
    0.0
    """
    held = np.asarray(share, dtype=float)
    return np.asarray(np.log(held) - np.log1p(-held))


def expit(odds: Array) -> Array:
    """Return the share with the given log odds.

    >>> float(expit(np.array(0.0)))
    0.5
    """
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def to_logits(ratio: Array, base: Array) -> Array:
    """Return ratios of prevalence as shifts of the logit of a base rate (lambda).

    Parameters
    ----------
    ratio : array, shape (..., kinds, outcomes)
        Prevalence among pairs that moved over prevalence among pairs that stayed, above 0.
    base : array, shape (kinds,)
        Base rates, in (0, 1).
    """
    return np.asarray(logit(np.minimum(MOST_PREVALENT, base[:, None] * ratio)) - logit(base)[:, None])


def drawn_shifts(shift: Array, *, base: Array, spread: Array | float, scale: Array, noise: Array) -> Array:
    """Return lambda in every draw, shape (draws, kinds, outcomes): logs of ratios with their own error, times a common scale.

    Parameters
    ----------
    shift : array, shape (kinds, outcomes)
        Lambda at the point.
    base : array, shape (kinds,)
        Base rates.
    spread : array, shape (kinds, outcomes), or float
        Standard deviation of the log of each ratio.
    scale : array, shape (draws,)
        What all logs of ratios are multiplied by.
    noise : array, shape (draws, kinds, outcomes)
        Standard normal variates.
    """
    log_ratio = np.log(expit(logit(base)[:, None] + shift)) - np.log(base)[:, None]
    return to_logits(np.exp((log_ratio + spread * noise) * scale[:, None, None]), base)


def terms(ratio: Array, shift: Array, *, base_logit: Array, stay: int) -> Array:
    """Return what each kind does to the log odds of each outcome against the present state.

    Parameters
    ----------
    ratio : array, shape (..., kinds)
        Evidence for presence: 1 where nothing is known.
    shift : array, shape (..., kinds, outcomes)
        Lambda; 0 for the present state.
    base_logit : array, shape (..., kinds)
        Logit of the prevalence in the present state.
    stay : int
        Index of an outcome that is the present state.

    Returns
    -------
    array, shape (..., kinds, outcomes)
    """
    weight = np.log1p(expit(base_logit[..., None] + shift) * (ratio[..., None] - 1.0))
    return np.asarray(weight - weight[..., stay : stay + 1])


def weigh(term: Array, members: Sequence[IntArray], *, overlap: Array | float) -> Array:
    """Return terms with the ordered weights of their group, same shape: gains and losses each by their size.

    Parameters
    ----------
    term : array, shape (..., kinds, outcomes)
    members : sequence of arrays of int
        Kinds of each group.
    overlap : array or float
        Rho, 0 to 1; broadcast against the leading axes.
    """
    found = np.zeros_like(term)
    keep = 1.0 - np.asarray(overlap, dtype=float)[..., None, None]
    for own in members:
        held = term[..., own, :]
        if len(own) == 1:
            found[..., own, :] = held
            continue
        total = np.zeros_like(held)
        for part in (np.maximum(held, 0.0), np.minimum(held, 0.0)):
            rank = np.argsort(np.argsort(-np.abs(part), axis=-2, kind="stable"), axis=-2, kind="stable")
            total += part * keep**rank
        found[..., own, :] = total
    return found


def weighed(term: Array, members: Sequence[IntArray], *, overlap: float) -> Array:
    """Return the sum of :func:`weigh` over the kinds, shape (..., outcomes), in half the time.

    >>> term = np.array([[1.0], [3.0], [-2.0]])
    >>> weighed(term, [np.array([0, 1, 2])], overlap=0.5), weigh(term, [np.array([0, 1, 2])], overlap=0.5).sum(axis=0)
    (array([1.5]), array([1.5]))
    """
    found = np.zeros((*term.shape[:-2], term.shape[-1]))
    for own in members:
        if len(own) == 1:
            found += term[..., own[0], :]
            continue
        held = np.sort(np.moveaxis(term[..., own, :], -2, -1), axis=-1)  # a kind beside the next is sorted fastest
        keep = (1.0 - overlap) ** np.arange(len(own))
        found += np.maximum(held, 0.0)[..., ::-1] @ keep
        found += np.minimum(held, 0.0) @ keep
    return found


def posterior(prior: Array, push: Array) -> Array:
    """Return probabilities from a prior, shape (..., outcomes), and what is added to its logs.

    >>> posterior(np.array([0.5, 0.5]), np.array([np.log(2.0), 0.0])).round(4)
    array([0.6667, 0.3333])
    """
    log = np.log(prior) + push
    weight = np.exp(log - log.max(axis=-1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=-1, keepdims=True))


def shifts(prior: Array, part: Array) -> Array:
    r"""Return what each part does to the probabilities, so that the parts add up to the whole.

    On the straight way in log odds from the prior to the posterior, each part moves the probabilities by its own share
    at every point: :math:`\int_0^1 p_o (a_{ko} - \sum_v p_v a_{kv}) du` (Aumann and Shapley 1974), by Gauss's rule.

    Parameters
    ----------
    prior : array, shape (outcomes,)
    part : array, shape (parts, outcomes)
        What each part adds to the log probabilities.

    Returns
    -------
    array, shape (parts, outcomes)
    """
    points, weights = np.polynomial.legendre.leggauss(24)
    found = np.zeros_like(part)
    total = part.sum(axis=0)
    for u, weight in zip((points + 1) / 2, weights / 2, strict=True):
        at = posterior(prior, u * total)
        found += weight * at * (part - (part @ at)[:, None])
    return found


def presence(ratio: Array, base: Array | float) -> Array:
    """Return the probability that a kind is there, from the evidence and its base rate.

    >>> float(presence(np.array(1.0), 0.3))
    0.3
    """
    return np.asarray(base * ratio / (1.0 - base + base * ratio))


def faded(ratio: Array, base: Array, *, left: Array) -> Array:
    """Return the evidence for presence when a share `left` of the kind remains: 0 gone, 1 as it was."""
    there = presence(ratio, base) * left
    return np.asarray(np.where(left < 1.0, there * (1.0 - base) / (base * (1.0 - there)), ratio))
