"""A stored text: UTF-8 on disk, composed (NFC), lines that end with ``\\n``; a place in it is counted in code points.

A span is half open: `start` is the first character of it, `stop` the first behind it. What other programs hold is brought
into this form by `settle`, which also says where a place went; `foedus.documents.units` counts in UTF-16 and in bytes.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile("[\t\n\x20-\x7e]*")
_PIECE = re.compile("\r\n|[\x00-\x7f]?(?:[\x00-\x08\x0e-\x1f\x7f]*[^\x00-\x7f]+)+|[\x00-\x08\x0e-\x1f\x7f]")
"""What may change: ends of lines, controls, and letters beyond ASCII with the one before, which they may join."""


class Span(NamedTuple):
    """A passage of a text: code points, half open."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A text in its stored form, and where each place of the text that was given stands in it."""

    text: str
    #: Pieces that changed their length: begin and end in what was given, begin and end in the stored text.
    _changed: tuple[tuple[int, int, int, int], ...] = field(default=(), repr=False)
    _given: str = field(default="", repr=False)

    def offset(self, place: int) -> int:
        """Return the offset in the stored text of a place in the text that was given.

        A place inside what became one character, such as between a letter and its accent, goes to the end of it.

        >>> settle("a\\r\\nb").offset(3), settle("e\\u0301tat").offset(2)
        (2, 1)
        """
        at = bisect_right(self._changed, (place,)) - 1
        if at < 0:
            return place
        begin, end, first, last = self._changed[at]
        if place <= begin:
            return first
        if place >= end:
            return place - end + last
        return min(first + len(stored(self._given[begin:place])), last)


def stored(raw: str) -> str:
    """Return a text in its stored form: composed, ``\\n`` at the ends of lines, without controls and byte order mark.

    A page break is an end of line; half of a surrogate pair, which UTF-8 cannot write, becomes U+FFFD.

    >>> stored("\\ufeffe\\u0301tat\\r\\nde\\x00 droit\\x0c")
    'état\\nde droit\\n'
    """
    if _PLAIN.fullmatch(raw):
        return raw
    text = _CONTROL.sub("", _ENDS.sub("\n", raw)).lstrip("\ufeff")
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    return text


def is_stored(text: str) -> bool:
    """Whether a text is in its stored form."""
    return stored(text) == text


def settle(raw: str) -> Settled:
    """Return a text in its stored form with the way from each of its places to the stored one."""
    text = stored(raw)
    if text == raw:
        return Settled(text)
    changed: list[tuple[int, int, int, int]] = []
    shift = 0
    for piece in _PIECE.finditer(raw):
        begin, end = piece.span()
        # A byte order mark goes only where nothing stands before it.
        length = len(stored(piece[0])) if begin + shift == 0 else len(stored(" " + piece[0])) - 1
        if length != end - begin:
            changed.append((begin, end, begin + shift, begin + shift + length))
            shift += length - (end - begin)
    return Settled(text, tuple(changed), raw)


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a stored text: its lines that hold more than blanks.

    >>> paragraphs("One.\\n\\n  \\nTwo.\\n")
    [Span(start=0, stop=4), Span(start=9, stop=13)]
    """
    found, at = [], 0
    for line in text.split("\n"):
        if line and not line.isspace():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found
