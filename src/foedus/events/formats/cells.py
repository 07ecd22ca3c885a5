"""Expressions that turn cells of text into values, each with what tells a cell that is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from foedus.events.formats.model import FAULTY, LINE, REASON
from foedus.events.rows import COLUMNS
from foedus.events.scales.model import Scale

SHOWN = 60
"""Characters of a cell that a reason shows."""


FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Years between which an event may lie: others are slips of the pen."""
NO_DAY = f"is no day of {FIRST_YEAR} to {LAST_YEAR}"
"""Why a cell that should be a day is none."""


class Fault(NamedTuple):
    """What tells that a row is rejected, and why."""

    bad: pl.Expr
    why: pl.Expr


class Cell(NamedTuple):
    """A value, and what tells that a cell holds none of its kind."""

    value: pl.Expr
    faults: tuple[Fault, ...]


def lacks(name: str) -> Fault:
    """Return the fault of a cell that must not be empty."""
    return Fault(pl.col(name).is_null(), pl.lit(f"{name} is empty"))


def told(name: str, what: str) -> pl.Expr:
    """Return the reason that a cell is not what it should be."""
    return pl.format(f"{name} '{{}}' {what}", pl.col(name).str.slice(0, SHOWN))


def plausible(day: pl.Expr) -> pl.Expr:
    """Return a day, null where its year cannot be that of an event."""
    return pl.when(day.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(day)


def day(name: str, *, required: bool = True, compact: bool = False) -> Cell:
    """Return a day written as 20191024 (`compact`) or as 2019-10-24, with or without a time behind it."""
    text = pl.col(name)
    pattern, shape = ("%Y%m%d", r"^[0-9]{8}$") if compact else ("%Y-%m-%d", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$")
    whole = text.str.slice(0, 8 if compact else 10).str.to_date(pattern, strict=False)
    value = plausible(pl.when(text.str.contains(shape)).then(whole))
    none = Fault(text.is_not_null() & value.is_null(), told(name, NO_DAY))
    return Cell(value, (lacks(name), none) if required else (none,))


def number(name: str, dtype: type[pl.DataType] = pl.Int32) -> Cell:
    """Return a number; an empty cell is null."""
    value = pl.col(name).cast(pl.Float64, strict=False).cast(dtype, strict=False)
    if dtype == pl.Int64:
        value = pl.col(name).cast(pl.Int64, strict=False)
    lost = pl.col(name).is_not_null() & value.is_null()
    return Cell(value, (Fault(lost, told(name, "is no number")),))


def event_code(name: str, scale: Scale) -> Cell:
    """Return a code that is well formed and whose root the scale has."""
    code = pl.col(name)
    malformed = Fault(~code.str.contains(f"^(?:{scale.code})$"), told(name, "is malformed"))
    unknown = Fault(~_root(code).is_in(list(scale.quads)), told(name, f"has no root of {scale.title}"))
    return Cell(code, (lacks(name), malformed, unknown))


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
    frame: pl.LazyFrame, values: Mapping[str, pl.Expr], faults: Sequence[Fault], *, schema: pl.Schema | None = None
) -> pl.LazyFrame:
    """Return the columns of the store, null where a format has none, and whether and why each is rejected: the first fault counts."""
    wanted = schema or pl.Schema({column.name: column.dtype for column in COLUMNS})
    given = {"row": pl.col(LINE), **values}
    columns = [given.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in wanted.items()]
    reasons = [pl.when(fault.bad).then(fault.why) for fault in faults]
    return frame.select(
        *columns,
        pl.any_horizontal(*(fault.bad.fill_null(value=False) for fault in faults)).alias(FAULTY),
        pl.coalesce(*reasons, pl.lit(None, dtype=pl.String)).alias(REASON),
    )


def _root(code: pl.Expr) -> pl.Expr:
    return pl.when(code.str.contains("^[0-9]")).then(code.str.slice(0, 2)).otherwise(code)
