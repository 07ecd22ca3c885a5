"""Dates as sources give them: Extended Date/Time Format, levels 0 and 1.

EDTF is part of ISO 8601-2:2019; the Library of Congress keeps the specification at
https://www.loc.gov/standards/datetime/. Every expression becomes a pair of days, the earliest and the
latest that it may mean, so that the rest of foedus compares days only.

====================  =======================================  ==========================
form                  example                                  bounds
====================  =======================================  ==========================
day, month, year      ``2015-07-31``, ``2015-07``, ``2015``    the period itself
day and time          ``2015-07-31T10:30:00Z``                 the day as written
season                ``2015-22``                              21 spring March to May, 22 summer
                                                               June to August, 23 autumn September to
                                                               November, 24 winter December to the
                                                               end of February of the next year
                                                               (northern hemisphere)
unspecified digits    ``201X``, ``2015-XX``, ``2015-07-XX``    all that the X may stand for
qualified             ``2015?`` ``2015~`` ``2015%``            as without the mark: uncertain,
                                                               approximate, both
interval              ``2015/2016-03``                         first day to last day
open end              ``2015/..``, ``../2015``                 the last, the first day there is
unknown end           ``2015/``, ``/2015``                     the last, the first day there is
other years           ``-0430``, ``Y12000``                    cut to the years 1 to 9999
====================  =======================================  ==========================
"""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap
from dataclasses import dataclass
from datetime import date

from foedus.errors import InputError

_Point = tuple[int, int, int]
"""Year, month, day before the year is cut to what `datetime.date` can hold."""

