"""The landscape of named actors: what is placed, what is refused, what a given alignment is worth."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.models.landscape.energy import components, pair_weights
from foedus.models.landscape.exhaustive import find_basins
from foedus.models.landscape.landscape import LISTED, solve_arrays

PAIR = np.array([[0.0, -1.0], [-1.0, 0.0]])


def test_two_enemies_part_and_each_holds_by_what_it_would_lose() -> None:
    found = solve_arrays(["a", "b"], [2, 3], propensity=PAIR)
    (minimum,) = found.minima
    assert minimum.sides == (("a",), ("b",))
    assert (minimum.energy, minimum.basin, minimum.share) == (-12.0, 2, 1.0)
    assert minimum.frustration == (-3.0, -2.0)
    assert minimum.hold == (12.0, 12.0)


def test_an_actor_that_is_indifferent_holds_nothing() -> None:
    # b pulls c one way as hard as a pulls it the other way.
    found = solve_arrays(["a", "b", "c"], [1, 1, 2], propensity=[[0, -5, 1], [-5, 0, 1], [1, 1, 0]])
    assert {minimum.sides for minimum in found.minima} == {(("a", "c"), ("b",)), (("a",), ("b", "c"))}
    assert [minimum.hold[2] for minimum in found.minima] == [0.0, 0.0]


def test_actors_without_a_propensity_are_not_placed_and_multiply_no_minimum() -> None:
    matrix = np.zeros((4, 4))
    matrix[0, 2] = matrix[2, 0] = -1
    found = solve_arrays(["a", "b", "c", "d"], [1, 9, 1, 9], propensity=matrix)
    assert found.placed == ("a", "c")
    assert found.unattached == ("b", "d")
    assert (found.found, found.tried) == (1, 2)
    assert "2 actors have no propensity" in found.notes[0]


def test_a_landscape_without_any_propensity_lists_nothing_and_says_why() -> None:
    found = solve_arrays([f"a{k}" for k in range(30)], np.ones(30), propensity=np.zeros((30, 30)))
    assert (found.found, found.minima) == (0, ())
    assert "each of the 2^29 configurations is a minimum" in found.notes[0]
    assert "2^29" in str(found)


def test_one_actor_has_nobody_to_align_with() -> None:
    found = solve_arrays(["alone"], [1], propensity=[[0]])
    assert found.minima == ()
    assert found.notes == ("One actor alone: there is nobody to stand with or against.",)


def test_groups_that_nothing_joins_are_told() -> None:
    matrix = np.zeros((4, 4))
    matrix[0, 1] = matrix[1, 0] = matrix[2, 3] = matrix[3, 2] = -1
    found = solve_arrays(["a", "b", "c", "d"], np.ones(4), propensity=matrix)
    assert found.groups == (("a", "b"), ("c", "d"))
    assert found.found == 2
    assert "2^1 such arrangements" in found.notes[0]
    assert components(pair_weights(np.ones(4), matrix)).tolist() == [0, 0, 1, 1]


def test_millions_of_minima_are_counted_and_some_listed() -> None:
    n = 14
    found = solve_arrays([f"a{k:02}" for k in range(n)], np.ones(n), propensity=-np.ones((n, n)))
    assert found.found == 1716  # the ways to part 14 equal actors in halves: C(14, 7) / 2
    assert len(found.minima) == LISTED
    assert "1,716 minima were found; the 200 lowest are listed." in found.notes


def test_more_actors_than_can_be_tried_are_sampled_and_the_result_says_so() -> None:
    n = 26
    sides = np.array([1, -1] * 13)
    matrix = np.outer(sides, sides).astype(float)  # two camps, and nothing else is a minimum
    found = solve_arrays(
        [str(k) for k in range(n)], np.ones(n), propensity=matrix, restarts=50, rng=np.random.default_rng(1)
    )
    assert not found.exhaustive
    assert (found.tried, found.found) == (50, 1)
    assert found.minima[0].basin == 50
    assert found.minima[0].sides[0] == tuple(str(k) for k in range(0, n, 2))
    assert "there may be others" in found.notes[0]
    assert "basin 50 of 50 descents" in str(found)


def test_the_same_seed_gives_the_same_minima() -> None:
    rng = np.random.default_rng(5)
    matrix = rng.normal(size=(30, 30))
    made = [
        solve_arrays(
            [str(k) for k in range(30)], np.ones(30), propensity=matrix + matrix.T, rng=np.random.default_rng(2)
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_a_given_alignment_is_compared_whichever_side_is_named_first() -> None:
    matrix = np.array([[0, 1, -1, -1], [1, 0, -1, -1], [-1, -1, 0, 1], [-1, -1, 1, 0]], dtype=float)
    for sides in (["x", "x", "y", "x"], ["y", "y", "x", "y"]):
        found = solve_arrays(["a", "b", "c", "d"], [4, 3, 2, 1], propensity=matrix, sides=sides)
        assert found.alignment is not None
        (match,) = found.alignment.matches
        assert match.misplaced == ("d",)
        assert match.chance == pytest.approx(5 / 8)  # 8 ways in all: one agrees, four differ by one actor
        # By hand: pairs apart are a-c (-8), b-c (-6), c-d (+2), each counted from both ends.
        assert found.alignment.energy == pytest.approx(2 * (-8 - 6 + 2))
        assert found.alignment.leads_to == 0


def test_a_partial_alignment_has_no_energy_and_a_one_sided_one_is_not_compared() -> None:
    found = solve_arrays(["a", "b", "c"], [1, 1, 1], propensity=-np.ones((3, 3)), sides=["x", "y", ""])
    assert found.alignment is not None
    assert found.alignment.compared == ("a", "b")
    assert found.alignment.energy is None
    assert found.alignment.leads_to is None
    alone = solve_arrays(["a", "b"], [1, 1], propensity=PAIR, sides=["x", ""])
    assert alone.alignment is None
    assert "not compared" in alone.notes[-1]


def test_sizes_of_very_different_orders_keep_their_minima() -> None:
    """A small actor's move is far below the rounding of the total energy and must not be lost in it."""
    sizes = [1e6, 1e6, 1e-6]
    found = solve_arrays(["big", "rival", "small"], sizes, propensity=[[0, -1, 1], [-1, 0, -1], [1, -1, 0]])
    assert [minimum.sides for minimum in found.minima] == [(("big", "small"), ("rival",))]


