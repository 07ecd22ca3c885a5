"""Agreement of voters from their joint votes: shares, Signorino and Ritter's S, and the two that are corrected for chance.

All are of the votes that both have cast; an absence is none. Votes are ordered: yes, abstention, no.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

VOTES = ("yes", "abstain", "no")
"""Votes by their code less one."""
_STEP = np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2.0
_SQUARE = _STEP**2


@dataclass(frozen=True)
class Agreement:
    """Measures of agreement, each an array of the shape of the pairs; NaN where there is no joint vote."""

    n: NDArray[np.int64]  #: Joint votes.
    identical: NDArray[np.float64]  #: Share of the same votes, 0 to 1.
    agreement: NDArray[
        np.float64
    ]  #: 1 less the mean distance, 0 to 1 (Voeten's agreement); a vote and an abstention are half apart.
    s: NDArray[np.float64]  #: Signorino and Ritter's S, -1 to 1.
    s_squared: NDArray[np.float64]  #: S of squared distances.
    kappa: NDArray[np.float64]  #: Corrected for the chance of each side's own margins; at most 1.
    pi: NDArray[np.float64]  #: Corrected for the chance of the pooled margins; at most 1.


def joint_votes(votes: NDArray[np.integer]) -> NDArray[np.int64]:
    """Count the joint votes of all pairs of voters.

    Parameters
    ----------
    votes : array of int, (roll calls, voters)
        1 yes, 2 abstention, 3 no; anything else is no vote.

    Returns
    -------
    array of int, (voters, voters, 3, 3)
        How often the first voted as the row and the second as the column.
    """
    cast = np.stack([votes == code for code in (1, 2, 3)]).astype(np.float32)  # sums below 2**24 are exact
    return np.asarray(np.rint(np.einsum("rca,scb->abrs", cast, cast, optimize=True)), dtype=np.int64)


def agreement(joint: NDArray[np.integer]) -> Agreement:
    """Measure the agreement of pairs from their joint votes.

    Parameters
    ----------
    joint : array of int, (..., 3, 3)
        How often the first voted as the row and the second as the column.

    Returns
    -------
    Agreement
        With arrays of the leading shape. Kappa and pi are NaN where the margins leave nothing to chance: nobody's vote varies.

    Notes
    -----
    With the distance ``d`` of two votes (0, 1/2, 1): S is ``1 - 2 mean(d)`` (Signorino and Ritter 1999, International Studies
    Quarterly 43), Voeten's agreement ``1 - mean(d)``, so that agreement is ``(1 + S) / 2``. Chance-corrected agreement is
    ``1 - D / D_expected`` with ``D`` the mean of ``d**2``, and ``D_expected`` of independent votes with each side's own margins
    (Cohen's weighted kappa) or the mean of both (Scott's pi), as Häge (2011, Political Analysis 19) takes them: mere consensus
    makes S high, not these.

    Examples
    --------
    >>> found = agreement(np.array([[6, 1, 0], [0, 2, 0], [0, 0, 1]]))
    >>> int(found.n), float(found.identical), float(found.s), round(float(found.kappa), 3)
    (10, 0.9, 0.9, 0.889)
    """
    joint = np.asarray(joint)
    n = joint.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = joint / n[..., None, None]
        distance, squared = (_expected(shares, weights) for weights in (_STEP, _SQUARE))
        first, second = shares.sum(axis=-1), shares.sum(axis=-2)
        pooled = (first + second) / 2
        kappa, pi = (_corrected(squared, one, other) for one, other in ((first, second), (pooled, pooled)))
    identical = np.trace(shares, axis1=-2, axis2=-1)
    return Agreement(n, identical, 1 - distance, 1 - 2 * distance, 1 - 2 * squared, kappa, pi)


def _expected(shares: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.einsum("...ij,ij->...", shares, weights))


def _corrected(
    observed: NDArray[np.float64], first: NDArray[np.float64], second: NDArray[np.float64]
) -> NDArray[np.float64]:
    chance = np.einsum("...i,...j,ij->...", first, second, _SQUARE)
    return np.where(chance > 0, 1 - observed / chance, np.nan)
