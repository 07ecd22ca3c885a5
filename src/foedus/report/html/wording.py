"""How numbers and dates are written in the report, and how given ones are told from computed ones."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from foedus.terms.wording import DASH, PAGE

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

__all__ = [
    "DASH", "day_words", "decimal", "given", "horizon_day", "interval", "percent", "percent_range", "points", "probability",
    "proportion", "signed", "words",
]  # fmt: skip

percent, proportion, percent_range = PAGE.percent, PAGE.proportion, PAGE.span
signed, points = PAGE.signed, PAGE.points


def words(identifier: object) -> str:
    """An id or enumeration as words: hyphens and underscores become blanks.

    Examples
    --------
    >>> words("armed_group")
    'armed group'
    """
    return str(identifier).replace("_", " ").replace("-", " ")


def decimal(value: object, digits: int = 2) -> str:
    """A number with fixed decimals and a true minus, a dash where there is none.

    Examples
    --------
    >>> decimal(-0.5), decimal(None), decimal("at most 3")
    ('−0.50', '–', 'at most 3')
    """
    if value is None or value == "":
        return DASH
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int):
        return str(value).replace("-", PAGE.minus)
    return PAGE.decimal(value, digits)


def interval(row: Mapping[str, Any], low: str = "low", high: str = "high") -> str:
    """The interval of a quantity that is no probability.

    Examples
    --------
    >>> interval({"low": -0.1, "high": 0.25})
    '−0.10 to 0.25'
    """
    if row.get(low) is None or row.get(high) is None:
        return DASH
    return f"{decimal(float(row[low]))} to {decimal(float(row[high]))}"


def probability(cell: Mapping[str, Any] | None) -> str:
    """A probability with its interval.

    Examples
    --------
    >>> probability({"probability": 0.5, "low": 0.4, "high": 0.6})
    '50\\xa0% (40–60\\xa0%)'
    """
    if not cell or cell.get("probability") is None:
        return DASH
    if cell.get("low") is None or cell.get("high") is None:
        return percent(cell["probability"])
    if cell["low"] == cell["high"] and cell["probability"] in (0, 1):
        return proportion(cell["probability"])  # the present state is known
    return f"{percent(cell['probability'])} ({percent_range(cell['low'], cell['high'])})"


def given(value: object) -> Markup:
    """A number in running text that a source or a coder gives; the style sheet of the claims sets it apart."""
    return Markup("<i>{}</i>").format(decimal(value, 1) if isinstance(value, float) else value)


def day_words(day: object) -> str:
    """An ISO date in words; any other text as it is.

    Examples
    --------
    >>> day_words("2018-12-31"), day_words("2015-07")
    ('31 December 2018', '2015-07')
    """
    try:
        date = datetime.date.fromisoformat(str(day))
    except ValueError:
        return str(day or DASH)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def horizon_day(as_of: object, years: object) -> str:
    """The day on which the horizon ends, in words; empty where the date is none.

    Examples
    --------
    >>> horizon_day("2018-12-31", 10), horizon_day("2016-02-29", 1)
    ('31 December 2028', '28 February 2017')
    """
    try:
        date = datetime.date.fromisoformat(str(as_of))
        year = date.year + int(str(years))
    except ValueError:
        return ""
    day = 28 if (date.month, date.day) == (2, 29) else date.day
    return f"{day} {MONTHS[date.month - 1]} {year}"
