"""Dates that an English text names, as EDTF; those that hang on another date are counted from it.

A date keeps what the text says and no more: "early March 2012" is 2012-03, "about 1990" is 1990~, "the 1990s" 199X.
Without the document's date, "last year" and "5 May" are no dates. Years of resolutions, "2254 (2015)", are names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foedus.documents.drafting.words import words
from foedus.errors import InputError
from foedus.files.edtf import Edtf, parse_edtf

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NUMBERS = dict(zip(
    ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), range(1, 13), strict=True
))  # fmt: skip
_COUNTS = {word: number for several, number in _NUMBERS.items() for word in several.split()}
_ORDINALS = dict(zip(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),  # noqa: SIM905
    range(10, 21), strict=True,
))  # fmt: skip
_TENS = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_COUNTED = words(
    """
    people persons troops soldiers men women children fighters civilians km kilometres kilometers miles metres meters tons
    tonnes barrels dollars euros percent per cent years days hours months weeks times members victims tanks aircraft
    refugees words pages units euro usd households prisoners militants personnel observers deaths casualties
    """
)
"""Words behind a number that is no year."""

_M = "(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_MONTH, _MONTH_2 = _M.format("m"), _M.format("m2")
_DAY = r"(?P<d>[0-3]?[0-9])(?:st|nd|rd|th|[\"”’'º°*](?=[ ,]))?"
_DAY_2 = _DAY.replace("<d>", "<d2>")
_YEAR = r"(?P<y>1[0-9]{3}|20[0-9]{2})(?![0-9])(?!\s?%)"
_PART = r"(?:(?:the\s+)?(?:very\s+)?(?P<part>early|mid|late|beginning of|middle of|end of|start of)[- ]\s*(?:in\s+)?)?"
_ABOUT = r"(?:(?P<about>circa|c\.|ca\.|around|about|approximately|roughly)\s+)?"
_TO = r"\s*(?:[-–—]|to|until|till|through|and)\s*"
_COUNT = r"(?P<n>[0-9]{1,3}|" + "|".join(_COUNTS) + ")"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_B = r"(?<![\w/.])"

_NAMES = re.compile(
    r"\b[0-9]{1,4}\s*\([A-Z]?\s?(?:1[89]|20)[0-9]{2}\)"
    r"|\b[Rr]esolutions?\s+(?:[0-9]{1,4}(?:\s*\([0-9]{4}\))?(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+)?)+"
    r"|\b[A-Z]{1,2}/[\w./]+|https?://\S+|www\.\S+|\[[0-9, –-]+\]"
)
"""Numbers that name resolutions, papers, pages of the web and notes."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text names."""

    start: int
    stop: int
    edtf: str
    rule: str  #: Which form it has: day, month, year, range, decade, season, or what it is counted from.
    confidence: float


@dataclass(frozen=True)
class _Given:
    """What a date may hang on."""

    written: Edtf | None  #: The date of the document.
    before: str  #: The last date that the text names before this one; empty for none.

    @property
    def day(self) -> date | None:
        """The day on which the document was written, if it is known to the day."""
        return self.written.lower if self.written and self.written.lower == self.written.upper else None

    @property
    def year(self) -> int | None:
        """The year in which it was written."""
        written = self.written
        return written.lower.year if written and written.lower.year == written.upper.year else None


_Read = Callable[[re.Match[str], _Given], str]


def dates(text: str, *, written: Edtf | None = None) -> list[Dated]:
    """Return the dates that a text names, in order.

    Parameters
    ----------
    text : str
        An English text.
    written : Edtf, optional
        When it was written or said; what hangs on it is left out without it.

    >>> [found.edtf for found in dates("On 5 May 2014, three days after the summer of 1990 and resolution 2254 (2015)")]
    ['2014-05-05', '1990-22']
    """
    taken = bytearray(len(text))
    for match in _NAMES.finditer(text):
        taken[slice(*match.span())] = b"\1" * len(match[0])
    found: list[Dated] = []
    for match, rule, read, confidence in _candidates(text):
        start, stop = match.span("all") if "all" in match.re.groupindex else match.span()
        if taken.find(1, start, stop) >= 0:
            continue
        at = bisect_left(found, start, key=_start)
        before = found[at - 1].edtf if at and start - found[at - 1].stop < 600 else ""
        if match.groupdict().get("m") and not match["m"][0].isupper():
            continue  # "may" and "march" are other words as well.
        edtf = _valid(read, match, _Given(written, before))
        if edtf or rule in ("day", "range of days"):
            taken[start:stop] = b"\1" * (stop - start)  # "31 February 2015" is not February either.
        if edtf:
            found.insert(at, Dated(start, stop, edtf, rule, confidence))
    return found


