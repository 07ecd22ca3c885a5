"""Rounds of the expected utility model, for many draws of the inputs at once. Arrays only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from foedus.models.bargaining.baselines import weighted_median
from foedus.models.bargaining.expectations import TOLERANCE, Standing, danger, resistance, risk_exponents, views
from foedus.models.bargaining.offers import CONFLICT, STALEMATE, Kinds, choose, classify
from foedus.models.bargaining.variants import Variant
from foedus.models.bargaining.votes import success, support, voters_below

Array = npt.NDArray[np.float64]
T = TypeVar("T", bound=np.generic)

CELLS = 65_536
"""Pairs of actors held at a time: a batch of draws stays in the cache, and memory is bounded."""

STOP_SHARE = 0.02
"""Under this share of the first round's moves, rule ``two-percent`` stops."""


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """What happens in one round, for every draw and in the order of the actors as given.

    Parameters
    ----------
    positions : array of shape (draws, n)
        After the round.
    partner : array of int of shape (draws, n)
        Whose offer an actor took.
    kind : array of int8 of shape (draws, n)
        Index into `foedus.models.bargaining.offers.KINDS`.
    own, others : array of shape (draws, n)
        Expected utilities of the taken offer in the actor's view; 0 where none was taken.
    exponents : array of shape (draws, n)
        Exponents of risk.
    """

    positions: Array
    partner: npt.NDArray[np.intp]
    kind: Kinds
    own: Array
    others: Array
    exponents: Array


def play_round(
    positions: Array, capability: Array, *, salience: Array, span: Array, variant: Variant, luck: Array | None = None
) -> Round:
    """Play one round.

    Parameters
    ----------
    positions, capability, salience : array of shape (draws, n)
        Any unit of position and capability; salience in [0, 1]; every draw has weight.
    span : array of shape (draws, 1)
        D: the range of the positions at the beginning, above 0.
    variant : Variant
        The reading of the model.
    luck : array of shape (draws, n), optional
        Uniform numbers in [0, 1) for conflicts that chance decides; needed for ``conflict=drawn``.

    Notes
    -----
    Steps as in Scholz, Calbert and Smith (2011): votes, success, danger, exponents of risk, offers, all at once.
    """
    order = np.argsort(positions, axis=1, kind="stable")
    x, c, s = (np.take_along_axis(values, order, axis=1) for values in (positions, capability, salience))
    w = c / c.max(axis=1, keepdims=True) * s
    distances = np.abs(x[:, :, None] - x[:, None, :]) / span[:, :, None]
    standing = Standing(distances, np.abs(x - weighted_median(x, w)[:, None]) / span, s)
    same = distances <= TOLERANCE
    below = voters_below(x)
    count = partial(
        success, same=same, triples=variant.denominator == "triples", own_votes=variant.own_votes == "included"
    )
    chance = count(*support(distances, w, below=below))
    lost = resistance(chance, s)
    exponents = risk_exponents(danger(standing, lost, variant=variant))
    if variant.vote_exponent == "risk":
        chance = count(*support(distances, w, below=below, exponents=exponents))
        lost = resistance(chance, s)
    own, others = views(standing, lost, exponents=exponents, variant=variant)
    taken = choose(
        x, own, others=others, kinds=classify(own, others, distances=distances), span=span, rule=variant.offer
    )
    placed, kind = taken.positions, taken.kind
    if luck is not None and variant.conflict == "drawn":
        against = np.take_along_axis(chance.swapaxes(1, 2), taken.partner[:, :, None], axis=2)[:, :, 0]
        held = (kind == CONFLICT) & (np.take_along_axis(luck, order, axis=1) >= against)
        placed, kind = np.where(held, x, placed), np.where(held, np.int8(STALEMATE), kind)
    moved = kind != STALEMATE
    at = [np.take_along_axis(values, taken.partner[:, :, None], axis=2)[:, :, 0] for values in (own, others)]
    return Round(
        _back(placed, order),
        _back(np.take_along_axis(order, taken.partner, axis=1), order),
        _back(kind, order),
        _back(np.where(moved, at[0], 0.0), order),
        _back(np.where(moved, at[1], 0.0), order),
        _back(exponents, order),
    )


def _back(values: npt.NDArray[T], order: npt.NDArray[np.intp]) -> npt.NDArray[T]:
    """Put values of sorted actors into the order in which the actors were given."""
    placed = np.empty_like(values)
    np.put_along_axis(placed, order, values, axis=1)
    return placed


