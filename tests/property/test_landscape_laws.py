"""Laws of landscape theory on random small landscapes, against sums and searches written out one by one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.models.landscape.descent import descend, meet_minima
from foedus.models.landscape.energy import changes, energy, frustrations, pair_weights, tolerances
from foedus.models.landscape.exhaustive import all_energies, configuration_of, find_basins, signs_of
from foedus.models.landscape.landscape import solve_arrays

LAWS = settings(max_examples=40, deadline=None)


@st.composite
def landscapes(draw: st.DrawFn, *, most: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Sizes and symmetric propensities; small whole numbers, so that ties are frequent and exact."""
    n = draw(st.integers(1, most))
    sizes = np.array(draw(st.lists(st.integers(1, 9), min_size=n, max_size=n)), dtype=float)
    upper = draw(st.lists(st.integers(-2, 2), min_size=n * n, max_size=n * n))
    matrix = np.triu(np.array(upper, dtype=float).reshape(n, n), 1)
    return sizes, matrix + matrix.T


def naive_energy(sizes: np.ndarray, propensity: np.ndarray, sides: np.ndarray) -> float:
    total, n = 0.0, len(sizes)
    for i in range(n):
        for j in range(n):
            if i != j and sides[i] != sides[j]:
                total += sizes[i] * sizes[j] * propensity[i, j]
    return total


def brute_basins(sizes: np.ndarray, propensity: np.ndarray) -> dict[int, int]:
    """Walk down from each configuration, one at a time, with exact arithmetic; count where the walks end."""
    n, ends = len(sizes), {}
    for rest in product((1, -1), repeat=n - 1):
        sides = np.array((1, *rest))
        while True:
            here = naive_energy(sizes, propensity, sides)
            best, mover = 0.0, None
            for k in range(n):
                sides[k] *= -1
                change = naive_energy(sizes, propensity, sides) - here
                sides[k] *= -1
                if change < best:  # of equal ones the first stays
                    best, mover = change, k
            if mover is None:
                break
            sides[mover] *= -1
        end = configuration_of(sides)
        ends[end] = ends.get(end, 0) + 1
    return ends


@LAWS
@given(landscapes())
def test_exhaustive_search_equals_walking_down_one_by_one(landscape: tuple[np.ndarray, np.ndarray]) -> None:
    found = find_basins(pair_weights(*landscape))
    assert dict(zip(found.minima.tolist(), found.sizes.tolist(), strict=True)) == brute_basins(*landscape)


@settings(max_examples=3, deadline=None)
@given(landscapes(most=10).filter(lambda made: len(made[0]) == 10))
def test_exhaustive_search_equals_brute_force_for_ten_actors(landscape: tuple[np.ndarray, np.ndarray]) -> None:
    found = find_basins(pair_weights(*landscape))
    assert dict(zip(found.minima.tolist(), found.sizes.tolist(), strict=True)) == brute_basins(*landscape)


@LAWS
@given(landscapes(), st.data())
def test_energy_is_the_double_sum_and_a_flip_changes_it_by_twice_size_times_frustration(
    landscape: tuple[np.ndarray, np.ndarray], data: st.DataObject
) -> None:
    sizes, propensity = landscape
    n, weights = len(sizes), pair_weights(*landscape)
    sides = np.array(data.draw(st.lists(st.sampled_from([1, -1]), min_size=n, max_size=n)), dtype=np.int8)
    k = data.draw(st.integers(0, n - 1))
    flipped = sides.copy()
    flipped[k] *= -1
    assert energy(weights, sides) == pytest.approx(naive_energy(sizes, propensity, sides))
    assert energy(weights, sides) == pytest.approx((sizes * frustrations(sizes, propensity, signs=sides)).sum())
    rise = (
        2
        * sizes[k]
        * (frustrations(sizes, propensity, signs=flipped)[k] - frustrations(sizes, propensity, signs=sides)[k])
    )
    assert energy(weights, flipped) - energy(weights, sides) == pytest.approx(rise)
    assert changes(weights, sides)[k] == pytest.approx(rise)


@LAWS
@given(landscapes())
def test_the_mirror_image_has_the_same_energy_and_energies_of_all_agree(
    landscape: tuple[np.ndarray, np.ndarray],
) -> None:
    n, weights = len(landscape[0]), pair_weights(*landscape)
    every = signs_of(np.arange(1 << (n - 1), dtype=np.int32), n)
    assert energy(weights, every) == pytest.approx(energy(weights, -every))
    assert all_energies(weights) == pytest.approx(energy(weights, every))
    assert (
        [configuration_of(row) for row in every] == [configuration_of(-row) for row in every] == list(range(len(every)))
    )


@LAWS
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_basins_hold_every_configuration_and_no_move_lowers_a_minimum(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = rng.uniform(-1, 1, (n, n))
    weights = pair_weights(rng.lognormal(0, 2, n), matrix + matrix.T)
    found = find_basins(weights)
    assert found.sizes.sum() == 2 ** (n - 1)
    assert (found.sizes >= 1).all()
    assert (changes(weights, signs_of(found.minima, n)) >= -tolerances(weights)[0]).all()
    energies = all_energies(weights)
    assert energies.argmin() in found.minima or n == 1


@LAWS
@given(landscapes(most=9), st.integers(0, 2**32 - 1))
def test_random_descents_end_in_minima_of_the_exhaustive_search(
    landscape: tuple[np.ndarray, np.ndarray], seed: int
) -> None:
    n, weights = len(landscape[0]), pair_weights(*landscape)
    exact = find_basins(weights)
    met = meet_minima(weights, 64, rng=np.random.default_rng(seed))
    assert met.counts.sum() == 64
    assert {configuration_of(row) for row in met.signs} <= set(exact.minima.tolist())
    ends = descend(weights, signs_of(np.arange(1 << (n - 1), dtype=np.int32), n))
    reached = [configuration_of(row) for row in ends]
    assert [reached.count(end) for end in exact.minima] == exact.sizes.tolist()


@LAWS
@given(landscapes(), st.randoms(use_true_random=False))
def test_order_of_actors_and_scale_of_sizes_change_no_set_of_minima(
    landscape: tuple[np.ndarray, np.ndarray], random: object
) -> None:
    sizes, propensity = landscape
    order = np.array(random.sample(range(len(sizes)), len(sizes)))
    names = [f"actor {k}" for k in range(len(sizes))]

    def parts(found: object) -> set[tuple[frozenset[frozenset[str]], float]]:
        return {(frozenset(map(frozenset, m.sides)), round(m.energy, 6)) for m in found.minima}

    one = solve_arrays(names, sizes, propensity=propensity)
    other = solve_arrays([names[k] for k in order], sizes[order], propensity=propensity[np.ix_(order, order)])
    assert parts(one) == parts(other)
    double = solve_arrays(names, 2 * sizes, propensity=propensity)
    assert {(sides, 4 * value) for sides, value in parts(one)} == parts(double)
