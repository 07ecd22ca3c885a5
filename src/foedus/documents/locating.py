"""Passages by the way in which books and papers are cited: section, paragraph, and the mark of a reference.

A heading is a short line that begins with its number (``2. SYRIA``, ``2.1 Roots``); what stands before the first one is the
abstract. Paragraphs are counted in each section from 1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from foedus.documents.text import Span, paragraphs

_HEADING = re.compile(r"\s*(?:§\s*)?(\d{1,2}(?:\.\d{1,2})*)\.?\s+(\S.*)")
_LONGEST_HEADING = 100
_ABSTRACT = "abstract"
_LOCATOR = re.compile(
    r"(?:§|sec(?:tion)?\.?|s\.)?\s*(\d{1,2}(?:\.\d{1,2})*|abstract)\s*,?\s*(?:¶|par(?:agraph|a)?\.?)\s*(\d{1,3})",
    re.IGNORECASE,
)
_MARK = r"\[\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*\]"
_SENTENCE = re.compile(rf"(?:{_MARK})?[.!?…]+[\"”’»)]*(?:{_MARK}[.!?]?)?[\"”’»)]*(?=\s|[^\W\d_]|$)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_INITIAL = re.compile(r"(?:\b[^\W\d_]|\b(?:Mr|Ms|Mrs|Dr|St|No|vs|cf|al|etc|[a-z]\.[a-z]))\.$")
_CLOSED = re.compile(rf"[.!?…:;][\"”’»)\]]*(?:{_MARK})?[.\"”’»)]*\s*$")
"""The end of a sentence at the end of a line."""
_MOST_BETWEEN = 3
"""Lines that may stand between two pieces of a paragraph."""
_CLEAR = 1.5
"""How many times as well as the next a sentence must agree with a claim to be taken for its passage."""
_LEAST = 2
"""Words that they must share."""


class Paragraph(NamedTuple):
    """A paragraph by the number of its section and its own; one that a page or a note has cut has several spans."""

    section: str
    number: int
    spans: tuple[Span, ...]


def numbered(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text that has numbered sections, without headings and what only stands between them.

    >>> [(one.section, one.number) for one in numbered("Abstract: This.\\n1. INTRODUCTION\\nAfter all.\\nThen.\\n2. MORE\\nEnd.\\n")]
    [('abstract', 1), ('1', 1), ('1', 2), ('2', 1)]
    """
    found: list[Paragraph] = []
    section, number = _ABSTRACT, 0
    spans = paragraphs(text)
    at = 0
    while at < len(spans):
        line = text[slice(*spans[at])]
        heading = _heading(line, section)
        if heading:
            section, number = heading, 0
        elif _is_prose(line):
            number += 1
            pieces = [spans[at]]
            while (on := _goes_on(text, spans, at)) is not None:
                pieces.append(spans[on])
                at = on
            found.append(Paragraph(section, number, tuple(pieces)))
        at += 1
    return found


def _is_prose(line: str) -> bool:
    """Whether a line is a paragraph, and not the head of a page or a caption."""
    return bool(_CLOSED.search(line) or _SENTENCE.search(line)) or len(line) > _LONGEST_HEADING


def _goes_on(text: str, spans: Sequence[Span], at: int) -> int | None:
    """Where a paragraph that ends in the middle of a sentence goes on, behind a note or the head of a page."""
    if _CLOSED.search(text[slice(*spans[at])]):
        return None
    after = range(at + 1, min(at + 1 + _MOST_BETWEEN, len(spans)))
    return next((on for on in after if text[slice(*spans[on])].lstrip()[:1].islower()), None)


def _heading(line: str, before: str) -> str:
    """The number of a heading that may follow section `before`; empty for any other line."""
    match = _HEADING.fullmatch(line)
    if match is None or len(line) > _LONGEST_HEADING or line.rstrip().endswith((".", ",", ";")):
        return ""
    last = [int(part) for part in before.split(".")] if before != _ABSTRACT else [0]
    here = [int(part) for part in match[1].split(".")]
    # The next on its level, the first below it, or the next on a level above.
    following = [[*last[:level], last[level] + 1] for level in range(len(last))] + [[*last, 1]]
    return match[1] if here in following else ""


def place_of(locator: str) -> tuple[str, int] | None:
    """Return section and paragraph of a locator, or None where it names none.

    >>> place_of("§5 ¶6"), place_of("abstract ¶1"), place_of("p. 12")
    (('5', 6), ('abstract', 1), None)
    """
    match = _LOCATOR.fullmatch(locator.strip())
    return (match[1].lower(), int(match[2])) if match else None


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph; the mark of a reference stays with the sentence before it."""
    start = span.start
    for end in _SENTENCE.finditer(text, span.start, span.stop):
        if _INITIAL.search(text, start, end.end()):
            continue
        yield _trimmed(text, start, end.end())
        start = end.end()
    if text[start : span.stop].strip():
        yield _trimmed(text, start, span.stop)


def passage(text: str, paragraph: Paragraph, *, marks: Collection[str], words: str) -> Span:
    """Return the passage of a paragraph that a claim rests on: a sentence where one is clearly meant, else the paragraph.

    Parameters
    ----------
    text : str
        The stored text.
    paragraph : Paragraph
        One of those that `numbered` finds in it.
    marks : collection of str
        Numbers of the references that the claim names; only sentences up to such a mark come into question.
    words : str
        What the claim says.
    """
    found = _across(text, paragraph.spans)
    cited = [
        one for one in found if set(re.findall(r"\d+", " ".join(re.findall(_MARK, text[slice(*one)])))) & set(marks)
    ]
    if len(cited) == 1:
        return cited[0]
    wanted = _stems(words)
    scores = [len(wanted & _stems(text[slice(*one)])) for one in cited or found]
    best = max(scores, default=0)
    second = sorted(scores)[-2] if len(scores) > 1 else 0
    if best >= _LEAST and best >= _CLEAR * max(second, 1):
        return (cited or found)[scores.index(best)]
    return _trimmed(text, paragraph.spans[0].start, paragraph.spans[-1].stop)


def _across(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences of a paragraph in pieces; one that a page has cut goes on in the next piece."""
    found: list[Span] = []
    for span in spans:
        first, *others = sentences(text, span)
        if found and not _CLOSED.search(text[slice(*found[-1])]):
            first = Span(found.pop().start, first.stop)
        found += [first, *others]
    return found


def _trimmed(text: str, start: int, stop: int) -> Span:
    part = text[start:stop]
    return Span(start + len(part) - len(part.lstrip()), stop - (len(part) - len(part.rstrip())))


def _stems(text: str) -> set[str]:
    """The longer words of a text by their first five letters."""
    return {word.casefold()[:5] for word in _WORD.findall(text)}
