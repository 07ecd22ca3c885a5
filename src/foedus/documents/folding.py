"""A text as two editions of it agree: blanks, quote marks, dashes and unseen characters folded, with the way back.

A quote copied from a PDF, a web page or a book differs from the stored text in such signs only; it is looked for in the
folded text, and its place is told in the stored one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from foedus.documents.text import Span

_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
_SIGNS = {
    **dict.fromkeys("‘’‚‛′‹›ʼʹ´`", "'"),
    **dict.fromkeys("“”„‟″«»〝〞＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
}
_PIECE = re.compile(f"[\\s{_UNSEEN}]{{2,}}|[\\t\\n\x0b-\x0d\x1c-\x1f]|[^\x00-\x7f]|`")


class Folded:
    """A text, folded; places of the folded text lead back to it.

    >>> folded = Folded("He said:\\n “no – never”.")
    >>> folded.text
    'He said: "no - never".'
    >>> folded.find('"no - never"')
    [Span(start=10, stop=22)]
    """

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        # Pieces: begin in the folded text, begin in the text, whether it stands there letter by letter, end in the text.
        self._begins: list[int] = []
        self._pieces: list[tuple[int, bool, int]] = []
        at = length = 0
        for piece in _PIECE.finditer(text):
            start, stop = piece.span()
            folded = fold_piece(piece[0])
            if folded == piece[0]:
                continue
            if start > at:
                self._add(length, at, True, start)
                parts.append(text[at:start])
                length += start - at
            self._add(length, start, False, stop)
            parts.append(folded)
            length += len(folded)
            at = stop
        self._add(length, at, True, len(text))
        parts.append(text[at:])
        self.text = "".join(parts)

    def find(self, quote: str, *, most: int = 1_000) -> list[Span]:
        """Return where a quote, folded as well, stands in the text that was given; at most so many places."""
        wanted = fold(quote).strip()
        found: list[Span] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < most:
            found.append(self.back(at, at + len(wanted)))
            at = self.text.find(wanted, at + 1)
        return found

    def back(self, start: int, stop: int) -> Span:
        """Return the span of the text for one of the folded text that is not empty."""
        return Span(self._place(start)[0], self._place(stop - 1)[1])

    def _place(self, at: int) -> tuple[int, int]:
        """Begin and end, in the text, of what the folded character at `at` stands for."""
        piece = bisect_right(self._begins, at) - 1
        begin, alike, end = self._pieces[piece]
        if not alike:
            return begin, end
        place = begin + at - self._begins[piece]
        return place, place + 1

    def _add(self, folded: int, begin: int, alike: bool, end: int) -> None:
        self._begins.append(folded)
        self._pieces.append((begin, alike, end))


def fold(text: str) -> str:
    """Return a text, folded.

    >>> fold("the\\u00a0“common\\n  en\\u00ademy”")
    'the "common enemy"'
    """
    return _PIECE.sub(lambda piece: fold_piece(piece[0]), text)


@lru_cache(maxsize=4096)
def fold_piece(piece: str) -> str:
    """Return what a run of blanks and unseen characters, or one other character, is folded to."""
    if len(piece) > 1 or piece.isspace() or re.fullmatch(f"[{_UNSEEN}]", piece):
        return " " if re.search(r"\s", piece) else ""
    sign = _SIGNS.get(piece)
    if sign is not None:
        return sign
    plain = unicodedata.normalize("NFKC", piece)
    return "".join(_SIGNS.get(mark, mark) for mark in plain)
