r"""The inside view that came before the checklist, kept to be compared with. Array-only, many cases at once.

.. math::
   s_f = \frac{W^+ - W^-}{W^+ + W^- + 1}, \qquad
   \log p_o = \log \pi_o + \tau \ln 2 \sum_g \left[ \max(0, \max_{f \in g} s_f r_{fo})
   + \min(0, \min_{f \in g} s_f r_{fo}) \right] + \mathrm{const}

over works, with mean ratings :math:`r` in doublings of the odds and a temper :math:`\tau`. Its draws: a bootstrap of
works with one zero-valued pseudo-work, weights of works that nobody can judge, ratings by group, the temper.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TEMPER, TEMPER_RANGE = 0.5, (0.25, 0.75)
UNKNOWN, UNKNOWN_RANGE = 0.4, (0.2, 0.6)
RATING_NOISE = 0.5


def strengths(said: Array, weight: Array, *, pseudo: Array | float = 1.0) -> Array:
    """Return the strength of every factor, -1 to 1, shape (..., draws, factors).

    Parameters
    ----------
    said : array, shape (..., factors, works)
        What each work says of each factor, netted over its claims, times their credibility: -1 to 1.
    weight : array, shape (..., draws, works)
        Reliability of each work times its bootstrap weight.
    pseudo : array, shape (..., draws, 1), or float
        Weight of the pseudo-work.
    """
    for_it = weight @ np.maximum(said, 0.0).swapaxes(-1, -2)
    against = weight @ np.maximum(-said, 0.0).swapaxes(-1, -2)
    return (for_it - against) / (for_it + against + pseudo)


def push(strength: Array, rating: Array, group: NDArray[np.int64]) -> Array:
    """Return the sum over groups of the strongest push each way, in doublings, shape (..., outcomes).

    `strength` has shape (..., factors), `rating` (..., factors, outcomes), `group` (factors,).
    """
    each = strength[..., None] * rating
    total = np.zeros((*each.shape[:-2], each.shape[-1]))
    for own in (np.flatnonzero(group == name) for name in np.unique(group)):
        total += np.maximum(each[..., own, :].max(axis=-2), 0.0) + np.minimum(each[..., own, :].min(axis=-2), 0.0)
    return total


def update(prior: Array, pushed: Array, temper: Array | float = TEMPER) -> Array:
    """Return the posterior, shape (..., outcomes)."""
    weight = np.log(prior) + np.asarray(temper)[..., None] * np.log(2.0) * pushed
    share = np.exp(weight - weight.max(axis=-1, keepdims=True))
    return share / share.sum(axis=-1, keepdims=True)


def read_ratings(rating: Array) -> tuple[Array, Array]:
    """Return the mean over raters and its spread, at least half a step, from shape (..., raters, factors, outcomes)."""
    spread = rating.std(axis=-3, ddof=1) if rating.shape[-3] > 1 else np.zeros(1)
    return rating.mean(axis=-3), np.maximum(RATING_NOISE, spread)


def point(prior: Array, said: Array, *, rating: Array, group: NDArray[np.int64], reliability: Array) -> Array:
    """Return the probability of every outcome, shape (..., outcomes); `reliability` is NaN where unknown, (..., works)."""
    known = np.where(np.isnan(reliability), UNKNOWN, reliability)
    strength = strengths(said, known[..., None, :])[..., 0, :]
    return update(prior, push(strength, read_ratings(rating)[0], group))


def draw(
    prior: Array, said: Array, *, rating: Array, group: NDArray[np.int64], reliability: Array, state: NDArray[np.int64],
    count: int, rng: np.random.Generator,
) -> Array:  # fmt: skip
    """Return draws of the same for `n` cases, shape (n, draws, outcomes)."""
    cases, works = reliability.shape
    raw = rng.exponential(size=(cases, count, works + 1))
    boot = raw / raw.sum(axis=-1, keepdims=True) * (works + 1)
    known = np.broadcast_to(reliability[:, None], (cases, count, works))
    known = np.where(np.isnan(known), rng.uniform(*UNKNOWN_RANGE, size=known.shape), known)
    strength = strengths(said, boot[..., :-1] * known, pseudo=boot[..., -1:])
    mean, spread = read_ratings(rating)
    groups, place = np.unique(group, return_inverse=True)
    noise = rng.standard_normal((cases, count, len(groups), prior.shape[-1]))[:, :, place]
    drawn = np.clip(mean[:, None] + spread[:, None] * noise, -2.0, 2.0)
    np.put_along_axis(drawn, state[:, None, None, None], 0.0, axis=-1)
    return update(prior[:, None], push(strength, drawn, group), rng.uniform(*TEMPER_RANGE, size=(cases, count)))
