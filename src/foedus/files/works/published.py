"""When a work was published, by what its entry says: EDTF, and the other ways in which bibliographies say it.

What has one meaning is read and told; what says that there is no date (forthcoming, n.d.) is no date, told as well; everything
else is refused with the nearest date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.errors import InputError
from foedus.files.edtf import Edtf, parse_edtf, plain_digits, readings_of
from foedus.files.works.entry import BibEntry
from foedus.files.works.latex import plain_text
from foedus.files.works.months import part_of_year

_LONGEST = 200
"""Characters of the longest text in which a date is sought."""

_UNDATED = re.compile(
    r"forthcoming|in ?press|to appear|to be published|submitted( for publication)?|in preparation|in progress|accepted|unpublished|"
    r"under review|(advance )?online first|first online|early view|epub( ahead of print)?|(advance online publication|ahead of print)|"
    r"n\.? ?d\.?|no date|undated|date unknown|unknown|s\.? ?a\.?|s\.? ?d\.?|sine (anno|dato)|o\. ?j\.?|ohne jahr|sans date|"
    r"im (erscheinen|druck)|erscheint( demnächst)?|à paraître|sous presse|б\. ?г\.?|без (года|даты)|в печати|готовится к печати|"
    r"بی[\u200c ]?تا|در دست (چاپ|انتشار)|زیر چاپ|[?]+|-+|x{4}"
)
_ABOUT = re.compile(
    r"(?:circa|ca\.?|c\.|c(?= )|around|approximately|approx\.?|about|um|etwa|vers|env\.?|около|ок\.|prob\.?|probably) ?(?=[0-9])|~(?=[0-9])"
)
_ABOUT_BEHIND = re.compile(r"(?<=[0-9]) ?\((?:circa|ca?\.|approx\.|about)\)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|cop\.|copyright|c(?=[0-9])) ?(?=[0-9])")
_ONLINE = re.compile(r"(?<=[0-9]) ?[(\[,] ?(?:online first|first online|early view|in press|forthcoming|online)[)\]]?")
_DECADE = re.compile(r"([0-9]{3})[-?]|([0-9]{2})(?:--|\?\?)")
_LETTER = re.compile(r"([0-9]{4})[a-z]")
_TWO_YEARS = re.compile(r"([0-9]{4})(?:--|/|-)([0-9]{2}|[0-9]{4})")
_DOTS = re.compile(r"([0-9X]{4}(?:-[0-9]{2}){0,2})(?:\.{2,3}|…|--)([0-9X]{4}(?:-[0-9]{2}){0,2})")
_ZEROS = re.compile(r"([0-9]{4}(?:-[0-9]{2})?)(?:-00)+")
_BETWEEN = re.compile(r"\s*(?:--+|[-/&+,;]|\band\b|\bund\b|\bet\b|\bи\b|\bto\b|\bbis\b)\s*")
_DAY_RANGE = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th|\.)? )?([^\W\d_]+)\.?(?: ([0-9]{1,2})(?:st|nd|rd|th|\.)?)?")
_DIGITS = re.compile("[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Published:
    """When a work was published, and how that was read."""

    date: Edtf | None  #: None where the entry gives no date, or says that there is none.
    note: str = ""  #: How it was read where it is not written as EDTF; empty where it is.


def published(entry: BibEntry) -> Published:
    """Return when the work was published: its `date`, else `year` with `month` and `day`.

    Raises InputError if the entry says something that cannot be read in one way.
    """
    text, name = entry.get("date"), "date"
    if not text:
        text, name = entry.get("year"), "year"
    if not text.strip():
        month = entry.get("month")
        return Published(None, f"month {month!r} without a year: undated" if month.strip() else "")
    if len(text) > _LONGEST or len(entry.get("month")) > _LONGEST:
        raise InputError(f"{text[:30]!r}... is no date of a publication")
    plain = _plain(text)
    if _UNDATED.fullmatch(plain.casefold().strip("[]() ")):
        return Published(None, f"{name} {text!r}: undated")
    if name == "year" and entry.get("month").strip():
        month = _plain(entry.get("month"))
        date = parse_edtf(_with_month(_year(plain), month, day=entry.get("day").strip()))
        usual = re.fullmatch("[0-9]{4}", text) and (part_of_year(month) in range(1, 13))
        return Published(date, "" if usual else f"year {text!r}, month {entry.get('month')!r}: read as {date.text}")
    try:
        return Published(parse_edtf(text.strip()))
    except InputError:
        date = parse_edtf(_one_reading(plain))
        return Published(date, f"{name} {text!r}: read as {date.text}")


def _plain(text: str) -> str:
    """The text without LaTeX, with plain digits and hyphens; an en dash is two hyphens, as BibTeX writes it."""
    shown = plain_digits(plain_text(text)) if any(mark in text for mark in "\\{") else plain_digits(text)
    return " ".join(shown.replace("–", "--").replace("—", "--").replace("~", "~").split())


def _one_reading(text: str) -> str:
    """The one EDTF form of a date of a bibliography. Raises InputError if there is none, or more than one."""
    bare = text.strip()
    if bare[:1] + bare[-1:] in ("[]", "()"):
        bare = bare[1:-1].strip()
    bare = _ONLINE.sub("", _COPYRIGHT.sub("", bare.casefold()) if _COPYRIGHT.match(bare.casefold()) else bare)
    about = _ABOUT.match(bare.casefold()) or _ABOUT_BEHIND.search(bare.casefold())
    if about:
        bare = (bare[: about.start()] + bare[about.end() :]).strip()
    bare = _year(bare)
    mark = "~" if about else ""
    if _is_edtf(bare + mark):
        return bare + mark
    for reading in (_decade(bare), _two_years(bare), _dots(bare), _zeros(bare)):
        if reading and _is_edtf(reading):
            return reading
    found = _month_and_year(bare) or readings_of(bare)
    if len(found) == 1 and _is_edtf(found[0] + mark):
        return found[0] + mark
    raise InputError(f"{text!r} is no date of a publication that can be read in one way")


def _year(text: str) -> str:
    """A year without the letter that a citation style adds, as in ``1950a``, and without brackets."""
    bare = text[1:-1] if text[:1] + text[-1:] == "[]" else text
    found = _LETTER.fullmatch(bare)
    return found[1] if found else bare


def _decade(text: str) -> str:
    """``195-``, ``195?``, ``19--``, ``19??``, as catalogues write years that they do not know in full."""
    found = _DECADE.fullmatch(text)
    return "" if found is None else f"{found[1]}X" if found[1] else f"{found[2]}XX"


def _two_years(text: str) -> str:
    """``2018--2019``, ``2018/19``, ``2018-2019``; with two digits only a later one that is no month, or the next year."""
    found = _TWO_YEARS.fullmatch(text)
    if found is None:
        return ""
    first, second = found.groups()
    if len(second) == 2:
        later = first[:2] + second if second > first[2:] else f"{int(first[:2]) + 1:02}{second}"
        # 2018/05 is a month and 2018-19 a slip; 2009/10 may be both, so that it is neither.
        if 1 <= int(second) <= 12 or (text[4] == "-" and text[4:6] != "--") or int(later) - int(first) > 20:
            return ""
        second = later
    return f"{first}/{second}"


def _dots(text: str) -> str:
    found = _DOTS.fullmatch(text.replace(" ", ""))
    return f"{found[1]}/{found[2]}" if found else ""


def _zeros(text: str) -> str:
    found = _ZEROS.fullmatch(text)
    return found[1] if found else ""


def _month_and_year(text: str) -> list[str]:
    """Readings of a month or season in words with a year: ``Autumn 2017``, ``September/October 2017``."""
    found = re.fullmatch(r"(.+?),? ([0-9]{4})", text) or re.fullmatch(r"([0-9]{4}),? (.+)", text)
    if found is None:
        return []
    first, second = found.groups()
    year, month = (first, second) if re.fullmatch("[0-9]{4}", first) else (second, first)
    if not any(character.isalpha() for character in month):
        return []
    try:
        return [_with_month(year, month)]
    except InputError:
        return []


def _with_month(year: str, month: str, *, day: str = "") -> str:
    """The EDTF form of a year and what its month says: a month, a season, a day of a month, or two of these."""
    if not re.fullmatch("[0-9]{4}", year):
        raise InputError(f"year {year!r} with a month {month!r} is no date")
    whole = part_of_year(month)
    if whole:
        return _point(year, whole, day)
    ends = [end for end in _BETWEEN.split(month) if end]
    if len(ends) == 1:
        return _end(year, month)
    if len(ends) != 2:
        raise InputError(f"{month!r} is no month")
    first, last = ends
    if _DIGITS.fullmatch(first) and any(character.isalpha() for character in last):  # 12--14 September
        first = f"{first} {''.join(character for character in last if character.isalpha())}"
    elif _DIGITS.fullmatch(last) and any(character.isalpha() for character in first):  # September 12--14
        last = f"{''.join(character for character in first if character.isalpha())} {last}"
    start = _end(year, first)
    end = _end(year, last)
    if end < start and len(end) == len(start) == 7:  # December/January
        end = _end(f"{int(year) + 1:04}", last)
    return f"{start}/{end}"


def _end(year: str, text: str) -> str:
    """A month, a season or a day with its month."""
    whole = part_of_year(text)
    if whole:
        return _point(year, whole, "")
    found = _DAY_RANGE.fullmatch(text.replace("~", " ").strip())
    number = part_of_year(found[2]) if found else 0
    if found is None or not 1 <= number <= 12 or (found[1] and found[3]):
        raise InputError(f"{text!r} is no month")
    return _point(year, number, found[1] or found[3] or "")


def _point(year: str, part: int, day: str) -> str:
    return f"{year}-{part:02}" + (f"-{int(day):02}" if _DIGITS.fullmatch(day) else "")


def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except InputError:
        return False
    return True
