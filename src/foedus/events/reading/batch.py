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
    """

    rows: pl.DataFrame
    rejected: Sequence[Rejected]
    records: int
    text: Callable[[Sequence[int]], list[str]]


def cells_told(found: int, expected: str) -> str:
    """Return why a line of so many cells is rejected."""
    return f"{found} cell{'' if found == 1 else 's'} where {expected} are expected"
