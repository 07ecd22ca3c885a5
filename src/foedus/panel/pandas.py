"""The one door to pandas, which is an extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import polars as pl

from foedus.errors import InputError


def need_pandas() -> Any:
    """Return the module pandas. Raises InputError: pandas or pyarrow is not installed."""
    try:
        pandas = import_module("pandas")
        import_module("pyarrow")  # Polars converts through it.
    except ImportError as error:
        raise InputError(
            f"this needs pandas, and {error.name} is not installed; install it with: pip install 'foedus[pandas]'"
        ) from None
    return pandas


def to_pandas(frame: pl.DataFrame) -> Any:
    """A Polars frame as a pandas one."""
    need_pandas()
    return frame.to_pandas()
