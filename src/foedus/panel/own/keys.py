"""The key columns of a user's frame as whole numbers: codes of states and years, of whatever type."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.files.characters import visible
from foedus.files.findings import shorten

LARGEST = 100_000
"""Largest number that a code or a year may be."""
_SHOWN = 5
_DIGITS = r"^[+-]?\d{1,9}(\.0*)?$"


def find_columns(frame: pl.DataFrame, names: tuple[str, ...]) -> list[pl.Series]:
    """Return the key columns. Raises InputError: some are not there."""
    lacking = [name for name in names if name not in frame.columns]
    if not lacking:
        return [frame[name] for name in names]
    shown = ", ".join(visible(shorten(name)) for name in frame.columns[:20])
    has = f"it has {shown}" if shown else "it has none"
    if len(lacking) == len(names):
        has += "; if they are the index of a pandas frame, give frame.reset_index()"
    raise InputError(
        f"the frame has no column {', '.join(map(str, lacking))}; {has}; other names are said with keys=(code, code, year)"
    )


def is_text(column: pl.Series) -> bool:
    """Whether a column holds text."""
    return column.dtype in (pl.String, pl.Categorical) or isinstance(column.dtype, pl.Enum)


def digits(column: pl.Series) -> pl.Series | None:
    """Whole numbers written as text, such as 002, as numbers; None if any cell is something else."""
    if not column.is_not_null().any() or not is_number(column).all():
        return None
    return column.cast(pl.String).str.strip_chars().cast(pl.Float64)


def is_number(column: pl.Series) -> pl.Series:
    """Whether each cell of a text is a whole number; an empty one counts as such."""
    return column.cast(pl.String).str.strip_chars().str.contains(_DIGITS).fill_null(value=True)


def whole(column: pl.Series) -> np.typing.NDArray[np.int32]:
    """Return a key column as whole numbers. Raises InputError: another type, an empty cell, a fraction, a number too large."""
    name = visible(column.name)
    if column.dtype == pl.Null:
        raise InputError(f"column {name} is empty; every row of a panel needs its key")
    if column.dtype.is_temporal():
        step = f'; give pl.col("{name}").dt.year()' if column.dtype in (pl.Date, pl.Datetime) else ""
        raise InputError(f"column {name} is {column.dtype}; expected whole numbers{step}")
    if not column.dtype.is_numeric():
        raise InputError(f"column {name} is {column.dtype}; expected whole numbers")
    plain = column.cast(pl.Float64)
    gap = plain.is_null() | plain.is_nan()
    if gap.any():
        raise InputError(
            f"column {name} has empty cells ({_rows(gap)}); every row of a panel needs its key: fill them or drop the rows"
        )
    odd = column.filter((plain != plain.round()) | (plain.abs() > LARGEST))
    if len(odd):
        found: list[Any] = odd.head(_SHOWN).to_list()
        raise InputError(f"column {name} holds {found}; expected whole numbers up to {LARGEST:,}")
    return plain.cast(pl.Int32).to_numpy()


def _rows(wrong: pl.Series) -> str:
    """The first rows, counted from 1, and how many there are."""
    places = wrong.arg_true()
    told = ", ".join(str(place + 1) for place in places.head(_SHOWN))
    return f"{len(places):,} rows, first {told}"
