"""Long games of memory-one strategies agree with the Axelrod library (MIT licence), which plays them move by move.

Knight, V. and others, Axelrod-Python, version 4.13: players from four vectors, noise that flips a played move, and the
published default payoffs R 3, P 1, S 0, T 5. The tolerance is of Monte Carlo: six standard errors of a mean over batches.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from foedus.models.commitment.memory_one import (
    GRIM,
    TIT_FOR_TAT,
    WIN_STAY_LOSE_SHIFT,
    payoffs_of,
    stationary,
    transitions,
    with_noise,
)
from foedus.models.commitment.thresholds import grim, tit_for_tat

PAIRS, YEARS, BATCHES = 200, 2000, 25


@pytest.fixture(scope="module")
def axelrod() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its docstrings have escapes that Python deprecates
        import axelrod

    return axelrod


def score_of_years(axelrod: Any, pair: np.ndarray, *, noise: float, seed: int, years: int) -> np.ndarray:
    """The payoffs of both sides, year by year, shape (years, 2)."""
    players = [axelrod.MemoryOnePlayer(four_vector=tuple(row), initial=axelrod.Action.C) for row in pair.tolist()]
    match = axelrod.Match(players, turns=years, noise=noise, seed=seed)
    match.play()
    return np.array(match.scores(), dtype=np.float64)


def closed_form(pair: np.ndarray, *, noise: float, payoffs: tuple[float, ...]) -> np.ndarray:
    chain = transitions(with_noise(pair[0], noise), with_noise(pair[1], noise))
    weights = stationary(chain)
    return np.array([float(payoffs_of(weights, payoffs, side=side)) for side in (0, 1)])


def test_default_payoffs_of_the_library_give_the_published_thresholds(axelrod: Any) -> None:
    reward, punishment, sucker, temptation = axelrod.DefaultGame.RPST()
    payoffs = (temptation, reward, punishment, sucker)
    assert payoffs == (5, 3, 1, 0)
    assert float(grim(payoffs)) == 0.5
    assert float(tit_for_tat(payoffs)) == pytest.approx(2 / 3, abs=1e-15)


def test_random_pairs_earn_what_the_closed_form_says(axelrod: Any) -> None:
    rng = np.random.default_rng(1984)
    off = []
    for seed in range(PAIRS):
        pair, noise = rng.random((2, 4)), float(rng.uniform(0.01, 0.2))
        scores = score_of_years(axelrod, pair, noise=noise, seed=seed, years=YEARS)
        batches = scores.reshape(BATCHES, -1, 2).mean(axis=1)
        error = batches.std(axis=0, ddof=1) / np.sqrt(BATCHES)
        off.append((scores.mean(axis=0) - closed_form(pair, noise=noise, payoffs=(5, 3, 1, 0))) / error)
    deviations = np.abs(np.array(off))
    assert deviations.max() < 6
    assert np.sqrt((deviations**2).mean()) < 1.25  # as large as chance makes them, and no larger


@pytest.mark.parametrize("strategy", [GRIM, TIT_FOR_TAT, WIN_STAY_LOSE_SHIFT])
def test_known_strategies_against_themselves(axelrod: Any, strategy: tuple[float, ...]) -> None:
    pair = np.array([strategy, strategy])
    scores = score_of_years(axelrod, pair, noise=0.05, seed=1, years=20_000)
    batches = scores.reshape(40, -1, 2).mean(axis=1)
    error = batches.std(axis=0, ddof=1) / np.sqrt(40)
    expected = closed_form(pair, noise=0.05, payoffs=(5, 3, 1, 0))
    assert np.abs(scores.mean(axis=0) - expected).max() < 6 * error.max()
