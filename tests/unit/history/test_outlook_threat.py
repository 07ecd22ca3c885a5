"""The common threat against a search over all triples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.history.threat import common_source, common_threat, great_circle, threats


def _theta(seed: int, states: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rng = np.random.default_rng(seed)
    enemy = np.triu(rng.random((states, states)) < 0.4, 1)
    near = np.triu(rng.random((states, states)) < 0.3, 1)
    km = great_circle(rng.uniform(-60, 60, states), rng.uniform(-180, 180, states))
    return threats(rng.random(states), enemy | enemy.T, contiguous=near | near.T, km=km, major=rng.random(states) < 0.3)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(3, 7))
def test_common_threat_is_the_largest_of_the_smaller_thetas(seed: int, states: int) -> None:
    theta = _theta(seed, states)
    found = common_threat(theta)
    for a in range(states):
        for b in range(states):
            if a == b:
                continue
            third = [min(theta[a, k], theta[b, k]) for k in range(states) if k not in (a, b)]
            assert found[a, b] == max(third)
            source, to_a, to_b = common_source(theta, a, b)
            assert min(to_a, to_b) == found[a, b]
            assert (source >= 0) == (found[a, b] > 0)


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_theta_is_a_share_and_zero_where_there_is_no_enmity(seed: int) -> None:
    theta = _theta(seed, 6)
    assert ((theta >= 0) & (theta < 1)).all()
    assert (np.diag(theta) == 0).all()
    assert ((theta > 0) == (theta.T > 0)).all()


def test_a_major_power_reaches_further() -> None:
    capability, enemy = np.array([0.1, 0.1]), ~np.eye(2, dtype=bool)
    km, none = np.array([[0.0, 8000.0], [8000.0, 0.0]]), np.zeros((2, 2), dtype=bool)
    theta = threats(capability, enemy, contiguous=none, km=km, major=np.array([False, True]))
    assert theta[0, 1] == pytest.approx(np.exp(-1) / (1 + np.exp(-1)))
    assert theta[1, 0] == pytest.approx(np.exp(-2) / (1 + np.exp(-2)))
    assert threats(capability, enemy, contiguous=enemy, km=km, major=np.array([False, True]))[0, 1] == 0.5
