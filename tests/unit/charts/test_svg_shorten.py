"""A shortened drawing holds the same lines and the same texts at the same places."""

from __future__ import annotations

import re
from itertools import chain
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.charts.element import circle, line, path, rect, text
from foedus.charts.gather import gather
from foedus.charts.shorten import group_texts, shorten, shorten_path

TENTHS = st.integers(-400, 9000).map(lambda n: n / 10)
PARTS = st.one_of(
    st.builds(lambda x, y, a, b: line(x, y, a, b, "c"), TENTHS, TENTHS, TENTHS, TENTHS),
    st.builds(lambda x, y, w, h: rect(x, y, w, h, "c"), TENTHS, TENTHS, TENTHS, TENTHS),
    st.builds(lambda x, y, r: circle(x, y, r, "c"), TENTHS, TENTHS, st.sampled_from([0.4, 3.5, 5, 7.2])),
    st.builds(
        lambda p, z: path(p, "c", close=z), st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=6), st.booleans()
    ),
)
TOKEN = re.compile(r"[MLHVZAmlhvza]|-?(?:\d+\.?\d*|\.\d+)")
SIZES = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7}


def _flat(places: str) -> list[tuple[float, ...]]:
    """Where the pen goes, in the grammar of SVG 2: repeated and relative commands, flags of arcs without blanks."""
    places = re.sub(r"(a[\d.]+ [\d.]+ 0) ([01])([01])([\d.]+)", r"\1 \2 \3 \4", places)
    tokens, found, letter = TOKEN.findall(places), [], ""
    x = y = x0 = y0 = 0.0
    while tokens:
        if tokens[0].isalpha():
            letter = tokens.pop(0)
        if letter in "zZ":
            x, y = x0, y0
            found.append((0.0, x, y))
            continue
        kind, low = letter.lower(), letter.islower()
        numbers = [float(tokens.pop(0)) for _ in range(SIZES[kind])]
        if kind in "hv":
            x, y = (numbers[0] + x * low, y) if kind == "h" else (x, numbers[0] + y * low)
        else:
            x, y = numbers[-2] + x * low, numbers[-1] + y * low
        # What it is, the radii and flags of an arc, and the point that it leads to.
        found.append((float("mlhva".index("l" if kind in "hv" else kind)), *numbers[:-2], x, y))
        if kind == "m":
            x0, y0, letter = x, y, "l" if low else "L"
    return found


@settings(deadline=None, max_examples=200)
@given(st.lists(PARTS, min_size=1, max_size=6))
def test_a_shortened_path_leads_the_pen_the_same_way(parts: list[str]) -> None:
    places = "".join(str(part).split('"')[1] for part in parts)
    short = shorten_path(places)
    assert len(short) <= len(places)
    one, other = _flat(short), _flat(places)
    assert [len(step) for step in one] == [len(step) for step in other]
    assert list(chain(*one)) == pytest.approx(list(chain(*other)), abs=0.001)


def test_shortening_uses_the_last_point_where_that_is_shorter() -> None:
    assert shorten_path("M800 300L801 301M800 310L900 5") == "M800 300l1 1m-1 9L900 5"
    assert shorten_path("M0.4 0.4l0.2-0.2-0.2 0") == "M.4 .4l.2-.2H.4"


def test_grouped_texts_keep_place_class_and_words() -> None:
    rows = "".join(
        text(0, y, f"name {y}") + text(300, y, "0.5", "b", anchor="end") + text(y, 9, "x", "s")
        for y in range(20, 90, 9)
    )
    found = []
    for group in ElementTree.fromstring(f"<svg>{group_texts(rows)}</svg>"):
        for element in group.iter("text"):
            moved = re.findall(r"translate\((\d+)\)", group.get("transform", ""))
            across = int(element.get("x", 0)) + sum(map(int, moved))
            found.append((across, element.get("y"), element.get("class") or group.get("class") or "", element.text))
    expected = [
        (int(t.get("x", 0)), t.get("y"), t.get("class", ""), t.text)
        for t in ElementTree.fromstring(f"<svg>{rows}</svg>")
    ]
    assert sorted(found) == sorted(expected)
    assert len(group_texts(rows)) < 0.8 * len(rows)


def test_a_text_under_a_later_shape_is_not_lifted_above_it() -> None:
    drawing = str(text(10, 20, "under", "s") + rect(0, 0, 60, 30, "cover") + text(10, 80, "free", "s"))
    assert re.findall("under|cover|free", group_texts(drawing)) == ["under", "cover", "free"]
    assert re.findall("word|cover", group_texts(str(text(10, 80, "word") + rect(0, 0, 60, 30, "cover")))) == [
        "cover",
        "word",
    ]


def test_titles_and_drawings_with_groups_stay_as_they_are() -> None:
    title = '<svg class="chart"><title id="t">a &lt; b</title><desc>why</desc>'
    short = shorten(f"<p>x</p>{title}{gather(line(700, 5, 710, 5, 'a') + text(5, 5, 'w'))}</svg>")
    assert short == f'<p>x</p>{title}<path d="M700 5h10" class="a"/><text x="5" y="5">w</text></svg>'
    network = '<svg><path d="M700 5L710 6" class="ties"/><g class="nodes"><text x="0" y="5">w</text></g></svg>'
    assert shorten(network) == network
