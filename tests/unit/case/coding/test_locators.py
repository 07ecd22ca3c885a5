"""Locators as two coders write them."""

from __future__ import annotations

import pytest

from foedus.case.coding.locators import normal_locator


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p. 4", "4"), ("p.4", "P 4"), ("pp. 4-6", "4–6"), ("pp. 112–14", "112-114"), ("ch. 3", "Chapter 3"), ("Ch 3", "chap.3"),
        ("Kap. 3", "Kapitel 3"), ("гл. 3", "глава 3"), ("§ 3", "§3"), ("§ 3", "sec. 3"), ("S. 4", "s4"), ("ص ۴", "p. 4"),
        ("fn. 7", "note 7"), ("p. 04", "4"), ("ch. 3, p. 12", "chapter 3 p.12"), ("pp. 4 to 6", "4-6"), ("", " "),
    ],
)  # fmt: skip
def test_one_place_in_two_spellings(one: str, other: str) -> None:
    assert normal_locator(one) == normal_locator(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ch. 3", "p. 3"),
        ("1 2", "12"),
        ("§ 3.1", "§ 31"),
        ("4", "4-6"),
        ("fn. 7", "7"),
        ("ch. 3, p. 12", "ch. 31, p. 2"),
        ("", "1"),
    ],
)
def test_two_places(one: str, other: str) -> None:
    assert normal_locator(one) != normal_locator(other)
