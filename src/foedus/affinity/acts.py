"""An act of support or cooperation as a dataset records it: who, for whom, by which channel, when, and on which rows.

Every source becomes rows of this one type, so that what uses acts knows no source. An act is what the dataset says, not a claim:
it enters a case only when a person takes it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Attribution(StrEnum):
    """How far the act is known to be that of the supporter."""

    OWN = "own"  #: The source names the supporter for this act.
    SHARED = "shared"  #: The source names several supporters, of whom some gave this; it does not say which.
    JOINT = "joint"  #: Both sides took part alike; supporter and recipient are only an order.


@dataclass(frozen=True, slots=True)
class Act:
    """One act; a row of the frame of `SCHEMA`.

    Dates are EDTF: a day, a month or a year, with ``?`` where the source marks it uncertain.
    """

    id: str  #: Stable within a version of the dataset.
    supporter: str  #: Name.
    supporter_ccode: int | None  #: COW code in the year of the act; None for who is no state.
    recipient: str  #: Name.
    recipient_ccode: int | None  #: COW code; None for who is no state.
    side: str  #: Side of the conflict that is supported; empty where there is no conflict.
    theatre: str  #: The conflict, or the place; empty where the source names none.
    channel: str | None  #: A channel of `foedus.terms.cooperation`; None where the source's kind says none.
    support_type: (
        str | None
    )  #: A support type of `foedus.terms.cooperation`; None where the source's kind is none of them.
    kind: str  #: The kind in the source's own terms.
    attribution: str  #: A value of `Attribution`.
    start: str  #: First day, month or year (EDTF).
    end: str  #: Last day, month or year (EDTF).
    year: int  #: Year of the start.
    quantity: float | None  #: How much, in `unit`.
    unit: str  #: Unit of the quantity; empty where there is none.
    dataset: str  #: Id of the dataset.
    version: str  #: Its version.
    rows: str  #: Row ids in the dataset, joined by blanks.
    note: str  #: What must be known of it.


_TYPES: dict[str, type[pl.DataType]] = {"int | None": pl.Int32, "int": pl.Int32, "float | None": pl.Float64}
SCHEMA: dict[str, type[pl.DataType]] = {
    name: _TYPES.get(str(annotation), pl.String) for name, annotation in Act.__annotations__.items()
}
"""Columns of a frame of acts, in order."""


def as_acts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of `SCHEMA` of a frame, in its order and types; a column that is absent is null or empty."""
    empty = {"side": "", "theatre": "", "unit": "", "note": ""}
    absent = [pl.lit(empty.get(name), dtype).alias(name) for name, dtype in SCHEMA.items() if name not in frame.columns]
    return frame.with_columns(absent).select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())


def joined(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return acts of several sources as one frame, by start, dataset and id."""
    return pl.concat([pl.DataFrame(schema=SCHEMA), *frames]).sort("year", "dataset", "id", maintain_order=True)


def each(frame: pl.DataFrame) -> Iterator[Act]:
    """Yield the acts of a frame."""
    for row in frame.select(list(SCHEMA)).iter_rows(named=True):
        yield Act(**row)
