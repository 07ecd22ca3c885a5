"""Rows that share their keys, where each should stand once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from foedus.errors import InputError
from foedus.panel.own.given import frame_of

KEYS = (
    ("ccode1", "ccode2", "year"),
    ("gwcode1", "gwcode2", "year"),
    ("ccode", "year"),
    ("gwcode", "year"),
)
"""Keys that a frame is taken to have, by its columns: two codes before one, of two lists the one that stands first."""


def duplicates(frame: Any, keys: Sequence[str] | None = None) -> pl.DataFrame:
    """Rows that share their keys with another row.

    Parameters
    ----------
    frame : Polars or pandas data frame, Arrow table, DuckDB relation, path of a file, Panel
        The rows.
    keys : sequence of str, optional
        The columns that a row is to be alone in. By default the two codes and the year, or the code and the year; with
        `obsid` and `date` where the rows are of leaders or days.

    Returns
    -------
    polars.DataFrame
        The rows, sorted by their keys, and `copies`: how many rows share them. Empty where every row is alone.

    Raises
    ------
    InputError
        Not such a frame, or it lacks a key column.

    >>> twice = pl.DataFrame({"ccode": [2, 2, 20], "year": [1990, 1990, 1990], "gdp": [1.0, 2.0, 3.0]})
    >>> duplicates(twice).rows()
    [(2, 1990, 1.0, 2), (2, 1990, 2.0, 2)]
    """
    from foedus.panel.panel import Panel

    rows = frame.frame() if isinstance(frame, Panel) else frame_of(frame)
    by = keys_of(rows, keys)
    lacking = [name for name in by if name not in rows.columns]
    if lacking:
        raise InputError(f"duplicates: the rows have no column {', '.join(lacking)}; they have {_shown(rows)}")
    if "copies" in rows.columns:
        raise InputError("duplicates: the rows have a column copies, which is written here; rename it")
    counted = rows.with_columns(pl.len().over(by).alias("copies"))
    return counted.filter(pl.col("copies") > 1).sort(by, nulls_last=True, maintain_order=True)


def keys_of(rows: pl.DataFrame, keys: Sequence[str] | None = None) -> list[str]:
    """The columns that a row is to be alone in: those named, or codes and year. Raises InputError: the rows have none such."""
    if keys:
        return [keys] if isinstance(keys, str) else list(keys)
    there = [names for names in KEYS if all(name in rows.columns for name in names)]
    if there:
        # A panel of one list of states may also bear the codes of the other; its own stand first.
        *codes, year = min(there, key=lambda names: (-len(names), rows.columns.index(names[0])))
        leaders = ["obsid"] if len(codes) == 1 else ["obsid1", "obsid2"]
        return [*codes, *(name for name in (*leaders, "date") if name in rows.columns), year]
    raise InputError(
        f"duplicates: the rows have no codes and years (such as ccode1, ccode2, year) among {_shown(rows)}; name the columns "
        "that a row is to be alone in: duplicates(frame, ['a', 'b'])"
    )


def _shown(rows: pl.DataFrame) -> str:
    names = ", ".join(rows.columns[:20])
    return f"{names} and {rows.width - 20} more" if rows.width > 20 else names or "none"
