"""From the evidence of a case to a side's payoffs, by written rules; stated as judgment, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.assessment.commitment.drawn import Drawn, drawn_of, unknown
from foedus.assessment.model import Array
from foedus.evidence.positions import Convergence, Position
from foedus.evidence.threats import Threat
from foedus.models.commitment.dilemma import either


@dataclass(frozen=True)
class Payoffs:
    """What the bond is worth to a side, what a breach would bring, and what it would lose when let down; each 0 to 1."""

    gain: Drawn
    temptation: Drawn
    loss: Drawn

    @property
    def point(self) -> Array:
        """Temptation, reward, punishment, sucker at the point; both defecting is 0."""
        gain, more, loss = self.gain.point, self.temptation.point, self.loss.point
        return np.array([gain + more, gain, 0.0, -loss])

    @property
    def draws(self) -> Array:
        """The same in the draws, shape (draws, 4)."""
        gain, more, loss = self.gain.draws, self.temptation.draws, self.loss.draws
        return np.stack([gain + more, gain, np.zeros_like(gain), -loss], axis=-1)


def convergence_for(
    side: str,
    convergence: tuple[Convergence, ...],
    *,
    positions: Mapping[tuple[str, str], Position],
    count: int,
    rng: np.random.Generator,
) -> Drawn:
    """Return how close the pair stands on what matters to a side: the mean over issues, weighted by its salience."""
    rows = [
        (row.convergence, positions[side, row.issue].salience)
        for row in convergence
        if row.convergence is not None and (side, row.issue) in positions
    ]
    if not rows:
        return unknown("no issue on which both hold positions", count, rng)
    close = [drawn_of(held, count, rng) for held, _ in rows]
    matters = [drawn_of(held, count, rng) for _, held in rows]
    weight = np.array([row.point for row in matters])
    drawn = np.stack([row.draws for row in matters])
    point = float(weight @ np.array([row.point for row in close]) / weight.sum())
    draws = (drawn * np.stack([row.draws for row in close])).sum(axis=0) / drawn.sum(axis=0)
    claims = dict.fromkeys(claim for held, _ in rows for claim in held.claims)
    return Drawn(point, draws, tuple(claims))


def exposure_of(side: str, threats: tuple[Threat, ...], *, count: int, rng: np.random.Generator) -> Drawn:
    """Return how exposed a side is: the largest threat to it."""
    own = [threat.estimate for threat in threats if threat.actor == side]
    if not own:
        return unknown("no claim on what threatens it", count, rng)
    return drawn_of(max(own, key=lambda held: held.value), count, rng)


def payoffs(close: Drawn, depends: Drawn, *, option: Drawn, exposed: Drawn, divides: Drawn) -> Payoffs:
    """Return the payoffs of a side.

    Parameters
    ----------
    close : Drawn
        Convergence on what matters to it.
    depends : Drawn
        Its dependence on the other, which is what it receives.
    option : Drawn
        Its best outside option.
    exposed : Drawn
        The largest threat to it.
    divides : Drawn
        Share of what divides that is left in the scenario.

    Notes
    -----
    gain = either(convergence, dependence); temptation = either((1 - convergence) x what is left of what divides, outside
    option); loss = dependence x exposure. either(a, b) = 1 - (1 - a)(1 - b).
    """
    gain = Drawn(float(either(close.point, depends.point)), either(close.draws, depends.draws), _all(close, depends))
    more = Drawn(
        float(either((1 - close.point) * divides.point, option.point)),
        either((1 - close.draws) * divides.draws, option.draws),
        _all(close, option),
    )
    loss = Drawn(depends.point * exposed.point, depends.draws * exposed.draws, _all(depends, exposed))
    return Payoffs(gain, more, loss)


def _all(*numbers: Drawn) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for number in numbers for claim in number.claims))
