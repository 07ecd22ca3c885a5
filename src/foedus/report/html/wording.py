"""How values and dates are written in the report."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Protocol

from markupsafe import Markup

from foedus.terms.wording import DASH, PAGE
from foedus.verdict.types.parts import Range

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

percent, percent_range, proportion = PAGE.percent, PAGE.span, PAGE.proportion
decimal, signed, points = PAGE.decimal, PAGE.signed, PAGE.points

__all__ = [
    "DASH",
    "Range",
    "day_words",
    "decimal",
    "given",
    "horizon_day",
    "interval",
    "measure",
    "percent",
    "percent_range",
    "points",
    "probability",
    "signed",
    "words",
]  # fmt: skip


def words(identifier: str) -> str:
    """An id or enumeration as words: hyphens and underscores become blanks.

    >>> words("armed_group")
    'armed group'
    """
    return identifier.replace("_", " ").replace("-", " ")


def interval(low: float | None, high: float | None, *, digits: int = 2) -> str:
    """The interval of a quantity that is no probability.

    >>> interval(-0.1, 0.25), interval(None, None)
    ('−0.10 to 0.25', '–')
    """
    return DASH if low is None or high is None else f"{decimal(low, digits)} to {decimal(high, digits)}"


def measure(
    value: float | None, low: float | None, *, high: float | None, write: Callable[[float | None], str] = decimal
) -> str:
    """A quantity that is no probability with its interval.

    >>> measure(0.1, -0.1, high=0.25), measure(0.1, -0.1, high=0.25, write=signed)
    ('0.10 (−0.10 to 0.25)', '+0.10 (−0.10 to 0.25)')
    """
    return f"{write(value)} ({interval(low, high)})"


class Ranged(Protocol):
    """A probability with its interval."""

    @property
    def probability(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def probability(cell: Ranged) -> str:
    """A probability with its interval.

    >>> probability(Range(probability=0.5, low=0.4, high=0.6))
    '50\\xa0% (40–60\\xa0%)'
    """
    if cell.low == cell.high and cell.probability in (0, 1):
        return proportion(cell.probability)  # the present state is known
    return f"{percent(cell.probability)} ({percent_range(cell.low, cell.high)})"


def given(value: object) -> Markup:
    """A number in running text that a source or a coder gives; the style sheet of the claims sets it apart."""
    return Markup("<i>{}</i>").format(value)


def day_words(day: str) -> str:
    """An ISO date in words; any other text as it is.

    >>> day_words("2018-12-31"), day_words("2015-07")
    ('31 December 2018', '2015-07')
    """
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def horizon_day(as_of: str, years: int) -> str:
    """The day on which the horizon ends, in words.

    >>> horizon_day("2018-12-31", 10), horizon_day("2016-02-29", 1)
    ('31 December 2028', '28 February 2017')
    """
    date = datetime.date.fromisoformat(as_of)
    day = 28 if (date.month, date.day) == (2, 29) else date.day
    return f"{day} {MONTHS[date.month - 1]} {date.year + years}"
