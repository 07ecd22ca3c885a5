"""Places for the nodes of a network: springs first, then boxes pushed apart until no label covers another.

Arrays only. Deterministic: the start is the spectrum of the signed network, and no random number is drawn.

Source of the spring model: Fruchterman and Reingold (1991), Graph drawing by force-directed placement, Software: Practice
and Experience 21(11). Hostile ties pull nothing together, so that they separate camps.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def spectral_start(weights: Floats) -> Floats:
    """Two coordinates for each node from the two leading eigenvectors of the signed weights.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        Symmetric, hostile ties negative.

    Returns
    -------
    ndarray, shape (n, 2)
        Within -1..1; a small spiral keeps apart the nodes that the spectrum leaves together.
    """
    n = len(weights)
    _, vectors = np.linalg.eigh(weights)
    found = vectors[:, ::-1][:, :2]
    if found.shape[1] < 2:
        found = np.zeros((n, 2))
    # An eigenvector's sign is arbitrary: the largest entry is made positive.
    largest = np.take_along_axis(found, np.abs(found).argmax(axis=0)[None, :], axis=0)
    found = found * np.where(largest < 0, -1.0, 1.0)
    peak = np.abs(found).max(axis=0)
    found = found / np.where(peak > 0, peak, 1.0)
    turn = np.arange(n) * 2.399963
    radius = 0.35 * np.sqrt((np.arange(n) + 1) / n)
    return 0.75 * found + np.column_stack([np.cos(turn), np.sin(turn)]) * radius[:, None]


def spring_places(weights: Floats, *, steps: int = 250) -> Floats:
    """Places within the unit square.

    Parameters
    ----------
    weights : ndarray, shape (n, n)
        Symmetric, diagonal 0, range -1..1.
    steps : int
        Number of moves, each smaller than the one before.

    Returns
    -------
    ndarray, shape (n, 2)
        Range 0..1.
    """
    n = len(weights)
    if n == 1:
        return np.full((1, 2), 0.5)
    places = spectral_start(weights)
    ideal = 1.6 / np.sqrt(n)
    pull = np.maximum(weights, 0.0)
    push = 1.0 + 1.5 * np.maximum(-weights, 0.0)
    for step in range(steps):
        gap = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-3)
        force = push * ideal**2 / distance - pull * distance**2 / ideal
        np.fill_diagonal(force, 0.0)
        move = (gap / distance[:, :, None] * force[:, :, None]).sum(axis=1) - 0.6 * places
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        limit = 0.12 * (1 - step / steps) + 0.002
        places = places + move / length[:, None] * np.minimum(length, limit)[:, None]
    low, high = places.min(axis=0), places.max(axis=0)
    shown: Floats = (places - low) / np.maximum(high - low, 1e-9)
    return shown


def separate(centres: Floats, sizes: Floats, *, width: float, height: float, steps: int = 600) -> Floats | None:
    """Push boxes apart until none overlaps, inside the canvas.

    Parameters
    ----------
    centres, sizes : ndarray, shape (n, 2)
        Pixels.
    width, height : float
        The canvas.

    Returns
    -------
    ndarray, shape (n, 2) or None
        None where the canvas is too small.
    """
    centres, others = centres.copy(), ~np.eye(len(centres), dtype=np.bool_)
    low, high = sizes / 2, np.maximum(sizes / 2, np.array([width, height]) - sizes / 2)
    need_x, need_y = ((side[:, None] + side[None, :]) / 2 for side in sizes.T)
    nudge = np.sign(np.arange(len(centres))[:, None] - np.arange(len(centres))[None, :]).astype(np.float64)
    for _ in range(steps):
        centres = np.clip(centres, low, high)
        gap_x, gap_y = (side[:, None] - side[None, :] for side in centres.T)
        over_x, over_y = need_x - np.abs(gap_x), need_y - np.abs(gap_y)
        hit = (over_x > 0) & (over_y > 0) & others
        if not hit.any():
            return centres
        along_x = over_x <= over_y
        centres[:, 0] += _moves(gap_x, over_x, hit & along_x, nudge)
        centres[:, 1] += _moves(gap_y, over_y, hit & ~along_x, nudge)
    return None


def _moves(gap: Floats, over: Floats, hit: NDArray[np.bool_], nudge: Floats) -> Floats:
    """How far each box gives way along one axis to those that it collides with; `nudge` parts those at one place."""
    way = np.where(gap == 0, nudge, np.sign(gap))
    moves: Floats = ((over / 2 + 0.3) * hit * way).sum(axis=1) * 0.7
    return moves


def in_rows(sizes: Floats, width: float) -> tuple[Floats, float]:
    """The last resort: boxes in rows, in their order; centres and the height that they need."""
    centres = np.zeros_like(sizes)
    x = y = tallest = 0.0
    for i, (w, h) in enumerate(sizes):
        if x > 0 and x + w > width:
            x, y, tallest = 0.0, y + tallest, 0.0
        centres[i] = x + w / 2, y + h / 2
        x, tallest = x + w, max(tallest, h)
    return centres, y + tallest


def place_boxes(places: Floats, sizes: Floats, *, width: float, height: float) -> tuple[Floats, float]:
    """Centres of boxes that do not overlap, and the height of the canvas that holds them.

    Parameters
    ----------
    places : ndarray, shape (n, 2)
        Where they would be in the unit square, from `spring_places`.
    sizes : ndarray, shape (n, 2)
        Width and height of each node with its label, pixels; none wider than the canvas.
    width, height : float
        The canvas; the height grows where it is too small.
    """
    for _ in range(10):
        start = sizes / 2 + places * (np.array([width, height]) - sizes)
        centres = separate(start, sizes, width=width, height=height)
        if centres is not None:
            return centres, height
        height *= 1.15
    return in_rows(sizes, width)
