"""A row for each item of a list column, in every Polars that foedus takes."""

from __future__ import annotations

from inspect import signature
from typing import Any

import polars as pl

# What becomes of an empty list was made a choice in Polars 1.36, and the default changed in 2.0.
_KEPT: dict[str, Any] = {"empty_as_null": True} if "empty_as_null" in signature(pl.DataFrame.explode).parameters else {}


def one_row_each(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return a frame with a row for each item of a list column; one with null for an empty list or null."""
    return frame.explode(column, **_KEPT)
