"""Frames of pandas as Polars frames, column by column where pandas keeps values that Arrow does not take as they stand.

Objects that are whole numbers, numbers, or yes and no become columns of these; what else is mixed is refused by name.
Missing values of Stata (``.a`` to ``.z``) are missing, with a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.extras import need
from foedus.files.characters import visible
from foedus.panel.own.read import Given, guarded, reason, refuse_doubles, unnamed

_LARGEST = 2**63


def pandas_frame(given: Any) -> Given:
    """Read a frame of pandas. Raises InputError: two columns of one name, or one that cannot be read, by its name."""
    need("pyarrow", what="a frame of pandas")  # Polars and pandas hand frames to each other through it.
    refuse_doubles(str(name) for name in given.columns if isinstance(name, str | int))
    notes = list(unnamed(given.columns))
    if all(isinstance(dtype, np.dtype) and dtype.kind in "iufb" and dtype.itemsize <= 8 for dtype in given.dtypes):
        return Given(guarded(lambda: pl.from_pandas(given), "the given frame"), tuple(notes))
    told, made = [], {}
    for place, name in enumerate(given.columns):
        held = given.iloc[:, place]
        try:
            column = _column(held, notes)
            made[str(name)] = column if isinstance(column, pl.Series) else _read(column)
        except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  Whatever it is, it is about the column.
            told.append(_told(name, held, error))
    if told:
        raise InputError(f"the given frame cannot be read: {'; '.join(told[:5])}")
    return Given(pl.DataFrame([series.rename(name) for name, series in made.items()]), tuple(notes))


def _told(name: Any, column: Any, error: BaseException) -> str:
    kind = getattr(column.dtype, "name", "?")
    return (
        f"column {visible(repr(name))} ({kind}): {reason(error)}; give it one type, such as text or numbers, or drop it"
    )


def _read(column: Any) -> pl.Series:
    return pl.from_pandas(column.rename("").reset_index(drop=True).to_frame("x"))["x"]


def _column(column: Any, notes: list[str]) -> Any:
    """A column in a type that Arrow takes: a Polars series, or the same of pandas."""
    dtype = column.dtype
    name = getattr(dtype, "name", "")
    if name.startswith("Sparse"):
        return column.sparse.to_dense()
    if name == "float128":
        return column.astype("float64")
    if name.startswith("period[Y"):
        notes.append(f"column {column.name!s} holds periods of a year; their years are read")
        return column.dt.year
    if name == "category" and column.cat.categories.dtype.name == "object":
        labels = [_label(value) for value in column.cat.categories]
        codes = column.cat.codes.to_numpy()
        return pl.Series([labels[code] if code >= 0 else None for code in codes], dtype=pl.String).cast(pl.Categorical)
    if name == "object":
        values = _plain(column, notes)
        return _objects(values) if values is not None else column
    return column


def _label(value: Any) -> str:
    """The text of a category; a whole number without its fraction, as Stata keeps codes beside labels."""
    return str(int(float(value))) if isinstance(value, Real) and float(value).is_integer() else str(value)


def _plain(column: Any, notes: list[str]) -> list[Any] | None:
    """Values of a column of objects with None where one is missing; None if no value is a number or a missing code."""
    pandas: Any = need("pandas", what="a frame of pandas")
    values = [None if missing else value for value, missing in zip(column, pandas.isna(column), strict=True)]
    kinds = {type(value) for value in values} - {type(None)}
    if any(kind.__name__ == "StataMissingValue" for kind in kinds):
        marks = Counter(str(value) for value in values if type(value).__name__ == "StataMissingValue")
        notes.append(missing_note(column.name, marks))
        return [None if type(value).__name__ == "StataMissingValue" else value for value in values]
    return values if any(issubclass(kind, Real | Decimal | np.bool_) for kind in kinds) else None


def missing_note(name: Any, marks: Counter[str]) -> str:
    """Return the note on missing values of Stata in a column."""
    told = ", ".join(f"{count:,} {mark}" for mark, count in sorted(marks.items()))
    return f"column {visible(str(name))} holds missing values of Stata ({told}); they are missing"


def _objects(values: Sequence[Any]) -> pl.Series:
    """Objects as one type. Raises TypeError, with the kinds that are mixed."""
    present = [value for value in values if value is not None]
    booleans = [isinstance(value, bool | np.bool_) for value in present]
    if present and all(booleans):
        return pl.Series([None if value is None else bool(value) for value in values], dtype=pl.Boolean)
    numbers = [value for value in present if isinstance(value, Real | Decimal | np.bool_)]
    if len(numbers) == len(present) and present:
        return _numbers(values, numbers)
    if numbers:
        return _numbers_and_text(values)
    return pl.Series(values, strict=True)


def _numbers(values: Sequence[Any], numbers: Sequence[Any]) -> pl.Series:
    if all(
        isinstance(value, Integral | np.bool_) or value == value // 1 for value in numbers if _finite(value)
    ) and all(map(_finite, numbers)):
        if any(abs(value) >= _LARGEST for value in numbers):
            raise TypeError(f"whole numbers beyond 64 bits, such as {max(numbers, key=abs)}")
        return pl.Series([None if value is None else int(value) for value in values], dtype=pl.Int64)
    return pl.Series([None if value is None else float(value) for value in values], dtype=pl.Float64)


def _finite(value: Any) -> bool:
    return isinstance(value, Integral | np.bool_) or bool(np.isfinite(float(value)))


def _numbers_and_text(values: Sequence[Any]) -> pl.Series:
    """Numbers among which some are written as text, as spreadsheets keep them; words are refused."""
    made = []
    for value in values:
        text = value.strip() if isinstance(value, str) else None
        if text is not None and not text.lstrip("+-").isdecimal():
            other = next(value for value in values if isinstance(value, Real))
            raise TypeError(f"words and numbers in one column, such as {value!r} and {other!r}")
        made.append(int(text) if text is not None else value)
    return _objects(made)
