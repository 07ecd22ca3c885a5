"""Places for labels and nodes: nothing overlaps, nothing leaves its room, the same input gives the same places."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.charts.element import el, plain
from foedus.charts.layout import in_rows, place_boxes, separate, spring_places
from foedus.charts.letters import fit, text_width, wrap
from foedus.charts.marks import Scale, spread


@given(st.lists(st.floats(0, 500), min_size=1, max_size=12), st.floats(1, 40))
def test_spread_keeps_order_gap_and_bounds(wanted: list[float], gap: float) -> None:
    places = spread(wanted, gap, low=0, high=500)
    room = min(gap, 500 / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    ranked = [places[i] for i in order]
    assert all(later - earlier >= room - 1e-6 for earlier, later in pairwise(ranked))
    assert min(places) >= -1e-6
    assert max(places) <= 500 + 1e-6


def test_spread_leaves_alone_what_has_room() -> None:
    assert spread([10, 60, 200], 20, low=0, high=300) == [10, 60, 200]


@given(st.text(max_size=120), st.floats(40, 300), st.integers(1, 4))
def test_wrapped_lines_fit_their_room(words: str, room: float, lines: int) -> None:
    found = wrap(words, room, size=12, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(text_width(line, 12) <= room for line in found)


def test_a_wrapped_text_that_fits_loses_no_word() -> None:
    words = "Trust, standing and breadth gained by working together"
    assert " ".join(wrap(words, 120, size=12, lines=9)) == words


def test_a_cut_text_ends_after_a_whole_word() -> None:
    assert fit("Organization of the Petroleum Exporting Countries", 150, size=12) == "Organization of the…"
    assert fit("Rindfleischetikettierung", 60, size=12).endswith("…")


def _ties(n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    weights = np.where(rng.random((n, n)) < 0.1, rng.uniform(-1, 1, (n, n)), 0)
    weights = np.triu(weights, 1)
    return weights + weights.T


@pytest.mark.parametrize(
    ("n", "width"),
    [(1, 358), (2, 358), (12, 912), (45, 912), (45, 358), pytest.param(100, 358, marks=pytest.mark.slow)],
)
def test_boxes_never_overlap_and_stay_on_the_canvas(n: int, width: int) -> None:
    rng = np.random.default_rng(n)
    sizes = np.column_stack([rng.uniform(30, 110, n), rng.uniform(36, 70, n)])
    centres, height = place_boxes(spring_places(_ties(n, n)), sizes, width=width, height=360)
    left, right = centres - sizes / 2, centres + sizes / 2
    assert left.min() >= -1e-6
    assert right[:, 0].max() <= width + 1e-6
    assert right[:, 1].max() <= height + 1e-6
    for i in range(n):
        for j in range(i):
            shared = np.minimum(right[i], right[j]) - np.maximum(left[i], left[j])
            assert shared.min() <= 1e-6, (i, j)


def test_places_are_the_same_every_time() -> None:
    sizes = np.full((20, 2), (60.0, 40.0))
    first = place_boxes(spring_places(_ties(20, 1)), sizes, width=912, height=400)
    second = place_boxes(spring_places(_ties(20, 1)), sizes, width=912, height=400)
    assert np.array_equal(first[0], second[0])


def test_two_camps_stand_apart() -> None:
    camps = np.array([1, 1, 1, 1, -1, -1, -1, -1])
    weights = np.outer(camps, camps).astype(float)
    np.fill_diagonal(weights, 0)
    places = spring_places(weights)
    within = [np.linalg.norm(places[i] - places[j]) for i in range(8) for j in range(i) if camps[i] == camps[j]]
    across = [np.linalg.norm(places[i] - places[j]) for i in range(8) for j in range(i) if camps[i] != camps[j]]
    assert np.mean(within) < 0.6 * np.mean(across)
    assert np.median(within) < min(across)


def test_too_small_a_canvas_gives_none_and_rows_hold_all() -> None:
    sizes = np.full((6, 2), (100.0, 50.0))
    assert separate(np.zeros((6, 2)), sizes, width=110, height=60) is None
    centres, height = in_rows(sizes, 210)
    assert height == 150
    assert len({tuple(c) for c in centres}) == 6


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_an_element_holds_its_text_and_nothing_else(words: str) -> None:
    words = "".join(c for c in plain(words) if c.isprintable())
    found = ElementTree.fromstring(str(el("text", words, class_=words)))
    assert (found.text or "") == words
    assert found.get("class") == words
    assert list(found) == []


def test_a_scale_without_extent_points_to_its_middle() -> None:
    assert Scale(3, 3, 0, 10)(3) == 5
    assert Scale(0, 1, 0, 10)(7) == 10
