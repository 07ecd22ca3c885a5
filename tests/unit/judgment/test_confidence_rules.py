"""Confidence at every threshold of its written rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.judgment.confidence import Basis, judge_confidence, reasons

GOOD = Basis(
    references=40,
    unknown_share=0.2,
    largest_perspective=0.4,
    view_distance=0.2,
    flips_reference=0,
    flips_perspective=0,
    width=0.25,
)
EDGES = [
    ("independent-sources", "references", 9, "low"),
    ("independent-sources", "references", 10, "moderate"),
    ("independent-sources", "references", 39, "moderate"),
    ("independent-sources", "references", 40, "high"),
    ("unknown-sources", "unknown_share", 0.2, "high"),
    ("unknown-sources", "unknown_share", 0.2001, "moderate"),
    ("unknown-sources", "unknown_share", 0.5, "moderate"),
    ("unknown-sources", "unknown_share", 0.5001, "low"),
    ("balance", "largest_perspective", 0.4, "high"),
    ("balance", "largest_perspective", 0.4001, "moderate"),
    ("balance", "largest_perspective", 0.6, "moderate"),
    ("balance", "largest_perspective", 0.6001, "low"),
    ("two-views", "view_distance", 0.2, "high"),
    ("two-views", "view_distance", 0.2001, "moderate"),
    ("two-views", "view_distance", 0.4001, "low"),
    ("flips", "flips_perspective", 0, "high"),
    ("flips", "flips_perspective", 1, "moderate"),
    ("flips", "flips_perspective", 2, "low"),
    ("width", "width", 0.25, "high"),
    ("width", "width", 0.2501, "moderate"),
    ("width", "width", 0.5, "moderate"),
    ("width", "width", 0.5001, "low"),
]


@pytest.mark.parametrize(("rule", "field", "value", "level"), EDGES)
def test_every_rule_at_its_thresholds(rule: str, field: str, value: float, level: str) -> None:
    found = {row.id: row for row in judge_confidence(replace(GOOD, **{field: value})).rules}
    assert found[rule].level == level
    assert {row.level for name, row in found.items() if name != rule} == {"high"}


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({}, "high"),
        ({"width": 0.3, "view_distance": 0.3}, "high"),
        ({"width": 0.3, "view_distance": 0.3, "references": 20}, "moderate"),
        ({"width": 0.6}, "moderate"),
        ({"width": 0.6, "view_distance": 0.6}, "moderate"),
        ({"width": 0.6, "view_distance": 0.6, "references": 3}, "low"),
        ({"flips_reference": 1}, "low"),
        ({"flips_perspective": 1}, "high"),
    ],
)
def test_the_level_follows_from_the_rules(change: dict[str, float], level: str) -> None:
    assert judge_confidence(replace(GOOD, **change)).level == level


def test_reasons_stand_with_the_weakest_first_and_name_what_was_measured() -> None:
    found = reasons(judge_confidence(replace(GOOD, width=0.62, view_distance=0.3)))
    assert found[0].startswith("low: Width of the leading outcome's interval: 0.62 (low above 0.50")
    assert found[1].startswith("moderate: Distance between outside and inside view: 0.30")
    assert all(line.startswith("high: ") for line in found[2:])
    assert len(found) == 6
