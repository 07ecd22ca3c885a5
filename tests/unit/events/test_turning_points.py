"""Turning points against all segmentations of a short series, one by one, and against changes that were put in."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import t as student

from foedus.events.turning_points import RATE, expected_changes, posterior, turning_points

SHORTEST = 2


def one_by_one(segment: NDArray[np.float64], scale: float) -> float:
    """Log likelihood of a segment from the predictive distribution of each value given those before it (Murphy 2007)."""
    mean, k, a, b = 0.0, 0.05, 2.0, scale
    total = 0.0
    for value in segment:
        spread = np.sqrt(b * (k + 1) / (a * k))
        total += float(student.logpdf(value, 2 * a, loc=mean, scale=spread))
        b += k * (value - mean) ** 2 / (2 * (k + 1))
        mean = (k * mean + value) / (k + 1)
        k, a = k + 1, a + 0.5
    return total


def by_enumeration(series: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    n, demeaned = len(series), series - series.mean()
    scale = demeaned.var() / 2 * 2.0
    weight = np.zeros(n)
    whole = 0.0
    for number in range(n // SHORTEST):
        for changes in combinations(range(1, n), number):
            edges = [0, *changes, n]
            lengths = np.diff(edges)
            if min(lengths) < SHORTEST:
                continue
            prior = np.prod([RATE * (1 - RATE) ** (length - SHORTEST) for length in lengths[:-1]])
            prior *= (1 - RATE) ** (lengths[-1] - SHORTEST)
            likelihood = sum(one_by_one(demeaned[a:b], scale) for a, b in pairwise(edges))
            mass = prior * np.exp(likelihood)
            whole += mass
            weight[list(changes)] += mass
    return weight / whole, float(np.log(whole))


@pytest.mark.parametrize("seed", range(4))
def test_the_recursions_are_the_sum_over_all_segmentations(seed: int) -> None:
    rng = np.random.default_rng(seed)
    series = np.concatenate([rng.normal(0, 1, 6), rng.normal(3, 0.5, 5)])
    change, evidence = by_enumeration(series)
    found = posterior(series, shortest=SHORTEST)
    np.testing.assert_allclose(found.change, change, atol=1e-10)
    assert found.log_evidence == pytest.approx(evidence, abs=1e-9)


def test_changes_that_were_put_in_are_found_with_intervals_that_hold_them() -> None:
    rng = np.random.default_rng(7)
    places = (60, 100, 170)
    series = np.concatenate(
        [rng.normal(mean, 0.6, size) for mean, size in zip((0, 2, -1, 1), (60, 40, 70, 30), strict=True)]
    )
    told = turning_points(posterior(series))
    assert [point.at for point in told] == pytest.approx(places, abs=2)
    for point, place in zip(told, places, strict=True):
        assert point.low <= place <= point.high
        assert point.expected == pytest.approx(1, abs=0.15)


def test_a_series_of_one_kind_has_no_turning_point() -> None:
    assert turning_points(posterior(np.random.default_rng(3).normal(0, 1, 120))) == ()


def test_a_series_that_never_varies_has_none_and_breaks_nothing() -> None:
    assert turning_points(posterior(np.zeros(50))) == ()


@given(
    st.lists(st.floats(-50, 50).map(lambda x: round(x, 3)), min_size=8, max_size=30),
    st.floats(0.5, 20),
    st.floats(-9, 9),
)
def test_neither_unit_nor_origin_of_the_series_matters_and_time_may_run_backwards(
    values: list[float], unit: float, origin: float
) -> None:
    series = np.array(values)
    if series.std() < 0.1:
        return
    found = posterior(series).change
    np.testing.assert_allclose(posterior(series * unit + origin).change, found, atol=1e-6)
    assert found.min() >= -1e-12
    assert found.max() <= 1 + 1e-9
    # A change begins a segment: the place after it, seen from the other end.
    np.testing.assert_allclose(posterior(series[::-1]).change[1:], found[1:][::-1], atol=1e-6)


def test_the_expected_number_of_changes_is_the_sum_of_their_probabilities() -> None:
    found = posterior(np.concatenate([np.zeros(20), np.ones(20)]) + np.random.default_rng(1).normal(0, 0.1, 40))
    assert expected_changes(found, 14, 26) == pytest.approx(1, abs=0.05)
    assert expected_changes(found, 0, 39) == pytest.approx(found.change.sum())


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ([1.0, 2.0], {}, "at least 6 values"),
        ([1.0, 2.0, np.nan, 1.0, 1.0, 1.0], {}, "place 2 holds no number"),
        ([1.0] * 9, {"rate": 0.0}, "above 0 and below 1"),
        ([1.0] * 9, {"shortest": 1}, "2 or more"),
    ],
)
def test_what_cannot_be_a_series_is_refused(values: list[float], options: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        posterior(np.array(values), **options)  # type: ignore[arg-type]