def _start(one: Dated) -> int:
    return one.start


def _candidates(text: str) -> Iterator[tuple[re.Match[str], str, _Read, float]]:
    """What may be a date: longer forms before shorter ones, those that hang on others last and in their order."""
    for rule, pattern, read, confidence in _RULES:
        for match in pattern.finditer(text):
            yield match, rule, read, confidence


def _valid(read: _Read, match: re.Match[str], given: _Given) -> str:
    try:
        edtf = read(match, given)
        return parse_edtf(edtf).text if edtf else ""
    except (InputError, ValueError, OverflowError):
        return ""


def _month(name: str) -> int:
    return _MONTHS[name.lower()]


def _about(match: re.Match[str]) -> str:
    return "~" if match.groupdict().get("about") else ""


def _full(match: re.Match[str], _: _Given) -> str:
    return f"{match['y']}-{_month(match['m']):02}-{int(match['d']):02}{_about(match)}"


def _days(match: re.Match[str], _: _Given) -> str:
    other = match.groupdict().get("m2") or match["m"]
    year = match.groupdict().get("y2") or match["y"]
    return f"{match['y']}-{_month(match['m']):02}-{int(match['d']):02}/{year}-{_month(other):02}-{int(match['d2']):02}"


def _month_year(match: re.Match[str], _: _Given) -> str:
    return f"{match['y']}-{_month(match['m']):02}{_about(match)}"


def _months(match: re.Match[str], _: _Given) -> str:
    last = match.groupdict().get("y2") or match["y"]
    return f"{match.groupdict().get('y1') or match['y']}-{_month(match['m']):02}/{last}-{_month(match['m2']):02}"


def _years(match: re.Match[str], _: _Given) -> str:
    last = match["y2"] if len(match["y2"]) == 4 else match["y"][:2] + match["y2"]
    return f"{match['y']}/{last}" if 0 < int(last) - int(match["y"]) < 400 else ""


def _year(match: re.Match[str], _: _Given) -> str:
    behind = match["behind"] or ""
    if behind.lower() in _COUNTED or (int(match["y"]) < 1500 and not match["lead"]):
        return ""
    return f"{match['y']}{_about(match)}"


def _decade(match: re.Match[str], _: _Given) -> str:
    tens = match.groupdict().get("tens")
    return f"19{_TENS[tens.lower()]}X" if tens else f"{match['decade']}X"


def _century(match: re.Match[str], _: _Given) -> str:
    number = int(match["c"]) if match["c"].isdigit() else _ORDINALS[match["c"].lower()]
    return f"{number - 1:02}XX"


def _season(match: re.Match[str], _: _Given) -> str:
    return f"{match['y']}-{_SEASONS[match['season'].lower()]}{_about(match)}"


def _numeric(match: re.Match[str], _: _Given) -> str:
    day, month = int(match["d"]), int(match["month"])
    # 04/05/2014 is 4 May to some and 5 April to others.
    return "" if match["sep"] == "/" and day <= 12 and day != month else f"{match['y']}-{month:02}-{day:02}"


def _yearless(match: re.Match[str], given: _Given) -> str:
    """A day and month without a year: in the year that brings it nearest to the document."""
    if given.day is None:
        return f"{given.year}-{_month(match['m']):02}-{int(match['d']):02}" if given.year else ""
    day, year = given.day, given.day.year
    near = (date(one, _month(match["m"]), int(match["d"])) for one in (year - 1, year, year + 1))
    return min(near, key=lambda one: abs(one - day)).isoformat()


def _this(match: re.Match[str], given: _Given) -> str:
    """Month or season of this or last year."""
    if given.year is None:
        return ""
    which = (match.groupdict().get("which") or "this").lower()
    year = given.year - (which in ("last", "previous"))
    if match.groupdict().get("season"):
        return f"{year}-{_SEASONS[match['season'].lower()]}"
    month = _month(match["m"])
    if match["whole"]:
        return f"{year}-{month:02}"
    # "last March" and "in March" are the last one before the document.
    if given.written is not None and month > given.written.upper.month and which != "this":
        return f"{given.year - 1}-{month:02}"
    return f"{given.year}-{month:02}"


