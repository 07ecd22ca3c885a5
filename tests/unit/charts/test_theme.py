"""The themes: readable text and marks in light, dark and print, and outcomes that are told apart without colour."""

from __future__ import annotations

import re
from dataclasses import asdict
from itertools import combinations

import pytest

from foedus.charts.marks import outcome_mark
from foedus.charts.theme import DASHES, RULES, THEMES, WEIGHTS, file_style, page_style, theme
from foedus.errors import InputError
from foedus.terms.outcomes import OUTCOMES

TEXTS = ("ink", "soft", "accent")
GROUNDS = ("paper", "panel", "faint")
MARKS = (*OUTCOMES, "first", "second")


def _channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _lightness(colour: str) -> float:
    """L* of CIELAB, 0 to 100."""
    y = _luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def test_the_measures_know_published_values() -> None:
    # WCAG 2.2: 21 for black on white; #767676 is the lightest grey with 4.5 on white. CIELAB: L* of mid grey #777777 is 50.
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert _lightness("#777777") == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("name", THEMES)
def test_text_has_the_contrast_that_wcag_asks_for(name: str) -> None:
    colours = asdict(theme(name))
    for ground in GROUNDS:
        for ink in TEXTS:
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("name", THEMES)
def test_marks_have_the_contrast_that_wcag_asks_of_graphics(name: str) -> None:
    colours = asdict(theme(name))
    for ground in GROUNDS:
        for mark in MARKS:
            assert _contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


@pytest.mark.parametrize("name", THEMES)
def test_bars_that_shine_through_are_still_marks(name: str) -> None:
    colours = asdict(theme(name))
    for class_ in (".bar.binds", ".bar.divides", ".reach.first", ".reach.second", ".ties"):
        rule = RULES[class_]
        found = re.search(r"\$(first|second)", rule)
        opacity = re.search(r"opacity:([\d.]+)", rule)
        assert found is not None
        assert opacity is not None
        share = float(opacity[1])
        mixed = [
            round(255 * (share * a + (1 - share) * b))
            for a, b in zip(_channels(colours[found[1]]), _channels(colours["panel"]), strict=True)
        ]
        assert _contrast("#{:02x}{:02x}{:02x}".format(*mixed), colours["panel"]) >= 3, class_


@pytest.mark.parametrize("name", ["light", "dark"])
def test_outcomes_differ_in_lightness_or_hue_for_people_who_confuse_red_and_green(name: str) -> None:
    # Deuteranopia after Viénot, Brettel and Mollon (1999): red and green collapse to one channel.
    def seen(colour: str) -> tuple[float, float]:
        r, g, b = (c**2.2 for c in _channels(colour))
        return 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b

    colours = asdict(theme(name))
    for a, b in combinations([seen(colours[outcome]) for outcome in OUTCOMES], 2):
        gap = abs(a[0] ** 0.45 - b[0] ** 0.45) + abs(max(a[1], 0) ** 0.45 - max(b[1], 0) ** 0.45)
        assert gap > 0.15


def test_print_tells_outcomes_apart_in_grey() -> None:
    colours = asdict(theme("print"))
    for a, b in combinations([_lightness(colours[outcome]) for outcome in OUTCOMES], 2):
        assert abs(a - b) >= 7
    assert abs(_lightness(colours["first"]) - _lightness(colours["second"])) >= 20


def test_outcomes_differ_by_mark_and_by_line_too() -> None:
    def shape(outcome: str) -> str:
        mark = str(outcome_mark(outcome, 20, 20))
        return re.sub(r" class=.*", "", mark)

    assert len({shape(outcome) for outcome in OUTCOMES}) == 4
    assert len({(DASHES[outcome], WEIGHTS[outcome]) for outcome in OUTCOMES}) == 4


@pytest.mark.parametrize("name", THEMES)
def test_a_file_carries_colours_and_no_variable(name: str) -> None:
    style = file_style(name)
    assert "var(" not in style
    assert "$" not in style
    assert all(line.startswith(f".foedus-{name}") for line in style.splitlines())
    assert set(re.findall(r"#[0-9a-f]{6}", style)) <= set(asdict(theme(name)).values())


def test_the_page_takes_its_colours_from_the_same_declaration() -> None:
    style = page_style()
    assert "$" not in style
    for block, name in zip(re.findall(r":root\{(.*?)\}", style), THEMES, strict=True):
        assert dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", block)) == asdict(theme(name))
    assert set(re.findall(r"var\(--([a-z]+)\)", style)) <= {*asdict(theme("light")), "sans"}


def test_an_unknown_theme_is_refused_with_those_known() -> None:
    with pytest.raises(InputError, match="no theme 'sepia'; expected one of light, dark, print"):
        theme("sepia")