def play(
    positions: Array,
    capability: Array,
    salience: Array,
    *,
    variant: Variant,
    rounds: int,
    rng: np.random.Generator | None = None,
) -> list[Round]:
    """Play rounds for many draws.

    Parameters
    ----------
    positions, capability, salience : array of shape (draws, n)
        As in `play_round`. Draws in which all stand at one place stay as they are.
    variant : Variant
        The reading of the model.
    rounds : int
        Rounds to play, 0 or more; with ``stop=two-percent`` the most.
    rng : Generator, optional
        Needed for ``conflict=drawn``.

    Returns
    -------
    list of Round
        One per round. What has stopped stays where it is.

    Raises
    ------
    ValueError
        If conflicts are to be drawn and there is no generator.
    """
    draws, n = positions.shape
    luck = None
    if variant.conflict == "drawn":
        if rng is None:
            raise ValueError("conflict=drawn needs a random generator")
        luck = rng.random((rounds, draws, n))
    batch = max(1, CELLS // (n * n))
    parts = []
    for first in range(0, draws, batch):
        part = slice(first, first + batch)
        chances = None if luck is None else luck[:, part]
        parts.append(
            _play_batch(
                positions[part], capability[part], salience=salience[part], variant=variant, rounds=rounds, luck=chances
            )
        )
    return [_join([part[number] for part in parts]) for number in range(rounds)]


def _play_batch(
    positions: Array, capability: Array, *, salience: Array, variant: Variant, rounds: int, luck: Array | None
) -> list[Round]:
    span = positions.max(axis=1, keepdims=True) - positions.min(axis=1, keepdims=True)
    live = (span > 0)[:, 0]
    first_moves = np.zeros(len(positions))
    played: list[Round] = []
    for number in range(rounds):
        found = _stand(positions)
        if live.any():
            chances = None if luck is None else luck[number, live]
            result = play_round(
                positions[live],
                capability[live],
                salience=salience[live],
                span=span[live],
                variant=variant,
                luck=chances,
            )
            found = _put(found, result, at=live)
            moves = np.abs(found.positions - positions).sum(axis=1) / np.maximum(span[:, 0], np.finfo(float).tiny)
            first_moves = moves if number == 0 else first_moves
            live = live & _goes_on(moves, first_moves, number=number, variant=variant)
        positions = found.positions
        played.append(found)
    return played


def _goes_on(moves: Array, first: Array, *, number: int, variant: Variant) -> npt.NDArray[np.bool_]:
    """Which draws play another round."""
    if variant.stop == "two-percent" and number > 0:
        return moves >= STOP_SHARE * first
    if variant.conflict == "drawn":
        return np.ones(moves.shape, dtype=np.bool_)
    # Without chance, a round in which nobody moves is followed by the same round.
    return moves > 0


def _stand(positions: Array) -> Round:
    """A round in which nobody moves."""
    zeros = np.zeros_like(positions)
    nobody = np.zeros(positions.shape, dtype=np.intp)
    return Round(positions, nobody, nobody.astype(np.int8), zeros, zeros, np.ones_like(positions))


def _put(whole: Round, part: Round, *, at: npt.NDArray[np.bool_]) -> Round:
    if at.all():
        return part
    placed = {}
    for name in Round.__dataclass_fields__:
        values = getattr(whole, name).copy()
        values[at] = getattr(part, name)
        placed[name] = values
    return Round(**placed)


def _join(parts: list[Round]) -> Round:
    if len(parts) == 1:
        return parts[0]
    return Round(*(np.concatenate([getattr(part, name) for part in parts]) for name in Round.__dataclass_fields__))


def find_cycle(path: Array) -> tuple[int, int] | None:
    """First return to positions held before.

    Parameters
    ----------
    path : array of shape (rounds + 1, n)
        Positions before the first round and after every round, in parts of the range.

    Returns
    -------
    tuple of int or None
        Round in which the cycle begins and its length; a length of 1 is rest. None where no positions return. Where chance
        decides nothing, positions that return do so for ever.

    >>> find_cycle(np.array([[0.0, 1.0], [0.5, 1.0], [0.25, 1.0], [0.5, 1.0]]))
    (1, 2)
    """
    for later in range(1, len(path)):
        apart = np.abs(path[:later] - path[later]).max(axis=1)
        back = np.flatnonzero(apart <= TOLERANCE)
        if len(back):
            return int(back[-1]), later - int(back[-1])
    return None
