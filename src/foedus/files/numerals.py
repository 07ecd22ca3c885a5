"""Numbers as people write them, to the number that was meant; only for the hint of a message.

Nothing here is accepted: a comma may be a decimal mark or one of thousands, and only the writer knows. Three digits
behind a comma are taken for thousands, since 1,234 read as 1.234 would spoil the data a thousandfold.
"""

from __future__ import annotations

import re
import unicodedata

from foedus.files.characters import drop_invisible

_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－⁻", "-") | {"٫": ".", "٬": ",", "،": ",", "’": "'", "ʼ": "'", "٪": "%"}
)
_GROUPS_BY_BLANKS = re.compile(r"(?<=[0-9])[\s'_](?=[0-9]{3}(?![0-9]))")
_THOUSANDS_COMMA = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_THOUSANDS_POINT = re.compile(r"[+-]?[1-9][0-9]{0,2}((\.[0-9]{3}){2,}(,[0-9]+)?|(\.[0-9]{3})+,[0-9]+)")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")


def plain(text: str) -> str:
    """Return the text with the digits, dashes and marks of other scripts and typography as ASCII.

    >>> plain("۲۰۱۸‑۰۵"), plain("−0.7"), plain("０.５")
    ('2018-05', '-0.7', '0.5')
    """
    text = drop_invisible(text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    return "".join(str(unicodedata.decimal(mark)) if not mark.isascii() and mark.isdecimal() else mark for mark in text)


def meant_number(text: str) -> str:
    """Return the number that was meant, with a decimal point and without marks of thousands; empty if none was.

    >>> meant_number("1,234"), meant_number("1.234,5"), meant_number("0,7"), meant_number("1 234"), meant_number("a,b")
    ('1234', '1234.5', '0.7', '1234', '')
    """
    text = _GROUPS_BY_BLANKS.sub("", plain(text).strip())
    if _THOUSANDS_COMMA.fullmatch(text):
        return text.replace(",", "")
    if _THOUSANDS_POINT.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    return "" if "," in text else text


def percent(text: str) -> str:
    """Return the number before a percent sign; empty where there is none.

    >>> percent("80 %"), percent("٨٠٪"), percent("80")
    ('80', '80', '')
    """
    text = plain(text).strip()
    return meant_number(text[:-1]) if text.endswith("%") else ""
