"""A stretch of a file: its rows as cells of text, and the lines that are no rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl


class Rejected(NamedTuple):
    """A line that is not taken."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A stretch of a file.

    Parameters
    ----------
    rows : DataFrame
        The columns that the format takes, as text, null where empty, and `LINE`.
    rejected : sequence of Rejected
        Lines that have too few or too many cells.
    records : int
        Records in the stretch, counted by themselves: rows and rejected together must be as many.
    text : callable
        Returns the text of lines, given their numbers.
    notes : tuple of str
        What was seen at the end of the file.
    undecoded : sequence of int
        Lines with bytes that are no UTF-8.
    """

    rows: pl.DataFrame
    rejected: Sequence[Rejected]
    records: int
    text: Callable[[Sequence[int]], list[str]]
    notes: tuple[str, ...] = ()
    undecoded: Sequence[int] = ()


def cells_told(found: int, expected: str) -> str:
    """Return why a line of so many cells is rejected."""
    return f"{found} cell{'' if found == 1 else 's'} where {expected} are expected"


def end_told(line: int, *, cut: bool) -> tuple[str, ...]:
    """Return what is told of a last line without an end."""
    if cut:
        return (f"it ends within its last line, {line}, which is rejected: it is cut off, download it again",)
    return (f"its last line, {line}, has no line end: it is taken, but whether it is whole cannot be told",)


def undecoded_told(lines: Sequence[int]) -> tuple[str, ...]:
    """Return what is told of lines with bytes that are no UTF-8."""
    if not lines:
        return ()
    count = "1 line holds" if len(lines) == 1 else f"{len(lines):,} lines hold"
    return (
        f"{count} bytes that are no UTF-8 (the first is line {lines[0]:,}); each is replaced by \ufffd: if the file is in "
        "Windows-1252 or Latin-1, convert it first: iconv -f WINDOWS-1252 -t UTF-8",
    )
