"""Newton's fit against a general optimiser, and bootstrap draws against direct fits."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from foedus.outlook.bootstrap import Clusters, draw_logits
from foedus.outlook.logit import fit_logit, fit_scale, loss, sigmoid, with_intercept
from foedus.outlook.weights import bundle_weights, decay, effective_number, resampled

Sample = tuple[
    np.ndarray[tuple[int, int], np.dtype[np.float64]],
    np.ndarray[tuple[int], np.dtype[np.float64]],
    np.ndarray[tuple[int], np.dtype[np.float64]],
]


def _sample(rows: int = 4000, seed: int = 0) -> Sample:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 4))
    y = (rng.random(rows) < sigmoid(x @ np.array([1.0, -0.5, 0.0, 0.3]) - 4)).astype(float)
    return with_intercept(x), y, rng.uniform(0.2, 1.0, rows)


@pytest.mark.parametrize("ridge", [0.0, 1.0, 50.0])
def test_the_fit_is_the_minimum_that_a_general_optimiser_finds(ridge: float) -> None:
    design, y, weight = _sample()
    oracle = minimize(
        lambda beta: loss(design, y, weight=weight, ridge=ridge, beta=beta), np.zeros(5), method="BFGS", tol=1e-10
    )
    np.testing.assert_allclose(fit_logit(design, y, weight=weight, ridge=ridge), oracle.x, atol=2e-4)


def test_the_intercept_bears_no_penalty() -> None:
    design, y, weight = _sample()
    beta = fit_logit(design, y, weight=weight, ridge=1e9)
    np.testing.assert_allclose(beta[1:], 0, atol=1e-6)
    assert sigmoid(beta[:1])[0] == pytest.approx(weight @ y / weight.sum())


def test_separated_outcomes_stay_finite_under_a_ridge() -> None:
    x = np.linspace(-1, 1, 50)[:, None]
    beta = fit_logit(with_intercept(x), (x[:, 0] > 0).astype(float), weight=np.ones(50), ridge=0.1)
    assert np.isfinite(beta).all()
    assert beta[1] > 1


def test_an_earlier_fit_to_start_from_changes_nothing() -> None:
    design, y, weight = _sample()
    cold = fit_logit(design, y, weight=weight, ridge=10.0)
    np.testing.assert_allclose(fit_logit(design, y, weight=weight, ridge=10.0, start=cold + 1.5), cold, atol=1e-8)


def test_draws_are_the_fits_under_their_weights() -> None:
    design, y, weight = _sample(30_000, seed=3)
    rng = np.random.default_rng(1)
    year = rng.integers(0, 30, len(y))
    bundle = np.where(y > 0, rng.integers(0, 25, len(y)), -1)
    clusters = Clusters(year, bundle, resampled(30, 6, rng=rng), resampled(25, 6, rng=rng))
    beta = fit_logit(design, y, weight=weight, ridge=10.0)
    found = draw_logits(design, y, weight=weight, ridge=10.0, beta=beta, clusters=clusters)
    factors = clusters.of(np.arange(len(y)))
    for draw in range(6):
        direct = fit_logit(design, y, weight=weight * factors[:, draw], ridge=10.0)
        np.testing.assert_allclose(found[draw], direct, atol=3e-4)
    assert found.std(axis=0).min() > 0.01


def test_standardising_uses_the_weights_and_clips() -> None:
    scale = fit_scale(np.array([[0.0], [4.0]]), np.array([3.0, 1.0]))
    assert scale.centre[0] == 1
    assert scale.spread[0] == pytest.approx(np.sqrt(3))
    assert scale.apply(np.array([[1e6]]))[0, 0] == 8
    constant = fit_scale(np.ones((3, 1)), np.ones(3))
    assert constant.apply(np.ones((1, 1)))[0, 0] == 0


def test_the_ties_of_a_bundle_share_one() -> None:
    bundle = np.array([-1, 5, 5, 5, 9])
    weight = bundle_weights(bundle)
    assert weight[bundle == 5].sum() == pytest.approx(1)
    assert weight[[0, 4]].tolist() == [1, 1]
    assert effective_number(np.array([2.0, 1.0])) == pytest.approx(9 / 5)


def test_decay_halves_with_each_half_life() -> None:
    assert decay(np.array([2018, 1998, 1978]), 2018, half_life=20).tolist() == [1, 0.5, 0.25]
    assert decay(np.array([1816]), 2018, half_life=None).tolist() == [1]
