"""Expressions that turn cells of text into values, each with what tells a cell that is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from foedus.events.formats.model import LINE, REASON
from foedus.events.rows import COLUMNS
from foedus.events.scales.model import Scale

SHOWN = 60
"""Characters of a cell that a reason shows."""


class Cell(NamedTuple):
    """A value, and why a row that holds none of its kind is rejected: null where it is well."""

    value: pl.Expr
    fault: pl.Expr


def told(name: str, what: str) -> pl.Expr:
    """Return the reason that a cell is not what it should be."""
    return pl.format(f"{name} '{{}}' {what}", pl.col(name).str.slice(0, SHOWN))


def day(name: str, *, required: bool = True, compact: bool = False) -> Cell:
    """Return a day written as 20191024 (`compact`) or as 2019-10-24, with or without a time behind it."""
    text = pl.col(name)
    pattern, shape = ("%Y%m%d", r"^[0-9]{8}$") if compact else ("%Y-%m-%d", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$")
    whole = text.str.slice(0, 8 if compact else 10).str.to_date(pattern, strict=False)
    value = pl.when(text.str.contains(shape)).then(whole)
    lacks = pl.when(text.is_null()).then(pl.lit(f"{name} is empty")) if required else pl.when(False).then(pl.lit(""))
    return Cell(value, lacks.when(text.is_not_null() & value.is_null()).then(told(name, "is no day")))


def number(name: str, dtype: type[pl.DataType] = pl.Int32) -> Cell:
    """Return a number; an empty cell is null."""
    value = pl.col(name).cast(pl.Float64, strict=False).cast(dtype, strict=False)
    if dtype == pl.Int64:
        value = pl.col(name).cast(pl.Int64, strict=False)
    lost = pl.col(name).is_not_null() & value.is_null()
    return Cell(value, pl.when(lost).then(told(name, "is no number")))


def event_code(name: str, scale: Scale) -> Cell:
    """Return a code that is well formed and whose root the scale has."""
    code = pl.col(name)
    malformed = ~code.str.contains(f"^(?:{scale.code})$")
    unknown = ~_root(code).is_in(list(scale.quads))
    fault = (
        pl.when(code.is_null())
        .then(pl.lit(f"{name} is empty"))
        .when(malformed)
        .then(told(name, "is malformed"))
        .when(unknown)
        .then(told(name, f"has no root of {scale.title}"))
    )
    return Cell(code, fault)


def root_of(name: str, scale: Scale) -> dict[str, pl.Expr]:
    """Return root, quad class and score of codes under a scale."""
    code = pl.col(name)
    quads, scores = dict(scale.quads), dict(scale.scores)
    return {
        "root": _root(code),
        "quad": _root(code).replace_strict(quads, default=None, return_dtype=pl.Int8),
        "score": code.replace_strict(scores, default=None, return_dtype=pl.Float64) if scores else pl.lit(None),
    }


def event_rows(
    frame: pl.LazyFrame, values: Mapping[str, pl.Expr], faults: Sequence[pl.Expr], *, schema: pl.Schema | None = None
) -> pl.LazyFrame:
    """Return the columns of the store, null where a format has none, and the first fault of each row."""
    wanted = schema or pl.Schema({column.name: column.dtype for column in COLUMNS})
    given = {"row": pl.col(LINE), **values}
    columns = [given.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in wanted.items()]
    return frame.select(*columns, pl.coalesce(*faults, pl.lit(None, dtype=pl.String)).alias(REASON))


def _root(code: pl.Expr) -> pl.Expr:
    return pl.when(code.str.contains("^[0-9]")).then(code.str.slice(0, 2)).otherwise(code)