def _word(match: re.Match[str], given: _Given) -> str:
    shift = {"today": 0, "tonight": 0, "this morning": 0, "yesterday": 1, "last night": 1}
    back = shift[" ".join(match[0].lower().split())]
    return (given.day - timedelta(back)).isoformat() if given.day else ""


def _period(match: re.Match[str], given: _Given) -> str:
    """This or last week, month, year."""
    back = int(match["which"].lower() != "this")
    if match["unit"] == "year":
        return f"{given.year - back}" if given.year else ""
    return _moved(given.day, match["unit"], -back) if given.day else ""


def _ago(match: re.Match[str], given: _Given) -> str:
    count = _count(match["n"])
    if match["unit"] in ("year", "decade") and given.year:
        return f"{given.year - count * (10 if match['unit'] == 'decade' else 1)}~"
    return _moved(given.day, match["unit"], -count) if given.day else ""


def _from_before(match: re.Match[str], given: _Given) -> str:
    """So many days before or after the date named last."""
    if not given.before:
        return ""
    before = parse_edtf(given.before)
    sign = 1 if match["way"].lower() in ("later", "after", "afterwards") else -1
    if match["unit"] == "year" and before.lower.year == before.upper.year:
        return str(before.lower.year + sign * _count(match["n"]))
    if before.lower != before.upper:
        return ""
    return _moved(before.lower, match["unit"], sign * _count(match["n"]))


def _next_day(match: re.Match[str], given: _Given) -> str:
    before = parse_edtf(given.before) if given.before else None
    if before is None or before.lower != before.upper:
        return ""
    back = match["way"].lower() in ("previous", "day before")
    return (before.lower + timedelta(-1 if back else 1)).isoformat()


def _weekday(match: re.Match[str], given: _Given) -> str:
    if given.day is None:
        return ""
    back = (given.day.weekday() - _WEEKDAYS.split().index(match["weekday"].lower())) % 7
    return (given.day - timedelta(back or 7 * bool(match["which"]))).isoformat()


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _moved(day: date, unit: str, count: int) -> str:
    """A date so many units from a day, as exact as the unit."""
    if unit == "day":
        return (day + timedelta(count)).isoformat()
    if unit == "week":
        monday = day + timedelta(7 * count - day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"
    return f"{day.year + count * (10 if unit == 'decade' else 1)}"


def _rule(name: str, pattern: str, read: _Read, confidence: float) -> tuple[str, re.Pattern[str], _Read, float]:
    return name, re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE), read, confidence


