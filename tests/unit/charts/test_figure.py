"""A figure: data without drawing, a document that stands alone, files of three formats or none at all."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import polars as pl
import pytest

from foedus.charts.document import read_width
from foedus.charts.drawn import Drawing
from foedus.charts.element import rect, text
from foedus.charts.figure import Figure
from foedus.charts.theme import THEMES
from foedus.errors import InputError, OutputError

SVG = "{http://www.w3.org/2000/svg}"


class Bar(NamedTuple):
    actor: str
    value: float | None
    count: int
    known: bool


ROWS = (Bar("Iran", 0.5, 3, True), Bar("Russia", None, 0, False))


def _figure(layout: str = "variants", panels: int = 1) -> Figure:
    def draw(width: float) -> list[Drawing]:
        one = rect(0, 0, width=width, height=20, class_="bar first") + text(0, 15, words=f"a < b {width:.0f}")
        return [Drawing(one, 20.0, f"panel {n}") for n in range(panels)]

    return Figure("bars", "Bars", "One bar for each actor.", ROWS, draw, layout=layout)


def _never(width: float) -> list[Drawing]:
    raise AssertionError("drawn")


def _document(figure: Figure, **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(figure.to_svg(**options))


def test_the_rows_are_a_tidy_frame_and_nothing_is_drawn_for_it() -> None:
    frame = Figure("bars", "Bars", "One bar for each actor.", ROWS, _never).frame
    assert frame.schema == {"actor": pl.String, "value": pl.Float64, "count": pl.Int64, "known": pl.Boolean}
    assert frame.rows() == [tuple(row) for row in ROWS]


def test_a_column_without_a_value_keeps_its_type() -> None:
    frame = Figure("bars", "Bars", "One bar for each actor.", [ROWS[1]], _never).frame
    assert frame.schema["value"] == pl.Float64


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("layout", ["variants", "panels", "beside"])
def test_a_document_is_named_described_and_styled(layout: str, theme: str) -> None:
    root = _document(_figure(layout).with_theme(theme))
    assert root.get("role") == "img"
    named = {e.get("id"): e.text for e in root if e.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [named[key] for key in str(root.get("aria-labelledby")).split()] == ["Bars", "One bar for each actor."]
    assert f".foedus-{theme}" in (root.findtext(f"{SVG}style") or "")
    assert f"foedus-{theme}" in str(root.get("class"))
    assert "a < b" in "".join(root.itertext())


@pytest.mark.parametrize(
    ("width", "pixels", "shown"),
    [(640, 640, "640"), ("480px", 480, "480"), ("12cm", 453.54, "12cm"), ("254 mm", 960, "254mm"), ("5in", 480, "5in")],
)
def test_a_width_may_be_pixels_or_a_length(width: float | str, pixels: float, shown: str) -> None:
    root = _document(_figure(), width=width)
    assert root.get("width") == shown
    assert float(str(root.get("viewBox")).split()[2]) == pytest.approx(pixels, abs=0.1)


def test_what_is_narrower_than_a_chart_can_be_is_shrunk() -> None:
    root = _document(_figure(), width="2cm")
    assert root.get("width") == "2cm"
    assert float(str(root.get("viewBox")).split()[2]) == 358 + 24


@pytest.mark.parametrize(("width", "columns"), [(400, 1), (800, 2), (1300, 3)])
def test_panels_stand_in_as_many_columns_as_there_is_room_for(width: float, columns: int) -> None:
    root = _document(_figure("panels", 5), width=width)
    found = re.findall(r"translate\((\S+) (\S+)\)", " ".join(g.get("transform", "") for g in root.iter(f"{SVG}g")))[1:]
    assert len(found) == 5
    assert len({x for x, _ in found}) == columns
    assert len({y for _, y in found}) == -(-5 // columns)


@pytest.mark.parametrize("width", ["wide", "-3", "12 furlongs", "nan", 0, "1e3", "99999cm", ""])
def test_a_width_that_is_none_is_refused(width: float | str) -> None:
    with pytest.raises(InputError, match=r"no width .*12cm, 120mm or 5in"):
        read_width(width)


def test_another_theme_is_another_figure() -> None:
    figure = _figure()
    assert figure.with_theme("dark").theme == "dark"
    assert figure.theme == "light"
    assert figure.to_svg(theme="dark") == figure.with_theme("dark").to_svg()
    with pytest.raises(InputError, match="no theme 'blue'"):
        figure.with_theme("blue")


def test_a_notebook_shows_the_document() -> None:
    figure = _figure()
    assert figure._repr_mimebundle_() == {
        "image/svg+xml": figure.to_svg(),
        "text/plain": "<Figure bars: Bars, 2 rows>",
    }


def test_files_of_each_format_have_the_size_that_was_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    figure = _figure()
    figure.save(tmp_path / "a.svg", width="12cm", theme="print")
    assert 'width="12cm"' in (tmp_path / "a.svg").read_text("utf-8")
    picture = figure.save(str(tmp_path / "a.png"), width="5in").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 5 * 300
    assert int.from_bytes(figure.save(tmp_path / "b.png", width=400).read_bytes()[16:20], "big") == 800
    page = figure.save(tmp_path / "a.pdf", width="5in").read_bytes()
    assert page.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[([\d. ]+)\]", page)
    assert box is not None
    assert float(box[1].split()[2]) == pytest.approx(5 * 72, abs=0.1)


def test_without_the_converter_the_message_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(InputError, match=r'pip install "foedus\[pictures\]"'):
        _figure().save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.gif.*\.svg, \.png, \.pdf"):
        _figure().save(tmp_path / "a.gif")
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(OutputError, match="it is a folder"):
        _figure().save(tmp_path / "folder.svg")
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot write"):
        _figure().save(tmp_path / "file" / "a.svg")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.svg"]


def test_control_characters_do_not_break_the_document() -> None:
    odd = Figure("x", "a\x00b", "c\x0bd", (), lambda _: [Drawing(text(0, 9, words="e\x1ff\ufffe"), 12.0)])
    assert "\ufffd" in "".join(ElementTree.fromstring(odd.to_svg()).itertext())
