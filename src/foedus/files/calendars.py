"""Years of other calendars: which Gregorian year a number of a date most likely stands for."""

from __future__ import annotations

CALENDARS = (
    ("Solar Hijri", 1.0, 621.3),
    ("Lunar Hijri", 0.970224, 621.57),
    ("Buddhist", 1.0, -543.0),
    ("Hebrew", 1.0, -3760.7),
    ("Minguo", 1.0, 1911.0),
)
"""Name, length of a year in Gregorian years, and offset, good to a year."""


def other_calendars(year: int, first: int, *, last: int) -> str:
    """Return, in words to stand behind a year, the Gregorian years from `first` to `last` that it may be.

    >>> other_calendars(1397, 2010, last=2019)
    ' (2018 if 1397 is a Solar Hijri year)'
    """
    within = [
        (name, found)
        for name, length, offset in CALENDARS
        if first - 1 <= (found := int(year * length + offset)) <= last + 1
    ]
    return "".join(f" ({found} if {year} is a {name} year)" for name, found in within)
