"""Competing transitions: from annual chances of single moves to the four states by year. Array-only.

A route r from state i leads to d(r) with the annual chance q_ir. Moves exclude each other, so P[i, d] is the sum
of the chances that lead to d and P[i, i] what is left; chances that would exceed 1 together share it in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def annual_matrix(chance: Array, moves: Sequence[tuple[int, int]], *, states: int = 4) -> Array:
    """Annual transition matrices from chances of moves.

    Parameters
    ----------
    chance : array, shape (..., moves)
        Annual chance of each move from its origin, 0 to 1.
    moves : sequence of (int, int)
        Origin and destination of each; several may share both.
    states : int
        Number of states.

    Returns
    -------
    array, shape (..., states, states)
        Rows sum to 1.

    >>> annual_matrix(np.array([0.1, 0.2]), [(0, 1), (0, 1)], states=2).round(2)
    array([[0.7, 0.3],
           [0. , 1. ]])
    """
    out = np.zeros((*chance.shape[:-1], states, states))
    for at, (origin, destination) in enumerate(moves):
        out[..., origin, destination] += chance[..., at]
    leaving = out.sum(axis=-1, keepdims=True)
    out /= np.maximum(leaving, 1.0)
    diagonal = np.arange(states)
    out[..., diagonal, diagonal] = np.maximum(1 - out.sum(axis=-1), 0.0)
    return out
