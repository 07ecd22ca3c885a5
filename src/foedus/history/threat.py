"""The common threat to a pair: prospective, power-weighted, made by states with capabilities. Array-only.

State k is an enemy of i in a year if a strategic rivalry is active or a dispute went on in this year or
the four before, and no alliance ties them. Then

    theta_ik = c_k w_ik / (c_i + c_k w_ik),

with c the CINC share of the year and w = 1 if the two are contiguous (any type), else exp(-km / 4000),
8000 if k is a major power: the prospective, power-weighted threat that Johnson (2017) finds at work where
past disputes alone are not. The common threat to a pair is the largest min(theta_ak, theta_bk) over third states k.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

EARTH_KM = 6371.0088
#: Kilometres over which power falls to 1/e where there is no border; of a major power.
REACH_KM, MAJOR_REACH_KM = 4000.0, 8000.0


def great_circle(lat: Array, lng: Array) -> Array:
    """Kilometres between all places (degrees), shape (places, places); NaN where a place is NaN.

    >>> float(great_circle(np.array([0.0, 0.0]), np.array([0.0, 90.0]))[0, 1].round())
    10008.0
    """
    lat, lng = np.radians(lat), np.radians(lng)
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lng[:, None] - lng) / 2) ** 2
    )
    angle: Array = 2 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return EARTH_KM * angle


def threats(capability: Array, enemy: Mask, *, contiguous: Mask, km: Array, major: Mask) -> Array:
    """Theta that state k (column) poses to state i (row), shape (states, states): 0 to 1, 0 where no enemy.

    Parameters
    ----------
    capability : array, shape (states,)
        CINC shares, 0 to 1.
    enemy, contiguous : array of bool, shape (states, states)
        Symmetric.
    km : array, shape (states, states)
        Distance between capitals; where unknown and not contiguous, no threat is counted.
    major : array of bool, shape (states,)
        Major powers.

    >>> one = np.array([0.1, 0.3])
    >>> all_true = ~np.eye(2, dtype=bool)
    >>> threats(one, all_true, contiguous=all_true, km=np.zeros((2, 2)), major=np.zeros(2, dtype=bool)).round(2)
    array([[0.  , 0.75],
           [0.25, 0.  ]])
    """
    reach = np.where(major, MAJOR_REACH_KM, REACH_KM)
    weight = np.where(contiguous, 1.0, np.exp(-km / reach))
    power = np.nan_to_num(capability * weight)
    total = np.nan_to_num(capability)[:, None] + power
    theta: Array = np.where(enemy & (power > 0), power / np.where(total > 0, total, 1.0), 0.0)
    return theta


def common_threat(theta: Array) -> Array:
    """Largest min(theta_ak, theta_bk) over third states k, shape (states, states), symmetric.

    Only states with two enemies or more can threaten a pair in common, so the loop is over those.

    >>> theta = np.array([[0, 0, 0.6], [0, 0, 0.4], [0.3, 0.5, 0]])
    >>> float(common_threat(theta)[0, 1])
    0.4
    """
    common = np.zeros_like(theta)
    for k in np.nonzero((theta > 0).sum(axis=0) > 1)[0]:
        under = np.nonzero(theta[:, k])[0]
        smaller = np.minimum.outer(theta[under, k], theta[under, k])
        block = np.ix_(under, under)
        common[block] = np.maximum(common[block], smaller)
    np.fill_diagonal(common, 0.0)
    return common


def common_source(theta: Array, one: int, other: int) -> tuple[int, float, float]:
    """Position of the third state that makes the common threat to a pair (-1: none), and its theta to each."""
    smaller = np.minimum(theta[one], theta[other])
    largest = int(smaller.argmax())
    if smaller[largest] == 0:
        return -1, 0.0, 0.0
    return largest, float(theta[one, largest]), float(theta[other, largest])
