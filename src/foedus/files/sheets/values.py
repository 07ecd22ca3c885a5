"""What a typed cell says as text: numbers, truth, dates as far as their format shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LAST_DAY = 2_958_465
"""Serial number of 9999-12-31."""
_DATES = {
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "yyyy/m/d"),
}  # fmt: skip
BUILTIN_FORMATS = {9: "0%", 10: "0.00%", **_DATES}
"""Formats of Excel that a file names by number only; the others show numbers as they are."""


def parts_of(code: str) -> frozenset[str]:
    """Return what a number format shows: of ``percent``, ``year``, ``month``, ``day``, ``time``, ``elapsed``.

    >>> sorted(parts_of("mmm-yy")), sorted(parts_of('0.0"d"')), sorted(parts_of("[Red]0%"))
    (['month', 'year'], [], ['percent'])
    """
    code = code.split(";")[0]
    if _ELAPSED.search(code):
        return frozenset({"elapsed"})
    plain = re.sub(r"am/pm|a/p", "h", _LITERAL.sub("", code).lower())
    if "general" in plain or "@" in plain:
        return frozenset()
    found = {"percent"} if "%" in plain else set()
    # An m beside an hour or a second is a minute.
    months = re.sub(r"h+[^dy]*?m+|m+[^dyhm]*s+", "h", plain)
    names = {"year": "y", "day": "d", "month": "m"}
    found |= {name for name, letter in names.items() if letter in months}
    if re.search("[hs]", months):
        found.add("time")
    return frozenset(found - {"percent"}) if found & {"year", "month", "day", "time"} else frozenset(found)


def number_text(value: float) -> str:
    """Return the shortest text of a number; a whole one has no point.

    >>> number_text(2.0), number_text(0.1), number_text(-0.0)
    ('2', '0.1', '0')
    """
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def date_of_serial(serial: float, *, from_1904: bool) -> datetime | None:
    """Return the moment that Excel shows for a serial number, or None where it shows none (29 February 1900)."""
    if not 0 <= serial < _LAST_DAY + 1:
        return None
    if from_1904:
        start = datetime(1904, 1, 1)
    else:
        if int(serial) in (0, 60):
            return None
        start = datetime(1899, 12, 30) if serial > 60 else datetime(1899, 12, 31)
    try:
        return start + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return None


def elapsed_text(days: float) -> str:
    """Return a time without a date: hours, minutes, seconds.

    >>> elapsed_text(0.5), elapsed_text(1.25)
    ('12:00:00', '30:00:00')
    """
    seconds = round(days * 86_400)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def shown_date(moment: datetime | date, shows: frozenset[str]) -> tuple[str, str]:
    """Return a date as far as its format shows it, and what must be told of that; empty where nothing must be.

    >>> shown_date(date(1990, 6, 1), frozenset({"year", "month"}))[0]
    '1990-06'
    """
    day = moment.date() if isinstance(moment, datetime) else moment
    time = moment.strftime("T%H:%M:%S") if isinstance(moment, datetime) else ""
    if shows and not shows & {"day", "time"}:
        if "month" in shows:
            return f"{day.year:04}-{day.month:02}", "dates shown as months are read as months"
        return f"{day.year:04}", "dates shown as years are read as years"
    told = "dates shown without their year are read with it" if shows and "year" not in shows else ""
    return day.isoformat() + (time if time not in ("", "T00:00:00") else ""), told
