"""Rich text on the terminal: the program's own colours are sent, what commands a terminal in the text itself is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO, cast

from rich.console import Console
from rich.segment import Segment
from rich.table import Table

from foedus.cli.terminal import Outlet, Shown, results, shown


class ShownConsole(Console):
    """A console that cleans each piece of text before it dresses it."""

    def _render_buffer(self, buffer: Iterable[Segment]) -> str:
        return super()._render_buffer(
            piece if piece.control else Segment(shown(piece.text), piece.style) for piece in buffer
        )


def console(*, error: bool = False, highlight: bool = False) -> ShownConsole:
    """Return the console for results, or for notes and progress on standard error."""
    stream: object = sys.stderr if error else results()
    if isinstance(stream, Shown):
        stream = Outlet(stream.stream, required=not error)
    return ShownConsole(file=cast(TextIO, stream), width=_width(stream), markup=False, highlight=highlight, emoji=False)


def _width(stream: object) -> int | None:
    """Return the width of the terminal to which results go, if it is one: descriptor 1, where rich looks, is not."""
    if "COLUMNS" in os.environ or not isinstance(stream, Outlet) or not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """Print a table of plain texts, with a frame where it has a title."""
    table = Table(title=title, title_justify="left") if title else Table(box=None, pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)
