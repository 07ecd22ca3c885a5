"""Where the sentences of a text begin and end.

English is split by a rule of this module; other languages by `sentencex` where it is installed, else by the same rule
with the marks of their scripts. Sentences come in order, do not overlap, and hold all that is not blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from foedus.documents.drafting.words import words
from foedus.documents.text import Span

_END = re.compile(
    r"(?:[.!?…]+[\"'”’»)\]]*(?:\[[0-9, –-]+\])*[\"'”’»]*"
    r"|\((?:spoke|continued) in [A-Z]\w+\)"
    r"|[\"”»](?:\[[0-9, –-]+\])+(?:\.[\"”’»]*)?"
    r"|[。！？]+[”’」』）]*|[؟۔]+[»”)]*)"
)
"""What can end a sentence: marks, closing quotes and brackets, numbers of notes; and what a record says of the language."""

_ABBREVIATION = words(
    """
    mr mrs ms messrs dr prof rev fr sr jr st mt ft hon rt gen col maj capt lt sgt cmdr adm brig gov sen rep pres
    ed eds cf e.g i.e viz vs al ibid op cit ca c
    jan feb mar apr jun jul aug sep sept oct nov dec approx dept est inc ltd co corp bros u.n u.s u.k e.u a.m p.m
    """
)
"""Words that a full stop behind does not end a sentence after, unless nothing but a new paragraph follows."""

_NUMBERED = words("no nos art arts para paras par pp p vol vols ch chap sec sect fig figs")
"""Words that a full stop belongs to where a number follows."""

_BOTH = words("u.s u.k u.n e.u a.m p.m inc ltd co corp jr sr etc al")
"""Of these, those that can end a sentence: they do where a word follows that begins one."""

_STARTER = words(
    """
    the this that these those it he she we they i you in on at for from but and as if while when since after before
    however there here both some such with by to our its his their what who why how no not yet thus so once although
    """
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n")
_LAST_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.’'-](?=[^\W\d_]))*$|[0-9]+$")
_OPENERS = "\"'“‘«([„"
_WRAPPED = range(60, 130)
"""Characters of a line behind which a line break is taken for the printer's, unless the sentence ends there."""


def sentences(text: str, language: str = "en") -> list[Span]:
    """Return the sentences of a stored text.

    Parameters
    ----------
    text : str
        The text.
    language : str
        Code of its language, such as "en" or "fa".

    >>> [text[a:b] for text in ["He left. Mr. Hale stayed in the U.S. for good.[2].Why?"] for a, b in sentences(text)]
    ['He left.', 'Mr. Hale stayed in the U.S. for good.[2].', 'Why?']
    """
    code = language.partition("-")[0].lower() or "en"
    split = _by_library if code != "en" and find_spec("sentencex") else _by_rule
    return [found for block in _blocks(text) for found in split(text, block, code)]


def sentence_at(found: Sequence[Span], place: int) -> int:
    """Return the number of the sentence that holds a place, or of the one before it; -1 before the first."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if found[middle].start <= place else (low, middle)
    return low - 1


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, whose single line breaks are those of a printed page."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield from _lines(text, Span(start, gap.start()))
        start = gap.end()
    yield from _lines(text, Span(start, len(text)))


def _lines(text: str, block: Span) -> Iterator[Span]:
    start, line = block.start, block.start
    for gap in _LINE.finditer(text, *block):
        length, next_letter = gap.start() - line, text[gap.end() : gap.end() + 1]
        wrapped = (
            length >= _WRAPPED.start and (length in _WRAPPED or next_letter.islower()) and next_letter not in "-•–"
        )
        line = gap.end()
        if not wrapped:
            yield from _bare(text, start, gap.start())
            start = gap.end()
    yield from _bare(text, start, block.stop)


def _bare(text: str, start: int, stop: int) -> Iterator[Span]:
    """The span without blanks around it; nothing if it is blank."""
    inside = text[start:stop]
    if inside and not inside.isspace():
        yield Span(start + len(inside) - len(inside.lstrip()), stop - len(inside) + len(inside.rstrip()))


def _by_rule(text: str, block: Span, _language: str) -> Iterator[Span]:
    start = block.start
    for mark in _END.finditer(text, *block):
        if mark[0][0] == "(":
            if text[start : mark.start()].rstrip()[-1:] == ":":
                continue
            yield from _bare(text, start, mark.start())
            yield Span(*mark.span())
            start = mark.end()
        elif mark.end() < block.stop and _ends(text, mark, start):
            yield from _bare(text, start, mark.end())
            start = mark.end()
    yield from _bare(text, start, block.stop)


def _ends(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a sentence ends at a mark that is not the last of its paragraph."""
    signs, at = mark[0], mark.end()
    if not any(map(str.isalnum, text[start : mark.start()])):
        return False
    if signs[0] in "。！？؟۔":
        return True
    blank = text[at].isspace()
    rest = text[at : at + 80].lstrip()
    first = rest.lstrip(_OPENERS + " ")[:1]
    if not blank:
        return _glued(text, mark, first)
    if signs[0] in '"”»':
        return bool(first) and first.isupper() and "." in signs
    if not first or first.islower() or (signs[0] in "?!" and first in ",;:—–-"):
        return False
    if signs[0] != "." or len(signs) > 1:
        return first not in ",;:" and not (signs.startswith("..") and not first.isupper())
    return not _abbreviated(text, mark.start(), start, rest)


def _glued(text: str, mark: re.Match[str], first: str) -> bool:
    """Whether a sentence ends where the next begins without a blank, as printers and scanners leave it."""
    before = text[max(0, mark.start() - 2) : mark.start()]
    noted = "[" in mark[0] or (before.endswith("]") and mark[0][0] == ".")
    if noted:
        return bool(first) and (first.isupper() or first.isdigit())
    behind = text[mark.end() : mark.end() + 2]
    if len(mark[0]) > 1 and mark[0][-1] in '”"’»':
        return first.isupper() and mark[0][0] in ".!?"
    if before.isalpha() and before.islower() and behind[:1] in "“«":
        return first.isupper()
    return before.isalpha() and before.islower() and len(behind) == 2 and behind[0].isupper() and behind[1].islower()


def _abbreviated(text: str, stop: int, start: int, rest: str) -> bool:
    """Whether the full stop at a place belongs to the word before it."""
    found = _LAST_WORD.search(text, max(start, stop - 30), stop)
    if not found:
        return False
    word = found[0].lower()
    next_word = re.match(r"[\W_]*(\w+)", rest)
    begins = bool(next_word) and next_word is not None and next_word[1].lower() in _STARTER
    if word.isdigit():
        # "1. Introduction" at the begin of a paragraph is a number of its own.
        return not text[start : found.start()].strip()
    if len(word) == 1 and found[0].isupper() and word != "i":
        return not begins
    if word in _BOTH or re.fullmatch(r"(?:\w\.)+\w", word):
        return not begins
    if word in _NUMBERED:
        return rest[:1].isdigit()
    return word in _ABBREVIATION


def _by_library(text: str, block: Span, language: str) -> Iterator[Span]:
    """The split of sentencex, whose pieces are looked for in their order; what it leaves out goes to the one before."""
    import sentencex

    start = at = block.start
    for piece in sentencex.segment(language, text[block.start : block.stop]):
        bare = piece.strip()
        place = text.find(bare, at, block.stop) if bare else -1
        if place < 0:
            continue
        if place > start:
            yield from _bare(text, start, place)
            start = place
        at = place + len(bare)
    yield from _bare(text, start, block.stop)
