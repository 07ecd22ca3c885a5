"""Two actors trade concessions across issues: the Nash bargaining solution in closed form. Arrays only.

On issue k the two stand a gap g_k apart (in parts of the issue's range). Let t_k be the share of the gap by which the agreed
place is away from the first actor. With losses that grow with distance, U_1 = -sum s_1k g_k t_k and
U_2 = -sum s_2k g_k (1 - t_k). The frontier of what both can have is a chain of straight pieces, one per issue, in the order
of s_1k / s_2k: whoever cares relatively more is served first. Along a piece the Nash product (Nash 1950) has one maximum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

TOLERANCE = 1e-12
"""Ratios of salience and gains closer than this count as equal."""


@dataclass(frozen=True, slots=True)
class Trade:
    """What two actors agree on.

    Parameters
    ----------
    shares : array of shape (k,)
        t: 0 where the agreed place is the first actor's position, 1 where it is the second's.
    gains : tuple of float
        Utility of either above disagreement, in parts of what it has at stake (sum of salience times gap).
    """

    shares: Array
    gains: tuple[float, float]


def solve(first: Array, second: Array, *, gaps: Array, defaults: Array, power: float = 0.5) -> Trade:
    """Maximise the product of gains over disagreement, to the powers `power` and 1 - `power`.

    Parameters
    ----------
    first, second : array of shape (k,)
        Saliences of the two on each issue, above 0.
    gaps : array of shape (k,)
        Distance between the two on each issue in parts of its range, 0 or more.
    defaults : array of shape (k,)
        The disagreement point: t of the outcome without a trade, in [0, 1]; not looked at where there is no gap.
    power : float
        Bargaining power of the first in [0, 1].

    Returns
    -------
    Trade
        With shares NaN where the two agree already. Where nothing can be gained by both, the gains are 0 and shares are those
        of the default.

    Notes
    -----
    Issues with the same ratio of saliences are divided alike, so that a symmetric problem has a symmetric answer.
    """
    stakes = first * gaps, second * gaps
    totals = float(stakes[0].sum()), float(stakes[1].sum())
    shares = np.full(len(gaps), np.nan)
    open_ = gaps > 0
    given = np.where(open_, defaults, 0.0)
    disagreement = -float((stakes[0] * given).sum()), -float((stakes[1] * (1.0 - given)).sum())
    if not open_.any():
        return Trade(shares, (0.0, 0.0))
    ratio = np.where(open_, first / second, -np.inf)
    group = _groups(ratio)
    count = int(group[open_].max()) + 1
    give = np.array([[stake[open_ & (group == g)].sum() for g in range(count)] for stake in stakes])
    # At vertex v the first v groups are the first actor's, the rest the second's.
    gained = np.concatenate([[0.0], np.cumsum(give[0])]) - totals[0] - disagreement[0]
    lost = -np.concatenate([[0.0], np.cumsum(give[1])]) - disagreement[1]
    at, part = _best(gained, lost, give=give, power=power)
    if at is None:
        shares[open_] = given[open_]
    else:
        shares[open_] = np.where(group < at, 0.0, np.where(group == at, 1.0 - part, 1.0))[open_]
    losses = (stakes[0] * shares)[open_].sum(), (stakes[1] * (1.0 - shares))[open_].sum()
    gains = [(-loss - floor) / total for loss, floor, total in zip(losses, disagreement, totals, strict=True)]
    return Trade(shares, (max(0.0, float(gains[0])), max(0.0, float(gains[1]))))


def _groups(ratio: Array) -> npt.NDArray[np.intp]:
    """Rank of each ratio from the highest, equal ones together."""
    order = np.argsort(-ratio, kind="stable")
    placed = ratio[order]
    with np.errstate(invalid="ignore"):
        step = placed[:-1] - placed[1:] > TOLERANCE * np.abs(placed[:-1])
    group = np.empty(len(ratio), dtype=np.intp)
    group[order] = np.concatenate([[0], np.cumsum(step)])
    return group


def _best(gained: Array, lost: Array, *, give: Array, power: float) -> tuple[int | None, float]:
    """Piece of the frontier and the part of it at which the product of gains is largest; None where nobody can gain."""
    best: tuple[float, int | None, float] = (TOLERANCE, None, 0.0)
    for piece in range(give.shape[1]):
        a, b = give[0, piece], give[1, piece]
        g, h = gained[piece], lost[piece]
        inner = (power * a * h - (1.0 - power) * b * g) / (a * b)
        # Within the piece, and where neither falls below disagreement.
        low, high = max(0.0, -g / a), min(1.0, h / b)
        if low > high:
            continue
        part = min(max(inner, low), high)
        u, v = max(0.0, g + part * a), max(0.0, h - part * b)
        worth = u**power * v ** (1.0 - power)
        if worth > best[0]:
            best = worth, piece, part
    return best[1], best[2]
