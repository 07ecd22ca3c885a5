"""Texts to typed columns against the declaration; every cell that does not fit is a problem.

Whole numbers may be written as floats (``2.0``), which many official files do; a fraction is refused. Nothing is
filled in: a missing code becomes null, and so does an empty cell where the declaration allows one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from foedus.datasets.model import LINE, Column, DataType, Table, in_file
from foedus.errors import Problem
from foedus.nearest import near_end, near_whole, nearest

EMPTY_WORDS = ("NA", ".")
"""Written for "no value" in columns of numbers and dates by R and Stata."""

MOST_FINDINGS = 5_000
"""Wrong cells of a column that are listed; the others are counted."""
_LARGEST: dict[DataType, int] = {pl.Int8: 2**7 - 1, pl.Int16: 2**15 - 1, pl.Int32: 2**31 - 1}
"""Whole numbers that a column holds."""
_SHOWN = 60
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+")

Finding = tuple[int, Problem]
"""Record number in the file, and the problem (its row still to be filled in)."""


def verify(
    frame: pl.DataFrame, table: Table, *, name: str, years: tuple[int, int]
) -> tuple[pl.DataFrame | None, list[Problem], list[Finding], dict[str, int]]:
    """Type the columns of a file of texts (see :func:`foedus.datasets.parse.parse`) by its declaration.

    The column `year` must lie inside `years`, the coverage of the release. Returns the declared columns under their
    stored names and `LINE` (None if a column is missing), problems of the whole file, problems of cells with their
    record, and the number of rows left out by reason.
    """
    sources, problems = find_columns(frame.columns, table, name=name)
    if problems:
        return None, problems, [], {}
    if not frame.height:
        return None, [Problem(name, None, "", "no rows", "at least one row")], [], {}
    frame, rejected = _leave_out(frame, table)
    findings: list[Finding] = []
    typed = [frame[LINE]]
    for declared in in_file(table.columns):
        column = declared
        source = sources[column.name]
        if source is None:
            typed.append(pl.Series(column.name, [None] * frame.height, dtype=column.dtype))
            continue
        if column.name == "year":
            column = replace(column, low=years[0], high=years[1])
        series, wrong = _type(frame[source], column)
        typed.append(series.alias(column.name))
        findings += _findings(frame, source, wrong=wrong, column=column, name=name)
    return pl.DataFrame(typed), [], findings, rejected


def find_columns(columns: Sequence[str], table: Table, *, name: str) -> tuple[dict[str, str | None], list[Problem]]:
    """Match declared columns with those of the file; a problem for each that is not there."""
    header = [column for column in columns if column != LINE]
    sources: dict[str, str | None] = {}
    problems = []
    for column in in_file(table.columns):
        found = next((candidate for candidate in column.file_names if candidate in header), None)
        sources[column.name] = found
        if found is None and not column.optional:
            wanted = " or ".join(column.file_names)
            near = nearest(column.file_names[0], header)
            problems.append(Problem(name, 1, wanted, "no such column", f"a column {wanted}", near))
    return sources, problems


def _leave_out(frame: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, dict[str, int]]:
    rejected = {}
    for reason, condition in table.left_out:
        kept = frame.filter(~condition.fill_null(value=False))
        if kept.height < frame.height:
            rejected[reason] = frame.height - kept.height
        frame = kept
    return frame, rejected


def _type(texts: pl.Series, column: Column) -> tuple[pl.Series, list[tuple[pl.Series, str]]]:
    """Type one column; the second value lists masks of wrong cells with what was expected."""
    if column.dtype == pl.String:
        return _text(texts, column)
    texts = texts.replace(list(EMPTY_WORDS), [None] * len(EMPTY_WORDS))
    if column.dtype == pl.Date:
        dates = texts.str.to_date("%Y-%m-%d", strict=False)
        wrong = [(dates.is_null() & texts.is_not_null(), "a date such as 1945-06-26"), *_absent(texts, column)]
        return dates, wrong
    return _number(texts, column)


def _text(texts: pl.Series, column: Column) -> tuple[pl.Series, list[tuple[pl.Series, str]]]:
    wrong = _absent(texts, column)
    if column.words:
        outside = texts.is_not_null() & ~texts.is_in(list(column.words))
        wrong.append((outside, f"one of {', '.join(column.words)}"))
    return texts, wrong


def _number(texts: pl.Series, column: Column) -> tuple[pl.Series, list[tuple[pl.Series, str]]]:
    whole = column.dtype.is_integer()
    values = texts.cast(pl.Float64, strict=False)
    values = values.set(~values.is_finite(), None)
    unreadable = values.is_null() & texts.is_not_null()
    absent = _absent(texts, column)
    coded = values.is_in([float(code) for code in column.missing]) if column.missing else None
    if coded is not None:
        values = values.set(coded.fill_null(value=False), None)
        if column.required:
            absent.append((coded.fill_null(value=False), f"{_wanted(column)}, not a code for missing"))
    fraction = (values != values.round()).fill_null(value=False) if whole else values.is_null() & False
    outside = values.is_null() & False
    if column.low is not None:
        outside = outside | (values < column.low).fill_null(value=False)
    if column.high is not None:
        outside = outside | (values > column.high).fill_null(value=False)
    expected = _wanted(column)
    if whole and (beyond := (values.abs() > _LARGEST[column.dtype]).fill_null(value=False)).any():
        outside = outside | beyond
        expected += f", at most {_LARGEST[column.dtype]:,}" if column.high is None else ""
    wrong = [(unreadable | fraction | outside, expected), *absent]
    if whole:
        values = values.set(fraction | outside, None)
        values = values.cast(column.dtype, strict=False)
    return values, wrong


def _absent(texts: pl.Series, column: Column) -> list[tuple[pl.Series, str]]:
    return [(texts.is_null(), "a value; the cell must not be empty")] if column.required else []


def _wanted(column: Column) -> str:
    low, high = column.low, column.high
    kind = "a whole number" if column.dtype.is_integer() else "a number"
    if low is not None and high is not None:
        kind += f" from {low:g} to {high:g}"
    elif low is not None:
        kind += f" from {low:g} up"
    elif high is not None:
        kind += f" up to {high:g}"
    if column.missing and not column.required:
        kind += f", or {' or '.join(f'{code:g}' for code in column.missing)} for missing"
    return kind


def _findings(
    frame: pl.DataFrame, source: str, *, wrong: list[tuple[pl.Series, str]], column: Column, name: str
) -> list[Finding]:
    findings = []
    for mask, expected in wrong:
        if not mask.any():
            continue
        cells = frame.filter(mask).select(LINE, source)
        for record, value in cells.head(MOST_FINDINGS).iter_rows():
            text = "" if value is None else value
            findings.append((record, Problem(name, None, source, text[:_SHOWN], expected, _nearest(text, column))))
        if cells.height > MOST_FINDINGS:
            more = f"{cells.height - MOST_FINDINGS:,} more cells"
            findings.append((cells[LINE][MOST_FINDINGS], Problem(name, None, source, more, expected)))
    return sorted(findings, key=lambda finding: finding[0])


def _nearest(text: str, column: Column) -> str:
    """The nearest valid value, where it can be told."""
    if not text or column.dtype == pl.Date:
        return ""
    if column.dtype == pl.String:
        return nearest(text, column.words)
    if _THOUSANDS.fullmatch(text):
        return _without_thousands(text, column)
    try:
        value = float(text)
    except ValueError:
        return text.replace(",", ".") if _is_number(text.replace(",", ".")) else ""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if (column.low is not None and value < column.low) or (column.high is not None and value > column.high):
        found = near_end(value, column.low, high=column.high)
    else:
        found = near_whole(value) if column.dtype.is_integer() and value != round(value) else None
    return "" if found is None else f"{found:g}"


def _without_thousands(text: str, column: Column) -> str:
    """A number with thousands marks, without them; empty where it may as well be a decimal comma, or is out of range."""
    value = float(text.replace(",", ""))
    inside = (column.low is None or value >= column.low) and (column.high is None or value <= column.high)
    return f"{value:.0f}" if inside and (column.dtype.is_integer() or text.count(",") > 1) else ""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
