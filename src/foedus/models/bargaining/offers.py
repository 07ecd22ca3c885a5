"""Offers between actors, and the one that each takes. Arrays only.

In i's view, with a = E^i(U_ij) and b = E^i(U_ji), an offer from j is a lost conflict (b > a > 0: i moves to j), a
compromise (b > 0 > a and b > |a|: i moves by |a/b| of the way), compulsion (b > 0 > a and b <= |a|: i moves to j), or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from foedus.models.bargaining.expectations import TOLERANCE

Array = npt.NDArray[np.float64]
T = TypeVar("T", bound=np.generic)
Kinds = npt.NDArray[np.int8]

KINDS = ("stalemate", "conflict", "compromise", "compelled")
STALEMATE, CONFLICT, COMPROMISE, COMPELLED = range(4)


@dataclass(frozen=True, slots=True)
class Taken:
    """What each actor takes.

    Parameters
    ----------
    positions : array of shape (draws, n)
        Where it would stand then.
    partner : array of int of shape (draws, n)
        Whose offer it is; meaningless where nothing is taken.
    kind : array of int8 of shape (draws, n)
        Index into `KINDS`.
    """

    positions: Array
    partner: npt.NDArray[np.intp]
    kind: Kinds


def classify(own: Array, others: Array, *, distances: Array) -> Kinds:
    """Kind of every offer that i (second axis) receives from j (third axis); nobody offers where it stands already."""
    kinds = np.zeros(own.shape, dtype=np.int8)
    wanted = (others > TOLERANCE) & (distances > TOLERANCE)
    behind = own < -TOLERANCE
    kinds[wanted & (own > TOLERANCE) & (others > own + TOLERANCE)] = CONFLICT
    kinds[wanted & behind] = COMPELLED
    kinds[wanted & behind & (others > TOLERANCE - own)] = COMPROMISE
    return kinds


def choose(positions: Array, own: Array, *, others: Array, kinds: Kinds, span: Array, rule: str) -> Taken:
    """Let every actor take one offer.

    Parameters
    ----------
    positions : array of shape (draws, n)
        Where actors stand, in any order.
    own, others : array of shape (draws, n, n)
        a and b, from `views`.
    kinds : array of int8 of shape (draws, n, n)
        From `classify`.
    span : array of shape (draws, 1)
        D, above 0.
    rule : str
        ``offer`` of the variant.

    Notes
    -----
    What ties in everything that the rule looks at is decided by the order of the actors if it leads to the same place; if it pulls
    an actor to two sides by the same distance, the actor stays. Rule ``scholz-code`` takes the first, as that code does.
    """
    share = np.ones_like(own)
    np.divide(-own, others, out=share, where=kinds == COMPROMISE)
    steps = (positions[:, None, :] - positions[:, :, None]) / span[:, :, None] * share
    open_ = kinds > STALEMATE
    if rule in ("type-priority", "scholz-code"):
        ranks = np.where(open_, kinds, np.int8(len(KINDS)))
        open_ &= ranks == ranks.min(axis=2, keepdims=True)
    size = np.abs(steps)
    if rule == "scholz-code":
        size = np.where(kinds == COMPROMISE, _weighted_position(positions, own, others=others) / span[:, :, None], size)
    keys = (-others, size) if rule == "largest-gain" else (size, -others)
    for key in keys:
        worth = np.where(open_, key, np.inf)
        open_ &= worth <= worth.min(axis=2, keepdims=True) + TOLERANCE
    partner = np.argmax(open_, axis=2)
    taken = open_.any(axis=2)
    if rule != "scholz-code":
        taken &= _same_way(steps, open_)
    return _move(
        positions, partner, kind=np.where(taken, _pick(kinds, partner), np.int8(STALEMATE)), share=_pick(share, partner)
    )


def _weighted_position(positions: Array, own: Array, *, others: Array) -> Array:
    """Middle between the two, weighted by what is at stake for each: the key of the published code among compromises."""
    weight = np.abs(others) / np.maximum(np.abs(own) + np.abs(others), TOLERANCE)
    place: Array = positions[:, :, None] + (positions[:, None, :] - positions[:, :, None]) * weight
    return place


def _same_way(steps: Array, open_: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether all offers that are still open lead to the same place."""
    least = np.where(open_, steps, np.inf).min(axis=2)
    most = np.where(open_, steps, -np.inf).max(axis=2)
    same: npt.NDArray[np.bool_] = most - least <= 2 * TOLERANCE
    return same


def _pick(values: npt.NDArray[T], partner: npt.NDArray[np.intp]) -> npt.NDArray[T]:
    return np.take_along_axis(values, partner[:, :, None], axis=2)[:, :, 0]


def _move(positions: Array, partner: npt.NDArray[np.intp], *, kind: Kinds, share: Array) -> Taken:
    there = np.take_along_axis(positions, partner, axis=1)
    # Whoever gives way wholly stands exactly where the other stands, not a rounding error beside it.
    moved = np.where(kind == COMPROMISE, positions + (there - positions) * share, there)
    return Taken(np.where(kind == STALEMATE, positions, moved), partner, kind)
