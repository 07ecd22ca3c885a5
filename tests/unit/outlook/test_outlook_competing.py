"""Laws of competing transitions, pooled rates and hazard ratios."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import chi2

from foedus.outlook.competing import annual_matrix
from foedus.outlook.hazard import fit_hazard, ratio
from foedus.outlook.model import MOVES, matrix
from foedus.outlook.poisson import poisson_interval, pool, within
from foedus.outlook.transition import run

chances = arrays(np.float64, len(MOVES), elements=st.floats(0, 1))


@given(chances)
def test_rows_of_the_annual_matrix_are_distributions(chance: np.ndarray) -> None:
    annual = matrix(chance)
    assert (annual >= 0).all()
    np.testing.assert_allclose(annual.sum(axis=1), 1, atol=1e-12)


@settings(max_examples=30)
@given(chances, st.integers(0, 3), st.integers(0, 20))
def test_the_forecast_is_the_matrix_power(chance: np.ndarray, start: int, years: int) -> None:
    annual = matrix(chance / 5)
    path = run(annual, start, years=years)
    np.testing.assert_allclose(path[-1], np.linalg.matrix_power(annual, years)[start], atol=1e-12)


@given(chances)
def test_without_blocs_alliance_is_never_likelier(chance: np.ndarray) -> None:
    chance = chance / 10
    assert (run(matrix(chance, bloc=False), 1, years=5)[:, 0] <= run(matrix(chance), 1, years=5)[:, 0] + 1e-12).all()


def test_small_chances_add_and_large_ones_share() -> None:
    moves = [(0, 1), (0, 2)]
    np.testing.assert_allclose(annual_matrix(np.array([0.1, 0.2]), moves, states=3)[0], [0.7, 0.1, 0.2])
    np.testing.assert_allclose(annual_matrix(np.array([0.9, 0.6]), moves, states=3)[0], [0.0, 0.6, 0.4])


@pytest.mark.parametrize("count", [0, 1, 3, 12, 80])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_poisson_intervals_are_garwoods(count: int, level: float) -> None:
    tail = (1 - level) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    high = chi2.ppf(1 - tail, 2 * count + 2) / 2
    assert poisson_interval(count, level) == pytest.approx((low, high), rel=1e-9)


def test_the_published_reference_class_is_reproduced() -> None:
    """3 pacts in 394 dyad-years: within ten years 7 %, Poisson [1.6, 20] (project notes on the outside view)."""
    low, high = (within(value / 394, 10) for value in poisson_interval(3))
    assert within(3 / 394, 10) == pytest.approx(0.07, abs=0.005)
    assert (low, high) == (pytest.approx(0.016, abs=0.0005), pytest.approx(0.20, abs=0.005))


@given(st.floats(1e-6, 0.99), st.floats(1e-6, 0.99))
def test_a_pooled_chance_lies_between_the_two(one: float, other: float) -> None:
    found = float(pool(np.array(one), np.array(other)))
    assert min(one, other) * (1 - 1e-9) <= found <= max(one, other) * (1 + 1e-9)


def test_a_hazard_ratio_of_two_groups_is_that_of_their_rates() -> None:
    exposed = np.repeat([0.0, 1.0], [10_000, 4_000])
    y = np.zeros(14_000)
    y[:100] = 1
    y[10_000:10_120] = 1
    design = np.column_stack([np.ones(14_000), exposed])
    fit = fit_hazard(design, y, weight=np.ones(14_000))
    rate = [-np.log1p(-100 / 10_000), -np.log1p(-120 / 4_000)]
    value, low, high = ratio(fit, np.array([0.0, 1.0]), clusters=(np.arange(14_000),))
    assert value == pytest.approx(rate[1] / rate[0], rel=1e-4)
    spread = np.sqrt(1 / 100 + 1 / 120)
    assert np.log(high / low) / 2 / 1.96 == pytest.approx(spread, rel=0.03)


def test_clusters_that_move_together_widen_the_interval() -> None:
    exposed = np.repeat([0.0, 1.0], 5_000)
    y = np.zeros(10_000)
    y[:50] = y[5_000:5_100] = 1
    design = np.column_stack([np.ones(10_000), exposed])
    fit = fit_hazard(design, y, weight=np.ones(10_000))
    apart = ratio(fit, np.array([0.0, 1.0]), clusters=(np.arange(10_000),))
    bundles = np.arange(10_000) // 25
    together = ratio(fit, np.array([0.0, 1.0]), clusters=(np.arange(10_000), bundles))
    assert together[2] / together[1] > 2 * apart[2] / apart[1]
