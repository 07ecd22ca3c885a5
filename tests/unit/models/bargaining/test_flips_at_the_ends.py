"""What an actor would have to change lies at the end of its range: rounding must not put it beyond."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.models.bargaining.flips import position_needed, salience_needed


def test_a_salience_of_one_is_named() -> None:
    # (72.3 + 2 s 16) / (12.9 + 2 s) = 7 where s = 1, by hand.
    positions = np.array([16.0, 12.0, 6.0, 12.0, 9.0, 0.0])
    capability = np.array([2.0, 8.0, 4.0, 1.0, 3.0, 6.0])
    salience = np.array([0.1, 0.5, 0.7, 0.4, 0.1, 0.9])
    assert salience_needed(positions, capability, salience=salience, target=7.0)[0] == pytest.approx(1.0, abs=1e-12)
    assert (
        salience_needed(positions, capability, salience=salience, target=7.0).max(initial=0, where=[True] + [False] * 5)
        <= 1
    )


def test_a_position_at_the_end_of_the_scale_is_named() -> None:
    # Three of weight .1 at .1, .2, .3 and one that must stand at .3: the mean of .1, .2, .3, .3 is .225.
    found = position_needed(np.array([0.1, 0.2, 0.3, 0.0]), np.full(4, 0.1), target=0.225, low=0.0, high=0.3)
    assert found[3] == pytest.approx(0.3, abs=1e-12)
    assert found[3] <= 0.3
