"""Labels of turning points: every one where there is room, no two over each other, and what has none is counted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from foedus.charts.event_series import Reported, Turned, event_series
from foedus.charts.letters import text_width
from foedus.charts.theme import SMALL

DAYS = [str(date(1990, 1, 1) + timedelta(days=number)) for number in range(2000)]
LABEL = re.compile(r'<text[^>]*?x="([\d.]+)"[^>]*?>(\d{4}-\d\d)</text>')


def drawn(places: list[int], width: int) -> tuple[list[tuple[float, str]], str]:
    edges = [0, *places, len(DAYS) - 1]
    turns = [
        Turned("one", DAYS[at], DAYS[at - 2], DAYS[at + 2], float(number % 7), float((number + 1) % 7),
               since=DAYS[edges[number]], until=DAYS[edges[number + 2]])
        for number, at in enumerate(places)
    ]  # fmt: skip
    figure = event_series("A and B", [Reported("one", day, 1.0, 1.0) for day in DAYS], turns, about="")
    assert figure is not None
    text = figure.to_svg(width=width)
    assert text.count('whisker"') == len(places)
    assert text.count('veil o-rivalry"') == len(places)
    return [(float(at), label) for at, label in LABEL.findall(text) if "sb" in _tag(text, at, label)], text


def _tag(text: str, at: str, label: str) -> str:
    return next(tag for tag in re.findall(rf"<text[^>]*>{label}</text>", text) if f'x="{at}"' in tag)


@pytest.mark.parametrize("width", [360, 912, 1600])
def test_of_many_turning_points_no_two_labels_overlap_and_the_rest_is_counted(width: int) -> None:
    labels, text = drawn(list(range(20, 1980, 15)), width)
    places = sorted(at for at, _ in labels)
    assert len(places) > width // 160
    assert min(b - a for a, b in pairwise(places)) > text_width("0000-00", SMALL)
    assert f"{131 - len(places)} of 131 turning points are not labelled" in text


def test_few_turning_points_are_all_labelled() -> None:
    labels, text = drawn([500, 520, 1500], 912)
    assert sorted(label for _, label in labels) == sorted(DAYS[at][:7] for at in (500, 520, 1500))
    assert "not labelled" not in text