_OF = r"(?:,?\s*|\s+of\s+|\s+in\s+)"
_Y2 = _YEAR.replace("<y>", "<y2>")
_RULES = (
    _rule("range of days", rf"{_B}(?:from\s+|between\s+)?{_DAY}\s*{_MONTH},?\s*{_YEAR}{_TO}{_DAY_2}\s*{_MONTH_2},?\s*{_Y2}", _days, 0.95),
    _rule("range of days", rf"{_B}(?:from\s+|between\s+)?{_DAY}(?:\s*{_MONTH})?{_TO}{_DAY_2}\s*(?:of\s+)?{_MONTH_2},?\s*{_YEAR}",
          lambda m, g: _days_of_one(m, g), 0.95),
    _rule("range of days", rf"\b(?:from\s+|between\s+)?{_MONTH}\s*{_DAY}{_TO}(?:{_MONTH_2}\s*)?{_DAY_2},?\s*{_YEAR}", _days, 0.95),
    _rule("day", rf"{_B}{_ABOUT}{_DAY}\s*(?:of\s+)?{_MONTH},?\s*{_YEAR}", _full, 0.98),
    _rule("day", rf"\b{_ABOUT}{_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}", _full, 0.98),
    _rule("day", rf"{_B}(?P<all>(?P<y>[12][0-9]{{3}})-(?P<month>[01][0-9])-(?P<d>[0-3][0-9]))(?![\w/-])",
          lambda m, _: f"{m['y']}-{m['month']}-{m['d']}", 0.98),
    _rule("day", rf"{_B}(?P<d>[0-3]?[0-9])(?P<sep>[./])(?P<month>[01]?[0-9])(?P=sep){_YEAR}(?![/\w])", _numeric, 0.9),
    _rule("range of months", rf"\b(?:from\s+|between\s+)?{_MONTH}\s*{_YEAR.replace('<y>', '<y1>')}{_TO}{_MONTH_2}\s*{_YEAR}", _months, 0.95),
    _rule("range of months", rf"\b(?:from\s+|between\s+)?{_MONTH}{_TO}{_MONTH_2}{_OF}{_YEAR}", _months, 0.9),
    _rule("month", rf"\b{_ABOUT}{_PART}{_MONTH}{_OF}{_YEAR}", _month_year, 0.95),
    _rule("season", rf"\b{_ABOUT}{_PART}(?P<season>spring|summer|autumn|fall|winter){_OF}{_YEAR}(?:\s*[-–/]\s*[0-9]{{2}}\b)?", _season, 0.9),
    _rule("decade", rf"\b{_PART}(?P<decade>1[0-9]{{2}}|20[0-9])0[’']?s\b", _decade, 0.9),
    _rule("decade", rf"\b{_PART}(?:the\s+)(?P<tens>{'|'.join(_TENS)})\b", _decade, 0.6),
    _rule("century", rf"\b{_PART}(?P<c>(?:1[0-9]|2[01])(?=(?:st|nd|rd|th)\b)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?[- ]century", _century, 0.8),
    _rule("range of years", rf"{_B}(?:from\s+|between\s+)?{_YEAR}(?:\s*[-–—]\s*|\s+to\s+|\s+until\s+|(?<=....)\s+through\s+)(?P<y2>[0-9]{{4}}|[0-9]{{2}})(?![\w/])", _years, 0.85),
    _rule("range of years", rf"\bbetween\s+{_YEAR}\s+and\s+(?P<y2>[0-9]{{4}})\b", _years, 0.9),
    _rule("month of this or last year", rf"\b{_PART}{_MONTH}\s+(?:of\s+)?(?P<whole>(?P<which>this|last)\s+year)\b", _this, 0.85),
    _rule("year", rf"(?P<lead>\b(?:in|since|of|by|until|before|after|from|during|early|late|mid|year|the)[ -]+)?{_ABOUT}{_B}(?<![$€£,#-])(?P<all>{_YEAR})(?![\w/,.]*[0-9])(?=\s*(?P<behind>[a-z]+)?)", _year, 0.8),
    _rule("day, by the document's date", rf"{_B}{_DAY}\s+(?:of\s+)?{_MONTH}", _yearless, 0.8),
    _rule("day, by the document's date", rf"\b{_MONTH}\s+{_DAY}(?![0-9:])", _yearless, 0.75),
    _rule("by the document's date", r"\b(?:today|tonight|this morning|yesterday|last night)\b", _word, 0.7),
    _rule("by the document's date", r"\b(?P<which>this|last|past|previous)[ ](?P<unit>week|month|year)\b(?!s)", _period, 0.7),
    _rule("by the document's date", r"\b(?P<which>this|last)[ ](?P<season>spring|summer|autumn|winter)\b", _this, 0.7),
    _rule("by the document's date", rf"\b(?:(?P<which>this|last|in|since|until)\s+){_PART}(?P<whole>){_MONTH}(?!\s*[0-9])", _this, 0.6),
    _rule("by the document's date", rf"\b{_COUNT}[ ]{_UNIT}[ ]ago\b", _ago, 0.75),
    _rule("by the document's date", rf"\b(?:on|(?P<which>last))[ ](?P<weekday>{'|'.join(_WEEKDAYS.split())})\b", _weekday, 0.5),
    _rule("by the date before", rf"\b{_COUNT}[ ]{_UNIT}[ ](?P<way>earlier|before|later|after|afterwards)\b(?! the| a )", _from_before, 0.6),
    _rule("by the date before", r"\bthe[ ](?:(?P<way>next|following|previous)[ ]day)\b", _next_day, 0.6),
)  # fmt: skip
"""Forms of a date, and how each is read; the order decides between forms that overlap."""


def _days_of_one(match: re.Match[str], _: _Given) -> str:
    first, last = match["m"] or match["m2"], match["m2"]
    return f"{match['y']}-{_month(first):02}-{int(match['d']):02}/{match['y']}-{_month(last):02}-{int(match['d2']):02}"
