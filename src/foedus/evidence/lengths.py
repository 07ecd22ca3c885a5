"""Lengths of time as a user gives them: days, months or years of the calendar."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from foedus.errors import InputError

_LENGTH = re.compile(r"([0-9]{1,6}) ?(d|days?|m|months?|y|years?)")


@dataclass(frozen=True, slots=True)
class Length:
    """So many days, or so many months of the calendar."""

    count: int
    unit: str  #: ``days`` or ``months``.

    def after(self, day: date) -> date:
        """Return the day that lies so far after another."""
        if self.unit == "months":
            return add_months(day, self.count)
        left = (date.max - day).days
        return day + timedelta(days=min(self.count, left))

    def __str__(self) -> str:
        """Return the length in words."""
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


def read_length(text: str, *, option: str) -> Length:
    """Read a length. Raises InputError if it is none.

    >>> str(read_length("90d", option="--within")), str(read_length("1 year", option="--within"))
    ('90 days', '12 months')
    """
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None:
        raise InputError(f"{option} {text[:40]!r}: expected a number of days, months or years, such as 90d, 6m or 1y")
    count, unit = int(found[1]), found[2][0]
    return Length(count * 12, "months") if unit == "y" else Length(count, "days" if unit == "d" else "months")


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, the last of the month where it lacks that day.

    >>> add_months(date(2015, 1, 31), 13)
    datetime.date(2016, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
