"""Compare our rows with the peer's, column by column, and tell every cell that differs.

The peer is peacesciencer 1.2.9; its output for ten states (2, 200, 220, 255, 260, 300, 365, 630, 640, 652), 1816-2014, lies in
the reference folder. Whole numbers and texts are compared exactly, other numbers to 1e-9 of the value: both compute in double
precision by different formulae, and the peer's file has 15 digits.
"""

from dataclasses import dataclass

import polars as pl

RELATIVE = 1e-9


@dataclass(frozen=True)
class Difference:
    """How the cells of a column differ, by kind, and how many rows do so."""

    ours_missing: int = 0  #: Rows in which the peer has a value and we say that it is unknown.
    theirs_missing: int = 0  #: Rows in which we have a value and the peer none.
    other: int = 0  #: Rows with two values.


def peer_rows(shared, file, key):
    """Rows of a reference file, sorted by key, with the codes and years as we type them."""
    frame = pl.read_csv(shared / "reference" / file, infer_schema_length=None, null_values=["NA", ""])
    return frame.with_columns(pl.col(key).cast(pl.Int32)).sort(key)


def differing(ours, theirs, column):
    """Mask of the rows whose cells differ."""
    mine, other = ours[column], theirs[column]
    gaps = mine.is_null() != other.is_null()
    if other.dtype == pl.String:
        return gaps | mine.cast(pl.String).ne_missing(other)
    mine, whole, other = mine.cast(pl.Float64), not other.dtype.is_float(), other.cast(pl.Float64)
    apart = (mine - other).abs() > (0 if whole else RELATIVE) * other.abs()
    return gaps | apart.fill_null(value=False)


def differences(ours, theirs, columns):
    """Column to how it differs, for those columns that do; the rows of both have to be the same, in the same order."""
    found = {}
    for column in columns:
        rows = differing(ours, theirs, column)
        if rows.any():
            mine, other = ours[column].filter(rows), theirs[column].filter(rows)
            missing = mine.null_count(), other.null_count()
            found[column] = Difference(*missing, int(rows.sum()) - sum(missing))
    return found


def cells(ours, theirs, column, key):
    """The differing cells of a column: key, our value, the peer's."""
    frame = ours.select(*key, pl.col(column).alias("ours")).with_columns(theirs[column].alias("theirs"))
    return frame.filter(differing(ours, theirs, column))
