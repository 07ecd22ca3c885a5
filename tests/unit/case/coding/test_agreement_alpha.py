"""Krippendorff's alpha: laws, hand-made cases, refusals."""

from __future__ import annotations

from itertools import permutations
from typing import get_args

import numpy as np
import pytest

from foedus.case.coding.alpha import Floats, Metric, coincidences, krippendorff_alpha
from foedus.errors import InputError

METRICS: tuple[Metric, ...] = get_args(Metric)


def some_codes(seed: int, coders: int = 3, units: int = 12) -> Floats:
    """Random codes 0 to 4 with about a fifth missing."""
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 5, (coders, units)).astype(float)
    codes[rng.random((coders, units)) < 0.2] = np.nan
    return codes


def alpha_from_pairs(codes: Floats, metric: Metric) -> float:
    """Alpha by its definition, as loops over pairs of values inside units and over all pairs."""
    units = [[value for value in unit if not np.isnan(value)] for unit in codes.T]
    units = [unit for unit in units if len(unit) >= 2]
    everything = [value for unit in units for value in unit]

    def difference(one: float, other: float) -> float:
        if metric == "nominal":
            return float(one != other)
        if metric == "ratio":
            return ((one - other) / (one + other)) ** 2 if one != other else 0.0
        if metric == "interval":
            return (one - other) ** 2
        low, high = min(one, other), max(one, other)
        between = sum(low <= value <= high for value in everything)
        ends = everything.count(low) + everything.count(high)
        return (between - ends / 2) ** 2 if low != high else 0.0

    observed = sum(
        difference(one, other) / (len(unit) - 1) for unit in units for one, other in permutations(unit, 2)
    ) / len(everything)
    expected = sum(difference(one, other) for one, other in permutations(everything, 2))
    return 1 - observed / (expected / (len(everything) * (len(everything) - 1)))


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("seed", range(5))
def test_the_coincidence_form_equals_the_definition_by_pairs(metric: Metric, seed: int) -> None:
    codes = some_codes(seed)
    assert krippendorff_alpha(codes, metric) == pytest.approx(alpha_from_pairs(codes, metric), abs=1e-12)


@pytest.mark.parametrize("metric", METRICS)
def test_the_order_of_coders_and_units_does_not_matter(metric: Metric) -> None:
    codes = some_codes(7)
    shuffled = codes[[2, 0, 1]][:, np.random.default_rng(1).permutation(codes.shape[1])]
    assert krippendorff_alpha(shuffled, metric) == pytest.approx(krippendorff_alpha(codes, metric))


def test_each_metric_ignores_what_its_scale_leaves_free() -> None:
    codes = some_codes(8)
    relabelled = np.array([30.0, -7.0, 0.5, 12.0, 4.0])
    labels = np.where(np.isnan(codes), np.nan, relabelled[np.nan_to_num(codes).astype(int)])
    for metric, same in (
        ("nominal", labels),
        ("ordinal", np.exp(codes)),
        ("interval", 3 - 2 * codes),
        ("ratio", 5 * codes),
    ):
        assert krippendorff_alpha(same, metric) == pytest.approx(krippendorff_alpha(codes, metric))
    assert krippendorff_alpha(np.exp(codes), "interval") != pytest.approx(krippendorff_alpha(codes, "interval"))


@pytest.mark.parametrize("metric", METRICS)
def test_full_agreement_is_one(metric: Metric) -> None:
    assert krippendorff_alpha(np.array([[0.0, 1, 2, 2], [0, 1, 2, 2]]), metric) == 1.0


def test_a_unit_with_one_value_changes_nothing() -> None:
    codes = np.array([[1.0, 2, 2, 3], [1, 2, 3, 3]])
    lonely = np.hstack([codes, [[9.0, np.nan], [np.nan, 8.0]]])
    assert krippendorff_alpha(lonely, "interval") == krippendorff_alpha(codes, "interval")


@pytest.mark.parametrize(
    "codes",
    [
        np.full((2, 3), 4.0),
        np.array([[1.0, np.nan], [np.nan, 2.0]]),
        np.empty((2, 0)),
        np.empty((0, 2)),
        np.full((2, 2), np.nan),
    ],
)
@pytest.mark.parametrize("metric", METRICS)
def test_alpha_is_undefined_without_variation_or_pairs(codes: Floats, metric: Metric) -> None:
    assert np.isnan(krippendorff_alpha(codes, metric))


def test_each_unit_adds_as_many_coincidences_as_it_has_values() -> None:
    counts = np.array([[2.0, 1.0, 0.0], [0.0, 1.0, 3.0]])
    matrix = coincidences(counts)
    assert matrix.sum(axis=1) == pytest.approx([2, 2, 3])
    # unit 1 (a a b): a-a 2/2, a-b 2/2; unit 2 (b c c c): b-c 3/3, c-c 6/3
    assert matrix == pytest.approx(np.array([[1, 1, 0], [1, 0, 1], [0, 1, 2]]))


@pytest.mark.parametrize(
    ("codes", "metric", "why"),
    [
        (np.array([1.0, 2.0]), "nominal", "expected \\(coders, units\\)"),
        (np.array([[1.0, np.inf], [1.0, 2.0]]), "interval", "infinite"),
        (np.array([[-1.0, 2.0], [1.0, 2.0]]), "ratio", "down to -1"),
        (np.array([[1.0, 2.0], [1.0, 2.0]]), "cardinal", "one of nominal, ordinal, interval, ratio"),
    ],
)
def test_what_alpha_cannot_use_is_refused(codes: Floats, metric: Metric, why: str) -> None:
    with pytest.raises(InputError, match=why):
        krippendorff_alpha(codes, metric)
