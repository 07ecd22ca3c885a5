"""Columns and texts that many datasets share, so that a declaration is short."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import polars as pl

from foedus.datasets.model import LINE, Built, Column, Place
from foedus.datasets.verify import EMPTY_WORDS
from foedus.errors import Problem

COW_TERMS = (
    "Free for research and teaching; the Correlates of War Project asks users to cite the data as given and to fetch "
    "it from its own site (terms of use: https://correlatesofwar.org/data-sets/)."
)
NONE_PUBLISHED = "the distributor publishes no checksum, and the archive has not been at hand"
HIGHEST_CODE = 990


def citation(package: str) -> str:
    """Return the text of `citation.bib` in a dataset's folder (a package's `__name__`)."""
    return files(package).joinpath("citation.bib").read_text(encoding="utf-8")


def code(name: str = "ccode", *names: str, description: str = "COW code of the state", **more: Any) -> Column:
    """Return a column of COW state codes, 2 to 990."""
    options: dict[str, Any] = {"low": 2, "high": HIGHEST_CODE, "required": True} | more
    return Column(name, pl.Int32, f"{description}.", names=names, **options)


def codes(first: Sequence[str] = (), second: Sequence[str] = ()) -> tuple[Column, Column]:
    """Return the two code columns of a dyad; `first` and `second` are other names in files."""
    return (
        code("ccode1", *(("ccode1", *first) if first else ()), description="COW code of the first state"),
        code("ccode2", *(("ccode2", *second) if second else ()), description="COW code of the second state"),
    )


def year() -> Column:
    """Return the column `year`; its range is the coverage of the release."""
    return Column("year", pl.Int32, "Calendar year.", unit="year", required=True)


def flag(name: str, description: str, *names: str, **more: Any) -> Column:
    """Return a column of 0 and 1."""
    options: dict[str, Any] = {"low": 0, "high": 1} | more
    return Column(name, pl.Int8, description, names=names, **options)


def whole(name: str, description: str, low: float | None = None, high: float | None = None, **more: Any) -> Column:
    """Return a column of whole numbers."""
    return Column(name, pl.Int32, description, low=low, high=high, **more)


def number(name: str, description: str, *, low: float | None = None, high: float | None = None, **more: Any) -> Column:
    """Return a column of numbers."""
    return Column(name, pl.Float64, description, low=low, high=high, **more)


def text(name: str, description: str, *names: str, **more: Any) -> Column:
    """Return a column of text."""
    return Column(name, pl.String, description, names=names, **more)


def no_value(*names: str) -> list[pl.Expr]:
    """Return text columns with null for what R and Stata write where a cell is empty, which a text may also be."""
    return [pl.when(~pl.col(name).is_in(EMPTY_WORDS)).then(pl.col(name)).alias(name) for name in names]


def day_parts(start: Sequence[str] = ("styear", "stmonth", "stday")) -> tuple[Column, ...]:
    """Return the three file columns of a day, such as `styear`, `stmonth`, `stday`."""
    names = zip(start, ("Year", "Month", "Day"), ((1400, 2100), (1, 12), (1, 31)), strict=True)
    return tuple(
        whole(name, f"{word} of the day.", *limits, required=True, place=Place.FILE) for name, word, limits in names
    )


START_PARTS = day_parts(("styear", "stmonth", "stday"))
END_PARTS = day_parts(("endyear", "endmonth", "endday"))


def spell_days(tables: Sequence[pl.DataFrame]) -> Built:
    """Make the dates `start` and `end` of year, month and day; a day that does not exist is a problem."""
    frame = tables[0]
    problems: list[tuple[int | None, Problem]] = []
    for name, parts in (("start", START_PARTS), ("end", END_PARTS)):
        written = [
            pl.col(part.name).cast(pl.String).str.zfill(width) for part, width in zip(parts, (4, 2, 2), strict=True)
        ]
        frame = frame.with_columns(pl.concat_str(written, separator="-").alias("_day"))
        frame = frame.with_columns(pl.col("_day").str.to_date("%Y-%m-%d", strict=False).alias(name))
        wrong = frame.filter(pl.col(name).is_null()).select("_day", LINE)
        problems += [(line, Problem("", None, name, day, "a day of the calendar")) for day, line in wrong.iter_rows()]
    return Built(frame, problems=tuple(problems))
