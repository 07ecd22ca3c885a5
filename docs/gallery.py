"""Draws the figures of the gallery from the built-in case: ``python docs/gallery.py``; Sphinx does so before it builds."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "_gallery"


def draw(folder: Path = FOLDER) -> None:
    """Write every figure as SVG."""
    import foedus

    result = foedus.assess("iran-russia-syria", draws=200)
    folder.mkdir(exist_ok=True)
    for name in result.charts:
        result.chart(name).save(folder / f"{name}.svg", width=880)


if __name__ == "__main__":
    draw()
