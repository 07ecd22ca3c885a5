"""Cells to values: text in a CSV cell, by the declaration of its field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache

from foedus.errors import InputError
from foedus.files.edtf import Edtf, parse_edtf, suggest_edtf
from foedus.files.fields import SLUG, SLUG_LENGTH, Field
from foedus.files.numerals import meant_number, percent, plain
from foedus.files.works.keys import KEY_IN_WORDS, composed, is_key, nearest_key
from foedus.nearest import near_end, near_whole

Value = str | int | float | bool | Edtf | tuple[str, ...] | None
"""What a cell may hold once it is read."""

LIST_MARK = "|"
"""Joins the elements of a list inside a cell."""

SHARE_MARK = ":"
"""Stands between an element of a list and its share."""

_SURELY_PERCENT = 2
_TENTHS = 10
"""Up to here a number may as well stand on a scale from 0 to 10."""

_SLUG = re.compile(SLUG)
_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_OTHER_LIST_MARK = re.compile(r"[,;/&\n،؛、，；]")
_NOT_IN_KEYS = re.compile(r"[,;\n،؛、，；]")
"""Marks that join elements of lists elsewhere and that keys of works do not hold; a slash or an ampersand they do."""
_MEANS_TRUE = ("t", "yes", "y", "1", "1.0", "ture", "wahr", "vrai", "verdadero", "vero", "истина")
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")


class CellError(ValueError):
    """A cell is not what its field declares.

    Parameters
    ----------
    expected : str
        What should stand there.
    nearest : str
        The nearest valid value when it can be computed.
    options : tuple of str
        Valid words to search for the nearest one.
    part : str or None
        The element of a list that is wrong; None for the whole cell.
    """

    def __init__(
        self, expected: str, *, nearest: str = "", options: tuple[str, ...] = (), part: str | None = None
    ) -> None:
        super().__init__(expected)
        self.expected = expected
        self.nearest = nearest
        self.options = options
        self.part = part


def describe(field: Field) -> str:
    """Return in words what a cell of `field` may hold.

    >>> describe(Field("level", "integer", "Rung.", low=1, high=6))
    'a whole number from 1 to 6'
    """
    words = ", ".join(field.words)
    match field.type:
        case "id" | "slug":
            return f"lower-case letters and digits joined by single hyphens, at most {SLUG_LENGTH} characters"
        case "key":
            return f"the key of a work, with {KEY_IN_WORDS}"
        case "word":
            return f"one of {words}"
        case "reference":
            ids = " or ".join(f"an id of {table}" for table in field.tables)
            return f"{ids} or {words}" if words else ids
        case "integer" | "number":
            return ("a whole number" if field.type == "integer" else "a number") + _range(field)
        case "boolean":
            return "true or nothing"
        case "date":
            return "an EDTF date"
        case "text":
            return f"text of the form {field.pattern}" if field.pattern else "text"


def parse_cell(field: Field, text: str) -> Value:
    """Read the text of a cell, without blanks around it; empty is absent. References are not resolved here.

    Returns a tuple of str for a list, None for an absent number or date, False for an absent boolean, an empty string
    for any other absent cell. Raises CellError if the cell is not what the field declares.
    """
    if field.many:
        return _parse_list(field, text)
    if not text:
        if field.required:
            raise CellError(f"{describe(field)}; the cell must not be empty")
        return _ABSENT[field.type]
    return _PARSERS[field.type](field, text)


def is_cell(field: Field, text: str) -> bool:
    """Whether a text is what the field declares."""
    try:
        parse_cell(field, text)
    except CellError:
        return False
    return True


def format_number(value: float) -> str:
    """Return the shortest text of a number: ``0.7``, ``-1``, ``1``.

    >>> format_number(0.70), format_number(-1.0), format_number(-0.0)
    ('0.7', '-1', '0')
    """
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(float(value))


def parse_number(text: str) -> float | None:
    """Return the number that `text` writes with a decimal point, or None; no words, no infinities."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value + 0.0 if math.isfinite(value) else None


def split_share(part: str) -> tuple[str, float | None]:
    """Return the name and the share of an element of a list; None where it has none.

    >>> split_share("common-enemy:0.5"), split_share("common-enemy")
    (('common-enemy', 0.5), ('common-enemy', None))
    """
    name, mark, share = part.partition(SHARE_MARK)
    return name, parse_number(share) if mark else None


def slugify(text: str) -> str:
    """Return the slug nearest to `text`: ``Islamic State`` gives ``islamic-state``."""
    return _NOT_IN_SLUGS.sub("-", text.lower()).strip("-")[:SLUG_LENGTH].strip("-")


def _parse_list(field: Field, text: str) -> tuple[str, ...]:
    if not text:
        if field.required:
            raise CellError(f"{describe(field)}, several joined by {LIST_MARK}; the cell must not be empty")
        return ()
    joined = _joined(field, text)
    if joined:
        raise CellError(f"elements joined by {LIST_MARK}", nearest=joined)
    parts = tuple(text.split(LIST_MARK))
    if field.type == "reference":
        parts = tuple(map(composed, parts))
    for part in parts:
        if not part:
            raise CellError(f"elements joined by one {LIST_MARK}, none of them empty")
        if field.type == "word":
            try:
                _word(field, part)
            except CellError as error:
                raise CellError(error.expected, options=error.options, part=part) from None
        if field.shared and SHARE_MARK in part:
            _check_share(part)
    if len(set(parts)) < len(parts):
        raise CellError("each element once", nearest=LIST_MARK.join(dict.fromkeys(parts)))
    return parts


