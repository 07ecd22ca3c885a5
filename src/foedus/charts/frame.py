"""Rows of one kind as a tidy frame: a column for each field, typed as the field is, also where no row has a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_type_hints

import polars as pl

_TYPES: dict[Any, Any] = {str: pl.String, float: pl.Float64, int: pl.Int64, bool: pl.Boolean}


def tidy_frame(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Return named tuples as a frame.

    >>> from typing import NamedTuple
    >>> class Row(NamedTuple):
    ...     actor: str
    ...     value: float | None
    >>> tidy_frame([Row("iran", None)]).dtypes
    [String, Float64]
    """
    if not rows:
        return pl.DataFrame()
    schema = {name: _TYPES[_plain(kind)] for name, kind in get_type_hints(type(rows[0])).items()}
    return pl.DataFrame(rows, schema=schema, orient="row", strict=False)


def _plain(kind: Any) -> Any:
    """The type of a field that may be None."""
    return next((each for each in get_args(kind) if each is not type(None)), kind)