_CALENDAR = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_DIGITS = re.compile(r"(-?)([0-9]{3}X|[0-9]{2}XX)([?~%]?)")
_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,17})([?~%]?)")
_DAY_AND_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_OPEN_ENDS = ("..", "")
_LONGEST = 100
"""Characters of the longest text for which an EDTF form is sought."""
_EXAMPLES = "2015, 2015-07, 2015-07-31, 2015-22 (summer), 2015-07~ (about), 2015/2016-03 or 2015/.."

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?(?:[ t][0-9:.]+z?)?")
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})[-/. ])?([0-9]{1,2})[-/. ]([0-9]{4})(?: [0-9:.]+)?")
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_NAMED = re.compile(r"(?:([0-9]{1,2})[-. ]+)?([a-z]+)[-., ]+([0-9]{4})")
_NAMED_DAY = re.compile(r"([a-z]+) ([0-9]{1,2}),? ([0-9]{4})")
_YEARS = re.compile(r"([0-9]{4}) ?(?:--?|[–—]) ?([0-9]{4})")
_SHORT_YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/–]([0-9]{2})")
_LEVEL_2 = re.compile(r"[0-9]{4}-(?:2[5-9]|3[0-9]|4[01])")
_ENDS = re.compile(r"(.*[0-9x]) ?(?:\.{2,3}|…|--|[–—]| - | to | bis ) ?(\S.*)")
_HYPHENS = re.compile("[\u00ad\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile(r"\s+")
_OLD_DIGITS = re.compile(r"[0-9]{2}[0-9ux]{2}(?:-(?:[0-9]{2}|[ux]{2})){0,2}")


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Edtf:
    """A date or period as a source gives it; made by `parse_edtf`, ordered by (lower, upper, text)."""

    #: `lower`, `upper`: first and last day that the expression may mean, both included. An open or unknown end is
    #: `date.min` or `date.max`; years before 1 become `date.min`, years after 9999 `date.max`.
    lower: date
    upper: date
    text: str  #: The expression as given.
    uncertain: bool = False  #: Marked ``?`` or ``%`` (at either end of an interval). The bounds do not widen.
    approximate: bool = False  #: Marked ``~`` or ``%`` (at either end of an interval). The bounds do not widen.
    is_open: bool = False  #: An end of the interval is open (``..``) or unknown (empty).

    def __str__(self) -> str:
        """Return the expression as given."""
        return self.text

    @property
    def known_by(self) -> date:
        """The day by which the event has happened: the latest possible one, or the first day of an open interval."""
        return self.lower if self.upper == date.max else self.upper

    def overlaps(self, start: date, end: date) -> bool:
        """Whether some day of `start` to `end`, both included, lies between the bounds; InputError if they are reversed."""
        if start > end:
            raise InputError(f"a window cannot start ({start}) after it ends ({end}); swap the two")
        return self.lower <= end and start <= self.upper


def parse_edtf(text: str) -> Edtf:
    """Read an EDTF expression of level 0 or 1, without blanks around it.

    The shift to UTC of a date-time is not applied: the day is the day as written. Raises InputError if `text` is no
    such expression, names a day that does not exist, or ends before it starts; the message offers the EDTF form of
    dates as spreadsheets write them.

    >>> summer = parse_edtf("2015-22~")
    >>> summer.lower, summer.upper, summer.approximate
    (datetime.date(2015, 6, 1), datetime.date(2015, 8, 31), True)
    >>> parse_edtf("2015-09/..").is_open
    True
    """
    try:
        return _read(text)
    except _NotEdtfError as error:
        raise InputError(_explain(text, str(error))) from None


def readings_of(text: str) -> list[str]:
    """Return every EDTF form that a date in another usual form may stand for, sorted.

    >>> readings_of("03/04/2018"), readings_of("2018-05..2018-07")
    (['2018-03-04', '2018-04-03'], ['2018-05/2018-07'])
    """
    return _valid_readings(text)


def plain_digits(text: str) -> str:
    """Return a text with the digits of other scripts as 0 to 9, and every hyphen as the one of the keyboard.

    >>> plain_digits("\u06f2\u06f0\u06f1\u06f8\u201105")
    '2018-05'
    """
    if text.isascii():
        return text
    digits = (str(unicodedata.decimal(character, character)) for character in text)
    return _HYPHENS.sub("-", "".join(digits))


def suggest_edtf(text: str) -> str:
    """Return the EDTF form of a date in another usual form, or an empty string.

    Only what can be read in one way is rewritten: ``31/12/2018`` is, ``03/04/2018`` is not.

    >>> suggest_edtf("31/12/2018"), suggest_edtf("Dec 2018"), suggest_edtf("03/04/2018")
    ('2018-12-31', '2018-12', '')
    """
    readings = _valid_readings(text)
    return readings[0] if len(readings) == 1 else ""


class _NotEdtfError(ValueError):
    """Why a text is no EDTF expression; empty where its form alone is wrong."""


def _read(text: str) -> Edtf:
    if "/" in text:
        return _read_interval(text)
    timed = _DAY_AND_TIME.fullmatch(text)
    lower, upper, mark = _read_date(timed[1] if timed else text)
    return Edtf(
        lower=_day(lower),
        upper=_day(upper),
        text=text,
        uncertain=mark == "?" or mark == "%",
        approximate=mark == "~" or mark == "%",
    )


def _read_interval(text: str) -> Edtf:
    """Read ``A/B``; the bounds are the first day of A and the last day of B."""
    ends = text.split("/")
    if len(ends) != 2:
        raise _NotEdtfError("an interval has one slash")
    start, end = ends
    if start in _OPEN_ENDS and end in _OPEN_ENDS:
        raise _NotEdtfError("an interval needs a date at one end at least")
    first = last = None
    marks = ""
    if start not in _OPEN_ENDS:
        first, _, mark = _read_date(start)
        marks += mark
    if end not in _OPEN_ENDS:
        _, last, mark = _read_date(end)
        marks += mark
    if first is not None and last is not None and first > last:
        raise _NotEdtfError(f"the interval ends before it starts; {end}/{start} would be in order")
    return Edtf(
        lower=date.min if first is None else _day(first),
        upper=date.max if last is None else _day(last),
        text=text,
        uncertain="?" in marks or "%" in marks,
        approximate="~" in marks or "%" in marks,
        is_open=first is None or last is None,
    )


def _read_date(part: str) -> tuple[_Point, _Point, str]:
    """Read one date without time of day: its first day, its last day and its mark."""
    found = _CALENDAR.fullmatch(part)
    if found is not None:
        year, month, day, mark = found.groups()
        if year == "-0000":
            raise _NotEdtfError("the year 0 has no sign")
        return *_read_calendar(int(year), month, day), mark
    found = _DIGITS.fullmatch(part)
    if found is not None:
        sign, digits, mark = found.groups()
        years = sorted(int(sign + digits.replace("X", digit)) for digit in "09")
        return (years[0], 1, 1), (years[1], 12, 31), mark
    found = _LONG_YEAR.fullmatch(part)
    if found is not None:
        return (int(found[1]), 1, 1), (int(found[1]), 12, 31), found[2]
    if _DAY_AND_TIME.fullmatch(part):
        raise _NotEdtfError("an interval takes dates without time of day")
    raise _NotEdtfError


def _read_calendar(year: int, month: str | None, day: str | None) -> tuple[_Point, _Point]:
    """First and last day of a year, month, season or day; `None` is absent, ``XX`` unspecified."""
    if month is None or (month == "XX" and day in (None, "XX")):
        return (year, 1, 1), (year, 12, 31)
    if month == "XX":
        raise _NotEdtfError("a day is given but its month is not")
    number = int(month)
    if number in _SEASON_START and day is None:
        start = _SEASON_START[number]
        last_year, last = (year + 1, 2) if start == 12 else (year, start + 2)
        return (year, start, 1), (last_year, last, _days_in(last_year, last))
    if not 1 <= number <= 12:
        raise _NotEdtfError(f"{month} is neither a month (01-12) nor a season (21-24, without a day)")
    days = _days_in(year, number)
    if day is None or day == "XX":
        return (year, number, 1), (year, number, days)
    if not 1 <= int(day) <= days:
        raise _NotEdtfError(f"{year:04}-{month} has the days 01-{days}")
    return (year, number, int(day)), (year, number, int(day))


def _days_in(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _MONTH_DAYS[month - 1]


def _day(point: _Point) -> date:
    """The day as `datetime.date`, cut to the years 1 to 9999."""
    if point[0] < 1:
        return date.min
    return date.max if point[0] > 9999 else date(*point)


def _explain(text: str, reason: str) -> str:
    shown = text if len(text) <= 60 else text[:57] + "..."
    because = f": {reason}" if reason else ""
    readings = " or ".join(repr(reading) for reading in _valid_readings(text))
    hint = f" (did you mean {readings}?)" if readings else ""
    return f"{shown!r} is not an EDTF date{because}{hint}; expected a form such as {_EXAMPLES}"


def _valid_readings(text: str) -> list[str]:
    """EDTF expressions that `text` may stand for, sorted; none for an expression that is valid itself."""
    words = _INVISIBLE.sub("", plain_digits(text)).strip().lower()
    if len(words) > _LONGEST:
        return []
    if (
        _OLD_DIGITS.fullmatch(words) and not words.replace("-", "").isdecimal()
    ):  # the draft of 2012 wrote u where the standard writes X
        candidates = {words.replace("u", "X").replace("x", "X")}
    else:
        candidates = _readings(words) or {_BLANKS.sub("", words).upper()}
    return sorted(candidate for candidate in candidates - {text} if _is_edtf(candidate))


def _is_edtf(text: str) -> bool:
    try:
        _read(text)
    except _NotEdtfError:
        return False
    return True


def _readings(words: str) -> set[str]:
    """Every EDTF form that a date in spreadsheet or everyday form may stand for."""
    if found := _YEARS.fullmatch(words):
        return {f"{found[1]}/{found[2]}"}
    if (found := _SHORT_YEARS.fullmatch(words)) and found[3] > found[2] and not _LEVEL_2.fullmatch(words):
        later = {f"{found[1]}{found[2]}/{found[1]}{found[3]}"}
        return later | {_join(found[1] + found[2], found[3])}
    if found := _ENDS.fullmatch(words):
        return {f"{first}/{last}" for first in _ends(found[1]) for last in _ends(found[2])}
    if found := _BASIC.fullmatch(words):
        return {f"{found[1]}-{found[2]}-{found[3]}"}
    if found := _YEAR_FIRST.fullmatch(words):
        return {_join(found[1], found[2], found[3])}
    if found := _YEAR_LAST.fullmatch(words):
        first, second, year = found.groups()
        return {_join(year, second, first), _join(year, first, second)} if first else {_join(year, second)}
    if found := _DAY_NAMED.fullmatch(words):
        return {_join(found[3], _month_number(found[2]), found[1])}
    if found := _NAMED_DAY.fullmatch(words):
        return {_join(found[3], _month_number(found[1]), found[2])}
    return set()


def _ends(words: str) -> set[str]:
    """What an end of an interval may stand for."""
    bare = words.strip()
    return {bare.upper()} if _is_edtf(bare.upper()) else _readings(bare)


def _month_number(name: str) -> str:
    return str(_MONTH_NAMES.index(name[:3]) + 1) if name[:3] in _MONTH_NAMES else "0"


def _join(year: str, month: str, day: str | None = None) -> str:
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
