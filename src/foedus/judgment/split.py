"""A prior over the outcomes as one over the moves: an alliance by a small pact and one by way of a bloc apart. Array-only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.judgment.checklist_model import Array


@dataclass(frozen=True, eq=False)
class Split:
    """A prior over the outcomes, with the share of the alliance that is one by a small pact.

    `point` has shape (4,), `draws` (draws, 4).
    """

    point: Array
    draws: Array
    small: float

    def moves(self, drawn: bool = False) -> Array:
        """Return the prior of the inner outcomes, shape (5,) or (draws, 5)."""
        return split(self.draws if drawn else self.point, self.small)


def split(outcomes: Array, small: float) -> Array:
    """Return probabilities of the moves from those of the outcomes, shape (..., 4) to (..., 5)."""
    share = min(max(small, 1e-6), 1 - 1e-6)
    alliance = outcomes[..., :1]
    return np.concatenate([alliance * share, alliance * (1 - share), outcomes[..., 1:]], axis=-1)


def join(moves: Array) -> Array:
    """Return probabilities of the outcomes from those of the moves, shape (..., 5) to (..., 4)."""
    return np.concatenate([moves[..., :2].sum(axis=-1, keepdims=True), moves[..., 2:]], axis=-1)
