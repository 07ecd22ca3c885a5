"""What varies from draw to draw in the evidence: reference weights, unknown grades.

Array-only. A `Draws` of one row with nothing drawn is the point; leave-one-out runs are rows whose
`keep` holds a zero. The Bayesian bootstrap follows Rubin (1981): Dirichlet(1, ..., 1) weights over the
references and one pseudo-reference, scaled so that the total mass stays what it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.terms.grades import UNKNOWN_MEAN, UNKNOWN_RANGE

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draws:
    """One row per draw."""

    keep: Array  #: Shape (draws, references). 1 where the reference is used, 0 where a run leaves it out.
    bootstrap: Array  #: Shape (draws, references). Bootstrap weight of each reference, mean 1; 1 at the point.
    pseudo: Array  #: Shape (draws,). Bootstrap weight of the zero-valued pseudo-reference; 1 at the point.
    reliability: Array  #: Shape (draws, references). Reliability weight in (0, 1].
    credibility: Array  #: Shape (draws, claims). Credibility weight in (0, 1].

    def __len__(self) -> int:
        """Return the number of draws."""
        return len(self.pseudo)


def fill_unknown(grades: Array) -> Array:
    """Return grades with NaN (unknown) replaced by their mean weight.

    >>> fill_unknown(np.array([0.8, np.nan]))
    array([0.8, 0.4])
    """
    return np.where(np.isnan(grades), UNKNOWN_MEAN, grades)


def point_draws(reliability: Array, credibility: Array, *, keep: Array | None = None) -> Draws:
    """Return rows with nothing drawn: the point, or leave-out runs.

    Parameters
    ----------
    reliability : array, shape (references,)
        Weights in (0, 1]; NaN where unknown.
    credibility : array, shape (claims,)
        Weights in (0, 1]; NaN where unknown.
    keep : array, shape (runs, references), optional
        One run per row, 0 where the reference is left out. Default: one run that keeps all.
    """
    kept = np.ones((1, len(reliability))) if keep is None else np.asarray(keep, dtype=float)
    runs = len(kept)
    return Draws(
        keep=kept,
        bootstrap=np.ones_like(kept),
        pseudo=np.ones(runs),
        reliability=np.broadcast_to(fill_unknown(reliability), kept.shape),
        credibility=np.broadcast_to(fill_unknown(credibility), (runs, len(credibility))),
    )


def draw_unknown(grades: Array, count: int, *, rng: np.random.Generator) -> Array:
    """Return `count` rows of grades, unknown ones (NaN) drawn uniformly from `UNKNOWN_RANGE`."""
    rows = np.repeat(grades[None, :], count, axis=0)
    unknown = np.isnan(grades)
    rows[:, unknown] = rng.uniform(*UNKNOWN_RANGE, size=(count, int(unknown.sum())))
    return rows


def random_draws(reliability: Array, credibility: Array, *, count: int, rng: np.random.Generator) -> Draws:
    """Return `count` bootstrap draws over references with unknown grades drawn.

    Parameters
    ----------
    reliability, credibility : array
        As for :func:`point_draws`.
    count : int
        Number of draws, at least 1.
    rng : numpy.random.Generator
        Source of randomness.

    Notes
    -----
    Weights are exponential variates over references and the pseudo-reference, divided by their sum
    and multiplied by their number: Dirichlet weights with the total mass preserved.
    """
    references = len(reliability)
    raw = rng.exponential(size=(count, references + 1))
    weights = raw / raw.sum(axis=1, keepdims=True) * (references + 1)
    return Draws(
        keep=np.ones((count, references)),
        bootstrap=weights[:, :references],
        pseudo=weights[:, references],
        reliability=draw_unknown(reliability, count, rng=rng),
        credibility=draw_unknown(credibility, count, rng=rng),
    )
