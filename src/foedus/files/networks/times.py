"""When a tie or an actor was there: spells on a line of numbers or of dates, and the window that a user asks for."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from foedus.errors import InputError

Spells = tuple[tuple[float, float], ...]
"""Times from-to, both included: numbers as a file has them, or days. None at all means always."""

_NUMBER = r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,15})?"
_PAJEK = re.compile(rf"\s*({_NUMBER}|\*)\s*(?:-\s*({_NUMBER}|\*))?\s*")
_INTERVAL = re.compile(r"([\[(])\s*([^\s,;()\[\]]+)\s*(?:[,;]\s*([^\s,;()\[\]]+)\s*)?(?:[,;][^()\[\]]*)?([\])])")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:T.*)?")
_OPEN = ("", "..", "*", "-Infinity", "Infinity", "-∞", "∞")


@dataclass(frozen=True, slots=True)
class Window:
    """A time that is asked for, from `start` to `end`, as text."""

    text: str
    start: str
    end: str

    def bounds(self, *, dates: bool) -> tuple[float, float]:
        """Return the first and last time on a line of days or of numbers.

        Raises InputError if the file's times are numbers and the window is not.
        """
        low, high = read_time(self.start, dates=dates, late=False), read_time(self.end, dates=dates, late=True)
        if low is None or high is None or low > high:
            kind = "dates such as 1914-07-28, or years" if dates else "numbers, as the times of the file are"
            raise InputError(f"--window {self.text!r}: expected START/END, {kind}, START not after END")
        return low, high


def read_window(text: str) -> Window:
    """Read START/END; either may be left open, as nothing or as two points.

    >>> read_window("1914/1918").bounds(dates=False), read_window("1914/..").bounds(dates=False)
    ((1914.0, 1918.0), (1914.0, inf))
    """
    start, mark, end = (part.strip() for part in text.partition("/"))
    if not mark or any(
        read_time(part, dates=dates, late=False) is None for part in (start, end) for dates in _kinds(part)
    ):
        raise InputError(f"--window {text!r}: expected START/END such as 1914/1918; ../.. takes all times")
    return Window(text, start, end)


def _kinds(part: str) -> tuple[bool, ...]:
    """Return whether a text can only be a date: it has more than a number in it."""
    return (re.fullmatch(_NUMBER, part) is None,)


def read_time(text: str, *, dates: bool, late: bool) -> float | None:
    """Return a time: a number, or a day (the last one of a month or year if `late`); infinite where open; None if it is none.

    >>> read_time("1914.5", dates=False, late=False), read_time("1914-02", dates=True, late=True) == date(1914, 2, 28).toordinal()
    (1914.5, True)
    """
    text = text.strip()
    if text in _OPEN:
        return math.inf if late else -math.inf
    if not dates:
        return float(text) if re.fullmatch(_NUMBER, text) else None
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if not late or day:
            return float(first.toordinal())
        after = (first.year + 1, 1) if month is None or month == 12 else (first.year, month + 1)
        return float((date.max if after[0] > date.max.year else date(*after, 1)).toordinal() - 1)
    except ValueError:
        return None


def read_pajek_times(text: str) -> Spells | None:
    """Read what stands in the brackets of a Pajek line; None if it is no time.

    >>> read_pajek_times("1914-1918, 1939-*")
    ((1914.0, 1918.0), (1939.0, inf))
    """
    spells = []
    for part in text.split(","):
        found = _PAJEK.fullmatch(part)
        if found is None:
            return None
        low = -math.inf if found[1] == "*" else float(found[1])
        high = low if found[2] is None else math.inf if found[2] == "*" else float(found[2])
        if found[1] == "*" and found[2] is None:
            high = math.inf
        if low > high:
            return None
        spells.append((low, high))
    return tuple(spells)


def spell(
    start: str, end: str, *, dates: bool, opened: tuple[bool, bool] = (False, False)
) -> tuple[float, float] | None:
    """Return one spell from the texts of its ends; None if they are no times. `opened`: an end itself does not belong to it."""
    low, high = read_time(start, dates=dates, late=False), read_time(end, dates=dates, late=True)
    if low is None or high is None:
        return None
    step = 1.0 if dates else 0.0
    if opened[0] and math.isfinite(low):
        low = low + step if dates else math.nextafter(low, math.inf)
    if opened[1] and math.isfinite(high):
        high = high - step if dates else math.nextafter(high, -math.inf)
    return (low, high) if low <= high else None


def read_timeset(text: str, *, dates: bool) -> Spells | None:
    """Read Gephi's interval set; None if it is none.

    >>> read_timeset("<[1990.0, 1995.0); [2000, 2001]>", dates=False)[1]
    (2000.0, 2001.0)
    """
    spells = []
    for left, start, end, right in _INTERVAL.findall(text):
        found = spell(start, end or start, dates=dates, opened=(left == "(", right == ")"))
        if found is None:
            return None
        spells.append(found)
    return tuple(spells) or None


def meets(window: tuple[float, float], *lines: Spells) -> bool:
    """Whether some time of the window lies in a spell of each of these; no spells at all mean always.

    >>> meets((1914, 1918), ((1918, 1920),)), meets((1914, 1918), ((1914, 1915),), ((1916, 1920),))
    (True, False)
    """
    left = [window]
    for spells in lines:
        if spells:
            left = [(max(a, low), min(b, high)) for a, b in left for low, high in spells if max(a, low) <= min(b, high)]
    return bool(left)


def span(spells: list[Spells], *, dates: bool) -> str:
    """Return the first and last time of all these in words, such as ``1914 to 1945``."""
    times = [time for some in spells for ends in some for time in ends if math.isfinite(time)]
    if not times:
        return "always"

    def shown(time: float) -> str:
        return date.fromordinal(int(time)).isoformat() if dates else f"{time:.10g}"

    return f"{shown(min(times))} to {shown(max(times))}"
