"""A figure: tidy rows and the way to draw them, for the page of the report, for a notebook and for a file.

A figure is drawn only when it is asked for: its rows can be had as a frame without a line being drawn, and a command that
shows no picture pays for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from foedus.charts.drawn import NARROW, WIDE, Drawing, Drawn
from foedus.charts.element import el

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, repr=False)
class Figure(Drawn):
    """A chart of rows that shows itself: in the page, in a notebook, as a file."""

    @property
    def frame(self) -> pl.DataFrame:
        """The rows as a Polars frame; its columns are the fields of the rows."""
        from foedus.charts.frame import tidy_frame

        return tidy_frame(self.rows)

    @property
    def body(self) -> Markup:
        """The figure in the page of the report: a wide and a narrow variant, or the panels; colours are the page's own."""
        if self.layout != "variants":
            return Markup("").join(
                self._part(panel, NARROW, name=str(number), description=self.description if number == 1 else "")
                for number, panel in enumerate(self.draw(NARROW), start=1)
            )
        # One description serves both, since what is hidden may be referred to.
        wide, narrow = self.draw(WIDE)[0], self.draw(NARROW)[0]
        return self._part(wide, WIDE, name="wide", description=self.description) + self._part(
            narrow, NARROW, name="narrow", description=""
        )

    def _part(self, drawing: Drawing, width: float, *, name: str, description: str) -> Markup:
        title = f"{self.title}: {drawing.title}" if drawing.title else self.title
        names = f"fig-{self.key}-{name}", f"fig-{self.key}-desc"
        variant = name if self.layout == "variants" else ""
        return el(
            "svg",
            el("title", title, id=names[0]),
            el("desc", description, id=names[1]) if description else Markup(""),
            drawing.content,
            viewBox=f"0 0 {width:.0f} {drawing.height:.0f}",
            role="img",
            aria_labelledby=" ".join(names),
            class_=" ".join(word for word in ("chart", variant, self.class_) if word),
        )

    def to_svg(self, *, width: float | str = WIDE, theme: str | None = None) -> str:
        """Return the figure as an SVG document that stands alone.

        Parameters
        ----------
        width : float or str
            Pixels, or a length such as ``"12cm"``, ``"120mm"`` or ``"5in"``.
        theme : str, optional
            Name of a theme instead of the figure's own.

        Raises
        ------
        InputError
            If the width or the theme is not known.
        """
        from foedus.charts.document import read_width, render_document

        return render_document(self.with_theme(theme or self.theme), read_width(width))

    def save(self, path: str | Path, *, width: float | str = WIDE, theme: str | None = None) -> Path:
        """Write the figure to a file whose ending says the format, and return its path.

        Parameters
        ----------
        path : str or Path
            Ends in ``.svg``, ``.png`` or ``.pdf``; the last two need the extra ``pictures``. A PNG has two pixels for
            each pixel of the width, or 300 for each inch where the width is a length on paper.
        width, theme
            As in :meth:`to_svg`.

        Raises
        ------
        InputError
            If the ending, width or theme is not known, or a package is missing.
        OutputError
            If the file cannot be written; what stood there stays.
        """
        from foedus.charts.save import save_figure

        return save_figure(self, Path(path), width=width, theme=theme)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ARG002
        return {"image/svg+xml": self.to_svg(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"<Figure {self.key}: {self.title}, {len(self.rows)} rows>"
