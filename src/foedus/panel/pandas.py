"""The one door to pandas, which is an extra."""

from __future__ import annotations

from typing import Any

import polars as pl

from foedus.extras import need


def need_pandas(what: str) -> Any:
    """Return the module pandas. Raises InputError: pandas or pyarrow is not installed."""
    need("pyarrow", what=what)  # Polars converts through it.
    return need("pandas", what=what)


def to_pandas(frame: pl.DataFrame) -> Any:
    """A Polars frame as a pandas one."""
    need_pandas("a pandas frame")
    return frame.to_pandas()
