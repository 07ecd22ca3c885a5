"""A figure as a file: SVG by itself, PNG and PDF through vl-convert, which needs neither a browser nor a display."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from foedus.charts.document import Width, read_width, render_document
from foedus.charts.theme import theme as check_theme
from foedus.errors import InputError, OutputError
from foedus.extras import need
from foedus.files.folder import write_files

if TYPE_CHECKING:
    from foedus.charts.drawn import Drawn

FORMATS = (".svg", ".png", ".pdf")


def save_figure(figure: Drawn, path: Path, *, width: float | str, theme: str | None = None) -> Path:
    """Write a figure in the format of the file's ending; see :meth:`foedus.charts.figure.Figure.save`."""
    write_files({path.name: render_file(figure, path, width=width, theme=theme)}, path.parent)
    return path


def render_file(figure: Drawn, path: Path, *, width: float | str, theme: str | None = None) -> bytes:
    """Return what :func:`save_figure` writes."""
    ending, length = check_target(path), read_width(width)
    shown = figure.with_theme(theme or figure.theme)
    return (
        render_document(shown, length).encode("utf-8") if ending == ".svg" else _convert(shown, length, ending=ending)
    )


def check_file(path: Path, *, width: float | str, theme: str) -> None:
    """Refuse a file, a width or a theme that cannot be, before anything is computed; raises as `save_figure` does."""
    ending = check_target(path)
    if ending != ".svg":
        _converter(ending)
    read_width(width)
    check_theme(theme)


def check_target(path: Path) -> str:
    """Return the ending of a file that can hold a figure, in small letters.

    Raises InputError if the ending is none of those known; OutputError if the file is a folder.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise InputError(f"cannot write a figure to {str(path)!r}; expected a file that ends in {', '.join(FORMATS)}")
    if path.is_dir():
        raise OutputError(f"cannot write {str(path)!r}: it is a folder; choose another file")
    return ending


def _converter(ending: str) -> ModuleType:
    return need("vl_convert", what=f"a figure as {ending}", otherwise="write an .svg")


def _convert(figure: Drawn, width: Width, *, ending: str) -> bytes:
    vl_convert = _converter(ending)
    if ending == ".pdf":
        # The converter takes a pixel for a point.
        return bytes(vl_convert.svg_to_pdf(render_document(figure, Width(width.pixels, "", 96 / 72))))
    dots = 300 if width.unit else 192
    return bytes(vl_convert.svg_to_png(render_document(figure, Width(width.pixels, "", 1.0)), scale=0.75, ppi=dots))
