"""No word of a figure is cut off: every text of every figure stands inside its picture, on the page and in files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

import foedus
from foedus.charts.drawn import NARROW, WIDE
from foedus.charts.figure import Figure
from foedus.charts.letters import text_width
from foedus.charts.theme import HEADING, SMALL, TEXT
from foedus.report.registry import pictures

BOLD = {"b", "h", "sb"}


def _texts(
    element: ElementTree.Element, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """Texts with their places, groups that are moved counted in."""
    moved = element.get("transform", "")
    if moved:
        across, down = moved.removeprefix("translate(").removesuffix(")").split()
        x, y = x + float(across), y + float(down)
    if element.tag.endswith("text"):
        yield element, x + float(element.attrib["x"]), y + float(element.attrib["y"])
    for child in element:
        yield from _texts(child, x, y)


def cut_texts(picture: ElementTree.Element) -> list[str]:
    """Texts that reach beyond the view box by more than a pixel."""
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    cut = []
    for element, x, y in _texts(picture):
        classes = set(element.get("class", "").split())
        size = SMALL if classes & {"s", "sb"} else HEADING if "h" in classes else TEXT
        wide = text_width((element.text or "").strip(), size, bold=bool(classes & BOLD))
        left = x - wide if "e" in classes else x - wide / 2 if "c" in classes else x
        if left < -1 or left + wide > width + 1 or y - 0.75 * size < -1 or y + 0.2 * size > height + 1:
            cut.append(f"{element.text!r} at {left:.0f}-{left + wide:.0f}, {y:.0f} in {width:.0f} x {height:.0f}")
    return cut


@pytest.fixture(scope="module")
def result() -> Any:
    return foedus.assess("iran-russia-syria", draws=40)


@pytest.fixture(scope="module")
def figures(result: Any) -> dict[str, Figure]:
    return {name: result.chart(name) for name in pictures()}


@pytest.mark.parametrize("name", pictures())
def test_no_text_of_the_page_is_cut(name: str, figures: dict[str, Figure]) -> None:
    shown = ElementTree.fromstring(f"<all>{figures[name].body}</all>")
    widths = {float(picture.attrib["viewBox"].split()[2]) for picture in shown}
    assert widths == ({WIDE, NARROW} if figures[name].layout == "variants" else {NARROW})
    assert [cut for picture in shown for cut in cut_texts(picture)] == []


@pytest.mark.parametrize("width", [300, "12cm", 640, 912, 1400])
@pytest.mark.parametrize("name", pictures())
def test_no_text_of_a_file_is_cut(name: str, width: float | str, figures: dict[str, Figure]) -> None:
    assert cut_texts(ElementTree.fromstring(figures[name].to_svg(width=width))) == []


@pytest.mark.parametrize("name", pictures())
def test_a_figure_has_rows_that_are_its_data(name: str, figures: dict[str, Figure]) -> None:
    frame = figures[name].frame
    assert len(frame) == len(figures[name].rows) > 0
    assert len(frame.columns) == len(set(frame.columns)) >= 3


def test_a_cut_text_is_found() -> None:
    picture = ElementTree.fromstring(
        '<svg viewBox="0 0 100 20"><g transform="translate(90 0)"><text x="0" y="15">cut</text></g></svg>'
    )
    assert len(cut_texts(picture)) == 1