@pytest.mark.parametrize(
    ("sizes", "matrix", "expected"),
    [
        ([1, 0], PAIR, "size 0.0: expected a finite number above 0"),
        ([1, -2], PAIR, "size -2.0"),
        ([1, float("nan")], PAIR, "size nan"),
        ([1, float("inf")], PAIR, "size inf"),
        ([1, 1], [[0, 1], [2, 0]], "differs from"),
        ([1, 1], [[0, float("nan")], [float("nan"), 0]], "not a finite number"),
        ([1, 1, 1], PAIR, "expected one size for each name"),
        ([1, 1], np.zeros((3, 3)), r"expected \(n,\) and \(n, n\)"),
        ([1e200, 1e200], PAIR, "rescale the sizes"),
        ([1e-200, 1e-200], PAIR, "rescale the sizes"),
        (["x", 1], PAIR, "not an array of numbers"),
    ],
)
def test_wrong_numbers_are_refused(sizes: object, matrix: object, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        solve_arrays(["a", "b"], sizes, propensity=matrix)


def test_wrong_names_sides_and_restarts_are_refused() -> None:
    with pytest.raises(InputError, match="named twice"):
        solve_arrays(["a", "a"], [1, 1], propensity=PAIR)
    with pytest.raises(InputError, match="expected 1 to"):
        solve_arrays([], [], propensity=np.zeros((0, 0)))
    with pytest.raises(InputError, match="expected two"):
        solve_arrays(["a", "b", "c"], [1, 1, 1], propensity=-np.ones((3, 3)), sides=["x", "y", "z"])
    many = -np.ones((25, 25))
    with pytest.raises(InputError, match="pass an rng"):
        solve_arrays([str(k) for k in range(25)], np.ones(25), propensity=many)
    with pytest.raises(InputError, match="0 restarts"):
        solve_arrays(
            [str(k) for k in range(25)], np.ones(25), propensity=many, restarts=0, rng=np.random.default_rng(0)
        )
    with pytest.raises(InputError, match="25 actors"):
        find_basins(many)


def test_chunks_beyond_the_first_are_searched_too() -> None:
    """Sixteen actors take four chunks; two camps of known make-up must come out whatever chunk they lie in."""
    n = 16
    camps = np.ones(n)
    camps[[1, 13, 14, 15]] = -1
    found = find_basins(np.outer(camps, camps) - np.eye(n))
    assert found.minima.tolist() == [(1 << 0) + (1 << 12) + (1 << 13) + (1 << 14)]
    assert found.sizes.tolist() == [2 ** (n - 1)]
