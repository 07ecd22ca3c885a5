"""Numbers in print: the same number is never written as two."""

from __future__ import annotations

import pytest

from foedus.terms.wording import DASH, PAGE, PLAIN, count, in_points, listing, percent, proportion, span


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0, "under 1 %"), (0.005, "under 1 %"), (0.0051, "1 %"), (0.014, "1 %"), (0.5, "50 %"), (0.9949, "99 %"),
     (0.995, "over 99 %"), (1, "over 99 %")],
)  # fmt: skip
def test_percent_never_says_nought_or_a_hundred(value: float, printed: str) -> None:
    assert percent(value) == printed
    assert PAGE.percent(value) == printed.replace(" %", "\u00a0%")


@pytest.mark.parametrize(
    ("part", "printed"), [(0, "0 %"), (1e-6, "under 1 %"), (0.345, "34 %"), (1 - 1e-6, "over 99 %"), (1.0, "100 %")]
)
def test_a_part_of_a_whole_may_be_none_or_all_of_it(part: float, printed: str) -> None:
    assert proportion(part) == printed


def test_what_is_missing_is_a_dash() -> None:
    for writing in (PLAIN, PAGE):
        said = [writing.percent(None), writing.proportion(None), writing.span(0.1, None), writing.span(None, 0.1)]
        said += [writing.decimal(None), writing.signed(None), writing.points(None)]
        assert set(said) == {DASH}


def test_signs_are_typographic_on_a_page_and_zero_has_none() -> None:
    said = [PAGE.signed(-0.5), PAGE.signed(0.5), PAGE.signed(-0.001), PAGE.points(-0.0317), PAGE.decimal(-1.25, 1)]
    assert said == ["\u22120.50", "+0.50", "0.00", "\u22123.2", "\u22121.2"]
    assert [PLAIN.signed(-0.5), PLAIN.points(0.0317)] == ["-0.50", "+3.2"]


def test_points_spans_lists_and_counts() -> None:
    assert [in_points(x) for x in (0.0004, -0.0004, 0.0006, -0.123)] == [
        "no change",
        "no change",
        "+0.1 points",
        "-12.3 points",
    ]
    assert span(0.0, 0.996) == "0-100 %"
    assert PAGE.span(0.52, 0.81) == "52\u201381\u00a0%"
    assert [listing(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "none",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [count(n, "claim") for n in (0, 1, 2)] == ["0 claims", "1 claim", "2 claims"]
