"""What a user may bring as a frame, made a Polars frame: frames of other libraries, and files of tables.

Whatever another library finds wrong is told as an `InputError`; its own errors never reach the user.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import polars as pl

from foedus.errors import InputError
from foedus.panel.own.files import read_file
from foedus.panel.own.from_pandas import pandas_frame
from foedus.panel.own.read import Given, guarded, refuse_doubles, unnamed

TAKEN = (
    "a Polars or pandas data frame, an Arrow table or reader, a DuckDB relation, or the path of a .dta, .csv, .parquet or "
    ".feather file"
)


def given_frame(given: Any) -> Given:
    """Read what a user brings; its columns keep their values and their order.

    Raises InputError: it is none of `TAKEN`, it cannot be read, or what it takes to read it is not installed.
    """
    if isinstance(given, str | os.PathLike):
        made = read_file(Path(given))
    elif isinstance(given, pl.DataFrame):
        made = Given(given)
    elif isinstance(given, pl.LazyFrame):
        made = Given(guarded(given.collect, "the given LazyFrame"))
    elif type(given).__name__ == "Series" and not hasattr(given, "columns"):
        raise InputError("a panel cannot be made of one column; expected a frame with columns of codes and years")
    elif is_pandas(given):
        return pandas_frame(given)
    elif callable(getattr(given, "pl", None)):
        made = _relation(given)
    elif hasattr(given, "__arrow_c_stream__") or hasattr(given, "__arrow_c_array__"):
        made = Given(_arrow(given))
    else:
        kind = type(given)
        if hasattr(given, "add_spells"):
            raise InputError("this is a panel already: add to it, or give the rows that it makes, panel.frame()")
        raise InputError(f"a panel cannot be made of a {kind.__module__}.{kind.__name__}; expected {TAKEN}")
    return Given(made.frame, (*made.notes, *unnamed(made.frame.columns)))


def frame_of(given: Any) -> pl.DataFrame:
    """Read what a user brings, as `given_frame`, without what was assumed of it."""
    return given_frame(given).frame


def is_pandas(given: Any) -> bool:
    """Whether something is a frame of pandas, or of what builds on it."""
    return any(kind.__module__.split(".")[0] == "pandas" for kind in type(given).__mro__) and hasattr(given, "columns")


def _relation(given: Any) -> Given:
    """A DuckDB relation; through Arrow only where that is needed."""
    refuse_doubles(str(name) for name in getattr(given, "columns", ()))
    found = guarded(given.pl, "the given DuckDB relation")
    return Given(found.collect() if isinstance(found, pl.LazyFrame) else found)


def _arrow(given: Any) -> pl.DataFrame:
    schema = getattr(given, "schema", None)
    fields = list(schema) if schema is not None and not callable(schema) else []
    refuse_doubles(str(getattr(field, "name", field)) for field in fields)
    wide = [str(field.name) for field in fields if str(getattr(field, "type", "")).startswith("decimal256")]
    if wide:
        raise InputError(
            f"the given frame cannot be read: column {wide[0]!r} is a decimal of 256 bits; cast it to decimal128 or float64"
        )
    return guarded(lambda: pl.DataFrame(given), "the given Arrow table")  # type: ignore[no-any-return]
