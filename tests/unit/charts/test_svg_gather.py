"""Gathered paths give the same picture: every shape is there, and what overlaps keeps its order."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from foedus.charts import gather as module
from foedus.charts.element import circle, join, line, rect, text
from foedus.charts.gather import STROKES, gather

CLASSES = ("grid", "bar factor", "m p-first", "elsewhere")
PLACES = st.integers(0, 120)
SHAPES = st.one_of(
    st.builds(lambda x, y, c: line(x, y, x + 30, y, c), PLACES, PLACES, st.sampled_from(CLASSES)),
    st.builds(lambda x, y, c: rect(x, y, 14, 9, c), PLACES, PLACES, st.sampled_from(CLASSES)),
    st.builds(lambda x, y, c: circle(x, y, 4.5, c), PLACES, PLACES, st.sampled_from(CLASSES)),
    st.builds(lambda x, y: text(x, y, "words <&>", "s"), PLACES, PLACES),
)
PART = re.compile(r'<text.*?</text>|<path d="([^"]*)" class="([^"]*)"/>')


def _shapes(drawing: str) -> list[tuple[str, str]]:
    """Every shape by itself, with its class, in the order of drawing."""
    found = []
    for part in PART.finditer(drawing):
        found += [(d, part[2]) for d in re.findall("M[^M]*", part[1])] if part[1] else [(part[0], "text")]
    return found


def _box(shape: tuple[str, str]) -> tuple[float, float, float, float]:
    """The box of a shape as it was built above, without its stroke."""
    if shape[1] == "text":
        x, y = (float(v) for v in re.findall(r'[xy]="([\d.]+)"', shape[0]))
        return x, y - 8, x + 30, y
    x, y = (float(v) for v in re.findall(r"[\d.]+", shape[0])[:2])
    if "a" in shape[0]:
        return x, y - 4.5, x + 9, y + 4.5
    return (x, y, x + 14, y + 9) if "V" in shape[0] else (x, y, x + 30, y)


@settings(deadline=None, max_examples=150)
@given(st.lists(SHAPES, max_size=9))
def test_no_shape_is_lost_and_what_overlaps_keeps_its_order(shapes: list[Markup]) -> None:
    before, after = _shapes(join(*shapes)), _shapes(gather(join(*shapes)))
    assert sorted(before) == sorted(after)
    for one, other in combinations(dict.fromkeys(before), 2):
        a, b = _box(one), _box(other)
        if one[1] != other[1] and a[0] < b[2] and b[0] < a[2] and a[1] <= b[3] and b[1] <= a[3]:
            # Of twins, any may lie below, as long as the order of the last ones is kept.
            last = [
                max(i for i, s in enumerate(order) if s == shape) for order in (before, after) for shape in (one, other)
            ]
            assert (last[0] < last[1]) == (last[2] < last[3]), (one, other)


def test_rows_of_a_chart_become_one_path_for_each_class() -> None:
    rows = [
        rect(0, y, 50, 10, "bar") + text(60, y + 9, "word") + line(0, y - 2, 0, y + 12, "axis") for y in (0, 40, 80)
    ]
    assert re.findall('class="([a-z]+)"', gather(join(*rows))) == ["bar", "axis"]
    assert gather(join(*rows)).count("<text") == 3


def test_groups_and_unknown_paths_stay_where_they_are() -> None:
    group = Markup('<path d="M0 0H5" class="a"/><g class="n"><path d="M0 0H5"/></g><path d="M0 90H5" class="a"/>')
    assert gather(group) == group
    curve = Markup('<path d="M0 0H5" class="a"/><path d="M0 0C1 1 2 2 3 3" class="b"/><path d="M0 90H5" class="a"/>')
    assert gather(curve) == curve


def test_room_for_strokes_is_not_less_than_the_style_sheet_gives_them() -> None:
    style = (Path(module.__file__).parents[1] / "report" / "html" / "templates" / "report.css").read_text("utf-8")
    for selectors, width in re.findall(r"([^{}]+)\{[^{}]*stroke-width:([\d.]+)", style):
        for selector in selectors.split(","):
            name = selector.strip().split(".")[1] if selector.strip().startswith(".") else ""
            if re.fullmatch(r"[a-z-]+", name) and not selector.startswith((".nodes", ".glyph", ".chart")):
                assert float(width) <= STROKES.get(name, 4.0), selector