def _joined(field: Field, text: str) -> str:
    """The list with its own mark where another one joins its ids or words; empty where nothing else does."""
    other = _NOT_IN_KEYS if "sources" in field.tables else _OTHER_LIST_MARK
    if field.type == "text" or not other.search(text):
        return ""
    parts = (part.strip() for part in re.split(rf"[{re.escape(LIST_MARK)}]|{other.pattern}", text))
    return LIST_MARK.join(dict.fromkeys(part for part in parts if part))


def _check_share(part: str) -> None:
    name, share = split_share(part)
    if not name or share is None or not 0 < share <= 1:
        raise CellError(f"an id, or an id, {SHARE_MARK!r} and a share above 0 up to 1, such as enemy:0.5", part=part)


def _slug(field: Field, text: str) -> str:
    if len(text) > SLUG_LENGTH or not _SLUG.fullmatch(text):
        raise CellError(describe(field), nearest=slugify(text))
    return text


def _word(field: Field, text: str) -> str:
    if text not in field.words:
        raise CellError(describe(field), options=field.words)
    return text


def _text(field: Field, text: str) -> str:
    if field.pattern and not re.fullmatch(field.pattern, text):
        changed = text.upper()
        near = changed if re.fullmatch(field.pattern, changed) else ""
        raise CellError(describe(field), nearest=near or _meant(field, text))
    return text


def _key(field: Field, text: str) -> str:
    key = composed(text)
    if not is_key(key):
        raise CellError(describe(field), nearest=nearest_key(key))
    return key


def _reference(_field: Field, text: str) -> str:
    return composed(text)


def _integer(field: Field, text: str) -> int:
    if not _INTEGER.fullmatch(text):
        meant = parse_number(meant_number(text))
        whole = None if meant is None else near_whole(meant)
        near = "" if whole is None else format_number(float(whole))
        raise CellError(describe(field), nearest=_if_inside(field, near) or _meant(field, text))
    return int(_within(field, int(text)))


def _meant(field: Field, text: str) -> str:
    return field.meant(text) if field.meant else ""


def _number(field: Field, text: str) -> float:
    value = parse_number(text)
    if value is not None:
        return _within(field, value)
    expected = f"{describe(field)} with a decimal point"
    part = parse_number(percent(text))
    if part is not None:
        share = field.high is not None and field.high <= 1
        near = format_number(round(part / 100, 12)) if share else ""
        raise CellError(f"{expected}, without %", nearest=_if_inside(field, near))
    raise CellError(expected, nearest=_if_inside(field, meant_number(text)))


def _if_inside(field: Field, near: str) -> str:
    """A number to offer, if the field may hold it."""
    value = parse_number(near)
    if (
        value is None
        or (field.low is not None and value < field.low)
        or (field.high is not None and value > field.high)
    ):
        return ""
    return near


def _within(field: Field, value: float) -> float:
    low, high = field.low, field.high
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    if high == 1 and _SURELY_PERCENT <= abs(value) <= _TENTHS:
        raise CellError(f"{describe(field)}; divide by 100 if these are percentages, by 10 if the scale ends at 10")
    if high == 1 and _SURELY_PERCENT <= abs(value) <= 100:
        expected = f"{describe(field)}; divide by 100 if these are percentages"
        raise CellError(expected, nearest=_if_inside(field, format_number(round(value / 100, 12))))
    raise CellError(describe(field), nearest=_end(field, value))


def _end(field: Field, value: float) -> str:
    """The end of a short range that a value just misses."""
    end = near_end(value, field.low, high=field.high)
    return "" if end is None else format_number(end)


def _range(field: Field) -> str:
    low = "" if field.low is None else format_number(field.low)
    high = "" if field.high is None else format_number(field.high)
    if low and high:
        return f" from {low} to {high}"
    return f" from {low} up" if low else ""


def _boolean(field: Field, text: str) -> bool:
    if text != "true":
        raise CellError(describe(field), nearest="true" if text.lower() in _MEANS_TRUE else "")
    return True


def _date(_field: Field, text: str) -> Edtf:
    date, reason = _read_date(text)
    if date is None:
        typed = plain(text)
        near = typed if typed != text and _read_date(typed)[0] is not None else suggest_edtf(typed)
        raise CellError(f"an EDTF date such as 2015-07-31{reason}", nearest=near)
    return date


@lru_cache(maxsize=4096)
def _read_date(text: str) -> tuple[Edtf | None, str]:
    """Read a date; claims repeat theirs, so each text is read once."""
    try:
        return parse_edtf(text), ""
    except InputError as error:
        # The parser's own sentence repeats the value and the forms, which the problem shows already.
        _, _, reason = str(error).partition("is not an EDTF date: ")
        reason = reason.partition("; expected")[0].partition(" (did you mean")[0]
        return None, f" ({reason})" if reason else ""


_PARSERS: dict[str, Callable[[Field, str], Value]] = {
    "id": _slug,
    "slug": _slug,
    "key": _key,
    "reference": _reference,
    "word": _word,
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
}
_ABSENT: dict[str, Value] = {
    "id": "",
    "slug": "",
    "key": "",
    "reference": "",
    "word": "",
    "text": "",
    "integer": None,
    "number": None,
    "boolean": False,
    "date": None,
}
